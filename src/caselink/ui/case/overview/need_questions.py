"""The questions that a need may ask in its own line: what was done, who, until when, when to ask again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit

from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.services.needs import NeedLine
from caselink.ui.case.overview.inline_ask import InlineAsk
from caselink.ui.widgets.search_choice import SearchChoice
from caselink.ui.widgets.typed_date import TypedDate

DateReader = Callable[[str], PartialDate | None]


def ask_outcome(line: NeedLine) -> InlineAsk:
    """What was done, in one line, before such a need turns green."""
    question = _("{need} : ce qui a été fait").format(need=line.label)
    return _line_ask(question, line.outcome, _("C’est fait"), needed=True)


def ask_owner(line: NeedLine) -> InlineAsk:
    """Who of the office sees to it."""
    return _line_ask(_("{need} : qui s’en occupe ici").format(need=line.label), line.owner, _("Noter"))


def ask_partner(line: NeedLine, choices: Sequence[tuple[str, str]]) -> InlineAsk:
    """Which partner it was handed to."""
    question = _("{need} : confié à").format(need=line.label)
    editor = SearchChoice(choices, question)
    editor.set_value(line.partner)
    return InlineAsk(question, editor, editor.value, button=_("Noter"))


def ask_due(line: NeedLine, read: DateReader) -> InlineAsk:
    """Until when."""
    return _day_ask(_("{need} : pour quand").format(need=line.label), line.due, read)


def ask_again(line: NeedLine, read: DateReader) -> InlineAsk:
    """When to ask her again what she does not wish now."""
    question = _("{need} : elle ne le souhaite pas. Quand le lui redemander ?").format(need=line.label)
    return _day_ask(question, line.ask_again_on, read)


def _line_ask(question: str, text: str | None, button: str, *, needed: bool = False) -> InlineAsk:
    editor = QLineEdit(text or "")
    return InlineAsk(question, editor, lambda: editor.text().strip() or None, button=button, needed=needed)


def _day_ask(question: str, day: date | None, read: DateReader) -> InlineAsk:
    editor = TypedDate(question, read, placeholder=_("3/11, demain, mars 2027…"))
    editor.set_value(None if day is None else day.isoformat())
    return InlineAsk(question, editor, lambda: _last_day(editor.value()), button=_("Noter"))


def _last_day(text: str | None) -> date | None:
    return None if text is None else PartialDate.parse(text).last_day()
