"""What was picked from a long list, each with its way out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caselink.i18n import _
from caselink.ui.widgets.flowing import Flowing


class PickedChips(Flowing):
    """Chips that are pressed to be taken out again."""

    removed = Signal(str)
    """The id of the chip that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []

    def buttons(self) -> tuple[QPushButton, ...]:
        """The chips, in order."""
        return tuple(self._buttons)

    def show_picked(self, picked: Sequence[tuple[str, str]]) -> None:
        """Show a chip for each (id, label)."""
        self._buttons.clear()
        while (item := self.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for choice, label in picked:
            chip = QPushButton(f"{label.replace('&', '&&')}  ✕", self)
            chip.setProperty("role", "chip")
            chip.setToolTip(_("Retirer"))
            chip.setAccessibleName(_("Retirer : {label}").format(label=label))
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(lambda _checked=False, choice=choice: self.removed.emit(choice))
            self.flow.addWidget(chip)
            self._buttons.append(chip)
            chip.show()
        self.updateGeometry()
