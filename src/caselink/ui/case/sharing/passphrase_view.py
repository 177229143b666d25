"""The passphrase of a document: shown once, copied for ten seconds, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.sharing import Prepared
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.secret_clipboard import SecretClipboard


class PassphraseView(QWidget):
    """The passphrase in large letters, and what to do with it."""

    done = Signal()

    def __init__(
        self, prepared: Prepared, recipient_name: str, title: str = "", parent: QWidget | None = None
    ) -> None:
        """`title` says what is ready, where it is no liaison form."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4))
        column.addWidget(TextLabel(title or _("La fiche de liaison est prête"), "title", wraps=True))
        self.path = TextLabel(str(prepared.path), "quiet", wraps=True, selectable=True)
        column.addWidget(self.path)
        self.folder = QPushButton(_("Ouvrir le dossier du fichier"))
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(prepared.path.parent))))
        column.addLayout(_at_left(self.folder))
        column.addWidget(TextLabel(_("Sa phrase de passe, montrée cette seule fois"), "label"))
        self.passphrase = TextLabel(prepared.passphrase, "code", wraps=True, selectable=True)
        column.addWidget(self.passphrase)
        self.copy = QPushButton(_("Copier pour dix secondes"))
        self.copy.clicked.connect(lambda: self._copy(prepared.passphrase))
        column.addLayout(_at_left(self.copy))
        advice = _(
            "Destinataire : {recipient}. Dites-lui cette phrase par un autre chemin que le fichier : au téléphone, "
            "jamais dans le même message."
        )
        column.addWidget(TextLabel(advice.format(recipient=recipient_name), wraps=True))
        how = _("Appelez le numéro que vous connaissez, lisez les groupes un par un et faites-les répéter.")
        column.addWidget(TextLabel(how, "quiet", wraps=True))
        self.copy_phone = QPushButton(_("Copier le numéro : {phone}").format(phone=prepared.phone))
        self.copy_phone.clicked.connect(lambda: SecretClipboard.current().copy(prepared.phone))
        self.copy_phone.setVisible(bool(prepared.phone))
        column.addLayout(_at_left(self.copy_phone))
        close = QPushButton(_("Fermer"))
        close.setProperty("role", "main")
        close.clicked.connect(self.done)
        self.close_button = close
        column.addStretch(1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        column.addLayout(last)

    def _copy(self, passphrase: str) -> None:
        SecretClipboard.current().copy(passphrase)
        self.copy.setText(_("Copiée, effacée dans dix secondes"))


def _at_left(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row
