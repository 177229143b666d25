"""What must not be forgotten while the window stands open, over every page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.office import replaced_before
from caselink.ui.look.dates import dated_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.session_info import SessionInfo


class Banner(QWidget):
    """A backup that is looked at, a disk that takes nothing, a worker who only reads, a recovery code that may be lost,
    a vault that was replaced; else hidden."""

    def __init__(self, desk: SessionInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame()
        frame.setProperty("role", "notice_warning")
        self.words = TextLabel(_words(desk), "warning", wraps=True)
        self.leave_button = QPushButton(_("Revenir à l’ouverture"))
        self.leave_button.setToolTip(_("Ferme la sauvegarde et revient à l’écran d’ouverture (Ctrl+L)"))
        self.code_button = QPushButton(_("Nouveau code de secours…"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(space(4), space(1), space(1), space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.leave_button)
        row.addWidget(self.code_button)
        self.leave_button.setVisible(desk.copy_of is not None)
        self.code_button.setVisible(desk.code_may_be_lost)
        frame.setMinimumHeight(space(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(3), space(6), 0)
        column.addWidget(frame)
        self.setAccessibleName(self.words.text())
        if not desk.only_reads and not desk.code_may_be_lost and not desk.was_replaced:
            self.hide()


def _words(desk: SessionInfo) -> str:
    if desk.copy_of is not None:
        return _("Sauvegarde du {moment} : lecture seule. Rien n’y est enregistré.").format(
            moment=dated_moment(desk.copy_of)
        )
    if desk.write_protected:
        return _(
            "Lecture seule : là où se trouve ce coffre, rien ne peut être écrit (support protégé, disque plein ou "
            "répertoire d’une autre personne). Tout se lit, rien n’y est enregistré."
        )
    if desk.was_replaced:
        return replaced_before()
    if desk.code_may_be_lost:
        return _("Le dernier code de secours montré n’a peut-être pas été noté : faites-en un nouveau.")
    return _("Lecture seule : vous voyez les dossiers, vous n’y changez rien.")
