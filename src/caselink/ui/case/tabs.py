"""The tabs of a case, declared once: page, menu, keys and tests read this. A new one is a line here and its own files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.i18n import N_
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.danger.tab import DangerTab
from caselink.ui.case.files.tab import FilesTab
from caselink.ui.case.following.tab import FollowingTab
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.history.tab import HistoryTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.register.tab import RegisterTab
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tab import Tab


@dataclass(frozen=True, slots=True)
class TabEntry:
    """One tab. `id` stands in the kept place of a worker, `label` on the tab and in the menu; `tab` is made for a case.

    The first nine have keys, by their order: Ctrl+1 …
    """

    id: str
    label: str
    tab: type[Tab]


TABS: Final = (
    TabEntry("overview", N_("Vue d’ensemble"), OverviewTab),
    TabEntry("form", N_("Fiche"), FormTab),
    TabEntry("danger", N_("Danger"), DangerTab),
    TabEntry("following", N_("Suivi"), FollowingTab),
    TabEntry("files", N_("Pièces"), FilesTab),
    TabEntry("consents", N_("Accords"), ConsentTab),
    TabEntry("sharing", N_("Transmission"), SharingTab),
    TabEntry("register", N_("Registre"), RegisterTab),
    TabEntry("history", N_("Historique"), HistoryTab),
)

_KEYED: Final = 9


def tab_keys(number: int) -> str:
    """The keys of that tab, counted from 0; none beyond those there are."""
    return f"Ctrl+{number + 1}" if number < _KEYED else ""
