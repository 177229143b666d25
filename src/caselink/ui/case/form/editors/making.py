"""The right editor for a field of the declaration."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caselink.forms.schema import Field, Kind
from caselink.forms.texts import options_in_order
from caselink.i18n import _
from caselink.ui.case.form.editors.birth_editor import BirthEditor
from caselink.ui.case.form.editors.choice_editor import ChoiceEditor
from caselink.ui.case.form.editors.count_editor import CountEditor
from caselink.ui.case.form.editors.date_editor import DateEditor
from caselink.ui.case.form.editors.editor import Editor
from caselink.ui.case.form.editors.line_editor import LineEditor
from caselink.ui.case.form.editors.long_text_editor import LongTextEditor
from caselink.ui.case.form.editors.yes_no_editor import YesNoEditor
from caselink.ui.case.typed_days import read_coming_day, read_past_day
from caselink.ui.look.palettes import space


def make_editor(field: Field, parent: QWidget) -> Editor:
    """An empty editor for the field, named for screen readers as the question is."""
    name = _(field.label)
    match field.kind:
        case Kind.TEXT:
            return LineEditor(name, parent=parent)
        case Kind.LONG_TEXT:
            return LongTextEditor(name, parent)
        case Kind.CHOICE | Kind.CHOICES:
            return ChoiceEditor(name, options_in_order(field), multiple=field.kind is Kind.CHOICES, parent=parent)
        case Kind.YES_NO:
            return YesNoEditor(name, parent)
        case Kind.COUNT:
            return CountEditor(name, parent)
        case Kind.DATE:
            return DateEditor(name, read_coming_day if field.lies_ahead else read_past_day, parent)
        case Kind.BIRTH:
            return BirthEditor(name, parent)
        case Kind.PHONE:
            return LineEditor(name, placeholder=_("par exemple 0470 12 34 56"), width=space(70), parent=parent)
        case Kind.EMAIL:
            return LineEditor(name, width=space(110), parent=parent)
