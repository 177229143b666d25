"""The grids of danger that this office can assess with, and adding one of its own from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from caselink.domain.roles import may
from caselink.forms.danger.schema import Grid
from caselink.i18n import _, ngettext
from caselink.services.danger.grids import OfficeGrid, add_grid_file, office_grids
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_LARGEST: Final = 1_000_000
"""Bytes read of a file: a grid is far smaller."""


class GridsPart(ScrolledColumn):
    """What is in a file is checked before anything is kept; assessments keep the version they were made with."""

    def __init__(self, thread: VaultThread, shell: Shell, add: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Grilles de danger"))
        self._thread = thread
        self._shell = shell
        self._add = add
        self.fault = FaultLine()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(space(2))
        self.column.setContentsMargins(0, space(3), space(2), space(6))
        self.column.setSpacing(space(3))
        self.column.addWidget(TextLabel(_(
            "Une grille nationale ou de votre réseau est un fichier JSON : docs/commands.md dit comment l’écrire. Ses "
            "règles ne peuvent que relever un niveau, et chaque facteur y a sa source."
        ), "quiet", wraps=True))
        self.column.addWidget(self.fault)
        self.column.addLayout(self._lines)
        self.column.addStretch(1)
        add.clicked.connect(self.choose)

    def refresh(self) -> None:
        """Read them again."""
        self._thread.run(_read, self._show, owner=self, replaces="grids")

    def choose(self) -> None:
        """Ask for the file, and add what stands in it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Ajouter une grille"), str(Path.home()), _("Grille (*.json)")
        )
        if not chosen:
            return
        try:
            with Path(chosen).open("rb") as file:
                data = file.read(_LARGEST)
        except OSError:
            self._refuse(_("Ce fichier ne peut pas être lu : rien n’a été ajouté."))
            return
        self._thread.run(
            lambda office: add_grid_file(office, data), self._added, lambda fault: self._refuse(fault.sentence),
            owner=self,
        )

    def _added(self, grid: Grid) -> None:
        self.fault.tell("")
        self._shell.show_message(_("Grille ajoutée : {grid}").format(grid=grid.label))
        self.refresh()

    def _refuse(self, sentence: str) -> None:
        self.fault.tell(sentence, self._add)

    def _show(self, found: tuple[tuple[OfficeGrid, ...], bool]) -> None:
        grids, may_add = found
        self._add.setEnabled(may_add)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in grids:
            self._lines.addWidget(TextLabel(_words(each), wraps=True))


def _words(each: OfficeGrid) -> str:
    grid, count = each.grid, len(each.grid.factors)
    of_factors = ngettext("{count} facteur", "{count} facteurs", count).format(count=count)
    whose = _("du programme") if each.own is None else _("de votre service")
    version = _("version {number}").format(number=grid.version)
    return " · ".join((_(grid.label), grid.id, version, of_factors, whose))


def _read(office: Office) -> tuple[tuple[OfficeGrid, ...], bool]:
    return office_grids(office), may(office.role, "grid_added") and not office.read_only
