"""The right editor for a question of a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.forms.asks import Look
from caselink.forms.schema import Kind, Question
from caselink.i18n import _
from caselink.ui.case.typed_days import read_coming_day, read_past_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.birth_editor import BirthEditor
from caselink.ui.pieces.editors.chips import ChoiceChips, YesNoChips
from caselink.ui.pieces.editors.count_editor import CountEditor
from caselink.ui.pieces.editors.editor import Editor
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.editors.long_text_editor import LongTextEditor
from caselink.ui.pieces.editors.passphrase_editor import PassphraseEditor
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.tick_editor import TickEditor
from caselink.ui.pieces.editors.ticks_editor import TicksEditor
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.user_name_edit import UserNameEdit

MOST_CHIPS: Final = 5
"""Options that are all shown as buttons; more are searched for."""


def make_editor(
    question: Question, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None, *,
    look: Look = Look.PLAIN, always_one: bool = False, placeholder: str = "",
) -> Editor:
    """An empty editor for the question; `name` is the question in words, for screen readers. The rest is what an `Ask`
    may say beside its kind.
    """
    if look is Look.TICK:
        return TickEditor(name, parent)
    match question.kind:
        case Kind.TEXT:
            if look is Look.HIDDEN:
                return PassphraseEditor(name, parent)
            field = UserNameEdit() if look is Look.USER_NAME else None
            return LineEditor(name, placeholder=placeholder, field=field, parent=parent)
        case Kind.LONG_TEXT:
            return LongTextEditor(name, parent)
        case Kind.CHOICE | Kind.CHOICES:
            multiple = question.kind is Kind.CHOICES
            if look is Look.TICKS:
                return TicksEditor(choices, name, parent)
            if look is Look.SEARCHED or (len(choices) > MOST_CHIPS and look is not Look.VISIBLE):
                return SearchChoice(choices, name, multiple=multiple, parent=parent)
            return ChoiceChips(choices, name, multiple=multiple, required=always_one, parent=parent)
        case Kind.YES_NO:
            return YesNoChips(name, parent)
        case Kind.COUNT:
            return CountEditor(name, parent)
        case Kind.DATE:
            read = read_coming_day if question.lies_ahead else read_past_day
            return TypedDate(name, read, parent, placeholder=placeholder)
        case Kind.BIRTH:
            return BirthEditor(name, parent)
        case Kind.PHONE:
            return LineEditor(name, placeholder=_("par exemple 0470 12 34 56"), width=space(70), parent=parent)
        case Kind.EMAIL:
            return LineEditor(name, width=space(110), parent=parent)
