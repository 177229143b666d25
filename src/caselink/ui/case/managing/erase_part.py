"""Erasing the case for good, which can't be undone: asked for by typing its reference."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.services.managing import Management
from caselink.ui.case.managing.part import Part
from caselink.ui.pieces.labelled import Labelled


class ErasePart(Part):
    """The button is there only for who may, and does something only once the reference was typed."""

    erase_asked = Signal(str)
    """The reference as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Effacer définitivement"), "", parent)
        self._reference = ""
        self.typed = QLineEdit()
        self._row = Labelled(_("Tapez la référence du dossier pour confirmer"), self.typed)
        self.erase = QPushButton()
        self.show_erasing(False)
        self.erase.setProperty("role", "danger")
        self.erase.setAutoDefault(False)
        self.column.addWidget(self._row)
        self.column.addWidget(self.fault)
        self.column.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        self.typed.textChanged.connect(self._allow)
        self.erase.clicked.connect(lambda: self.erase_asked.emit(self.typed.text().strip()))

    def show_state(self, state: Management) -> None:
        """Show whether it can be erased now, and by whom."""
        self._reference = state.reference
        allowed = state.role is Role.COORDINATOR and state.hold is None
        if state.hold is not None:
            self.say(_("L’effacement est suspendu : ce dossier ne peut pas être effacé."))
        elif not allowed:
            self.say(_("La coordination seule peut effacer un dossier."))
        else:
            self.say(_(
                "Tout disparaît du coffre : fiche, besoins, accords, registre, historique. Les sauvegardes du coffre "
                "sont nettoyées dans les 24 heures. Le journal d’audit garde qu’un dossier a été effacé, sans nom. "
                "Un certificat qui ne porte que la référence vous est remis. Cela ne peut pas être annulé."
            ))
        self._row.setVisible(allowed)
        self.erase.setVisible(allowed)
        self._allow()

    def show_erasing(self, erasing: bool) -> None:
        """Say that it is being erased."""
        self.erase.setText(_("Effacement en cours…") if erasing else _("Effacer ce dossier…"))

    def _allow(self) -> None:
        self.erase.setEnabled(bool(self._reference) and self.typed.text().strip() == self._reference)
