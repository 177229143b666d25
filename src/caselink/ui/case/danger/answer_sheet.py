"""What was answered so far at the desk, and what the form already says; told to every list when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from caselink.domain.danger import UNKNOWN, FactorAnswer, Finding
from caselink.forms.danger.from_form import ToldByForm


class AnswerSheet(QObject):
    """Answers by factor. A factor that is not here was not touched yet, and counts as unknown."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: dict[str, FactorAnswer] = {}
        self.offers: dict[str, ToldByForm] = {}
        """What the form says, by factor: never an answer by itself."""

    def answers(self) -> dict[str, FactorAnswer]:
        """All that was answered."""
        return dict(self._answers)

    def start(self, answers: Mapping[str, FactorAnswer], offers: Mapping[str, ToldByForm]) -> None:
        """Begin anew with these."""
        self._answers, self.offers = dict(answers), dict(offers)
        self.changed.emit()

    def answer(self, factor: str) -> FactorAnswer:
        """What was answered of a factor."""
        return self._answers.get(factor, UNKNOWN)

    def is_touched(self, factor: str) -> bool:
        """Whether somebody answered it, be it with unknown."""
        return factor in self._answers

    def put(self, factors: Iterable[str], finding: Finding) -> None:
        """Answer these factors alike; the day of the last time goes where it is no yes any more."""
        for factor in factors:
            held = self._answers.get(factor, UNKNOWN)
            self._answers[factor] = held if held.finding is finding else FactorAnswer(finding)
        self.changed.emit()

    def put_answer(self, factor: str, answer: FactorAnswer) -> None:
        """Answer one factor with all that is known of it."""
        self._answers[factor] = answer
        self.changed.emit()
