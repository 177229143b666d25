"""What does not leave, folded by reason: how much, and on a press what."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.preview import WithheldLine
from caselink.services.sharing import Preview
from caselink.ui.case.consent.folded import Folded
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.text_label import TextLabel


class WithheldPart(QFrame):
    """The questions of each reason, by section. No answer is shown: it does not leave."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = TextLabel("", "heading", wraps=True)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(_("Non transmis, par raison"))
        speak_as(area, "group")
        held = QWidget()
        self._reasons = QVBoxLayout(held)
        self._reasons.setContentsMargins(0, 0, 0, 0)
        self._reasons.setSpacing(space(2))
        self._reasons.addStretch(1)
        area.setWidget(held)
        self.folded: dict[str, Folded] = {}
        """By the word of the reason."""
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(2), space(2))
        column.addWidget(self.title)
        column.addWidget(area, 1)

    def show_preview(self, preview: Preview) -> None:
        """Show what this recipient does not get."""
        for folded in self.folded.values():
            folded.hide()
            folded.deleteLater()
        self.title.setText(_("Non transmis, et pourquoi ({count})").format(count=len(preview.withheld)))
        by_reason: dict[str, list[WithheldLine]] = {}
        for line in preview.withheld:
            by_reason.setdefault(line.reason.value, []).append(line)
        self.folded = {reason: _folded(lines) for reason, lines in by_reason.items()}
        for place, folded in enumerate(self.folded.values()):
            self._reasons.insertWidget(place, folded)


def _folded(lines: list[WithheldLine]) -> Folded:
    sections: dict[str, dict[str, None]] = {}
    for line in lines:
        sections.setdefault(line.place.section, {})[line.place.field] = None
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(space(5), 0, 0, 0)
    column.setSpacing(space(1))
    for section, fields in sections.items():
        column.addWidget(TextLabel(section, "label", wraps=True))
        column.addWidget(TextLabel(", ".join(fields), "quiet", wraps=True))
    return Folded(f"{lines[0].reason_text} ({len(lines)})", held)
