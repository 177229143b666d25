"""The two columns of the preview, in words: what is shared, what is withheld and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Consent
from caselink.disclosure.outputs import Piece, Reason, Shared, Withheld
from caselink.disclosure.pieces import DANGER
from caselink.domain.answers import Json, Value, value_to_json
from caselink.domain.case import Case
from caselink.domain.danger import FactorAnswer, Level, answer_to_json
from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.forms.attachments import kind_label
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.complaint import COMPLAINT
from caselink.forms.danger.levels import danger_label, danger_words
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, STATE_LABELS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from caselink.forms.texts import partial_date_text, value_text
from caselink.i18n import N_, _
from caselink.services.consent_lines import long_day

REASONS: Final[dict[Reason, str]] = {
    Reason.BLOCKED_RECIPIENT: N_("destinataire à ne jamais informer"),
    Reason.NOT_NEEDED: N_("pas nécessaire pour cette finalité"),
    Reason.EXPLICIT_CONSENT_NEEDED: N_("demande son accord exprès"),
    Reason.WITHDRAWN: N_("accord retiré"),
    Reason.EXPIRED: N_("accord expiré"),
    Reason.NOT_YET_VALID: N_("accord pas encore valable"),
    Reason.OTHER_PURPOSE: N_("accord donné pour une autre finalité"),
    Reason.NO_CONSENT: N_("pas d’accord"),
}


@dataclass(frozen=True, slots=True)
class PreviewPlace:
    """Where a piece stands, in words. `path` is of the answer, or `needs.<item>`; `number` counts entries from 1."""

    path: str
    section: str
    field: str
    entry: str | None
    number: int | None
    order: int
    """Its rank in reading order, so that both columns can be laid side by side."""


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One thing that the recipient gets, and on what ground."""

    place: PreviewPlace
    category: Category
    category_label: str
    value: Json
    value_text: str
    basis: str
    basis_text: str
    free_text: bool
    is_long: bool = False
    """Whether it is a free text of many lines, which is read again by itself."""


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """One thing that the recipient does not get, and why."""

    place: PreviewPlace
    category: Category
    category_label: str
    reason: Reason
    reason_text: str


def shared_lines(case: Case, shared: Iterable[Shared], on: date) -> tuple[SharedLine, ...]:
    """What is shared as of that day, in words, in reading order."""
    consents = {consent.id: consent for consent in read_grounds(case.events).consents}
    decisions = {decision.id: decision.basis for decision in read_grounds(case.events).legal}
    return tuple(
        SharedLine(
            _place(case, each.piece.path), each.piece.category, _(CATEGORIES[each.piece.category].label),
            _json(each.piece), _text(each.piece), each.basis, _basis_text(each.bases, consents, decisions, on),
            each.piece.free_text, each.piece.free_text and _is_long(each.piece.path),
        )
        for each in shared
    )


def withheld_lines(case: Case, withheld: Iterable[Withheld]) -> tuple[WithheldLine, ...]:
    """What is withheld and why, in words, in reading order."""
    return tuple(
        WithheldLine(
            _place(case, each.path), each.category, _(CATEGORIES[each.category].label), each.reason,
            _(REASONS[each.reason]),
        )
        for each in withheld
    )


def _is_long(path: str) -> bool:
    place = PARTNER_FORM.place(path)
    return place is None or place.field.kind is Kind.LONG_TEXT or place.field.her_words


def _json(piece: Piece) -> Json:
    if isinstance(piece.value, FactorAnswer):
        return answer_to_json(piece.value)
    return piece.value.value if isinstance(piece.value, NeedState | Level) else value_to_json(piece.value)


def _text(piece: Piece) -> str:
    if isinstance(piece.value, NeedState):
        return _(STATE_LABELS[piece.value])
    if isinstance(piece.value, FactorAnswer | Level):
        return danger_words(piece.value)
    if piece.path.startswith(_ATTACHMENTS):
        return kind_label(str(piece.value))
    place = PARTNER_FORM.place(piece.path)
    return _circumstance(piece.value) if place is None else value_text(place.field, piece.value)


def _circumstance(value: Value) -> str:
    """What a danger sheet says of the day and how she was seen: no field of the form has it."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    try:
        return partial_date_text(PartialDate.parse(str(value)))
    except ValueError:
        return str(value)


def _basis_text(bases: tuple[str, ...], consents: dict[str, Consent], decisions: dict[str, str], on: date) -> str:
    said = []
    for basis in dict.fromkeys(bases):
        kind, _colon, ground = basis.partition(":")
        if kind == "legal":
            said.append(_("cadre légal : {basis}").format(basis=LEGAL_BASES[decisions[ground]].words(on)))
        else:
            said.append(_("accord du {day}").format(day=long_day(consents[ground].given_on)))
    return ", ".join(said)


def _place(case: Case, path: str) -> PreviewPlace:
    if path.startswith("needs."):
        item = NEEDS[path.removeprefix("needs.")]
        return PreviewPlace(path, _(DOMAIN_LABELS[item.domain]), _(item.label), None, None, _NEEDS_ORDER[item.id])
    if path.startswith(DANGER):
        return PreviewPlace(path, _("Danger"), danger_label(case.danger, path), None, None, _danger_order(case, path))
    if path.startswith(_ATTACHMENTS):
        facts = case.records_of("attachments").get(path.removeprefix(_ATTACHMENTS), {})
        return PreviewPlace(path, _("Pièces jointes"), kind_label(str(facts.get("kind"))), None, None, _LAST)
    for form in (ENCOUNTER, COMPLAINT):
        if path.startswith(f"{form.part}."):
            return PreviewPlace(path, _("Suivi"), _(form.label), None, None, _LAST)
    place = PARTNER_FORM.place(path)
    if place is None:
        raise KeyError(path)
    number = None if place.entry is None else case.entries[place.section.id].index(place.entry) + 1
    return PreviewPlace(
        path, _(place.section.label), _(place.field.label),
        None if number is None else _(place.section.entry_label), number,
        _FIELD_ORDER[place.section.id, place.field.name] + 1_000 * (number or 0),
    )


def _danger_order(case: Case, path: str) -> int:
    """After the form and before the needs: the level, then the factors as the assessment holds them."""
    factors = () if case.danger is None else tuple(case.danger.answers)
    factor = path.removeprefix(DANGER)
    return len(PARTNER_FORM.sections) * 1_000_000 + (1 + factors.index(factor) if factor in factors else 0)


_ATTACHMENTS: Final = "attachments."
_LAST: Final = (len(PARTNER_FORM.sections) + 1) * 1_000_000
_FIELD_ORDER: Final = {
    (section.id, field.name): section_rank * 1_000_000 + rank
    for section_rank, section in enumerate(PARTNER_FORM.sections)
    for rank, field in enumerate(section.fields)
}
_NEEDS_ORDER: Final = {
    item: (len(PARTNER_FORM.sections) + 1) * 1_000_000 + rank for rank, item in enumerate(NEEDS)
}
