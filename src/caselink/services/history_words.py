"""Past changes of a case in words: where something stood, and its values as the window words them.

What the form of today does not know any more is shown as it was written, never left out and never a fault.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.answers import Json, Source, value_from_json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import Level
from caselink.domain.needs import NeedState
from caselink.forms.danger.levels import level_words
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, STATE_LABELS, STATE_SIGNS
from caselink.forms.record_forms import DAYS, RecordForm
from caselink.forms.records import record_of, record_text
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind, Place, Section, Sensitivity
from caselink.forms.texts import BETWEEN, SOURCE_LABELS, day_text, value_text
from caselink.i18n import N_, _

Record = Mapping[str, Json]
"""An answer, an entry, a need or a fact about the case, as the vault keeps it."""

_NEED: Final = "needs."
STATUS_LABELS: Final[dict[CaseStatus, str]] = {CaseStatus.OPEN: N_("ouvert"), CaseStatus.CLOSED: N_("clos")}


@dataclass(frozen=True, slots=True)
class Names:
    """How entries of repeating sections are called: by number and first line as the form shows them now; one that was
    taken away by the last first line it had."""

    case: Case
    former: Mapping[str, str]
    """By `section.entry`: what stood in the first line of text of an entry."""

    def section_and_entry(self, section: Section, entry: str) -> str:
        """"Enfants 1 · Zélie", or "Enfants · Zélie (retiré)"."""
        name = self.former.get(f"{section.id}.{entry}", "")
        entries = self.case.entries.get(section.id, ())
        if entry in entries:
            number = str(entries.index(entry) + 1)
            shown = f"{number} · {name}" if name else number
            return _("{section} {number}").format(section=_(section.label), number=shown)
        return _("{entry} (retiré)").format(entry=" · ".join(part for part in (_(section.label), name) if part))


def names_entry(place: Place) -> bool:
    """Whether an entry is called by what stands here: the first line of text, where it is not closed on the screen."""
    first = next((field for field in place.section.fields if field.kind is Kind.TEXT), None)
    return place.entry is not None and place.field is first and place.field.sensitivity is Sensitivity.OPEN


def place_words(path: str, names: Names) -> str:
    """What stands at the path of an answer, of a need (`needs.<item>`) or of a record."""
    if path.startswith(_NEED):
        return need_place(path.removeprefix(_NEED))
    named = record_of(path)
    return answer_place(path, names) if named is None else record_place(*named, names.case)


def record_place(form: RecordForm, key: str, case: Case) -> str:
    """The sort of a record with its day."""
    record = case.records_of(form.part).get(key, {})
    return BETWEEN.join(filter(None, (_(form.label), record_day(form, record))))


def answer_place(path: str, names: Names) -> str:
    """Section, entry and question; the path itself where the form has no such place."""
    place = PARTNER_FORM.place(path)
    if place is None:
        return path
    section = _(place.section.label) if place.entry is None else names.section_and_entry(place.section, place.entry)
    return f"{section} · {_(place.field.label)}"


def answer_words(path: str, record: Record | None, *, with_source: bool) -> str:
    """The value in words, with where it comes from where that is what changed; empty for no answer."""
    if record is None:
        return ""
    words = _value_words(path, record["v"])
    source = record.get("source")
    if not with_source or source not in set(Source):
        return words
    return _("{value} ({source})").format(value=words, source=_(SOURCE_LABELS[Source(str(source))]))


def need_place(item: str) -> str:
    """Domain and need."""
    need = NEEDS.get(item)
    return item if need is None else f"{_(DOMAIN_LABELS[need.domain])} · {_(need.label)}"


def need_words(record: Record | None) -> str:
    """Sign and word of the state, then what goes with it."""
    if record is None or record["state"] not in set(NeedState):
        return "" if record is None else str(record["state"])
    state = NeedState(str(record["state"]))
    said = [f"{STATE_SIGNS[state]} {_(STATE_LABELS[state])}"]
    said += [str(record[name]) for name in ("partner", "owner") if record.get(name)]
    if record.get("due"):
        said.append(_("échéance {day}").format(day=_day(record["due"])))
    if record.get("ask_again_on"):
        said.append(_("reposer la question le {day}").format(day=_day(record["ask_again_on"])))
    if record.get("outcome"):
        said.append(_("« {outcome} »").format(outcome=record["outcome"]))
    return ", ".join(said)


def entry_place(key: str, names: Names) -> str:
    """The entry that `section/entry` names."""
    section_id, _slash, entry = key.partition("/")
    section = PARTNER_FORM.section(section_id)
    return key if section is None else names.section_and_entry(section, entry)


def entry_words(before: Record | None, after: Record | None) -> str:
    """What became of an entry."""
    if after is None:
        return _("retiré de la fiche")
    return _("ajouté à la fiche") if before is None else _("déplacé")


def record_day(form: RecordForm, record: Record) -> str:
    """The day that a record is of, in words; empty where it has none."""
    first = next((column for column in form.columns if column.rule in DAYS), None)
    raw = None if first is None else record.get(first.kept)
    return "" if raw is None else _day(raw)


def record_words(form: RecordForm, record: Record | None) -> str:
    """What a record holds, in words; empty where there is none."""
    return "" if record is None else record_text(form, record)


def reference_words(record: Record | None) -> str:
    """The reference it was opened under."""
    return "" if record is None else str(record["v"])


def status_words(record: Record | None) -> str:
    """Open or closed."""
    if record is None:
        return ""
    status = record["v"]
    return _(STATUS_LABELS[CaseStatus(status)]) if status in set(CaseStatus) else str(status)


def is_closed(path: str) -> bool:
    """Whether the answer at that path stays closed on the screen until the worker opens it."""
    place = PARTNER_FORM.place(path)
    return place is not None and place.field.sensitivity is Sensitivity.CLOSED


def source_changed(before: Record | None, after: Record | None) -> bool:
    """Whether a change said where the same answer comes from."""
    if before is None or after is None:
        return False
    return before["v"] == after["v"] and before.get("source") != after.get("source")


def _value_words(path: str, raw: Json) -> str:
    place = PARTNER_FORM.place(path)
    try:
        if place is not None:
            return value_text(place.field, value_from_json(raw))
    except (ValueError, TypeError, AttributeError):
        pass  # written under another form than today's: shown as it was written
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)


def _day(raw: Json) -> str:
    try:
        return day_text(date.fromisoformat(str(raw)))
    except ValueError:
        return str(raw)


def assessment_place(on: date) -> str:
    """An assessment of the danger, by its day."""
    return _("Évaluation du danger du {day}").format(day=day_text(on))


def assessment_line(record: Record | None) -> str:
    """The same of a record."""
    raw = "" if record is None else str(record["on"])
    try:
        return assessment_place(date.fromisoformat(raw))
    except ValueError:
        return raw


def assessed_level(record: Record | None) -> str:
    """The level as the worker set it."""
    if record is None:
        return ""
    level = record["level"]
    return level_words(Level(str(level))) if level in set(Level) else str(level)
