"""The shared partner form: its sections at the left, the questions of one at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caselink.domain.case import Case
from caselink.forms.registry import PARTNER_FORM
from caselink.i18n import _
from caselink.services.answers import drafts
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.find_question import FindQuestion
from caselink.ui.case.form.saver import Saver
from caselink.ui.case.form.section_list import SectionList
from caselink.ui.case.form.section_page import SectionPage
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.help_line import HelpLine, row_of
from caselink.ui.pieces.low_scroll import OnePage
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.pieces.wrapped_button import WrappedButton
from caselink.ui.shell.place_on_page import put_cursor

_LAST: Final[dict[str, str]] = {}
"""The section that was looked at last, by the id of the case; it goes with the process, at the next lock."""


class FormTab(Tab):
    """A section is built when it is first shown; what is typed is committed when it is left."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._saver = Saver(store, self)
        self._drafts: Mapping[str, str] = {}
        self._pages: dict[str, SectionPage] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._stale: set[str] = set()
        self.field = ""
        """The path of the field that the cursor came to last."""
        self.sections = SectionList()
        self.finder = FindQuestion(self)
        self.only_open = QCheckBox(_("Sans réponse seulement"))
        self._stack = OnePage()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addLayout(self._questions(), 1)
        self.sections.choose(_LAST.get(store.case_id, ""))
        self.finder.found.connect(self.go_to)
        self.only_open.toggled.connect(self._pass_over)
        self.sections.section_chosen.connect(self._show_section)
        self.sections.entered.connect(self._enter_section)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        store.changed.connect(self.show_case)
        store.ask(lambda office: drafts(office, store.case_id), self._have_drafts, owner=self)

    def show_case(self, case: Case) -> None:
        """Show the answers as they are now; pages that are out of sight wait until they are looked at."""
        self.sections.show_case(case)
        self.finder.show_case(case)
        self._stale = set(self._pages)
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the section that is chosen, as the case is now."""
        super().showEvent(event)
        self._refresh()

    def page(self) -> SectionPage:
        """The section that is chosen."""
        self._refresh()
        return self._pages[self.sections.chosen()]

    def place(self) -> dict[str, str]:
        """Where the worker is: section, field and how far down."""
        section = self.sections.chosen()
        area = self._areas.get(section)
        scroll = 0 if area is None else area.verticalScrollBar().value()
        here = {"section": section, "scroll": str(scroll)}
        row = _row_of(self.window().focusWidget())
        return here if row is None or row.path != self.field else here | {"field": self.field}

    def restore(self, place: Mapping[str, str]) -> None:
        """Go back there."""
        self.sections.choose(place.get("section", ""))
        if place.get("field", "").startswith(f"{self.sections.chosen()}."):
            self.go_to(place["field"])
            focus = self.window().focusWidget()
            if focus is not None:
                put_cursor(focus, place)
        scroll = place.get("scroll", "0")
        if scroll.isdecimal() and self.sections.chosen() in self._areas:
            self._areas[self.sections.chosen()].verticalScrollBar().setValue(int(scroll))

    def go_to(self, path: str) -> None:
        """Put the cursor into the field at that path, opening what is closed before it."""
        self.only_open.setChecked(False)
        self.sections.choose(path.partition(".")[0])
        row = self.page().reveal(path)
        if row is not None:
            row.editor.setFocus(Qt.FocusReason.TabFocusReason)
            self._areas[self.sections.chosen()].ensureWidgetVisible(row, 0, space(10))

    def focus_first(self) -> None:
        """Put the cursor into the list of sections."""
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_section(self) -> None:
        """Put the cursor into the first field of the section."""
        for column in self.page().columns():
            for row in column.rows.values():
                if row.isVisibleTo(self):
                    row.editor.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    def flush(self) -> None:
        """Make one change of the case of whatever is being typed."""
        for page in self._pages.values():
            page.commit()
        self._saver.keep_drafts()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being typed is recorded as the form is left."""
        super().hideEvent(event)
        for page in self._pages.values():
            page.commit()

    def _side(self) -> QWidget:
        side = QFrame()
        side.setFixedWidth(space(70))
        column = QVBoxLayout(side)
        column.setContentsMargins(space(4), space(4), 0, space(4))
        column.setSpacing(space(2))
        column.addWidget(self.finder)
        column.addWidget(self.only_open)
        column.addWidget(self.sections, 1)
        self.undo = WrappedButton(_("Annuler la dernière saisie"))
        self.undo.setProperty("role", "quiet")
        self.undo.setToolTip(_("Reprend la dernière réponse ou le dernier besoin que vous avez changé (Ctrl+Z)"))
        self.undo.clicked.connect(self._store.undo_last)
        column.addWidget(self.undo)
        return side

    def _questions(self) -> QVBoxLayout:
        """The section, and beneath it what the question means at which the worker is, and whether it is recorded."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        foot = QHBoxLayout()
        foot.setContentsMargins(space(6), space(1), space(6), space(1))
        foot.addStrut(TARGET)
        self.help = HelpLine(self)
        self.saved = TextLabel("", "small")
        self._saver.said.connect(self.saved.setText)
        self._saver.pointed_at.connect(self.help.tell)
        foot.addWidget(self.help, 1)
        foot.addWidget(self.saved)
        column.addLayout(foot)
        return column

    def _show_section(self, _section: str) -> None:
        """The section that is left records what is typed."""
        left = self._shown_page()
        if left is not None:
            left.commit()
        self.field = ""
        _LAST[self._store.case_id] = self.sections.chosen()
        if self.isVisible():
            self._refresh()
            self._pass_over()
        self.moved.emit()

    def _pass_over(self, _only: object = None) -> None:
        """Leave out what has an answer now; what is answered from now on stays until another section is chosen."""
        case, page = self._store.case, self._shown_page()
        if case is not None and page is not None:
            page.pass_over(frozenset(case.answers) if self.only_open.isChecked() else frozenset(), case)

    def _shown_page(self) -> SectionPage | None:
        shown = self._stack.currentWidget()
        return next((self._pages[section] for section, area in self._areas.items() if area is shown), None)

    def _build(self, section_id: str, case: Case) -> None:
        section = PARTNER_FORM.section(section_id)
        if section is None:
            raise KeyError(section_id)
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(area)
        page = SectionPage(section, self._store, self._saver, area.viewport())
        page.show_case(case)
        page.put_drafts(self._drafts)
        area.setWidget(page)
        self._areas[section_id] = area
        self._pages[section_id] = page

    def _refresh(self) -> None:
        """Show the chosen section as the case is now; it is built when it is first shown."""
        section, case = self.sections.chosen(), self._store.case
        if case is None:
            return
        if section not in self._pages:
            self._build(section, case)
        elif section in self._stale:
            self._pages[section].show_case(case)
        self._stale.discard(section)
        self._stack.setCurrentWidget(self._areas[section])

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Remember the field."""
        left, come = _row_of(before), _row_of(now)
        if left is come or not self.isVisible():
            return
        if come is not None and self.isAncestorOf(come):
            self.field = come.path
            self.moved.emit()

    def _have_drafts(self, found: Mapping[str, str]) -> None:
        self._drafts = found
        for page in self._pages.values():
            page.put_drafts(found)


def _row_of(widget: QWidget | None) -> FieldRow | None:
    row = row_of(widget)
    return row if isinstance(row, FieldRow) else None
