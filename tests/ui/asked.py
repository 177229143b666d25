"""What stands in a form, reached by the names of its asks."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.typed_date import TypedDate


def line(form: AskForm, name: str) -> QLineEdit:
    """The line in which that ask is answered."""
    field = form.editor(name).field_of_keys()
    assert isinstance(field, QLineEdit)
    return field


def text(form: AskForm, name: str) -> QPlainTextEdit:
    """The lines in which that ask is answered."""
    field = form.editor(name).field_of_keys()
    assert isinstance(field, QPlainTextEdit)
    return field


def chips(form: AskForm, name: str) -> ChoiceChips:
    """The chips with which that ask is answered."""
    editor = form.editor(name)
    assert isinstance(editor, ChoiceChips)
    return editor


def search(form: AskForm, name: str) -> SearchChoice:
    """The searchable list with which that ask is answered."""
    editor = form.editor(name)
    assert isinstance(editor, SearchChoice)
    return editor


def day(form: AskForm, name: str) -> TypedDate:
    """The date with which that ask is answered."""
    editor = form.editor(name)
    assert isinstance(editor, TypedDate)
    return editor
