"""What had already been sent under a consent that she takes back: whom to call, and the letters that recall it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.consents import Withdrawn
from caselink.services.recall import Recalls, write_recalls
from caselink.ui.case.consent.reading_card import ReadingCard
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class SentNotice(QFrame):
    """The documents, each with recipient, day and number; a sentence where there is none; what is said to her."""

    def __init__(
        self, withdrawn: Withdrawn, store: CaseStore, consent_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        sent = withdrawn.sent
        self._store, self._consent = store, consent_id
        self.reading = ReadingCard()
        self.reading.show_sentences(withdrawn.aloud)
        self.setProperty("role", "notice_warning" if sent else "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        self.recall = QPushButton(_("Écrire les lettres de rappel…"))
        self.recall.clicked.connect(self._ask_where)
        self.told = TextLabel("", wraps=True, selectable=True)
        if not sent:
            column.addWidget(TextLabel(_("Retrait noté. Rien n’avait été transmis sous cet accord."), wraps=True))
            column.addWidget(self.reading)
            return
        column.addWidget(TextLabel(_("Retrait noté. Ce qui était déjà parti sous cet accord :"), "label", wraps=True))
        for each in sent:
            entry = each.entry
            words = _("{recipient}, le {day} — {purpose} (document {id})").format(
                recipient=each.recipient_name, day=day_words(local_moment(entry.made_at).date()),
                purpose=entry.purpose_label, id=entry.id,
            )
            whom = _("ne revient pas, comme il lui a été dit") if each.stays_there else each.phone
            column.addWidget(TextLabel(" — ".join(filter(None, (f"· {words}", whom))), wraps=True, selectable=True))
        if any(not each.stays_there for each in sent):
            column.addWidget(TextLabel(_("« Prévenir qui avait reçu » est maintenant à faire."), "quiet", wraps=True))
            column.addWidget(self.recall)
        column.addWidget(self.told)
        self.told.hide()
        column.addWidget(self.reading)

    def write_letters(self, folder: Path) -> None:
        """Write a letter to each of them into that folder; their passphrases are shown this once."""
        self.recall.setEnabled(False)
        self._store.ask(
            lambda office: write_recalls(office, self._store.case_id, self._consent, folder), self._show, self._refused,
            owner=self,
        )

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Répertoire où l’enregistrer"), str(Path.home()))
        if chosen:
            self.write_letters(Path(chosen))

    def _show(self, made: Recalls) -> None:
        lines = [
            _("{recipient} : {path}, phrase de passe {passphrase}").format(
                recipient=each.recipient_name, path=each.path.name, passphrase=each.passphrase
            )
            for each in made.letters
        ]
        self.told.setText("\n".join((_("À donner de vive voix, montré cette seule fois :"), *lines)))
        self.told.show()
        self._store.disclosed.emit()

    def _refused(self, error: CaseLinkError) -> None:
        self.recall.setEnabled(True)
        self.told.setText(error.sentence)
        self.told.show()
