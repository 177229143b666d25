"""What a paper about her says, in words, made from a disclosure alone.

Only what is shared has a place here. Nothing counts, numbers or leaves room for anything else: a section, an entry or
a domain of which nothing is shared does not appear. What the first page says (who, how to reach her, the danger) is
taken out of the sections, so that nothing stands twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from caselink.disclosure.outputs import Disclosure, Doer, Shared
from caselink.documents.head_facts import HeadLine, Reach, danger_lines, person_line, reach_of
from caselink.documents.said import Said, is_exceptional, place_of, said_of
from caselink.domain.danger import FactorAnswer, Level
from caselink.domain.needs import NeedState
from caselink.forms.attachments import kind_label
from caselink.forms.danger.levels import danger_words
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, STATE_LABELS, STATE_SIGNS
from caselink.forms.to_her import title_to_her
from caselink.i18n import _

_NEEDS: Final = "needs."
_DANGER: Final = "danger."
_ATTACHMENTS: Final = "attachments."
_LEGAL: Final = "legal:"


@dataclass(frozen=True, slots=True)
class Entry:
    """Answers that belong together: a section's, or those about one child, one step. `title` is "" for a section's."""

    title: str
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A section of the form, with the entries of which something is shared. `id` is that of the section, or `danger`
    or `files`."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    repeating: bool = False


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """A need in words, its state as sign and word; for one that is to be done by when, and who sees to it."""

    label: str
    domain: str
    state: NeedState
    sign: str
    state_label: str
    exceptional: bool
    due: date | None
    doer: Doer


@dataclass(frozen=True, slots=True)
class Content:
    """All that a paper says about her, in reading order.

    `asked` are the needs for which it is handed on, the most urgent first; `others` those that are to be done too;
    `settled` those that are not.
    """

    person: HeadLine | None
    reach: Reach
    danger: tuple[HeadLine, ...]
    asked: tuple[NeedEntry, ...]
    parts: tuple[PaperPart, ...]
    others: tuple[NeedEntry, ...]
    settled: tuple[NeedEntry, ...]
    has_exceptional: bool
    """Whether any of it is shared on a legal ground."""
    all_exceptional: bool
    """Whether all of it is shared on a legal ground."""


def content_of(disclosure: Disclosure) -> Content:
    """The words of a disclosure. Raises KeyError for a piece that a paper has no place for."""
    needs = [shared for shared in disclosure.shared if shared.piece.path.startswith(_NEEDS)]
    files = [shared for shared in disclosure.shared if shared.piece.path.startswith(_ATTACHMENTS)]
    danger = [shared for shared in disclosure.shared if shared.piece.path.startswith(_DANGER)]
    apart = {id(shared) for shared in (*needs, *danger, *files)}
    answers = _confidential_first([*_said(shared for shared in disclosure.shared if id(shared) not in apart)])
    person, reach, alerts = person_line(answers), reach_of(answers), danger_lines(answers, danger)
    taken = {
        *(() if person is None else person.paths), *reach.paths, *(path for line in alerts for path in line.paths),
    }
    lines = [*map(_need_line, needs)]
    to_do = sorted((line for line in lines if line[1].state is NeedState.TO_DO), key=_urgency)
    asked = [line for item, line in to_do if NEEDS[item].purpose is disclosure.purpose]
    others = [line for item, line in to_do if NEEDS[item].purpose is not disclosure.purpose]
    parts = (
        *_danger(each for each in danger if each.piece.path not in taken),
        *_parts(said for said in answers if said.path not in taken), *_files(files),
    )
    grounds = [is_exceptional(shared) for shared in disclosure.shared]
    return Content(
        person, reach, alerts, tuple(asked or others), parts, tuple(others if asked else ()),
        tuple(line for _item, line in lines if line.state is not NeedState.TO_DO), any(grounds), all(grounds),
    )


def parts_of(shared: Iterable[Shared]) -> tuple[PaperPart, ...]:
    """The sections of these pieces as they are said to herself, all that they say in their place; what is no answer of
    the form is left out."""
    answers = (each for each in shared if not each.piece.path.startswith((_NEEDS, _ATTACHMENTS)))
    parts = _parts(_confidential_first([*_said(answers, to_her=True)]))
    return tuple(replace(part, title=_(title_to_her(part.id))) for part in parts)


def needs_of(shared: Iterable[Shared]) -> tuple[NeedEntry, ...]:
    """The needs among these pieces."""
    return tuple(_need_line(each)[1] for each in shared if each.piece.path.startswith(_NEEDS))


def legal_decisions(disclosure: Disclosure) -> tuple[str, ...]:
    """The ids of the legal decisions that something of it rests on, each once."""
    found = (basis for shared in disclosure.shared for basis in shared.bases if basis.startswith(_LEGAL))
    return tuple(dict.fromkeys(basis.removeprefix(_LEGAL) for basis in found))


def _urgency(line: tuple[str, NeedEntry]) -> date:
    return line[1].due or date.max


def _need_line(shared: Shared) -> tuple[str, NeedEntry]:
    piece, item = shared.piece, shared.piece.path.removeprefix(_NEEDS)
    if not isinstance(piece.value, NeedState):
        raise KeyError(piece.path)
    return item, NeedEntry(
        _(NEEDS[item].label), _(DOMAIN_LABELS[NEEDS[item].domain]), piece.value, STATE_SIGNS[piece.value],
        _(STATE_LABELS[piece.value]), is_exceptional(shared), piece.due, piece.doer,
    )


def _danger(pieces: Iterable[Shared]) -> Iterator[PaperPart]:
    """What is known of the danger beside what the first page says."""
    said = tuple(
        Said(shared.piece.path, "", "", _(shared.piece.label), danger_words(shared.piece.value), is_exceptional(shared))
        for shared in pieces if isinstance(shared.piece.value, FactorAnswer | Level)
    )
    if said:
        yield PaperPart("danger", _("Danger"), (Entry("", said),))


def _said(answers: Iterable[Shared], *, to_her: bool = False) -> Iterator[Said]:
    """One answer for each field: a field with several ticked options may come in several pieces."""
    for _path, pieces in groupby(answers, key=lambda shared: shared.piece.path):
        yield said_of([*pieces], to_her=to_her)


def _confidential_first(answers: list[Said]) -> list[Said]:
    """An address that is to be kept confidential says so before it is read, not in a line after it."""
    said = {each.path: each for each in answers}
    kept_secret, address = said.get("housing.address_confidential"), said.get("housing.address")
    if kept_secret is None or address is None or kept_secret.raw is not True:
        return answers
    warned = replace(
        address, value=_("CONFIDENTIELLE : {address}").format(address=address.value),
        exceptional=address.exceptional or kept_secret.exceptional,
    )
    return [warned if each is address else each for each in answers if each is not kept_secret]


def _parts(answers: Iterable[Said]) -> Iterator[PaperPart]:
    for section_id, of_section in groupby(answers, key=lambda said: said.section):
        answered = [*of_section]
        section = place_of(answered[0].path).section
        entries = tuple(
            Entry(_sentence(_(section.entry_label)) if section.repeating else "", tuple(of_entry))
            for _entry, of_entry in groupby(answered, key=lambda said: place_of(said.path).entry)
        )
        yield PaperPart(section_id, _(section.label), entries, section.repeating)


def _files(files: list[Shared]) -> Iterator[PaperPart]:
    said = tuple(
        Said(
            shared.piece.path, "", "", _("Pièce {number}").format(number=number), kind_label(str(shared.piece.value)),
            is_exceptional(shared),
        )
        for number, shared in enumerate(files, 1)
    )
    if said:
        yield PaperPart("files", _("Pièces jointes à ce document"), (Entry("", said),))


def _sentence(label: str) -> str:
    return label[:1].upper() + label[1:]
