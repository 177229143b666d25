"""The settings, in parts beside each other: the office, its team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol, cast

from PySide6.QtWidgets import QTabBar, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pages.settings.card_part import CardPart
from caselink.ui.pages.settings.grids_part import GridsPart
from caselink.ui.pages.settings.office_part import OfficePart
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pages.workers.page import TeamPage
from caselink.ui.pieces.low_scroll import OnePage
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

OFFICE: Final = 0
TEAM: Final = 1
PARTS: Final = ("office", "team", "card", "grids")
"""By id, as a place is kept."""


class _Part(Protocol):
    """What the parts have in common."""

    def refresh(self) -> None: ...


class SettingsPage(WindowPage):
    """A tab for each part; the main action is that of the part shown."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Réglages"), thread, shell, parent, scrolls=False)
        self.office = OfficePart(thread, shell)
        self.add_tool(self.office.buttons)
        self.add_button = self.set_main_action(_("Ajouter une personne"))
        self.team = TeamPage(thread, shell)
        self.card = CardPart(thread, shell)
        self.add_tool(self.card.buttons)
        self.grid_button = self.set_main_action(_("Ajouter une grille…"))
        self.grids = GridsPart(thread, shell, self.grid_button)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setMinimumHeight(space(11))
        self.tabs.setAccessibleName(_("Parties des réglages"))
        self._stack = OnePage()
        self._actions: list[QWidget | None] = []
        self.add_part(_("Service"), self.office, self.office.buttons)
        self.add_part(_("Équipe"), self.team, self.add_button)
        self.add_part(_("Vos documents"), self.card, self.card.buttons)
        self.add_part(_("Grilles de danger"), self.grids, self.grid_button)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs)
        self._connect(shell)

    def add_part(self, label: str, part: QWidget, action: QWidget | None = None) -> None:
        """Another tab; `part` has a `refresh`, and may have a main action in the head of the page."""
        self._actions.append(action)
        self._stack.addWidget(part)
        self.tabs.addTab(label)

    def show_part(self, number: int) -> None:
        """Show that tab, counted from 0."""
        self.tabs.setCurrentIndex(number)

    def refresh(self) -> None:
        """Read the part shown again."""
        cast(_Part, self._stack.currentWidget()).refresh()

    def focus_search(self) -> None:
        """Nothing to search: the part shown."""
        part = self._stack.currentWidget()
        if part is not None:
            part.setFocus()

    def place(self) -> dict[str, str]:
        """Which part is shown."""
        return {"part": PARTS[self.tabs.currentIndex()]}

    def restore(self, place: Mapping[str, str]) -> None:
        """Show that part again."""
        if place.get("part") in PARTS:
            self.show_part(PARTS.index(place["part"]))

    def _connect(self, shell: Shell) -> None:
        self.tabs.currentChanged.connect(self._show)
        self.add_button.clicked.connect(self.team.add)
        self.office.renamed.connect(shell.office_renamed)
        self.office.idle_changed.connect(shell.idle_changed)
        self.office.computer.language_chosen.connect(shell.language_chosen)
        self.office.computer.hiding_key_chosen.connect(shell.hiding_key_chosen)
        self.team.code_kept.connect(shell.code_kept)
        self.office.unsaved.connect(self._show_unsaved)
        self._unsaved = False
        self.team.list_shown.connect(self.add_button.setEnabled)
        self._show(OFFICE)

    def _show_unsaved(self, unsaved: bool) -> None:
        """What is changed and not saved is said."""
        self._unsaved = unsaved
        shown = unsaved and self.tabs.currentIndex() == OFFICE
        self.set_subtitle(_("Pas encore enregistré.") if shown else "")

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._show_unsaved(self._unsaved)
        for place, action in enumerate(self._actions):
            if action is not None:
                action.setVisible(place == number)
        if self.isVisible():
            self.refresh()
