"""The register: the list of all that left, each entry an event that is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from caselink.consent.grounds import LegalDecision
from caselink.disclosure.outputs import Disclosure, Shared
from caselink.documents.papers import PAPERS
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.texts import BETWEEN
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.office import Office

SAID_ALOUD: Final = "said_aloud"
"""The kind of an entry for what was said by telephone: no document bears its number."""
_BEFORE_KINDS: Final = "liaison_form"
"""What left before its kind was kept."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One document that left. `id` is the random one printed on it, `paper` its kind in `PAPERS`.

    `made_at` is a moment in UTC (ISO 8601); `basis` holds the grounds (`consent:<id>`, `legal:<id>`) with a space
    between; `valid_until` is a day (ISO).
    """

    id: str
    paper: str
    paper_label: str
    case: str
    recipient: str
    recipient_name: str
    purpose: str
    purpose_label: str
    basis: str
    made_at: str
    made_by: str
    valid_until: str
    categories: tuple[str, ...]
    unconfirmed: tuple[str, ...] = ()
    """Ids of the legal texts it rested on that may have ended by then."""
    despite: str = ""
    """Whom the recipient resembled of those never to inform, and why it was sent all the same; empty for nobody."""
    despite_names: tuple[str, ...] = ()
    """The names of those."""
    through: tuple[tuple[str, str], ...] = ()
    """Partners who forwarded it, and so have it too: short name and name."""
    taken_back: str = ""
    """The day (ISO) from which a consent that it rests on is withdrawn, wholly or partly; empty where none is."""

    @property
    def reached(self) -> tuple[tuple[str, str], ...]:
        """Everybody who has it, by key and name, the one it is addressed to first."""
        return ((self.recipient, self.recipient_name), *self.through)

    @property
    def reached_names(self) -> str:
        """Their names in one line."""
        return BETWEEN.join(name for _key, name in self.reached)


def left_body(
    recipient_name: str, disclosure: Disclosure, decisions: Iterable[LegalDecision] = (), through: Iterable[str] = ()
) -> dict[str, Json]:
    """What the event for a document made from this disclosure says of it: what it held by path and category, no values;
    `through` are the names of those who forward it, in the order of the audience.

    Of the legal `decisions` of the case those that it rests on and whose text may have ended are noted by that text.
    """
    recipient, *others = disclosure.recipients
    forwarding: list[Json] = [[each.key, name] for each, name in zip(others, through, strict=True)]
    return {
        "recipient": recipient.key,
        "recipient_name": recipient_name,
        "individual": recipient.kind is None,
        "purpose": disclosure.purpose.value,
        "basis": [*_grounds(disclosure)],
        "valid_until": disclosure.valid_until.isoformat() if disclosure.valid_until else "",
        "held": [list(pair) for pair in dict.fromkeys(map(_held, disclosure.shared))],
        **({"through": forwarding} if forwarding else {}),
        **({"unconfirmed": unconfirmed} if (unconfirmed := [*_unconfirmed(disclosure, decisions)]) else {}),
    }


def entries(office: Office, reference: str | None = None) -> tuple[RegisterEntry, ...]:
    """What left, newest first; of one case where its reference is given. Raises UserError for an unknown reference."""
    office.vault.walk_audit()
    case_id = None if reference is None else office.vault.sealed_case(find_case(office, reference).id).id
    events = office.vault.events_of_kind(EventKind.LEFT, case_id)
    references = office.vault.references_of(event.case_id for event in events)
    return _with_what_was_taken_back(
        office, events, tuple(_entry(event, references.get(event.case_id, "")) for event in reversed(events))
    )


def newest_entries(office: Office, count: int) -> tuple[tuple[RegisterEntry, ...], int]:
    """The last of what left, newest first, and how much left in all."""
    office.vault.walk_audit()
    events, total = office.vault.newest_events(EventKind.LEFT, count)
    references = office.vault.references_of(event.case_id for event in events)
    found = tuple(_entry(event, references.get(event.case_id, "")) for event in events)
    return _with_what_was_taken_back(office, events, found), total


def newest_of_case(office: Office, case_id: str, count: int) -> tuple[tuple[RegisterEntry, ...], int]:
    """The same of one case."""
    office.vault.walk_audit()
    case = office.vault.sealed_case(case_id)
    events = [event for event in reversed(case.events) if event.kind is EventKind.LEFT]
    found = tuple(_entry(event, case.reference) for event in events[:count])
    return _with_what_was_taken_back(office, events[:count], found), len(events)


def _with_what_was_taken_back(
    office: Office, events: Iterable[Event], found: tuple[RegisterEntry, ...]
) -> tuple[RegisterEntry, ...]:
    """What rests on a consent that she took back since says so: whoever has it is to be told."""
    cases = {event.case_id for event in events}
    days: dict[str, str] = {}
    for event in office.vault.events_of_cases(EventKind.CONSENT_WITHDRAWN, cases):
        consent, day = f"consent:{event.body.get('consent')}", str(event.body.get("on", ""))
        days[consent] = min(days.get(consent, day), day)
    return tuple(
        replace(entry, taken_back=min(since)) if (since := [days[each] for each in entry.basis.split() if each in days])
        else entry
        for entry in found
    )


def sent_under(case: Case, ground: str) -> tuple[RegisterEntry, ...]:
    """The documents of a case that rest on that ground (`consent:<id>`), newest first."""
    left = (_entry(event, case.reference) for event in reversed(case.events) if event.kind is EventKind.LEFT)
    return tuple(entry for entry in left if ground in entry.basis.split())


def kind_label(body: Mapping[str, Json]) -> str:
    """What kind of document the body of such an event is about, in words; the id of a kind that is not known here."""
    kind = _kind(body)
    if kind == SAID_ALOUD:
        return _("Dit au téléphone")
    return _(PAPERS[kind].label) if kind in PAPERS else kind


def _kind(body: Mapping[str, Json]) -> str:
    return str(body.get("paper", _BEFORE_KINDS))


def _held(shared: Shared) -> tuple[str, str]:
    """Where a value stood and its category. Of residence only that something left: the register is never changed, and
    would tell what is no longer to be written down anywhere."""
    category = shared.piece.category
    return "" if category is Category.RESIDENCE else shared.piece.path, category.value


def _grounds(disclosure: Disclosure) -> Iterable[str]:
    return dict.fromkeys(basis for shared in disclosure.shared for basis in shared.bases)


def _unconfirmed(disclosure: Disclosure, decisions: Iterable[LegalDecision]) -> Iterable[Json]:
    used = [each.basis for each in decisions if f"legal:{each.id}" in _grounds(disclosure)]
    return dict.fromkeys(basis for basis in used if LEGAL_BASES[basis].may_have_ended(disclosure.on))


def _despite(noted: Json) -> str:
    if not isinstance(noted, dict) or not (near := _near(noted)):
        return ""
    names = ", ".join(f"« {name} »" for name in near)
    return _("Malgré une ressemblance avec {names} : {reason}").format(names=names, reason=noted.get("reason", ""))


def _near(noted: Json) -> tuple[str, ...]:
    return _texts(noted.get("near")) if isinstance(noted, dict) else ()


def _pairs(noted: Json) -> tuple[tuple[str, str], ...]:
    listed = noted if isinstance(noted, list) else []
    return tuple((str(pair[0]), str(pair[1])) for pair in listed if isinstance(pair, list) and len(pair) == 2)


def _texts(noted: Json) -> tuple[str, ...]:
    return tuple(map(str, noted)) if isinstance(noted, list) else ()


def _entry(event: Event, reference: str) -> RegisterEntry:
    body = event.body
    purpose = Purpose(str(body["purpose"]))
    held = body["held"] if isinstance(body["held"], list) else []
    categories = dict.fromkeys(str(pair[1]) for pair in held if isinstance(pair, list))
    grounds = body["basis"] if isinstance(body["basis"], list) else []
    return RegisterEntry(
        id=str(body["document"]),
        paper=_kind(body),
        paper_label=kind_label(body),
        case=reference,
        recipient=str(body["recipient"]),
        recipient_name=str(body["recipient_name"]),
        purpose=purpose.value,
        purpose_label=_(PURPOSES[purpose].label),
        basis=" ".join(str(ground) for ground in grounds),
        made_at=event.at,
        made_by=event.by,
        valid_until=str(body["valid_until"]),
        categories=tuple(_(CATEGORIES[Category(name)].label) for name in categories),
        unconfirmed=_texts(body.get("unconfirmed")),
        despite=_despite(body.get("despite")),
        despite_names=_near(body.get("despite")),
        through=_pairs(body.get("through")),
    )
