"""What revealed a category before, or is being typed: history and drafts keep it, whatever stands there now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.forms.categories import Category
from caselink.forms.needs import NEEDS
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field
from caselink.services import history_words as words
from caselink.services.office import Office
from caselink.services.traces import ASSESSMENT, NEED, Trace, entry_id, mentions, reveals, tells, texts_in
from caselink.vault.parts import Part
from caselink.vault.records import read_assessment


def former_traces(
    office: Office, case: Case, categories: Collection[Category], but: Collection[str]
) -> tuple[Trace, ...]:
    """Each by name, once, without those of `but` and what lies in one of these."""
    found = dict[str, Trace]()
    for trace in (*_typed(office, case, categories), *_past(office, case, categories)):
        if trace.id not in but and entry_id(trace.id) not in but:
            found.setdefault(trace.id, trace)
    return tuple(found.values())


def _typed(office: Office, case: Case, categories: Collection[Category]) -> Iterator[Trace]:
    names = words.Names(case, {})
    for path, text in office.vault.drafts(case.id).items():
        if mentions(text, categories):
            yield Trace(path, words.place_words(path, names))


def _past(office: Office, case: Case, categories: Collection[Category]) -> Iterator[Trace]:
    for change in office.vault.history(case.id).changes:
        for record in change.records:
            for state in (record.before, record.after):
                if state is not None:
                    yield from _of_record(case, record.part, record.key, state, categories)


def _of_record(
    case: Case, part: Part, key: str, state: words.Record, categories: Collection[Category]
) -> Iterator[Trace]:
    if part is Part.ANSWERS:
        yield from _of_answer(case, key, state.get("v"), categories)
    elif part is Part.NEEDS:
        need = NEEDS.get(key)
        if (need is not None and need.category in categories) or mentions(str(state.get("outcome")), categories):
            yield Trace(f"{NEED}{key}", words.need_place(key))
    elif part is Part.ASSESSMENTS:
        if key not in {each.id for each in case.assessments}:
            assessment = read_assessment(key, dict(state))
            if tells(assessment, categories):
                yield Trace(f"{ASSESSMENT}{key}", words.assessment_place(assessment.on))
    elif part.value in RECORD_FORMS and reveals(state, categories):
        yield Trace(f"{part.value}.{key}", words.record_place(RECORD_FORMS[part.value], key, case))


def _of_answer(case: Case, path: str, value: Json, categories: Collection[Category]) -> Iterator[Trace]:
    place, names = PARTNER_FORM.place(path), words.Names(case, {})
    if place is not None and place.entry is not None and place.field.name == place.section.category_from:
        if _chosen(place.field, value) & set(categories):
            yield Trace(entry_id(path), words.entry_place(f"{place.section.id}/{place.entry}", names))
    elif mentions(" ".join(texts_in(value)), categories) or (
        place is not None and {place.field.category, *_chosen(place.field, value)} & set(categories)
    ):
        yield Trace(path, words.answer_place(path, names))


def _chosen(field: Field, value: Json) -> set[Category]:
    """What the options that were chosen reveal."""
    options = [field.option(each) for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    return {option.category for option in options if option is not None and option.category is not None}
