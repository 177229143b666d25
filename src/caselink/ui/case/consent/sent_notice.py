"""What had already been sent under a consent that she takes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.register import RegisterEntry
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class SentNotice(QFrame):
    """The documents, each with recipient and day; a sentence where there is none."""

    def __init__(self, sent: Sequence[RegisterEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice_warning" if sent else "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(1))
        if not sent:
            column.addWidget(TextLabel(_("Retrait noté. Rien n’avait été transmis sous cet accord."), wraps=True))
            return
        column.addWidget(TextLabel(_("Retrait noté. Ce qui était déjà parti sous cet accord :"), "label", wraps=True))
        for entry in sent:
            day = day_words(local_moment(entry.made_at).date())
            words = _("{recipient}, le {day} — {purpose} (document {id})").format(
                recipient=entry.recipient_name, day=day, purpose=entry.purpose_label, id=entry.id
            )
            column.addWidget(TextLabel(f"· {words}", wraps=True, selectable=True))
