"""One document that left."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.forms.legal_bases import LEGAL_BASES
from caselink.i18n import _
from caselink.services.register import RegisterEntry
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class EntryCard(QFrame):
    """To whom and what for, what sort of information, on what ground, until when, by whom."""

    def __init__(self, entry: RegisterEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.entry = entry
        self.setAccessibleName(entry.reached_names)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(3), space(5), space(4))
        column.setSpacing(space(1))
        moment = local_moment(entry.made_at)
        made = _("{day}, {hour} — par {who}").format(
            day=day_words(moment.date()), hour=moment.strftime("%H:%M"), who=entry.made_by
        )
        column.addWidget(TextLabel(made, "quiet"))
        column.addWidget(TextLabel(entry.reached_names, "heading", wraps=True))
        column.addWidget(TextLabel(_("Pour : {purpose}").format(purpose=entry.purpose_label), wraps=True))
        column.addWidget(TextLabel(_("Contenu : {what}").format(what=", ".join(entry.categories)), "quiet", wraps=True))
        column.addWidget(TextLabel(self._ground(), "quiet", wraps=True))
        for text in entry.unconfirmed:
            basis = LEGAL_BASES.get(text)
            words = text if basis is None else basis.words(moment.date())
            column.addWidget(TextLabel(words, "warning", wraps=True))
        if entry.despite:
            column.addWidget(TextLabel(entry.despite, wraps=True))
        column.addWidget(TextLabel(_("Document {id}").format(id=entry.id), "small", selectable=True))

    def _ground(self) -> str:
        legal = any(ground.startswith("legal:") for ground in self.entry.basis.split())
        if not self.entry.basis:
            return _("Rien d’elle n’y est")
        ground = _("Sur un cadre légal") if legal else _("Sur son accord")
        if self.entry.taken_back:
            return _("{ground}, retiré depuis le {day}").format(
                ground=ground, day=day_words(date.fromisoformat(self.entry.taken_back))
            )
        if not self.entry.valid_until:
            return ground
        return _("{ground}, valable jusqu’au {day}").format(
            ground=ground, day=day_words(date.fromisoformat(self.entry.valid_until))
        )
