"""Up to five choices, all visible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.ui.pieces.editors.chip import Chip
from caselink.ui.pieces.editors.chip_row import ChipRow
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown

_YES, _NO = "yes", "no"


class ChoiceChips(Editor):
    """One choice of a few, or several. `value` is an id or None; with `multiple` a tuple of ids."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, *, multiple: bool = False, required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the whole row."""
        super().__init__(parent)
        self.row = ChipRow(choices, multiple=multiple, required=required, parent=self)
        self.row.setAccessibleName(name)
        self._multiple = multiple
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.row)
        self.setSizePolicy(self.row.sizePolicy())
        self.setFocusProxy(self.row)
        self.row.pressed_changed.connect(lambda: self.changed.emit(self.value()))

    def chip(self, choice: str) -> Chip:
        """The button of that choice; raises KeyError where there is none."""
        return self.row.chip(choice)

    def chips(self) -> tuple[Chip, ...]:
        """All buttons, in order."""
        return self.row.chips()

    def pressed(self) -> tuple[str, ...]:
        """The ids pressed, in the order of the choices."""
        return self.row.pressed()

    def press(self, choices: Sequence[str]) -> None:
        """Press exactly those, without a signal."""
        self.row.press(choices)

    def value(self) -> str | tuple[str, ...] | None:
        """What is chosen."""
        pressed = self.row.pressed()
        if self._multiple:
            return pressed
        return pressed[0] if pressed else None

    def set_value(self, value: Shown) -> None:
        """Choose that, without a signal."""
        self.row.press((value,) if isinstance(value, str) else value if isinstance(value, Sequence) else ())

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; of what is pressed stays what is still there."""
        self.row.offer(choices)

    def draft(self) -> Json:
        """What is pressed."""
        return list(self.row.pressed())

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """Press what a hand could press."""
        known = [each for each in draft if isinstance(each, str) and self.row.offers(each)] if (
            isinstance(draft, list)
        ) else None
        if known is not None and (known or not draft) and self.row.may_press(known):
            self.row.press(known)


class YesNoChips(ChoiceChips):
    """Yes or no; pressing the pressed one again leaves no answer."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__([(_YES, _("oui")), (_NO, _("non"))], name, parent=parent)

    def value(self) -> Raw:  # type: ignore[override]  # a yes or no, not an id
        """True, False, or None for no answer."""
        pressed = self.row.pressed()
        return None if not pressed else pressed[0] == _YES

    def set_value(self, value: Shown) -> None:
        """Show that answer, without a signal."""
        self.row.press(() if not isinstance(value, bool) else (_YES,) if value else (_NO,))
