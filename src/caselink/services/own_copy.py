"""Her own copy, and who received what: on paper where she can keep one, read to her where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from caselink.disclosure.gate import grounds_of, own_copy
from caselink.disclosure.outputs import OwnCopy, Received
from caselink.domain.answers import Age
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.needs import NEEDS, STATE_LABELS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import day_text, value_text
from caselink.forms.to_her import field_to_her
from caselink.i18n import _, ngettext
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, head_for, prepare, put_with_trail
from caselink.services.register import RegisterEntry, entries


@dataclass(frozen=True, slots=True)
class OwnCopyMade:
    """A copy on disk. The passphrase is shown once and kept nowhere; empty for one without a seal."""

    id: str
    path: Path
    passphrase: str
    warnings: tuple[str, ...]


def write_copy(office: Office, case_id: str, out: Path, *, plain: bool = False) -> OwnCopyMade:
    """Write her copy; `plain` without a passphrase, for who takes it printed.

    Raises Refused unless she said that she can keep a paper, UserError where it can't be written, or the worker's role
    makes no such paper.
    """
    expect_maker(office, "own_copy")
    expect_free_place(out)
    case = office.vault.sealed_case(case_id)
    copy, warnings = _copy(office, case, on_paper=True)
    head = head_for(office, "", {})
    sheet = prepare("own_copy", copy, head.letterhead, plain=plain)
    put_with_trail(office, case_id, sheet, out)
    return OwnCopyMade(head.letterhead.document_id, out, sheet.passphrase, warnings)


def read_to_her(office: Office, case_id: str) -> tuple[str, ...]:
    """The same as lines to be read aloud, where paper is unsafe; who received what first. Nothing is written."""
    copy, warnings = _copy(office, office.vault.sealed_case(case_id), on_paper=False)
    received = [
        _("{day} : {who} a reçu {what} ({ground}).").format(
            day=day_text(each.on), who=each.recipient, what=", ".join((each.paper, *each.categories)),
            ground=each.ground,
        )
        for each in copy.received
    ]
    said = []
    for piece in copy.pieces:
        place = PARTNER_FORM.place(piece.path)
        if isinstance(piece.value, NeedState):
            label, value = NEEDS[piece.path.removeprefix("needs.")].label, _(STATE_LABELS[piece.value])
            said.append(_("{question} : {answer}").format(question=_(label), answer=value))
        elif place is not None and isinstance(piece.value, str | bool | int | tuple | Age):
            asked = field_to_her(place.field)
            answer = value_text(asked, piece.value)
            said.append(_("{question} : {answer}").format(question=_(asked.label), answer=answer))
    return (*warnings, *(received or [_("Personne n’a rien reçu de nous.")]), *said)


def _copy(office: Office, case: Case, *, on_paper: bool) -> tuple[OwnCopy, tuple[str, ...]]:
    legal = {each.id: each for each in grounds_of(case).legal}
    sent = entries(office, case.reference)
    untold = {f"legal:{each.id}" for each in legal.values() if not each.told}
    silent = sum(bool(untold & {*entry.basis.split()}) for entry in sent)
    warnings = () if not silent else (ngettext(
        "Elle y lit {count} transmission faite sur un cadre légal dont elle n’a pas été prévenue : dites-le-lui "
        "d’abord.",
        "Elle y lit {count} transmissions faites sur un cadre légal dont elle n’a pas été prévenue : dites-le-lui "
        "d’abord.", silent,
    ).format(count=silent),)
    received = [
        Received(_day(office, entry), entry.reached_names, entry.paper_label, entry.categories, _ground(entry, {
            key: each.basis for key, each in legal.items()
        }))
        for entry in sent
    ]
    return own_copy(case, received, on_paper=on_paper), warnings


def _day(office: Office, entry: RegisterEntry) -> date:
    return office.local(datetime.fromisoformat(entry.made_at)).date()


def _ground(entry: RegisterEntry, bases: dict[str, str]) -> str:
    words = []
    for ground in entry.basis.split():
        kind, _colon, key = ground.partition(":")
        basis = LEGAL_BASES.get(bases.get(key, ""))
        words.append(_("votre accord") if kind == "consent" else _("cadre légal") if basis is None else _(basis.label))
    return ", ".join(dict.fromkeys(words))
