"""Recording what she says in the partner form."""

from __future__ import annotations

from caselink.domain.answers import Answer, NoAnswer, Source, Value
from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.complaint import COMPLAINT, FIELDS, fields_of
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Place, Section
from caselink.forms.validation import CONDITIONS, Invalid, read_value
from caselink.i18n import _
from caselink.services.erasing_answers import (
    Confirmed,
    ErasureAsked,
    chosen,
    erase_traces,
    erasure_by_choice,
    expect_confirmed,
)
from caselink.services.office import Office
from caselink.services.stamps import stamped
from caselink.services.traces import Trace


def record_answer(office: Office, case_id: str, path: str, raw: object, source: Source | None = None) -> Case:
    """Write down one answer; `raw` is a JSON-like value, `{"state": …}` for no answer, or None to clear the field.

    Raises UserError for a path or value that the form does not take; ErasureAsked where it would have something erased
    for good (choosing no longer to record residence), which `record_and_erase` does; nothing is changed then.
    """
    return _record(office, case_id, path, raw, source, None)[0]


def record_and_erase(
    office: Office, case_id: str, path: str, raw: object, source: Source | None, confirmed: Confirmed
) -> tuple[Case, tuple[Trace, ...]]:
    """The same after it was confirmed, in one transaction with what it has erased; gives what went.

    Raises as `record_answer`, UserError where the word was not typed, UnderHold and EventsAltered.
    """
    return _record(office, case_id, path, raw, source, confirmed)


def _record(
    office: Office, case_id: str, path: str, raw: object, source: Source | None, confirmed: Confirmed | None
) -> tuple[Case, tuple[Trace, ...]]:
    place = _place(path)
    if path in FIELDS:
        _expect_not_of_complaint(office, case_id, path)
    depends = place.field.asked_if is not None or path in CONDITIONS
    case = office.vault.case(case_id) if depends else None
    if case is not None:
        _check_asked(case, place)
    answer = None if raw is None else stamped(office, Answer(_read(place, raw), source))
    erasing = () if case is None else _no_longer_asked(office, case, path, answer, confirmed)
    with office.vault.change("answer", case_id) as change:
        change.put_answer(case_id, path, answer)
        went = erase_traces(office, change, case, erasing) if case is not None and erasing else ()
        change.drop_draft(case_id, path)
    return office.vault.case(case_id), went


def add_entry(office: Office, case_id: str, section_id: str) -> tuple[Case, str]:
    """Add an empty entry (a child, a step) and give its id; raises UserError for a section that does not repeat."""
    section = _repeating(section_id)
    with office.vault.change("entry_added", case_id) as change:
        entry = change.add_entry(case_id, section.id)
    return office.vault.case(case_id), entry


def remove_entry(office: Office, case_id: str, section_id: str, entry: str) -> Case:
    """Take an entry away with its answers; `undo` brings it back."""
    section = _repeating(section_id)
    with office.vault.change("entry_removed", case_id) as change:
        change.remove_entry(case_id, section.id, entry)
    return office.vault.case(case_id)


def undo(office: Office, case_id: str) -> Case | None:
    """Take back this worker's last change of answers, entries or needs of the case; None where there is none."""
    return office.vault.case(case_id) if office.vault.undo(case_id) else None


def keep_draft(office: Office, case_id: str, path: str, text: str) -> None:
    """Keep what stands in a field while it is typed; a killed session loses at most the last second."""
    office.vault.keep_draft(case_id, path, text)


def drop_draft(office: Office, case_id: str, path: str) -> None:
    """Forget the draft of a field."""
    office.vault.drop_draft(case_id, path)


def drafts(office: Office, case_id: str) -> dict[str, str]:
    """What was being typed in this case when the last session ended."""
    return office.vault.drafts(case_id)


def _place(path: str) -> Place:
    place = PARTNER_FORM.place(path)
    if place is None:
        raise UserError(_("La fiche n’a pas de rubrique de ce nom : rien n’a été enregistré. Vérifiez le nom."))
    return place


def _expect_not_of_complaint(office: Office, case_id: str, path: str) -> None:
    if path in fields_of(office.vault.case(case_id).records_of(COMPLAINT.part)):
        raise UserError(_(
            "Cette réponse vient des étapes de la plainte : changez-les dans « Suivi ». Rien n’a été modifié ici."
        ))


def _repeating(section_id: str) -> Section:
    section = PARTNER_FORM.section(section_id)
    if section is None or not section.repeating:
        raise UserError(_("Cette partie de la fiche ne se répète pas : rien n’a été enregistré. Vérifiez le nom."))
    return section


def _read(place: Place, raw: object) -> Value | NoAnswer:
    try:
        return read_value(place.field, raw)
    except Invalid as fault:
        raise UserError(fault.sentence) from fault


def _check_asked(case: Case, place: Place) -> None:
    if place.field.asked_if is None:
        return
    path, allowed = place.field.asked_if
    if case.value(path) not in allowed:
        raise UserError(
            _("Il a été choisi de ne pas noter cette partie de la fiche : rien n’a été enregistré. Changez d’abord "
              "ce choix avec la personne.")
        )


def _no_longer_asked(
    office: Office, case: Case, path: str, answer: Answer | None, confirmed: Confirmed | None
) -> tuple[Trace, ...]:
    """What goes when a choice under which other things stand is taken away (residence: do not record)."""
    erasure = erasure_by_choice(office, case, path, None if answer is None else answer.value)
    if not erasure:
        return ()
    if erasure.goes:
        office.vault.expect_erasable(case.id)
    if confirmed is None:
        raise ErasureAsked(erasure)
    going = chosen(erasure, confirmed.also)
    if going:
        expect_confirmed(confirmed.typed)
    return going
