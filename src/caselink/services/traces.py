"""What of a case reveals a category, wherever it stands: proposed to a worker who no longer wants it written down."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caselink.disclosure.pieces import DANGER, pieces_of
from caselink.domain.answers import Answer, Json
from caselink.domain.case import Case
from caselink.domain.danger import Assessment
from caselink.domain.deadlines import DeadlineKind
from caselink.forms.categories import Category
from caselink.forms.danger.describing import factor_category
from caselink.forms.danger.levels import factor_label
from caselink.forms.danger.plan_items import PLAN_ITEMS
from caselink.forms.needs import NEEDS
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Section
from caselink.forms.sections.residence import MENTIONS
from caselink.i18n import _
from caselink.names.folding import plain
from caselink.services import history_words as words
from caselink.services.office import Office

NEED: Final = "needs."
ATTACHMENT: Final = "attachments."
ASSESSMENT: Final = "assessments."
_MENTIONS: Final = {Category.RESIDENCE: MENTIONS}
"""Words by which a text may reveal a category."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing by name, never by value. `id` is the path of an answer, `needs.<item>`, `<section>.<entry>`,
    `attachments.<id>`, or of another part `encounters.<id>`; `danger.<factor>` for what any assessment says of it."""

    id: str
    words: str


def traces_of(
    office: Office, case: Case, categories: Collection[Category], but: Collection[str]
) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    """What is of these categories as a whole (a need, a step), and what may reveal them: a value elsewhere, a text that
    names them, any attachment. Without the answers of `but`."""
    names = words.Names(case, {})
    whole = [*_needs(case, categories), *_entries(case, categories, names)]
    covered = {trace.id for trace in whole}
    elsewhere = dict.fromkeys([*_values(case, categories), *_texts(case, categories)])
    look = [
        Trace(path, words.answer_place(path, names))
        for path in elsewhere if path not in but and entry_id(path) not in covered
    ]
    look += [
        Trace(f"{NEED}{item}", words.need_place(item)) for item, mark in case.needs.items()
        if f"{NEED}{item}" not in covered and mark.outcome and mentions(mark.outcome, categories)
    ]
    look += _danger(case, categories)
    look += _records(case, categories)
    look += [
        Trace(f"{ATTACHMENT}{attachment.id}", _("Pièce jointe · {name}").format(name=attachment.name))
        for attachment in office.vault.attachments(case.id)
    ]
    return tuple(whole), tuple(look)


def entry_of(trace_id: str) -> tuple[str, str] | None:
    """Section and entry where a trace is a whole entry."""
    section_id, _dot, entry = trace_id.partition(".")
    section = PARTNER_FORM.section(section_id)
    return (section_id, entry) if section is not None and section.repeating and "." not in entry else None


def entry_paths(section_id: str, entry: str) -> tuple[str, ...]:
    """Where the answers of an entry stand."""
    section = PARTNER_FORM.section(section_id)
    return () if section is None else tuple(f"{section_id}.{entry}.{field.name}" for field in section.fields)


def _needs(case: Case, categories: Collection[Category]) -> Iterator[Trace]:
    for item in case.needs:
        need = NEEDS.get(item)
        if need is not None and need.category in categories:
            yield Trace(f"{NEED}{item}", words.need_place(item))


def _entries(case: Case, categories: Collection[Category], names: words.Names) -> Iterator[Trace]:
    for section in PARTNER_FORM.sections:
        if section.category_from:
            for entry in case.entries.get(section.id, ()):
                if _entry_category(case, section, entry) in categories:
                    yield Trace(f"{section.id}.{entry}", words.entry_place(f"{section.id}/{entry}", names))


def _entry_category(case: Case, section: Section, entry: str) -> Category | None:
    field = section.field(section.category_from)
    chosen = case.value(f"{section.id}.{entry}.{section.category_from}")
    option = None if field is None or not isinstance(chosen, str) else field.option(chosen)
    return None if option is None else option.category


def _values(case: Case, categories: Collection[Category]) -> Iterator[str]:
    for piece in pieces_of(case):
        if piece.category in categories and not piece.path.startswith((NEED, DANGER)):
            yield piece.path


def _danger(case: Case, categories: Collection[Category]) -> Iterator[Trace]:
    """What an assessment says of these categories, and an assessment whose reason may tell."""
    found = dict.fromkeys(
        factor for each in case.assessments for factor in each.answers if factor_category(each, factor) in categories
    )
    for factor in found:
        yield Trace(f"{DANGER}{factor}", f"{_('Danger')} · {factor_label(case.danger, factor)}")
    for each in case.assessments:
        if mentions(each.reason, categories):
            yield Trace(f"{ASSESSMENT}{each.id}", words.assessment_place(each.on))


def _texts(case: Case, categories: Collection[Category]) -> Iterator[str]:
    for path, answer in case.answers.items():
        place = PARTNER_FORM.place(path)
        if place is not None and place.field.kind.is_free_text and mentions(_text(answer), categories):
            yield path


def _records(case: Case, categories: Collection[Category]) -> Iterator[Trace]:
    """Encounters and the like in whose words they are named, and referrals of a need that reveals them."""
    for part, form in RECORD_FORMS.items():
        for key, record in case.records_of(part).items():
            if reveals(record, categories):
                yield Trace(f"{part}.{key}", words.record_place(form, key, case))


def reveals(record: Mapping[str, Json], categories: Collection[Category]) -> bool:
    """Whether a record of a part may tell: in its words, those of its course too, or by the need or the kind it is of.
    """
    planned = PLAN_ITEMS.get(str(record.get("item", "")))
    of_need = NEEDS.get(str(record.get("need", "")) if planned is None else planned.need)
    of_permit = Category.RESIDENCE in categories and record.get("kind") == DeadlineKind.PERMIT.value
    return of_permit or (of_need is not None and of_need.category in categories) or any(
        mentions(text, categories) for text in texts_in([*record.values()])
    )


def tells(assessment: Assessment, categories: Collection[Category]) -> bool:
    """Whether an assessment may tell, by one of its factors or by its reason."""
    return mentions(assessment.reason, categories) or any(
        factor_category(assessment, factor) in categories for factor in assessment.answers
    )


def texts_in(value: Json) -> Iterator[str]:
    """All texts of a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in([*value.values()])
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts_in(each)


def _text(answer: Answer) -> str:
    return answer.value if isinstance(answer.value, str) else ""


def mentions(text: str, categories: Collection[Category]) -> bool:
    """Whether some word of the text begins like one that tells."""
    spread = f" {plain(text)} "
    return any(f" {mention}" in spread for each in categories for mention in _MENTIONS.get(each, ()))


def entry_id(path: str) -> str:
    """The entry that a path lies in, as the id of a trace."""
    return path.rpartition(".")[0]
