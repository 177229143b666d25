"""The register over all cases: what left, when, to whom, what for, on what ground."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QTableView, QWidget

from caselink.i18n import _, ngettext
from caselink.services.audit import may_read_audit
from caselink.services.cases import find_case
from caselink.services.office import Office
from caselink.services.register import RegisterEntry, entries
from caselink.ui.look.palettes import space
from caselink.ui.pages.register.model import Column, RegisterModel
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.row_table import open_rows, set_up_rows
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_WIDTHS: Final = {Column.MADE: 36, Column.CASE: 26, Column.PURPOSE: 46, Column.GROUND: 30, Column.BY: 22}
"""In steps; the recipient takes what is left."""


class RegisterPage(WindowPage):
    """Every line opens its case. The coordination goes on from here to the audit trail."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Registre des transmissions"), thread, shell, parent, scrolls=False)
        self.model = RegisterModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Dossier, destinataire, finalité"))
        self.search.setAccessibleName(_("Chercher dans le registre"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(space(70))
        self.audit = QPushButton(_("Journal d’audit"))
        self.audit.setToolTip(_("Qui a fait quoi et quand dans ce coffre, pour la coordination"))
        self.audit.clicked.connect(lambda: shell.show_page("audit"))
        self.audit.hide()
        keep_for_reading(self.search, self.audit)
        self.add_tool(self.audit)
        self.add_tool(self.search)
        self.table = QTableView()
        set_up_rows(self.table, _("Registre des transmissions"))
        self.table.setModel(self.model)
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, space(width))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(Column.RECIPIENT, head.ResizeMode.Stretch)
        self._empty = QuietLabel(
            _("Rien n’est encore sorti de ce coffre. Chaque fiche de liaison préparée s’inscrit ici d’elle-même.")
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.model.narrow)
        open_rows(self.table, self._open)

    def refresh(self) -> None:
        """Read the register again."""
        self._thread.run(entries, self._show, owner=self, replaces="register")
        self._thread.run(may_read_audit, self.audit.setVisible, owner=self)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()

    def _show(self, listed: tuple[RegisterEntry, ...]) -> None:
        self.model.show_entries(listed)
        count = len(listed)
        words = ngettext("{count} transmission", "{count} transmissions", count).format(count=count)
        self.set_subtitle(words if count else "")
        self._stack.setCurrentWidget(self.table if count else self._empty)

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is None:
            return
        reference = entry.case

        def case_id(office: Office) -> str:
            return find_case(office, reference).id

        self._thread.run(case_id, self._shell.open_case, owner=self)
