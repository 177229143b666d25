"""A meeting of agencies: when, who is asked to it, who came and promised to keep it to themselves.

Nothing of a case stands here: what is said of one is a part of that case (decision 69).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class MeetingKind(StrEnum):
    """The monthly meeting of a network, or a conference about cases between authorities, police and justice, care."""

    NETWORK = "network"
    CONFERENCE = "conference"


class ConferenceBasis(StrEnum):
    """What lets a Belgian conference speak of what secrecy covers: a law, or the prosecutor's reasoned leave."""

    LAW = "law"
    LEAVE = "leave"


class Promise(StrEnum):
    """How somebody promised to keep what is said there to themselves: on paper, aloud, or not."""

    SIGNED = "signed"
    ALOUD = "aloud"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Invited:
    """An agency by its short name; the person it sends, where that is known."""

    partner: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there, of which agency, and how the confidentiality statement was signed."""

    partner: str
    name: str
    promise: Promise = Promise.NOT


@dataclass(frozen=True, slots=True)
class PackMark:
    """A pack or minutes that left: for whom, and the digest of all in it but the states of actions, which alone may be
    another when it comes back. `returned` is the digest of the states that came back last."""

    partner: str
    digest: str
    on: date
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `statement` is the version of the confidentiality statement; `count` how many situations were spoken
    of where nothing of them is kept."""

    id: str
    on: date
    at: str = ""
    place: str = ""
    kind: MeetingKind = MeetingKind.NETWORK
    no_file: bool = False
    chair: str = ""
    invited: tuple[Invited, ...] = ()
    attended: tuple[Attendee, ...] = ()
    statement: str = ""
    count: int | None = None
    basis: ConferenceBasis | None = None
    leave_who: str = ""
    leave_why: str = ""
    leave_how: str = ""
    packs: Mapping[str, PackMark] = field(default_factory=dict)

    @property
    def was_held(self) -> bool:
        """Whether it is noted who came."""
        return bool(self.attended)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies in the room by short name: those that came, once that is noted, else those invited."""
        among = self.attended or self.invited
        return tuple(dict.fromkeys(each.partner for each in among))

    def people_of(self, partner: str) -> tuple[str, ...]:
        """Who comes, or came, for that agency, as far as it is known; of both lists, since either may be wrong."""
        people = [each.person for each in self.invited if each.partner == partner]
        people += [each.name for each in self.attended if each.partner == partner]
        return tuple(dict.fromkeys(filter(None, people)))
