"""What a worker is asked outside the partner form, declared as data: a consent, a legal decision, an office's settings.

An `Ask` is a question as a `Field` is one, and beside that says when it is asked, what can be chosen now, what is
proposed and what is wrong with an answer. Those four are functions of the *facts*, which were read from the vault
before anything was asked (the partners, the colleagues, the case as it is), and of the answers given so far.
A questionnaire (services/questionnaires/) is a few asks and what becomes of the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from caselink.domain.answers import Value
from caselink.domain.partial_date import PartialDate
from caselink.forms.schema import Kind, Option

F = TypeVar("F")
"""The facts that a questionnaire is asked on."""


class Look(StrEnum):
    """How a question is shown where its kind alone does not say it: as the kind has it, a tick with the question
    beside it, a line that hides what is typed (taken just as typed), a line that makes a name to sign in with of it,
    choices as buttons, as ticks or in a searchable list however many there are, a picture of its own that is made by
    hand (what it gives is taken as it is)."""

    PLAIN = "plain"
    TICK = "tick"
    HIDDEN = "hidden"
    USER_NAME = "user_name"
    VISIBLE = "visible"
    TICKS = "ticks"
    SEARCHED = "searched"
    PICTURE = "picture"


class Kept(StrEnum):
    """What of an unfinished answer is kept over a lock: CHANGED where it differs from what stood there first, ALWAYS
    also what was proposed (tomorrow's proposal is another), NEVER for secrets and words that confirm."""

    CHANGED = "changed"
    ALWAYS = "always"
    NEVER = "never"


class Answers(Mapping[str, object]):
    """The answers given, by the names of the asks; a question without an answer is not in it."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {name: value for name, value in values.items() if value is not None and value != ()}

    def __getitem__(self, name: str) -> object:
        """The answer of that name; raises KeyError where there is none."""
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """The names that have an answer."""
        return iter(self._values)

    def __len__(self) -> int:
        """How many have one."""
        return len(self._values)

    def text(self, name: str) -> str:
        """A text, or the id that was chosen, without spaces around it; empty for none."""
        value = self.get(name)
        return value.strip() if isinstance(value, str) else ""

    def chosen(self, name: str) -> tuple[str, ...]:
        """The ids chosen of several."""
        value = self.get(name)
        return value if isinstance(value, tuple) else ()

    def yes(self, name: str) -> bool:
        """Whether it was answered by yes, or ticked."""
        return self.get(name) is True

    def day(self, name: str) -> date | None:
        """The last day that a date can mean."""
        value = self.get(name)
        return PartialDate.parse(value).last_day() if isinstance(value, str) else None


Proposal = Value | Mapping[str, object] | None
"""What stands at a question at first; a mapping for a picture that is made by hand."""

Choices = Sequence[tuple[str, str]]
"""Ids and their words, in the chosen language."""


@dataclass(frozen=True)
class Ask(Generic[F]):
    """One question of a questionnaire; `name` is unique in it, and is how drafts and places find it again.

    The first eight are those of every question (`forms.schema.Question`). Of the rest, most asks need none.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    options: tuple[Option, ...] = ()
    lies_ahead: bool = False
    option_names: Literal["", "language", "country", "time"] = ""
    needed: str = ""
    """The sentence that is said where no answer is given; empty for a question that may stay empty."""
    look: Look = Look.PLAIN
    kept: Kept = Kept.CHANGED
    always_one: bool = False
    """Whether one of the choices is always chosen: pressing it again does not free it."""
    heading: str = ""
    """What stands above it where it begins a group of questions."""
    placeholder: str = ""
    """An example inside the empty field."""
    label_from: Callable[[F], str] | None = None
    """The question in words, finished, where it names something ("Tapez « amal » pour confirmer")."""
    shown_if: Callable[[F, Answers], bool] | None = None
    """Whether it is asked; what is not asked has no answer."""
    options_from: Callable[[F, Answers], Choices] | None = None
    """What can be chosen, where that depends on facts or on other answers."""
    proposes: Callable[[F], Proposal] | None = None
    """What stands there at first."""
    always: Callable[[F], tuple[str, ...]] | None = None
    """Of several, those that are chosen whatever the worker does (whoever reserves a case is among its people)."""
    fixed_if: Callable[[F], bool] | None = None
    """Whether it is only shown."""
    note: Callable[[F, Answers], str] | None = None
    """A line beneath, which follows the answers."""
    check: Callable[[F, Answers], str] | None = None
    """The sentence that says what is wrong with its answer, or nothing."""

    @property
    def is_kept(self) -> bool:
        """Whether an unfinished answer may be kept over a lock: never what is typed hidden."""
        return self.kept is not Kept.NEVER and self.look is not Look.HIDDEN

    def option(self, option_id: str) -> Option | None:
        """The declared option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)
