"""A few asks and what becomes of their answers: declared once, read by the window, the commands and the import.

To ask something new, declare a `Questionnaire` in a file beside this one:

    HOLD = Questionnaire[Management, Case](
        "hold", (Ask("reason", N_("Pourquoi …"), Kind.TEXT, needed=N_("Notez la raison.")),),
        save=N_("Suspendre l’effacement"),
        write=lambda office, facts, answers: hold_case(office, facts.case_id, answers.text("reason")),
        said=N_("Effacement suspendu."),
    )

The window shows it with `AskForm(HOLD.about(facts), keeper)` (ui/pieces/ask_form.py). A command reads its arguments
with `HOLD.about(facts).read(raw)`, and writes with `HOLD.about(facts).write(office, answers)`: the same checks, the
same sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from caselink.domain.answers import NoAnswer
from caselink.errors import UserError
from caselink.forms.asks import Answers, Ask, Choices, Look, Proposal
from caselink.forms.schema import Option
from caselink.forms.texts import options_in_order
from caselink.forms.validation import Invalid, read_value
from caselink.i18n import _
from caselink.services.office import Office

F = TypeVar("F")
R = TypeVar("R")


class Faults(UserError):
    """Answers that cannot stand: what is wrong by the name of the ask, in the order of the asks."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = dict(sentences)


@dataclass(frozen=True)
class Questionnaire(Generic[F, R]):
    """Asks in their order. Texts are in the language of the source; `id` is kept with drafts and never changes."""

    id: str
    asks: tuple[Ask[F], ...]
    write: Callable[[Office, F, Answers], R]
    """What becomes of the answers."""
    save: str
    """What the button says that writes them."""
    save_from: Callable[[F, Answers], str] | None = None
    """The same, finished, where it depends on the answers."""
    title: str = ""
    intro: str = ""
    said: str = ""
    """What is said once it is written."""
    undoable: bool = False
    """Whether what it wrote can be taken back as an answer is."""
    offered_if: Callable[[F], bool] | None = None
    """Whether the answers can be written at all: by this worker, now."""
    title_from: Callable[[F], str] | None = None
    intro_from: Callable[[F], str] | None = None
    said_from: Callable[[F], str] | None = None
    """The same three, finished, where they name something."""
    warning_from: Callable[[F], str] | None = None
    """What cannot be taken back, finished; empty for nothing."""
    busy: str = ""
    """What is said while it is written, where that takes more than a moment."""

    def about(self, facts: F) -> Inquiry[F, R]:
        """The questionnaire, asked on these facts."""
        return Inquiry(self, facts)


@dataclass(frozen=True)
class Inquiry(Generic[F, R]):
    """A questionnaire and the facts it is asked on, as the window and the commands see it."""

    questionnaire: Questionnaire[F, R]
    facts: F

    @property
    def asks(self) -> tuple[Ask[F], ...]:
        """The questions, in order."""
        return self.questionnaire.asks

    @property
    def id(self) -> str:
        """The id of the questionnaire."""
        return self.questionnaire.id

    @property
    def title(self) -> str:
        """What the whole is called, in words."""
        return self._words(self.questionnaire.title, self.questionnaire.title_from)

    @property
    def intro(self) -> str:
        """What is to be known before one answers, in words."""
        return self._words(self.questionnaire.intro, self.questionnaire.intro_from)

    @property
    def said(self) -> str:
        """What is said once it is written, in words."""
        return self._words(self.questionnaire.said, self.questionnaire.said_from)

    @property
    def warning(self) -> str:
        """What cannot be taken back, in words."""
        return self._words("", self.questionnaire.warning_from)

    @property
    def busy(self) -> str:
        """What is said while it is written, in words; empty where that takes no time."""
        return self._words(self.questionnaire.busy, None)

    @property
    def offered(self) -> bool:
        """Whether the answers can be written at all: by this worker, now."""
        return self.questionnaire.offered_if is None or self.questionnaire.offered_if(self.facts)

    def label(self, ask: Ask[F]) -> str:
        """The question in words."""
        return self._words(ask.label, ask.label_from)

    def proposal(self, ask: Ask[F]) -> Proposal:
        """What stands there at first."""
        return None if ask.proposes is None else ask.proposes(self.facts)

    def fixed(self, ask: Ask[F]) -> bool:
        """Whether it is only shown."""
        return ask.fixed_if is not None and ask.fixed_if(self.facts)

    def shown(self, ask: Ask[F], answers: Answers) -> bool:
        """Whether it is asked, given the others."""
        return ask.shown_if is None or ask.shown_if(self.facts, answers)

    def choices(self, ask: Ask[F], answers: Answers) -> Choices:
        """What can be chosen now."""
        return options_in_order(ask) if ask.options_from is None else ask.options_from(self.facts, answers)

    def always(self, ask: Ask[F]) -> tuple[str, ...]:
        """Of several, those that are chosen whatever the worker does."""
        return () if ask.always is None else ask.always(self.facts)

    def note(self, ask: Ask[F], answers: Answers) -> str:
        """What stands beneath it now."""
        return "" if ask.note is None else ask.note(self.facts, answers)

    def save_words(self, answers: Answers) -> str:
        """What the button says that writes the answers."""
        chosen = self.questionnaire.save_from
        return _(self.questionnaire.save) if chosen is None else chosen(self.facts, answers)

    def understood(self, raw: Mapping[str, object]) -> Answers:
        """Question by question: what can be chosen for one may depend on those before it."""
        values: dict[str, object] = {}
        for ask in self.asks:
            try:
                value = self._value(ask, raw.get(ask.name), Answers(values))
            except Invalid:
                continue
            if value is not None:
                values[ask.name] = value
        return Answers(values)

    def read(self, raw: Mapping[str, object]) -> Answers:
        """The answers, once all can stand. Raises Faults."""
        answers, faults = self.understood(raw), {}
        for ask in self.asks:
            if not self.shown(ask, answers) or self.fixed(ask):
                continue
            try:
                value = self._value(ask, raw.get(ask.name), answers)
                missing = ask.needed and value in (None, ())
                sentence = _(ask.needed) if missing else "" if ask.check is None else ask.check(self.facts, answers)
            except Invalid as fault:
                sentence = fault.sentence
            if sentence:
                faults[ask.name] = sentence
        if faults:
            raise Faults(faults)
        return answers

    def write(self, office: Office, answers: Answers) -> R:
        """What becomes of them. Raises UserError where it is refused."""
        return self.questionnaire.write(office, self.facts, answers)

    def _value(self, ask: Ask[F], raw: object, answers: Answers) -> object:
        if raw in (None, "", [], ()) or not self.shown(ask, answers):
            return None
        if ask.look in (Look.PICTURE, Look.HIDDEN):
            return raw
        if isinstance(raw, str) and not raw.strip() and ask.kind.is_free_text:
            return None
        offered: Ask[F] = ask
        if ask.options_from is not None:
            offered = _offering(ask, self.choices(ask, answers))
        value = read_value(offered, raw)
        if isinstance(value, tuple) and (always := self.always(ask)):
            return tuple(choice for choice, _words in self.choices(ask, answers) if choice in (*value, *always))
        return None if isinstance(value, NoAnswer) else value

    def _words(self, declared: str, finished: Callable[[F], str] | None) -> str:
        if finished is not None:
            return finished(self.facts)
        return _(declared) if declared else ""


def _offering(ask: Ask[F], choices: Choices) -> Ask[F]:
    """The ask with what can be chosen now as its options."""
    return Ask(ask.name, ask.label, ask.kind, options=tuple(Option(*choice) for choice in choices))
