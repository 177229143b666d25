"""What stands in the editors of a form and is not recorded yet: told as JSON, kept with the worker's place, put back.

What is put back may come from an older program, or name what is gone by now: whatever does not fit is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from caselink.domain.answers import Json
from caselink.domain.partial_date import PartialDate
from caselink.ui.pieces.chip_row import ChipRow
from caselink.ui.pieces.search_choice import SearchChoice
from caselink.ui.pieces.typed_date import TypedDate

Editor = QLineEdit | QPlainTextEdit | QCheckBox | ChipRow | SearchChoice | TypedDate

_TYPED, _MEANT = "typed", "meant"


class Unfinished:
    """The editors of one form by name, and what stood in them when its work began."""

    def __init__(self, editors: Mapping[str, Editor]) -> None:
        """The work begins with what stands there. Raises ValueError for a line that hides what is typed: a secret is
        never kept.
        """
        if any(_is_hidden(editor) for editor in editors.values()):
            raise ValueError("what is typed hidden is not kept")
        self._editors = dict(editors)
        self.begin()

    def begin(self) -> None:
        """What stands in the editors now is where the work begins."""
        self._before = {name: _read(editor) for name, editor in self._editors.items()}

    def now(self) -> dict[str, Json]:
        """What differs since then; empty where nothing does."""
        return {name: value for name, value in self.all().items() if value != self._before[name]}

    def all(self) -> dict[str, Json]:
        """All that stands there, for a form whose proposals are of the day on which it was opened."""
        return {name: _read(editor) for name, editor in self._editors.items() if not _is_hidden(editor)}

    def put(self, words: Mapping[str, Json]) -> None:
        """Put back what `now` told, without a signal of the choices."""
        for name, editor in self._editors.items():
            if name in words:
                _put(editor, words[name], self._before[name])


def part(words: Mapping[str, Json], name: str) -> dict[str, Json] | None:
    """What was kept of that part; None where nothing was, or nothing that can be read."""
    found = words.get(name)
    return found if isinstance(found, dict) else None


def spelled(words: Mapping[str, Json]) -> str:
    """All that is unfinished as one text, the same for the same; empty for nothing."""
    return json.dumps(words, sort_keys=True) if words else ""


def read(text: str) -> dict[str, Json]:
    """Read back what `spelled` wrote; empty where it is something else."""
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return words if isinstance(words, dict) else {}


def _is_hidden(editor: Editor) -> bool:
    return isinstance(editor, QLineEdit) and editor.echoMode() != QLineEdit.EchoMode.Normal


def _read(editor: Editor) -> Json:
    if isinstance(editor, QLineEdit):
        return editor.text()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, TypedDate):
        return {_TYPED: editor.field.text(), _MEANT: editor.value()}
    return list(_chosen(editor))


def _chosen(editor: ChipRow | SearchChoice) -> tuple[str, ...]:
    value = editor.pressed() if isinstance(editor, ChipRow) else editor.value()
    return () if value is None else (value,) if isinstance(value, str) else value


def _put(editor: Editor, value: Json, before: Json) -> None:
    if isinstance(editor, QLineEdit):
        if isinstance(value, str):
            editor.setText(value)
    elif isinstance(editor, QPlainTextEdit):
        if isinstance(value, str):
            editor.setPlainText(value)
    elif isinstance(editor, QCheckBox):
        if isinstance(value, bool):
            editor.setChecked(value)
    elif isinstance(editor, TypedDate):
        _put_date(editor, value)
    elif isinstance(value, list):
        _choose(editor, value, before)


def _put_date(editor: TypedDate, value: Json) -> None:
    """As it was typed, unless that means another day by now ("hier")."""
    typed, meant = (value.get(_TYPED), value.get(_MEANT)) if isinstance(value, dict) else (None, None)
    if not isinstance(typed, str):
        return
    editor.field.setText(typed)
    if isinstance(meant, str) and editor.value() != meant and _is_date(meant):
        editor.set_value(meant)


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _choose(editor: ChipRow | SearchChoice, wanted: list[Json], before: Json) -> None:
    """Those that are offered still, and those that stood there before."""
    stood = before if isinstance(before, list) else []
    known = [each for each in wanted if isinstance(each, str) and (editor.offers(each) or each in stood)]
    if wanted and not known:
        return
    if isinstance(editor, SearchChoice):
        editor.set_value(known)
    elif editor.may_press(known):
        editor.press(known)
