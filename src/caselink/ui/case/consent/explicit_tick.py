"""One category that she must name by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caselink.forms.categories import CATEGORIES, Category
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class ExplicitTick(QWidget):
    """Its tick, what it holds, and the caution that goes with it."""

    def __init__(self, category: Category, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        facts = CATEGORIES[category]
        self.category = category
        self.box = QCheckBox(_(facts.label))
        caution = _(facts.caution) if facts.caution else ""
        self.box.setAccessibleDescription(f"{_(facts.holds)}. {caution}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        for words, role in ((_(facts.holds), "small"), (caution and f"⚠ {caution}", "warning")):
            if words:
                label = TextLabel(words, role, wraps=True)
                label.setContentsMargins(space(7), 0, 0, 0)
                column.addWidget(label)
