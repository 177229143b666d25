"""The vault that is open is not the one at its place any more: said over every page, with the way to what was saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from caselink.errors import VaultGone
from caselink.i18n import _
from caselink.ui.pieces.notice import NoticeFrame
from caselink.ui.pieces.text_label import TextLabel


class GoneNotice(NoticeFrame):
    """Hidden until `tell`; nothing takes it away again but the end of the session. What shows can still be read."""

    saved_asked = Signal(object)
    """The vault that was saved beside is to be opened: its folder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.words = TextLabel("", "fault", wraps=True, selectable=True)
        self.open_button = QPushButton(_("&Aller au coffre sauvé"))
        self.open_button.setToolTip(_("Ferme celui-ci et propose l’autre à l’écran d’ouverture (Alt+A)"))
        super().__init__([self.words], [self.open_button], parent, is_fault=True)
        self._saved: Path | None = None
        self.open_button.clicked.connect(lambda: self.saved_asked.emit(self._saved))

    def tell(self, fault: VaultGone) -> None:
        """Show it and have it read aloud, once however often it is met."""
        if not self.isHidden():
            return
        self._saved = fault.saved
        self.words.setText(fault.sentence)
        self.setAccessibleName(fault.sentence)
        self.open_button.setVisible(fault.saved is not None)
        self.show()
        self.read_aloud(fault.sentence)
