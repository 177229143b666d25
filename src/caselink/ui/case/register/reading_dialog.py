"""What is noted of her and who received it, in lines to be read to her where paper is unsafe."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class ReadingDialog(QDialog):
    """The lines, large enough to be read aloud; nothing of it is kept."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        self.resize(space(180), space(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(_("À lui lire : rien n’est imprimé."), "quiet", wraps=True))
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Ce qui est noté d’elle et qui l’a reçu"))
        column.addWidget(self.text, 1)
        close = QPushButton(_("Fermer"))
        close.clicked.connect(self.accept)
        column.addWidget(close)
