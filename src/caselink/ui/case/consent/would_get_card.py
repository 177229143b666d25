"""What the recipient would get, as it is being agreed: seen by her before anything is saved. No answer is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.services.would_get import WouldGet
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class WouldGetCard(QFrame):
    """Questions by section, and how many of them leave already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = TextLabel("", "label", wraps=True)
        self.body = TextLabel("", "quiet", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addWidget(self.title)
        column.addWidget(self.body)
        self.hide()

    def show_found(self, name: str, found: WouldGet) -> None:
        """Show it for a recipient of that name."""
        if found.blocked:
            said = _("{recipient} est à ne jamais informer : même avec cet accord, rien ne partira.")
            self.title.setText(said.format(recipient=name))
            self.body.setText("")
        else:
            self.title.setText(ngettext(
                "Aujourd’hui, {recipient} recevrait {count} renseignement ({now} sans cet accord)",
                "Aujourd’hui, {recipient} recevrait {count} renseignements ({now} sans cet accord)", found.count,
            ).format(recipient=name, count=found.count, now=found.now))
            self.body.setText("\n".join(f"{section} : {', '.join(fields)}" for section, fields in found.sections))
        self.body.setVisible(bool(self.body.text()))
        self.show()
