"""The types that forms are declared with. One declaration drives editor, validation, PDF, schema, import, search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from caselink.forms.categories import Category


class Kind(StrEnum):
    """What sort of value a field holds.

    TEXT one line · LONG_TEXT many lines · CHOICE one option id · CHOICES a tuple of option ids · YES_NO a bool ·
    COUNT a whole number from 0 to 1,000,000 · DATE text in the shape of `PartialDate` · BIRTH a DATE or an `Age` ·
    PHONE and EMAIL one line each.
    """

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    COUNT = "count"
    DATE = "date"
    BIRTH = "birth"
    PHONE = "phone"
    EMAIL = "email"

    @property
    def is_free_text(self) -> bool:
        """True where anything may have been written: such a value is read again before it leaves."""
        return self in (Kind.TEXT, Kind.LONG_TEXT)


class Sensitivity(StrEnum):
    """How it is shown on a shared screen: OPEN at once, CLOSED until the worker opens the section."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field. A `category` of its own takes the place of the field's for that value."""

    id: str
    label: str
    category: Category | None = None


class Question(Protocol):
    """What an editor, a check or a schema needs to know of whatever is asked: a `Field` of the partner form, or an
    `Ask` of a questionnaire.
    """

    @property
    def name(self) -> str:
        """Unique among the questions asked with it."""

    @property
    def label(self) -> str:
        """The question, in the language of the source."""

    @property
    def kind(self) -> Kind:
        """What sort of value answers it."""

    @property
    def help(self) -> str:
        """One line, shown while the worker is at the question; empty for none."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen, for the kinds that choose."""

    @property
    def lies_ahead(self) -> bool:
        """Whether a day typed without a year lies ahead."""

    @property
    def option_names(self) -> Literal["", "language", "country", "time"]:
        """Where the labels of options come from that have none."""

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `name` is unique in its section; `asked_if` names a path of the same form and the option ids
    under which the field is asked at all."""

    name: str
    label: str
    kind: Kind
    category: Category
    help: str
    options: tuple[Option, ...] = ()
    sensitivity: Sensitivity = Sensitivity.OPEN
    asked_if: tuple[str, tuple[str, ...]] | None = None
    searched: bool = False
    """Whether the office finds the case by this value."""
    lies_ahead: bool = False
    """Whether its dates lie ahead (a hearing, the end of a permit): how a day typed without a year is understood."""
    her_words: bool = False
    """Whether it asks for her own words, which a paper sets apart."""
    option_names: Literal["", "language", "country", "time"] = ""
    """Where the labels of options come from that have none of their own: names of languages (ids are ISO 639), of
    countries (ids are ISO 3166 alpha-2, lower case), times of day (ids like `h1730`)."""

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


class Standing(StrEnum):
    """What somebody named in a case is to it: accused, the person it is about, a worker or one she trusts."""

    ACCUSED = "accused"
    PERSON = "person"
    WORKER = "worker"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form. A repeating one holds any number of entries, each with all its fields."""

    id: str
    label: str
    fields: tuple[Field, ...]
    repeating: bool = False
    entry_label: str = ""
    """What one entry is called ("un enfant"), for repeating sections."""
    category_from: str = ""
    """Name of the CHOICE whose option gives every value of that entry its category (a step, a piece of guidance)."""
    agreement: str = ""
    """Name of the YES_NO by which the person of that entry agrees to be named; a no withholds the whole entry."""
    names: Standing | None = None
    """What the person is to the case whom each entry, or the section, names; None where it names nobody."""

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: its section, its field, and the entry in a repeating section."""

    section: Section
    field: Field
    entry: str | None = None

    @property
    def path(self) -> str:
        """`housing.status`, or `children.<entry>.first_name`."""
        middle = "" if self.entry is None else f"{self.entry}."
        return f"{self.section.id}.{middle}{self.field.name}"


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form, in reading order."""

    version: int
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        """The section of that id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)

    def place(self, path: str) -> Place | None:
        """The place a path names, or None where the form has none."""
        parts = path.split(".")
        section = self.section(parts[0])
        if section is None or len(parts) != (3 if section.repeating else 2):
            return None
        field = section.field(parts[-1])
        if field is None:
            return None
        return Place(section, field, parts[1] if section.repeating else None)

    def fields(self) -> Iterator[tuple[Section, Field]]:
        """Every field with its section, in reading order."""
        for section in self.sections:
            for field in section.fields:
                yield section, field
