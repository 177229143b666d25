"""One worker of the team."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.services.role_words import ROLE_LABELS
from caselink.services.workers import Worker
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pages.workers.team import Team
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.text_label import TextLabel


class TeamCard(QFrame):
    """Name, role, since when; what may be done about her key. Each signal brings her."""

    name_asked = Signal(object)
    role_asked = Signal(object)
    passphrase_asked = Signal(object)
    removal_asked = Signal(object)
    cases_asked = Signal(object)

    def __init__(self, worker: Worker, team: Team, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self.setProperty("role", "card")
        self.setAccessibleName(f"{worker.name}, {_(ROLE_LABELS[worker.role])}")
        self.form: AskForm | None = None
        """Asks to whom her cases go, while it stands there."""
        self.cases_button = QPushButton(_("Confier ses dossiers…"))
        self.name_button = QPushButton(_("Nom…"))
        self.role_button = QPushButton(_("Rôle…"))
        self.passphrase_button = QPushButton(_("Phrase de passe…"))
        self.remove_button = QPushButton(_("Retirer…"))
        name = _("{name} (vous)").format(name=worker.name) if worker.is_me else worker.name
        role = TextLabel(_(ROLE_LABELS[worker.role]), "chip_quiet")
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(TextLabel(name, "label"))
        head.addWidget(role)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addLayout(head)
        words.addWidget(TextLabel(_past(worker), "small", wraps=True))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(space(4), space(2), space(2), space(2))
        row = QHBoxLayout()
        row.setSpacing(space(1))
        row.addLayout(words, 1)
        self._whole.addLayout(row)
        for button in (
            self.cases_button, self.name_button, self.role_button, self.passphrase_button, self.remove_button,
        ):
            button.setProperty("role", "quiet")
            button.setAccessibleName(f"{button.text().rstrip('…')}, {worker.name}")
            row.addWidget(button)
        self._allow(team)
        self.cases_button.clicked.connect(lambda: self.cases_asked.emit(worker))
        self.name_button.clicked.connect(lambda: self.name_asked.emit(worker))
        self.role_button.clicked.connect(lambda: self.role_asked.emit(worker))
        self.passphrase_button.clicked.connect(lambda: self.passphrase_asked.emit(worker))
        self.remove_button.clicked.connect(lambda: self.removal_asked.emit(worker))

    def _allow(self, team: Team) -> None:
        """Only what her role allows can be pressed; the others say who may, where anybody may."""
        own = "passphrase_changed" if self.worker.is_me else "passphrase_reset"
        allowed = {
            self.cases_button: team.may("need") and (self.worker.is_me or team.may("role_changed")),
            self.name_button: team.may("worker_renamed"),
            self.role_button: team.may("role_changed"),
            self.passphrase_button: team.may(own),
            self.remove_button: team.may("worker_removed") and not self.worker.is_me,
        }
        for button, may in allowed.items():
            button.setEnabled(may)
            if not may and not team.read_only:
                button.setToolTip(_("La coordination peut le faire."))
        if self.worker.is_me and team.may("worker_removed"):
            self.remove_button.setToolTip(_("Une autre personne de la coordination peut vous retirer."))


    def ask(self, form: AskForm) -> None:
        """Ask beneath her line, in place of what is asked there."""
        self.stop()
        self.form = form
        form.given_up.connect(self.stop)
        form.saved.connect(lambda _result: self.stop())
        self._whole.addWidget(form)
        form.show()
        form.focus_first()

    def stop(self) -> None:
        """Ask nothing any more."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.cases_button.setFocus()
        self.form = None


def _past(worker: Worker) -> str:
    names = ", ".join(worker.formerly)
    return _("{line} · auparavant {names}").format(line=_since(worker), names=names) if names else _since(worker)


def _since(worker: Worker) -> str:
    day = day_words(local_moment(worker.added_at).date())
    if not worker.reserved_only:
        return _("depuis le {day}").format(day=day)
    return ngettext(
        "depuis le {day} · seule clé de {count} dossier réservé",
        "depuis le {day} · seule clé de {count} dossiers réservés", worker.reserved_only,
    ).format(day=day, count=worker.reserved_only)
