"""What is typed in forms and not saved yet, by the names of the forms and of their asks: one place for all of it.

A form that is opened tells `Drafts` so, and is asked for what stands in it each second; when it is saved or given up
it is forgotten. After a lock the same names wait here until whoever opens that form looks (`waits`, `take`). So no
page hands anything on: a form and its opener are enough, however deep they stand.

What waits may come from an older program, or name what is gone by now: whatever does not fit is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar, Protocol

import shiboken6
from PySide6.QtWidgets import QLineEdit

from caselink.domain.answers import Json
from caselink.ui.pieces.editors.editor import Editor


class Drafted(Protocol):
    """A form in which something may stand that is not saved yet."""

    def draft(self) -> dict[str, Json] | None:
        """What stands in it by the names of its asks; None where there is nothing to be kept."""


class OpenEditors:
    """The editors of a form whose frame is made by hand, by name, and what stood in them when its work began."""

    def __init__(self, editors: Mapping[str, Editor]) -> None:
        """Raises ValueError for a line that hides what is typed: a secret is never kept."""
        if any(_hides(editor) for editor in editors.values()):
            raise ValueError("what is typed hidden is not kept")
        self._editors = dict(editors)
        self.begin()

    def begin(self) -> None:
        """What stands in the editors now is where the work begins."""
        self._before = {name: editor.draft() for name, editor in self._editors.items()}

    def changed(self) -> dict[str, Json]:
        """What differs since then; empty where nothing does."""
        now = {name: editor.draft() for name, editor in self._editors.items() if not _hides(editor)}
        return {name: value for name, value in now.items() if value != self._before[name]}

    def put_back(self, words: Mapping[str, Json]) -> None:
        """Put back what `changed` told, without a signal of the choices."""
        for name, editor in self._editors.items():
            if name in words:
                editor.put_draft(words[name], self._before[name])


class Drafts:
    """Those of one session. `held`: False in a window that only shows, which keeps nothing and takes nothing up."""

    _current: ClassVar[Drafts | None] = None

    def __init__(self, kept: Mapping[str, Json] | None = None, *, held: bool = True) -> None:
        """`kept` is what `all` gave when the last session ended."""
        self._held = held
        self._waiting: dict[str, dict[str, Json]] = {
            key: value for key, value in (kept or {}).items() if isinstance(value, dict) and held
        }
        self._forms: dict[str, Drafted] = {}
        Drafts._current = self

    @classmethod
    def current(cls) -> Drafts:
        """Those of the session that runs."""
        return cls._current or cls()

    def hold(self, key: str, form: Drafted) -> None:
        """Keep what stands in that form from now on, until it is let go."""
        self._forms[key] = form

    def let_go(self, key: str) -> None:
        """What stands there is saved, given up or gone."""
        self._forms.pop(key, None)
        self._waiting.pop(key, None)

    def put_aside(self, key: str) -> None:
        """The form goes, what stands in it waits for the next one under that key."""
        form = self._forms.pop(key, None)
        draft = None if form is None or not shiboken6.isValid(form) else form.draft()
        if draft is not None:
            self._waiting[key] = draft

    def leave(self, subject: str) -> None:
        """A case is left: nothing is kept of the forms about it, nor does anything wait for them."""
        for key in [key for key in (*self._forms, *self._waiting) if subject_of(key) == subject]:
            self.let_go(key)

    def waits(self, form_id: str) -> list[str]:
        """The keys of that form that wait to be taken up: with whatever it is about, or about just that."""
        return [key for key in self._waiting if key == form_id or key.startswith(f"{form_id}:")]

    def waiting(self, key: str) -> dict[str, Json]:
        """What waits under that key, and goes on waiting; empty for nothing."""
        return self._waiting.get(key, {})

    def take(self, key: str) -> dict[str, Json] | None:
        """What waits under that key, which does not wait any longer; None for nothing."""
        return self._waiting.pop(key, None)

    def all(self) -> dict[str, Json]:
        """All of it by the keys of the forms; empty for nothing."""
        found: dict[str, Json] = dict(self._waiting)
        for key, form in list(self._forms.items()):
            if not shiboken6.isValid(form):
                del self._forms[key]
            elif (draft := form.draft()) is not None:
                found[key] = draft
        return found if self._held else {}


def _hides(editor: Editor) -> bool:
    field = editor.field_of_keys()
    return isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal


def serialise(words: Mapping[str, Json]) -> str:
    """All that is unfinished as one text, the same for the same; empty for nothing."""
    return json.dumps(words, sort_keys=True) if words else ""


def read(text: str) -> dict[str, Json]:
    """Read back what `serialise` wrote; empty where it is something else."""
    try:
        words = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return words if isinstance(words, dict) else {}


def key_of(form_id: str, *subject: str) -> str:
    """The key of a form about something: a case, an entry of it, a partner. The first subject is the case."""
    return ":".join((form_id, *subject))


def subject_of(key: str) -> str:
    """The first thing that the form of that key is about; empty for none."""
    return key.split(":")[1] if ":" in key else ""

