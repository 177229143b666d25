"""The licences of the program and of all that is inside, whole."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pages.help.inside import texts
from caselink.ui.pieces.row_list import set_up_choice
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.shell.shell import Shell


class LicencesDialog(ScrolledDialog):
    """One part at a time; its texts as they came with it, in their own language."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Licences"), shell, parent)
        self._texts = texts()
        self.resize(space(170), space(150))
        self.which = QComboBox()
        self.which.setAccessibleName(_("De quelle partie"))
        set_up_choice(self.which, _("De quelle partie"))
        self.which.addItems([name for name, _text in self._texts])
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Texte de la licence"))
        self.text.setMinimumHeight(space(105))
        self.body.addWidget(self.which)
        self.body.addWidget(self.text)
        self.which.currentIndexChanged.connect(self._show)
        self._show(0)

    def _show(self, row: int) -> None:
        self.text.setPlainText(self._texts[row][1])
