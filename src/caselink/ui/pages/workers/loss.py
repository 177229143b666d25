"""That reserved cases go with somebody's key, which nobody else has: said, and typed in words before it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from caselink.i18n import _, ngettext
from caselink.services.workers import Worker
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class Loss:
    """Two rows of a form, shown where something would be lost."""

    def __init__(self, form: TeamForm) -> None:
        self.words = TextLabel("", "fault", wraps=True)
        self.typed = QLineEdit()
        self.row = QuestionRow(_("La perte, en toutes lettres"), self.typed)
        self.count = 0
        form.add_field(self.words, is_input=False)
        form.add_field(self.row)

    def start(self, worker: Worker) -> None:
        """Say what goes with her key: she can name somebody else first, or the loss is said in words."""
        self.count = worker.lost_without_her
        self.words.setText(ngettext(
            "{count} dossier réservé n’a que sa clé, et sera perdu pour toujours. Mieux : qu’elle le réserve d’abord "
            "aussi à quelqu’un d’autre.",
            "{count} dossiers réservés n’ont que sa clé, et seront perdus pour toujours. Mieux : qu’elle les réserve "
            "d’abord aussi à quelqu’un d’autre.", self.count,
        ).format(count=self.count))
        self.row.ask(_("Tapez « {words} » pour confirmer la perte").format(words=_loss_words(self.count)))
        self.typed.clear()
        self.row.show_fault(None)
        for widget in (self.words, self.row):
            widget.setVisible(self.count > 0)

    def is_meant(self) -> bool:
        """Whether nothing is lost, or the loss was typed; said where it was not."""
        meant = not self.count or self.typed.text().strip() == _loss_words(self.count)
        self.row.show_fault(None if meant else _("Ce n’est pas cette phrase : rien n’a été modifié."))
        return meant


def _loss_words(count: int) -> str:
    return ngettext("perdre {count} dossier", "perdre {count} dossiers", count).format(count=count)
