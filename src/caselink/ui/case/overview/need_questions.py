"""The questions that a need may ask in its own line: what was done, who, until when, when to ask again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from PySide6.QtWidgets import QLineEdit

from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.i18n import _
from caselink.services.needs import NeedLine
from caselink.ui.case.overview.inline_ask import InlineAsk
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.typed_date import TypedDate

DateReader = Callable[[str], PartialDate | None]


class Question(StrEnum):
    """What may be asked about a need."""

    OUTCOME = "outcome"
    """What was done, in one line, before such a need turns green."""
    AGAIN = "again"
    """When to ask her again what she does not wish now."""
    PARTNER = "partner"
    """Which partner it was handed to."""
    OWNER = "owner"
    """Who of the office sees to it."""
    DUE = "due"
    """Until when."""


def ask(question: Question, line: NeedLine, partners: Sequence[tuple[str, str]], read: DateReader) -> InlineAsk:
    """The question with its editor, filled in with what is known."""
    if question is Question.OUTCOME:
        words = _("{need} : ce qui a été fait").format(need=line.label)
        return _line_ask(words, line.outcome, _("C’est fait"), needed=True)
    if question is Question.AGAIN:
        words = _("{need} : elle ne le souhaite pas. Quand le lui redemander ?").format(need=line.label)
        return _day_ask(words, line.ask_again_on, read)
    if question is Question.PARTNER:
        words = _("{need} : confié à").format(need=line.label)
        editor = SearchChoice(partners, words)
        editor.set_value(line.partner)
        return InlineAsk(words, editor, editor.value, button=_("Noter"))
    if question is Question.OWNER:
        return _line_ask(_("{need} : qui s’en occupe ici").format(need=line.label), line.owner, _("Noter"))
    return _day_ask(_("{need} : pour quand").format(need=line.label), line.due, read)


def answered(question: Question, line: NeedLine, answer: object) -> NeedLine:
    """The need with that answer."""
    text = answer if isinstance(answer, str) else None
    day = answer if isinstance(answer, date) else None
    if question is Question.OUTCOME:
        return replace(line, state=NeedState.DONE, outcome=text)
    if question is Question.AGAIN:
        return replace(line, state=NeedState.NOT_WISHED, ask_again_on=day)
    if question is Question.PARTNER:
        return replace(line, partner=text)
    return replace(line, owner=text) if question is Question.OWNER else replace(line, due=day)


def _line_ask(question: str, text: str | None, button: str, *, needed: bool = False) -> InlineAsk:
    editor = QLineEdit(text or "")
    return InlineAsk(question, editor, lambda: editor.text().strip() or None, button=button, needed=needed)


def _day_ask(question: str, day: date | None, read: DateReader) -> InlineAsk:
    editor = TypedDate(question, read, placeholder=_("3/11, demain, mars 2027…"))
    editor.set_value(None if day is None else day.isoformat())
    return InlineAsk(question, editor, lambda: _last_day(editor), button=_("Noter"))


def _last_day(editor: TypedDate) -> date | None:
    text = editor.value()
    return PartialDate.parse(text).last_day() if isinstance(text, str) and editor.is_understood() else None
