"""What leaves has a type that only the gate can make (decision 1).

The seal below is handed to nobody else. These types are frozen; a copy with changes, a pickle, a state put in and a
subclass are refused, and what writes asks for the seal, so that what a document is made from is what was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NoReturn

from caselink.consent.grounds import LegalDecision, Recipient
from caselink.domain.answers import Json, Value
from caselink.domain.danger import FactorAnswer, Level
from caselink.domain.needs import NeedState
from caselink.figures.publishing import PublicTable
from caselink.figures.wording import WordedTable
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose

SEAL: Final = object()
"""Held by the gate alone; a test finds every use."""


class Reason(StrEnum):
    """Why something is withheld, in the order in which the first that applies is given (docs/rules/consent.md)."""

    BLOCKED_RECIPIENT = "blocked_recipient"
    NOT_NEEDED = "not_needed"
    EXPLICIT_CONSENT_NEEDED = "explicit_consent_needed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    OTHER_PURPOSE = "other_purpose"
    NO_CONSENT = "no_consent"


class Doer(StrEnum):
    """Who sees to a need, as a recipient may know it. That it was given to somebody else would tell whom she turns
    to, so that it is said of nobody.
    """

    NOBODY = "nobody"
    RECIPIENT = "recipient"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the office asks of a recipient, in the worker's words, by when, and through whom it goes there.

    It is no answer of hers. Whoever prepares a paper sees to it that it says nothing that is withheld.
    """

    text: str = ""
    by: date | None = None
    through: str = ""
    """The name of the service that forwards it, where it takes that way (association, then prosecutor)."""


NOTHING_ASKED: Final = Asking()
Decided = LegalDecision
"""A decision to report, as a paper may say it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest thing that can be shared or withheld: one value of one category.

    `path` is that of the answer, `needs.<item>`, `danger.level`, or `danger.<factor>` of the latest assessment. A field
    with several ticked options gives a piece for each category among them.
    """

    path: str
    category: Category
    value: Value | NeedState | Level | FactorAnswer
    free_text: bool = False
    heading: str = ""
    """Under what it stands on the danger sheet, to be translated."""
    label: str = ""
    """What it is called, to be translated, where no form and no list of needs says so: a factor of the danger."""
    hers: bool = False
    """Whether these are her own words, which a paper sets apart."""
    due: date | None = None
    """Of a need: by when."""
    doer: Doer = Doer.NOBODY
    """Of a need: who sees to it, as far as the recipient may know."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A piece that may be shared, and the ground of it for each recipient: `consent:<id>` or `legal:<id>`."""

    piece: Piece
    bases: tuple[str, ...]

    @property
    def basis(self) -> str:
        """The grounds as one text, separated by a space where several recipients rest on several."""
        return " ".join(dict.fromkeys(self.bases))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A piece that may not be shared, and why. Its value is not carried."""

    path: str
    category: Category
    reason: Reason


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What these recipients may receive for this purpose on this day, in reading order. Made by the gate alone."""

    recipients: tuple[Recipient, ...]
    purpose: Purpose
    on: date
    shared: tuple[Shared, ...]
    valid_until: date | None
    """The last day on which every ground still counts; None where nothing is shared."""
    seal: InitVar[object]
    asking: Asking = NOTHING_ASKED
    decisions: tuple[Decided, ...] = ()
    """Of a report without her consent: the decisions that it rests on, with who decided, when and why."""

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes a Disclosure")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a Disclosure has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Disclosure is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("a Disclosure is not copied or stored")

    @property
    def paths(self) -> frozenset[str]:
        """Where all that is shared stands."""
        return frozenset(shared.piece.path for shared in self.shared)

    @property
    def stays_there(self) -> bool:
        """Whether it can't come back: police and justice keep what they receive."""
        return any(each.kind is not None and each.kind.feeds_the_criminal_file for each in self.recipients)

    @property
    def by_legal_ground(self) -> bool:
        """True when any of it rests on a legal ground instead of her consent; the document says so."""
        return any(basis.startswith("legal:") for shared in self.shared for basis in shared.bases)


