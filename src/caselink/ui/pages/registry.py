"""The pages of the window, declared once: rail, menu, keys and tests read this.

A new page is its entry here and its own files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from caselink.domain.roles import Role
from caselink.i18n import N_, _
from caselink.ui.pages.audit.page import AuditPage
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.emergency import EmergencyPage
from caselink.ui.pages.figures.kept_page import FiguresKeptPage
from caselink.ui.pages.figures.page import FiguresPage
from caselink.ui.pages.following.deadlines_page import DeadlinesPage
from caselink.ui.pages.following.referrals_page import ReferralsPage
from caselink.ui.pages.following.seen_page import SeenPage
from caselink.ui.pages.help.page import HelpPage
from caselink.ui.pages.meetings.page import MeetingsPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.register.page import RegisterPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.pages.today.page import TodayPage
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_KEYED: Final = 9
_ALL: Final = frozenset(Role)


class Stands(Enum):
    """Where a page is reached from."""

    RAIL = auto()
    """From the rail and the menu, with Alt and its number there."""
    FOOT = auto()
    """From the foot of the rail, apart from all others, and from the menu of help."""
    WITHIN = auto()
    """From another page of the rail, which stays the marked one."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page. `id` stands in the kept place of a worker; `label` and `icon` on the rail, the label in the menu too.

    `tip` is what the rail says of it, where that is more than its label. `roles` are those of the workers who have it.
    """

    id: str
    label: str
    page: Callable[[VaultThread, Shell], WindowPage]
    icon: str = ""
    stands: Stands = Stands.RAIL
    within: str = ""
    keys: str = ""
    tip: str = ""
    roles: frozenset[Role] = _ALL


PAGES: Final = {
    entry.id: entry
    for entry in (
        PageEntry("today", N_("Aujourd’hui"), TodayPage, "today"),
        PageEntry("caseload", N_("Dossiers"), CaseloadPage, "cases"),
        PageEntry("meetings", N_("Réunions"), MeetingsPage, "meetings"),
        PageEntry("partners", N_("Structures"), PartnersPage, "partners"),
        PageEntry("register", N_("Registre"), RegisterPage, "register"),
        PageEntry("figures", N_("Chiffres"), FiguresPage, "figures"),
        PageEntry("settings", N_("Réglages"), SettingsPage, "settings"),
        PageEntry(
            "audit", N_("Journal d’audit"), AuditPage, stands=Stands.WITHIN, within="register",
            roles=frozenset({Role.COORDINATOR}),
        ),
        PageEntry("deadlines", N_("Échéances"), DeadlinesPage, stands=Stands.WITHIN, within="today"),
        PageEntry("seen", N_("Qui les a vues"), SeenPage, stands=Stands.WITHIN, within="today"),
        PageEntry("referrals", N_("Orientations"), ReferralsPage, stands=Stands.WITHIN, within="today"),
        PageEntry(
            "figures_kept", N_("Publications, rapport et avis"), FiguresKeptPage, stands=Stands.WITHIN,
            within="figures",
        ),
        PageEntry("help", N_("Aide"), HelpPage, stands=Stands.WITHIN, within="settings"),
        PageEntry(
            "emergency", N_("Urgence"), EmergencyPage, "emergency", Stands.FOOT, keys="F1",
            tip=N_("Protocole d’urgence"),
        ),
    )
}
FIRST: Final = "caseload"
"""What is shown where nothing else is wanted."""
OF_THE_DAY: Final = "today"
"""What is shown at the first unlocking of a day; later ones return to where she was."""


def pages_at(stands: Stands, role: Role) -> list[tuple[PageEntry, str]]:
    """The pages that a worker of that role reaches from there, in order, each with its keys."""
    listed = [entry for entry in PAGES.values() if entry.stands is stands]
    return [
        (entry, entry.keys or (f"Alt+{number}" if number <= _KEYED else ""))
        for number, entry in enumerate(listed, start=1) if role in entry.roles
    ]


def tip_of(entry: PageEntry, keys: str) -> str:
    """What a button that shows that page says of itself."""
    words = _(entry.tip or entry.label)
    return f"{words} ({keys})" if keys else words
