"""The lines of a case's history: one for each answer, entry, need or fact about the case that a change touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Json, Source, value_to_json
from caselink.domain.case import Case
from caselink.forms.attachments import kind_label
from caselink.forms.record_forms import RecordForm
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import BETWEEN
from caselink.forms.upgrades import path_today
from caselink.i18n import _
from caselink.services import history_words as words
from caselink.services.history_words import Record
from caselink.vault import PastChange, PastRecord

OPENED: Final = "opened"
CHANGED: Final = "change"
ERASED: Final = "erased"
_NEED_COLUMNS: Final = ("state", "partner", "owner", "due", "ask_again_on", "outcome")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One answer, entry, need, fact about the case, or event.

    `at` is a moment in UTC (ISO 8601). `kind` is `opened`, `change`, `undo`, `erased`, or the kind of an event. `place`
    is the path of an answer, `<section>.<entry>`, `needs.<item>`, `assessments.<id>`, `reference`, `status`, or empty
    for an event and an erasure. `before` and `after` are in words, empty for nothing; `raw_before` and `raw_after` as
    the rows spell them.
    """

    at: str
    by: str
    kind: str
    what: str
    place: str
    before: str
    after: str
    raw_before: Json = None
    raw_after: Json = None
    closed: bool = False
    """Whether it stays closed on the screen until the worker opens it."""
    can_put_back: bool = False
    """Whether what was there before can be written again as the answer of today."""
    source_before: Source | None = None
    can_erase: bool = False
    """Whether what stands and stood at that place can be erased for good."""


class HistoryDescriber:
    """Tells the changes of one case as it is now, to somebody who may write in it or only read."""

    def __init__(self, case: Case, changes: tuple[PastChange, ...], *, may_write: bool) -> None:
        self._may_write = may_write
        self._case = case
        self._names = words.Names(case, _entry_names(changes))

    def lines(self, change: PastChange) -> tuple[HistoryLine, ...]:
        """A line for each record; one for an erasure, and one where something was erased since."""
        told = [line for record in change.records if (line := self._line(change, record)) is not None]
        if change.nature.value == ERASED:
            said = _("Des réponses ont été effacées pour de bon, de l’historique aussi.")
            told.insert(0, HistoryLine(change.at, change.by, ERASED, said, "", "", ""))
        if change.erased:
            gone = _("Ce qui a été noté ici a été effacé depuis.")
            told.append(HistoryLine(change.at, change.by, _kind(change), gone, "", "", ""))
        return tuple(told)

    def _line(self, change: PastChange, record: PastRecord) -> HistoryLine | None:
        match record.part.value:
            case "answers":
                return self._answer(change, record)
            case "entries":
                return HistoryLine(
                    change.at, change.by, _kind(change), words.entry_place(record.key, self._names),
                    record.key.replace("/", ".", 1), "", words.entry_words(record.before, record.after),
                    _position(record.before), _position(record.after),
                )
            case "needs":
                what, place = words.need_place(record.key), f"needs.{record.key}"
                return _plain_line(change, record, what, place, words.need_words, _need)
            case "assessments":
                what, place = words.assessment_line(record.after or record.before), f"assessments.{record.key}"
                return _plain_line(change, record, what, place, words.assessed_level, _level)
        if record.part.value == "attachments":
            kind = kind_label(str((record.after or record.before or {}).get("kind", "")))
            what = _("Pièce jointe · {kind}").format(kind=kind)
            return _plain_line(change, record, what, f"attachments.{record.key}", _name, _name)
        form = RECORD_FORMS.get(record.part.value)
        if form is not None:
            return _record_line(form, change, record)
        if record.key == "reference":
            what = _("Ouverture du dossier") if record.before is None else _("Référence du dossier")
            return _plain_line(change, record, what, "reference", words.reference_words, _value)
        if record.key == "status" and change.nature.value != OPENED:
            return _plain_line(change, record, _("État du dossier"), "status", words.status_words, _value)
        return None

    def _answer(self, change: PastChange, record: PastRecord) -> HistoryLine:
        path, before, after = _path_today(record), record.before, record.after
        with_source = words.source_changed(before, after)
        source = None if before is None else before.get("source")
        return HistoryLine(
            change.at, change.by, _kind(change), words.answer_place(path, self._names), path,
            words.answer_words(path, before, with_source=with_source),
            words.answer_words(path, after, with_source=with_source),
            _value(before), _value(after), words.is_closed(path), self._can_put_back(path, before),
            Source(str(source)) if source in set(Source) else None,
            self._may_write and PARTNER_FORM.place(path) is not None,
        )

    def _can_put_back(self, path: str, before: Record | None) -> bool:
        place = PARTNER_FORM.place(path)
        if before is None or place is None or not self._may_write:
            return False
        if place.entry is not None and place.entry not in self._case.entries.get(place.section.id, ()):
            return False
        held = self._case.answers.get(path)
        return held is None or value_to_json(held.value) != before["v"]


def _plain_line(
    change: PastChange, record: PastRecord, what: str, place: str,
    in_words: Callable[[Record | None], str], raw: Callable[[Record | None], Json],
) -> HistoryLine:
    before, after = record.before, record.after
    return HistoryLine(
        change.at, change.by, _kind(change), what, place, in_words(before), in_words(after), raw(before), raw(after)
    )


def _record_line(form: RecordForm, change: PastChange, record: PastRecord) -> HistoryLine:
    before, after = record.before, record.after
    what = BETWEEN.join(filter(None, (_(form.label), words.record_day(form, after or before or {}))))
    return HistoryLine(
        change.at, change.by, _kind(change), what, f"{form.part}.{record.key}",
        words.record_words(form, before), words.record_words(form, after), _shown(form, before), _shown(form, after),
        form.closed,
    )


def _shown(form: RecordForm, record: Record | None) -> Json:
    return None if record is None else dict(form.shown(record))


def _kind(change: PastChange) -> str:
    """What was written together with an erasure is a change like any other."""
    return CHANGED if change.nature.value == ERASED else change.nature.value


def _path_today(record: PastRecord) -> str:
    """Where the form of today has this answer; where it stood where it has it no more."""
    held = record.after or record.before or {}
    form = held.get("form")
    try:
        return path_today(record.key, form if isinstance(form, int) else 1) or record.key
    except ValueError:
        return record.key


def _entry_names(changes: tuple[PastChange, ...]) -> dict[str, str]:
    """What last stood in the first line of text of each entry."""
    names: dict[str, str] = {}
    for change in reversed(changes):
        for record in change.records:
            place = PARTNER_FORM.place(record.key) if record.part.value == "answers" else None
            if place is None or not words.names_entry(place):
                continue
            value = _value(record.after)
            if isinstance(value, str):
                names[f"{place.section.id}.{place.entry}"] = value
    return names


def _value(record: Record | None) -> Json:
    return None if record is None else record["v"]


def _level(record: Record | None) -> Json:
    return None if record is None else record["level"]


def _name(record: Record | None) -> str:
    return "" if record is None else str(record["name"])


def _position(record: Record | None) -> Json:
    return None if record is None else record["position"]


def _need(record: Record | None) -> Json:
    return None if record is None else {name: record.get(name) for name in _NEED_COLUMNS}
