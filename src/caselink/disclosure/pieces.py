"""Cutting a case into pieces that each have exactly one category.

A value can carry a category of its own, since "sexual violence" or a prefecture step reveals more than the field it
stands in (docs/rules/categories.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from caselink.disclosure.outputs import Piece
from caselink.domain.answers import NoAnswer, Source, Value
from caselink.domain.case import Case
from caselink.domain.danger import FactorKind, Finding
from caselink.domain.needs import NeedState
from caselink.forms.categories import Category
from caselink.forms.danger.describing import factor_category, factor_of, grid_of
from caselink.forms.danger.levels import CIRCUMSTANCE_LABELS, KIND_LABELS, LEVEL_LABEL, SIDE_LABELS
from caselink.forms.danger.standing import standing
from caselink.forms.needs import NEEDS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Section

DANGER: Final = "danger."
"""What the path of a piece about the danger begins with: no section of the form is called so."""
DANGER_LEVEL: Final = "danger.level"
DANGER_STALE: Final = "danger.stale"
_CHILDREN: Final = "children."
_WHICH_CHILD: Final = frozenset({"first_name", "last_name", "latin_name", "birth"})
WHO: Final = frozenset({
    *("person.goes_by", "person.first_names", "person.last_name", "person.birth", "family.relationship"),
    *("perpetrator.first_names", "perpetrator.last_name", "perpetrator.birth", "perpetrator.where"),
})
"""Who a danger sheet or a chronology is about, as far as each may be said."""

NAMED: Final = frozenset({"person.goes_by", "person.first_names", "person.last_name"})
"""By what she is called at a meeting."""


def pieces_of(case: Case, attachments: Collection[str] = (), on: date | None = None) -> Iterator[Piece]:
    """Every answered value, every assessed need, what is known of the danger, and the attachments that are asked for,
    in reading order. As of the day `on` it says of a level that is stale that it is.

    Unknown, not asked and declined are no answers: they are neither shared nor listed.
    """
    for section in PARTNER_FORM.sections:
        if section.repeating:
            for entry in case.entries.get(section.id, ()):
                yield from _of_section(case, section, f"{section.id}.{entry}")
        else:
            yield from _of_section(case, section, section.id)
    for item in NEEDS.values():
        state = case.need_state(item.id)
        if state is not NeedState.NOT_ASSESSED and not item.office_only:
            yield Piece(f"needs.{item.id}", item.category_when(state), state)
    yield from _of_danger(case, on)
    for key, facts in case.records_of("attachments").items():
        if key in attachments:
            yield Piece(f"attachments.{key}", _category_said(facts.get("category")), str(facts.get("kind", "other")))


def report_pieces(case: Case, on: date) -> Iterator[Piece]:
    """The same for a report on a legal ground: a child of whom harm is noted is named, with its age, under that very
    category, since a report that may say the harm and not of whom protects nobody."""
    pieces = [*pieces_of(case, on=on)]
    harmed = {
        piece.path.rpartition(".")[0] for piece in pieces
        if piece.path.startswith(_CHILDREN) and piece.category is Category.CHILD_HARM
    }
    for piece in pieces:
        entry, _dot, name = piece.path.rpartition(".")
        named = entry in harmed and name in _WHICH_CHILD
        yield replace(piece, category=Category.CHILD_HARM) if named else piece


def danger_sheet_pieces(case: Case, on: date, *, with_reason: bool) -> Iterator[Piece]:
    """What a danger sheet is about. Of a factor that nobody knows it says just that, under its own category; of a level
    that is stale on that day that it is to be assessed again."""
    latest = case.danger
    if latest is None:
        return
    yield from (piece for piece in pieces_of(case, on=on) if piece.path in (*WHO, DANGER_LEVEL, DANGER_STALE))
    yield Piece(f"{DANGER}on", Category.VIOLENCE, latest.on.isoformat())
    for path, value in ((f"{DANGER}in_crisis", latest.in_crisis), (f"{DANGER}alone", latest.alone)):
        if value is not None:
            yield Piece(path, Category.VIOLENCE, value)
    grid = grid_of(latest)
    asked = () if grid is None else grid.taken
    others = (factor for factor in map(partial(factor_of, latest), latest.answers) if factor and factor not in asked)
    for factor in (*asked, *others):
        heading = KIND_LABELS[factor.kind] if factor.kind is not FactorKind.RISK else SIDE_LABELS[factor.side]
        answer = replace(latest.answer(factor.id), source=None)
        yield Piece(f"{DANGER}{factor.id}", factor.category, answer, heading=heading, label=factor.label)
    if with_reason and latest.reason:
        yield Piece(f"{DANGER}reason", Category.VIOLENCE, latest.reason, free_text=True)


def refused_by_the_person(case: Case, path: str) -> bool:
    """Whether the person this entry is about did not agree to being named when asked: a resource person.

    The rule stands in docs/rules/consent.md.

    Where nobody asked, her own consent decides and the worker is warned.
    """
    place = PARTNER_FORM.place(path)
    if place is None or not place.section.agreement:
        return False
    asked = case.answers.get(f"{place.section.id}.{place.entry}.{place.section.agreement}")
    return asked is not None and asked.value is not True and asked.value is not NoAnswer.NOT_ASKED


def _of_danger(case: Case, on: date | None) -> Iterator[Piece]:
    """The level of the latest assessment, whether it is stale, and each factor that it answers. Its reason is only on
    the danger sheet."""
    latest = case.danger
    if latest is None:
        return
    yield Piece(DANGER_LEVEL, Category.VIOLENCE, latest.level, label=LEVEL_LABEL)
    now = None if on is None else standing(case, on)
    if now is not None and now.stale:
        yield Piece(DANGER_STALE, Category.VIOLENCE, True, label=CIRCUMSTANCE_LABELS["stale"])
    grid = grid_of(latest)
    order = {} if grid is None else {factor.id: place for place, factor in enumerate(grid.taken)}
    for factor in sorted(latest.answers, key=lambda each: (order.get(each, len(order)), each)):
        answer = latest.answers[factor]
        if answer.finding is not Finding.UNKNOWN:
            known = factor_of(latest, factor)
            yield Piece(
                f"{DANGER}{factor}", factor_category(latest, factor), replace(answer, source=None),
                heading="" if known is None else KIND_LABELS[known.kind],
                label=factor if known is None else known.label,
            )


def _category_said(raw: object) -> Category:
    """The category that the worker chose; without one it is held like what is most intimate (decision 8)."""
    return Category(str(raw)) if raw in set(Category) else Category.INTIMATE


def _of_section(case: Case, section: Section, prefix: str) -> Iterator[Piece]:
    of_entry = entry_category(case, section, prefix)
    for field in section.fields:
        value = case.value(f"{prefix}.{field.name}")
        if value is None:
            continue
        for category, part in _by_category(field, value):
            yield Piece(
                f"{prefix}.{field.name}", of_entry or category, part, field.kind.is_free_text,
                hers=_is_hers(case, field, f"{prefix}.{field.name}"),
            )


def _is_hers(case: Case, field: Field, path: str) -> bool:
    """Whether a text holds her own words: asked for as such, or long and noted as said by her."""
    answer = case.answers.get(path)
    said = answer is not None and answer.source is Source.SAID_BY_HER
    return field.her_words or (field.kind is Kind.LONG_TEXT and said)


def entry_category(case: Case, section: Section, prefix: str) -> Category | None:
    """The category of the kind that the worker chose; none, or one that the form no longer has, leaves it unsorted."""
    field = section.field(section.category_from)
    chosen = case.value(f"{prefix}.{section.category_from}")
    if field is None or not isinstance(chosen, str):
        return None
    return _option_category(field, chosen)


def _by_category(field: Field, value: Value) -> Iterator[tuple[Category, Value]]:
    if field.kind is Kind.CHOICES and isinstance(value, tuple):
        sorted_out: dict[Category, list[str]] = {}
        for option_id in value:
            sorted_out.setdefault(_option_category(field, option_id), []).append(option_id)
        for category, ids in sorted_out.items():
            yield category, tuple(ids)
    elif field.kind is Kind.CHOICE and isinstance(value, str):
        yield _option_category(field, value), value
    elif field.options:
        yield Category.INTIMATE, value
    else:
        yield field.category, value


def _option_category(field: Field, option_id: str) -> Category:
    """The option's own category, else the field's. An id that the form no longer has is held as the most intimate."""
    option = field.option(option_id)
    if option is None:
        return Category.INTIMATE
    return field.category if option.category is None else option.category
