"""By telephone: the same decision as a page to read from, and a register entry for what was said aloud. No document.

Often that is how it leaves; what is said is judged, refused and registered as what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from caselink.disclosure.gate import decide, grounds_of
from caselink.disclosure.outputs import Disclosure
from caselink.documents.content import Content, content_of
from caselink.documents.letterhead import new_document_id
from caselink.domain.events import EventKind
from caselink.errors import UserError
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.texts import day_text
from caselink.forms.typed_text import LONGEST_LINE, text_fault
from caselink.i18n import _
from caselink.services.audit import audit_head
from caselink.services.closing import expect_open
from caselink.services.likeness import answered
from caselink.services.office import Office
from caselink.services.papers import expect_maker
from caselink.services.recipients import resolve
from caselink.services.register import SAID_ALOUD, RegisterEntry, entries, left_body
from caselink.services.sharing import Preview, PreviewOutdated, phone_of, preview_of, refuse_empty
from caselink.services.telling import refuse_telling


@dataclass(frozen=True, slots=True)
class ToSayAloud:
    """What may be said to a partner, in the order of a liaison form, and what was seen of the decision."""

    shown: Preview
    lines: tuple[str, ...]


def to_say_aloud(office: Office, case_id: str, recipient: str, purpose: Purpose) -> ToSayAloud:
    """The page to read from; only the audit trail is written. Raises Refused where nothing may be said to them,
    UserError for an unknown partner, EventsAltered as the gate does.
    """
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient)
    decision = decide(case, (addressed,), purpose, office.today())
    refuse_empty(case, addressed, decision.disclosure)
    shown = preview_of(office, case, addressed, name, decision)
    asked = decide(case, (addressed,), purpose, office.today(), (), shown.proposed).disclosure
    with office.vault.change("disclosure_looked_at", case_id):
        pass
    return ToSayAloud(shown, tuple(_lines(asked, name, phone_of(office, addressed))))


def note_said_aloud(
    office: Office, case_id: str, recipient: str, purpose: Purpose, *, who: str = "", seen: Preview | None = None,
    despite_near: str | None = None, closed_case: bool = False,
) -> RegisterEntry:
    """Write into the register that it was said, `who` it was said to there. With `seen` only where that is still what
    may be said.

    Raises ClockUnsure by a clock that nobody vouches for, Refused as `prepare_liaison` and for words that hold an
    answer, PreviewOutdated, UserError for a closed case and a worker who prepares no papers.
    """
    office.vault.clock.expect_sure()
    expect_maker(office, "liaison_form")
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient)
    decision = decide(case, (addressed,), purpose, office.today())
    if seen is not None and seen != preview_of(office, case, addressed, name, decision):
        raise PreviewOutdated
    expect_open(case, closed_case=closed_case)
    refuse_empty(case, addressed, decision.disclosure)
    spoken_to = " ".join(who.split())
    if spoken_to and (fault := text_fault(spoken_to, LONGEST_LINE, many_lines=False)) is not None:
        raise UserError(_("À qui : {fault} Rien n’a été inscrit.").format(fault=fault))
    refuse_telling(case, spoken_to, decision.disclosure.paths)
    despite = answered(case, addressed, despite_near)
    document_id = new_document_id()
    body = left_body(name, decision.disclosure, grounds_of(case).legal) | despite.body()
    with office.vault.change(SAID_ALOUD, case_id) as change:
        change.add_event(case_id, EventKind.LEFT, {
            "document": document_id, "paper": SAID_ALOUD, **body, "said_to": spoken_to,
            "audit_head": audit_head(office),
        })
    return next(entry for entry in entries(office, case.reference) if entry.id == document_id)


def _lines(disclosure: Disclosure, name: str, phone: str) -> Iterator[str]:
    content = content_of(disclosure)
    call = _("Appelez {recipient} au {phone}.") if phone else _("Appelez {recipient} au numéro que vous connaissez.")
    yield call.format(recipient=name, phone=phone)
    yield _("Demandez qui est au bout du fil, et si cette personne est seule.")
    yield _("Finalité : {purpose}").format(purpose=_(PURPOSES[disclosure.purpose].label))
    asking = disclosure.asking
    if asking.text:
        by = "" if asking.by is None else _(", réponse attendue le {day}").format(day=day_text(asking.by))
        yield _("Ce que nous demandons : {text}{by}").format(text=asking.text, by=by)
    yield from _first(content)
    for need in content.asked:
        yield _("À faire : {need}").format(need=need.label)
    for part in content.parts:
        for entry in part.entries:
            for said in entry.answers:
                title = " ".join(filter(None, (part.title, entry.title)))
                yield _("{part} · {question} : {answer}").format(part=title, question=said.label, answer=said.value)
    for need in (*content.others, *content.settled):
        yield _("{need} : {state}").format(need=need.label, state=need.state_label)
    if not disclosure.stays_there:
        yield _("Demandez de ne rien noter de plus, ni de le transmettre plus loin.")
    yield _("Rien d’autre ne se dit : ce qui n’est pas ici n’est pas couvert.")


def _first(content: Content) -> Iterator[str]:
    """Who she is, what must never be done, how to reach her, the danger: as a form's first page says it."""
    if content.person is not None:
        yield _("Il s’agit de : {person}").format(person=content.person.text)
    for line in content.reach.never:
        yield _("ATTENTION : {what}").format(what=line.text)
    if not content.reach.known:
        yield _("Qu’ils ne la contactent pas eux-mêmes : qu’ils passent par nous.")
    if content.reach.number is not None:
        yield _("La joindre : {number}").format(number=content.reach.number.text)
    yield from (line.text for line in content.reach.how)
    for line in content.danger:
        yield _("DANGER : {what}").format(what=line.text)