@dataclass(frozen=True, slots=True)
class CaseFree:
    """A paper on which no answer and no name of a case stand: a certificate, a recovery sheet. Made by the gate alone.

    `facts` are labels with their values, `paragraphs` whole sentences, both in reading order.
    """

    document_id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes a CaseFree")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a CaseFree has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a CaseFree is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("a CaseFree is not copied or stored")


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What a coordinator takes out of this office's own vault, and why: cases and partners as the import document
    writes them. Made by the gate alone. It is for this office, or one that takes its work over.
    """

    cases: tuple[Mapping[str, Json], ...]
    partners: tuple[Mapping[str, object], ...]
    reason: str
    seal: InitVar[object]
    meetings: tuple[Mapping[str, object], ...] = ()
    """Those at which something was said of one of the cases, without what was said of any."""

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes an OfficeView")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("an OfficeView has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an OfficeView is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("an OfficeView is not copied or stored")


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper that the one it is about takes away: her safety plan, his orientation. Made by the gate alone.

    `blocks` are headings with their lines, in reading order; `language` is that of its words (ISO 639-1). `beside`
    names a language that the program has no text in: room is left beside each line to write it there by hand. `notes`
    stand at the end.
    """

    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    language: str
    beside: str
    notes: tuple[str, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes a Handed")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a Handed has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Handed is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("a Handed is not copied or stored")


@dataclass(frozen=True, slots=True)
class Received:
    """What one recipient got, as she may read it: words of the register, no values."""

    on: date
    recipient: str
    paper: str
    categories: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """What the office holds of her, for herself, and who received what. Made by the gate alone.

    Nothing of other people is in it: neither the alleged perpetrator's identity nor those she trusts, nor what the
    office wrote for itself.
    """

    pieces: tuple[Piece, ...]
    received: tuple[Received, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes an OwnCopy")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("an OwnCopy has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an OwnCopy is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("an OwnCopy is not copied or stored")


@dataclass(frozen=True, slots=True)
class OfficePage:
    """A page of this office for itself: its register, an incident. References, recipients, sorts of information; no
    answer and no name of hers. Made by the gate alone, for a coordinator.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes an OfficePage")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("an OfficePage has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an OfficePage is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("an OfficePage is not copied or stored")


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Counts that may leave the office: of nobody who does not want to be counted, none of 1 to 4 people, none that
    follows from others. Made by the gate alone (`aggregates.py`)."""

    tables: tuple[PublicTable, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes an Aggregate")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("an Aggregate has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an Aggregate is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("an Aggregate is not copied or stored")


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """Exact counts of the office for itself, in words, with no case and no name in them. Made by the gate alone, for a
    coordinator. `notes` say what is not in them."""

    tables: tuple[WordedTable, ...]
    notes: tuple[str, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes an OfficeFigures")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("an OfficeFigures has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an OfficeFigures is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("an OfficeFigures is not copied or stored")


@dataclass(frozen=True, slots=True)
class Action:
    """What an agency took on at a meeting: who (a name), what, by when, where it stands. `theirs`: it is that of the
    agency that receives this."""

    id: str
    who: str
    what: str
    due: date | None
    state: str
    why: str = ""
    theirs: bool = False

    def without_reason(self) -> Action:
        """The same without why it was not done."""
        return Action(self.id, self.who, self.what, self.due, self.state, "", self.theirs)


@dataclass(frozen=True, slots=True)
class Situation:
    """One case of a meeting as one agency may have it: what is shared of it, and what was said there."""

    number: int
    case_id: str
    disclosure: Disclosure
    why: str
    wanted: str
    decisions: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class ForAgency:
    """What one agency takes home of a meeting: its pack before, its minutes after. Made by the gate alone.

    `facts` are of the meeting itself: day, place, who is there; nothing of a case.
    """

    recipient: Recipient
    name: str
    on: date
    facts: tuple[tuple[str, str], ...]
    situations: tuple[Situation, ...]
    seal: InitVar[object]

    sealed_with: object = field(init=False, repr=False, compare=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise TypeError("only the gate makes what an agency takes home")
        object.__setattr__(self, "sealed_with", seal)

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("a ForAgency has no subclasses")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a ForAgency is not copied or stored")

    __getstate__ = __reduce__

    def __setstate__(self, _state: object) -> NoReturn:
        raise TypeError("a ForAgency is not copied or stored")


@dataclass(frozen=True, slots=True)
class Decision:
    """Both halves: the worker sees both, a writer is given `disclosure` alone."""

    disclosure: Disclosure
    withheld: tuple[Withheld, ...]


def require_seal(
    made: Disclosure | CaseFree | Handed | OwnCopy | OfficePage | OfficeView | Aggregate | OfficeFigures | ForAgency,
) -> None:
    """For whatever writes, before it reads anything. Raises TypeError for one that was put together around the gate."""
    if getattr(made, "sealed_with", None) is not SEAL:
        raise TypeError("only the gate makes what leaves")
