"""The red and green picture: what is still to be done for her, and what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.consent.events import read_grounds
from caselink.domain.case import Case
from caselink.domain.needs import Domain, NeedMark, NeedState
from caselink.errors import UserError
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, NeedItem, proposed
from caselink.i18n import _
from caselink.services.cases import DomainCount, count_needs
from caselink.services.consent_lines import ConsentState, state_of
from caselink.services.office import Office
from caselink.services.stamps import utc_now

_HOLDS: Final = (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN, ConsentState.NOT_YET)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need as the picture shows it.

    `proposed` says that the answers speak for it, whatever was decided; `offered` that nobody decided yet.
    """

    item: str
    label: str
    domain: Domain
    state: NeedState
    proposed: bool
    asks_outcome: bool
    partner: str | None = None
    owner: str | None = None
    due: date | None = None
    ask_again_on: date | None = None
    outcome: str | None = None
    taken_back: bool = False
    """Whether she took back every consent for the partner it was handed to."""

    @property
    def offered(self) -> bool:
        """Whether the picture offers it: proposed by the answers and not assessed yet."""
        return self.proposed and self.state is NeedState.NOT_ASSESSED


@dataclass(frozen=True, slots=True)
class DomainPicture:
    """One domain of the picture with its needs and their counts."""

    domain: Domain
    label: str
    lines: tuple[NeedLine, ...]
    count: DomainCount


def picture(case: Case, today: date) -> tuple[DomainPicture, ...]:
    """The needs of a case by domain, in the order of the catalogue."""
    by_answers, left = proposed(case, today), _without_her_consent(case, today)
    counts = count_needs({item: mark.state for item, mark in case.needs.items()})
    return tuple(
        DomainPicture(
            domain,
            _(DOMAIN_LABELS[domain]),
            tuple(_line(case, item, by_answers, left) for item in NEEDS.values() if item.domain is domain),
            counts[domain],
        )
        for domain in Domain
    )


def set_need(
    office: Office,
    case_id: str,
    item: str,
    state: NeedState,
    *,
    partner: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    ask_again_on: date | None = None,
    outcome: str | None = None,
) -> Case:
    """Decide about one need. Raises UserError for an unknown one, or when "what was done" is asked for and missing."""
    declared = _declared(item)
    said = (outcome or "").strip() or None
    if state is NeedState.DONE and declared.asks_outcome and said is None:
        raise UserError(_("Avant de passer ce besoin à « fait », notez en une ligne ce qui a été fait. Rien n’a été "
                          "enregistré."))
    mark = NeedMark(state, partner, owner, due, ask_again_on, said, office.user, utc_now(office))
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, item, mark)
    return office.vault.case(case_id)


def _declared(item: str) -> NeedItem:
    if item not in NEEDS:
        raise UserError(_("Ce besoin n’existe pas dans la liste : rien n’a été enregistré. Vérifiez le nom."))
    return NEEDS[item]


def _without_her_consent(case: Case, today: date) -> frozenset[str]:
    """Partners that needs were handed to and for which nothing holds any more of what she once agreed to."""
    handed = {mark.partner for mark in case.needs.values() if mark.partner is not None}
    if not handed:
        return frozenset()
    theirs = [each for each in read_grounds(case.events).consents if each.recipient in handed and not each.individual]
    gone = {each.recipient for each in theirs if state_of(each, today) is ConsentState.WITHDRAWN}
    return frozenset(gone - {each.recipient for each in theirs if state_of(each, today) in _HOLDS})


def _line(case: Case, item: NeedItem, by_answers: frozenset[str], left: frozenset[str]) -> NeedLine:
    mark = case.needs.get(item.id, NeedMark(NeedState.NOT_ASSESSED))
    return NeedLine(
        item.id, _(item.label), item.domain, mark.state,
        item.id in by_answers, item.asks_outcome, mark.partner, mark.owner, mark.due, mark.ask_again_on, mark.outcome,
        mark.partner in left,
    )
