"""What stands in a form, reached by the names of its asks."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.pages.partners.hours_editor import HoursEditor
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.pages.workers.page import TeamPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.passphrase_editor import NewPassphraseEditor, PassphraseEditor
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.tick_editor import TickEditor
from caselink.ui.pieces.editors.ticks_editor import TicksEditor
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.shell.main_window import MainWindow


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


def tick(form: AskForm, name: str) -> TickEditor:
    """The tick with which that ask is answered."""
    editor = form.editor(name)
    assert isinstance(editor, TickEditor)
    return editor


def tick_all(form: AskForm, name: str) -> None:
    """Tick all that is offered there, sentence by sentence."""
    editor = form.editor(name)
    assert isinstance(editor, TicksEditor)
    assert editor.ticks
    for each in editor.ticks.values():
        each.box.click()


def hours(form: AskForm) -> HoursEditor:
    """The opening hours of a partner."""
    editor = form.editor("hours")
    assert isinstance(editor, HoursEditor)
    return editor


def passphrase(form: AskForm, name: str = "current") -> PassphraseField:
    """The field of a passphrase that is asked to confirm."""
    editor = form.editor(name)
    assert isinstance(editor, PassphraseEditor)
    return editor.field


def new_passphrase(form: AskForm) -> NewPassphrase:
    """Where a new passphrase is chosen."""
    editor = form.editor("secret")
    assert isinstance(editor, NewPassphraseEditor)
    return editor.secret


def key_form(page: TeamPage) -> AskForm:
    """What is asked about a key now."""
    assert page.form is not None
    return page.form


def partner_form(window: MainWindow) -> AskForm:
    """In which a partner is added or corrected now."""
    form = window.page(PartnersPage).form
    assert form is not None
    return form


def office_form(window: MainWindow) -> AskForm:
    """The settings of the office, once they are read."""
    form = window.page(SettingsPage).office.form
    assert form is not None
    return form
