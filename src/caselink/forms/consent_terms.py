"""The words in which a consent and a name never to inform are recorded: how she agreed, and who someone is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from caselink.i18n import N_

ALL: Final = "all"
"""In a list of categories: every category that is not explicit for that recipient."""


class Mode(StrEnum):
    """How she agreed."""

    SPOKEN = "spoken"
    WRITTEN = "written"


MODES: Final[dict[Mode, str]] = {Mode.SPOKEN: N_("de vive voix"), Mode.WRITTEN: N_("par écrit")}


class ExcludedKind(StrEnum):
    """Who someone on the list of those never to inform is."""

    PERPETRATOR = "perpetrator"
    FAMILY = "family"
    EMPLOYER = "employer"
    PARTNER = "partner"
    PARTNER_CONTACT = "partner_contact"
    INTERPRETER = "interpreter"
    OTHER = "other"


EXCLUDED_KINDS: Final[dict[ExcludedKind, str]] = {
    ExcludedKind.PERPETRATOR: N_("mis en cause"),
    ExcludedKind.FAMILY: N_("sa famille à lui"),
    ExcludedKind.EMPLOYER: N_("son employeur à lui"),
    ExcludedKind.PARTNER: N_("structure partenaire"),
    ExcludedKind.PARTNER_CONTACT: N_("personne dans une structure"),
    ExcludedKind.INTERPRETER: N_("interprète"),
    ExcludedKind.OTHER: N_("autre personne"),
}
