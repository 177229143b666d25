"""More than five choices: a field that finds them as one types, and opens the whole list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as, tell_fold
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.editors.chip_row import NONE
from caselink.ui.pieces.editors.choice_model import ChoiceModel
from caselink.ui.pieces.editors.editor import Editor, Shown
from caselink.ui.pieces.editors.picked_chips import PickedChips
from caselink.ui.pieces.row_list import set_up_list

_ROWS_SHOWN = 8
_TAKING = frozenset({
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Enter,
})


class SearchChoice(Editor):
    """One choice of many, or several: those stand as chips inside the field. `value` as in `ChoiceChips`."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, *, multiple: bool = False, parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the field."""
        super().__init__(parent)
        self._multiple = multiple
        self._chosen: tuple[str, ...] = ()
        self._shown = ""
        """What was put into the field of a single choice: another text there is typed."""
        self._order = [choice for choice, _label in choices]
        self._model = ChoiceModel(choices)
        speak_as(self, "choice")
        self.field = QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(_("Chercher ou choisir…"))
        if not multiple:
            ClearButton(self.field).cleared.connect(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.picked = PickedChips(self, before=self.field if multiple else None)
        if multiple:
            self._stand_inside()
        column.addWidget(self.picked if multiple else self.field)
        self.picked.setVisible(multiple)
        self.setFocusProxy(self.field)
        self._completer: QCompleter | None = None
        self.field.textEdited.connect(self._typed)
        self.field.editingFinished.connect(self._left)
        self.field.installEventFilter(self)

    def _stand_inside(self) -> None:
        """The chips and what one types stand in one frame."""
        self.picked.setProperty("role", "field")
        self.picked.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.picked.flow.gap = space(1)
        self.picked.flow.setContentsMargins(1, 0, 1, 0)
        self.picked.removed.connect(self._toggle)
        self.picked.emptied.connect(self.field.setFocus)
        self.field.setProperty("role", "inside")
        self.field.setMinimumWidth(space(22))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def list(self) -> QAbstractItemView:
        """The list that opens beneath the field; made when it is first needed, for a page may hold many fields."""
        if self._completer is None:
            self._completer = QCompleter(self._model, self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            rows = QListView(self)
            self._completer.setPopup(rows)
            rows.installEventFilter(self)
            set_up_list(rows, self.field.accessibleName())  # afterwards: a completer brings a delegate of its own
            self._completer.setMaxVisibleItems(_ROWS_SHOWN)
            self._completer.setWidget(self.field)
            self._completer.activated[QModelIndex].connect(self._taken)  # type: ignore[index]  # one of two
        popup = self._completer.popup()
        if popup is None:
            raise RuntimeError("a completer has a list")
        return popup

    def value(self) -> str | tuple[str, ...] | None:
        """What is chosen."""
        if self._multiple:
            return self._chosen
        return self._chosen[0] if self._chosen else None

    def set_value(self, value: Shown) -> None:
        """Choose that, without a signal."""
        chosen = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Sequence) else ()
        self._chosen = tuple(sorted(chosen, key=self._place))
        self._show()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; what is chosen stays chosen."""
        self._order = [choice for choice, _label in choices]
        self._model.offer(choices)
        if not self.field.hasFocus() or self.field.text() == self._shown:
            self._show()

    def offers(self, choice: str) -> bool:
        """Whether there is such a choice now."""
        return choice in self._order

    def draft(self) -> Json:
        """What is chosen."""
        return list(self._chosen)

    def put_draft(self, draft: Json, before: Json) -> None:
        """Choose what is offered still, and what stood there before."""
        if isinstance(draft, list):
            stood = before if isinstance(before, list) else []
            known = [each for each in draft if isinstance(each, str) and (self.offers(each) or each in stood)]
            if known or not draft:
                self.set_value(known if self._multiple else known[:1])

    def mark(self, fault: str, help_line: str) -> None:
        """The frame of the field too."""
        super().mark(fault, help_line)
        set_role(self.picked if self._multiple else self.field, "fault" if fault else "field" if self._multiple else "")

    def show_all(self) -> None:
        """Open the whole list."""
        self._model.narrow("")
        self._popup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click, Down or Alt+Down opens the list; whether it is open is told."""
        if watched is not self.field and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.setProperty("opened", event.type() == QEvent.Type.Show)
            tell_fold(self)
        if watched is not self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes_nothing(event.key())
        if watched is self.field:
            clicked = event.type() == QEvent.Type.MouseButtonRelease
            down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and (
                event.key() == Qt.Key.Key_Down
            )
            if self._multiple and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self.picked.setProperty("focused", event.type() == QEvent.Type.FocusIn)
                set_role(self.picked, str(self.picked.property("role")))
            if (clicked or down) and not self._is_open():
                self._open(narrowed=bool(down))
                return bool(down)
        return super().eventFilter(watched, event)

    def _open(self, *, narrowed: bool) -> None:
        """All of the list, but for what is typed and not taken: Down then offers nothing else."""
        typed = self.field.text()
        if narrowed and typed.strip() and typed not in [self._model.label(choice) for choice in self._chosen]:
            self._typed(typed)
        else:
            self.field.selectAll()
            self.show_all()

    def _takes_nothing(self, key: int) -> bool:
        """Where nothing fits what is typed, no key of the list takes anything; Return takes the typed words back."""
        if self._model.found or key not in _TAKING:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.hide()
            self._left()
        return True

    def _place(self, choice: str) -> int:
        return self._order.index(choice) if choice in self._order else len(self._order)

    def _is_open(self) -> bool:
        return self._completer is not None and self.list.isVisible()

    def _popup(self) -> None:
        popup = self.list
        if self._model.rowCount() and self._completer is not None:
            self._completer.complete()
        else:
            popup.hide()

    def _typed(self, text: str) -> None:
        self._model.narrow(text)
        self._popup()

    def _taken(self, index: QModelIndex) -> None:
        choice = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(choice, str):
            self._toggle(choice)

    def _toggle(self, choice: str) -> None:
        chosen = set(self._chosen) ^ {choice} if self._multiple else {choice}
        if NONE in chosen and len(chosen) > 1:
            chosen = {NONE} if choice == NONE else chosen - {NONE}
        self.set_value(tuple(chosen))
        self.changed.emit(self.value())

    def _left(self) -> None:
        """Text that was deleted frees a single choice; text that names exactly one takes it."""
        if self._is_open() and self.field.hasFocus():
            if self._model.found:
                return
            self.list.hide()
        typed = self.field.text().strip()
        only = self._model.choice(0) if typed and self._model.rowCount() == 1 else None
        if not typed and self._chosen and not self._multiple:
            self.set_value(None)
            self.changed.emit(None)
        elif only is not None and only not in self._chosen:
            self._toggle(only)
        else:
            self._show()

    def _show(self) -> None:
        self._model.tick(self._chosen if self._multiple else ())
        labels = [(choice, self._model.label(choice) if self.offers(choice) else _("…")) for choice in self._chosen]
        if self._multiple:
            self.picked.show_picked(labels)
            self.field.clear()
            self.field.setPlaceholderText(_("Chercher ou choisir…") if not labels else _("ajouter…"))
        else:
            self._shown = labels[0][1] if labels else ""
            self.field.setText(self._shown)
            self.field.setCursorPosition(0)
        self._model.narrow("")
