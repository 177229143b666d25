"""What stands in the editors of a form and is not recorded yet: told as JSON, kept with the worker's place, put back.

What is put back may come from an older program, or name what is gone by now: whatever does not fit is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from caselink.domain.answers import Json
from caselink.ui.pieces.editors.editor import Editor as Declared

Editor = QLineEdit | QPlainTextEdit | QCheckBox | Declared


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
    return editor.draft()


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
    else:
        editor.put_draft(value, before)
