"""Reading the answers and needs of a case of the import document, by the declarations in `forms`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from caselink.domain.answers import Answer, Json
from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedMark, NeedState
from caselink.forms.import_schema import ENTRY_ID_PATTERN, LONGEST_NAME, LONGEST_REFERENCE
from caselink.forms.needs import NEEDS
from caselink.forms.record_forms import RecordForm
from caselink.forms.records import ID as RECORD_ID
from caselink.forms.records import RECORD_FORMS, read_record
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Section
from caselink.forms.validation import Invalid, read_answer
from caselink.i18n import _
from caselink.intake.danger import read_assessments
from caselink.intake.document import GivenCase, GivenEntry, GivenNeed, GivenRecord
from caselink.intake.faults import shown_key
from caselink.intake.grounds import read_consents, read_legal, read_never_inform
from caselink.intake.reading import Reader

_ENTRY_ID: Final = re.compile(ENTRY_ID_PATTERN)
_CASE_KEYS: Final = frozenset(
    {
        "reference", "answers", "consents", "legal_bases", "needs", "must_not_receive", "assessments", *RECORD_FORMS,
        "status", "same_person",
    }
)
_NEED_KEYS: Final = frozenset({"item", "state", "partner", "owner", "due", "ask_again_on", "outcome"})

_REPEATING: Final = {section.id: section for section in PARTNER_FORM.sections if section.repeating}
_FIELDS: Final = {
    f"{section.id}.{field.name}": field for section, field in PARTNER_FORM.fields() if not section.repeating
}
"""By path, for the sections that do not repeat: looked up once for each of a hundred thousand answers."""

Answers = dict[str, Answer]


def read_case(reader: Reader) -> GivenCase:
    """The sound parts of one case; faults are noted in the reader."""
    reader.only(_CASE_KEYS)
    reference = reader.text("reference", LONGEST_REFERENCE) or ""
    raw = reader.raw.get("answers", {})
    answers: Answers = {}
    sections: dict[str, tuple[GivenEntry, ...]] = {}
    if isinstance(raw, dict):
        answers, sections = _read_answers(reader.inside("answers", raw))
    else:
        reader.fault("answers", _("Un objet est attendu, entre accolades."))
    return GivenCase(
        reader.place, reference, answers, sections, tuple(read_consents(reader)), tuple(read_legal(reader)),
        tuple(_read_needs(reader)), tuple(read_never_inform(reader)), tuple(read_assessments(reader)),
        {part: tuple(read_records(reader, form)) for part, form in RECORD_FORMS.items() if part in reader.raw},
        None if reader.raw.get("status") is None else reader.one_of("status", CaseStatus),
        reader.flag("same_person"),
    )


def _read_answers(reader: Reader) -> tuple[Answers, dict[str, tuple[GivenEntry, ...]]]:
    answers: Answers = {}
    sections: dict[str, tuple[GivenEntry, ...]] = {}
    for key, raw in reader.raw.items():
        field = _FIELDS.get(key)
        if field is not None:
            answer = _read_one(reader, key, field, raw)
            if answer is not None:
                answers[key] = answer
        elif key in _REPEATING:
            sections[key] = tuple(_read_entries(reader, _REPEATING[key]))
        else:
            reader.fault(shown_key(key), _("La fiche n’a pas de rubrique de ce nom."))
    return answers, sections


def _read_one(reader: Reader, key: str, field: Field, raw: Json) -> Answer | None:
    try:
        return read_answer(field, raw)
    except Invalid as fault:
        reader.fault(key, fault.sentence)
        return None


def _read_entries(answers: Reader, section: Section) -> Iterator[GivenEntry]:
    seen: set[str] = set()
    for reader in answers.objects(section.id):
        entry = _read_entry(reader, section)
        if entry.id in seen:
            reader.fault("id", _("Cet identifiant se trouve deux fois."))
        if entry.id is not None:
            seen.add(entry.id)
        yield entry


def _read_entry(reader: Reader, section: Section) -> GivenEntry:
    answers: Answers = {}
    entry_id: str | None = None
    for key, raw in reader.raw.items():
        field = section.field(key)
        if field is not None:
            answer = _read_one(reader, key, field, raw)
            if answer is not None:
                answers[key] = answer
        elif key == "id":
            entry_id = _read_entry_id(reader, raw)
        else:
            reader.fault(shown_key(key), _("La fiche n’a pas de rubrique de ce nom."))
    return GivenEntry(entry_id, answers)


def _read_entry_id(reader: Reader, raw: Json) -> str | None:
    if isinstance(raw, str) and _ENTRY_ID.fullmatch(raw):
        return raw
    reader.fault("id", _("Un identifiant compte de 1 à 64 lettres, chiffres, - ou _."))
    return None


def read_records(case: Reader, form: RecordForm) -> Iterator[GivenRecord]:
    """The records of one sort that a case gives; whether their days have come is asked of the office's clock later."""
    seen: set[str] = set()
    for reader in case.objects(form.part):
        values, wrong = read_record(form, reader.raw)
        for each in wrong:
            reader.fault(shown_key(each.name), each.sentence)
        record_id = _read_entry_id(reader, reader.raw[RECORD_ID]) if RECORD_ID in reader.raw else None
        if record_id is not None and record_id in seen:
            reader.fault(RECORD_ID, _("Cet identifiant se trouve deux fois."))
        seen.add(record_id or "")
        yield GivenRecord(reader.place, record_id, values)


def _read_needs(case: Reader) -> Iterator[GivenNeed]:
    seen: set[str] = set()
    for reader in case.objects("needs"):
        reader.only(_NEED_KEYS)
        item = reader.text("item", LONGEST_NAME)
        state = reader.one_of("state", NeedState)
        mark = _read_mark(reader, state or NeedState.NOT_ASSESSED)
        if item is None:
            continue
        if item not in NEEDS:
            reader.fault("item", _("Ce besoin n’est pas dans la liste."))
        elif item in seen:
            reader.fault("item", _("Ce besoin est donné deux fois pour le même dossier."))
        seen.add(item)
        yield GivenNeed(reader.place, item, mark)


def _read_mark(reader: Reader, state: NeedState) -> NeedMark:
    def said(key: str) -> str | None:
        return reader.text(key, LONGEST_NAME, required=False) or None

    def day(key: str) -> date | None:
        return reader.day(key, required=False)

    return NeedMark(state, said("partner"), said("owner"), day("due"), day("ask_again_on"), said("outcome"))
