"""The caseload: search, two views of the same rows, a new case."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from caselink.demo.example import open_example
from caselink.domain.case import Case
from caselink.i18n import _, ngettext
from caselink.services.case_list import ListedCase
from caselink.services.cases import MOST_COUNTED
from caselink.services.questionnaires.new_case import NEW_CASE
from caselink.services.retention import count_reviews_due
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.model import CaseloadModel
from caselink.ui.pages.caseload.reviews_bar import ReviewsBar
from caselink.ui.pages.caseload.reviews_dialog import ReviewsDialog
from caselink.ui.pages.caseload.table import CaseTable
from caselink.ui.pages.caseload.welcome import Welcome
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.listing_table import FilterChips, ListingPlace
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_LIST, _BOARD = "list", "board"


class CaseloadPage(WindowPage):
    """All cases of the office."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Dossiers"), thread, shell, parent, scrolls=False)
        self._came_from = ""
        self._wanted: tuple[str, int, str] | None = None
        self._is_read = False
        self.reviews: ReviewsDialog | None = None
        """Cases to look at again, while they are shown."""
        self.model = CaseloadModel(thread, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Chercher (Ctrl+F)"))
        self.search.setAccessibleName(_("Chercher un dossier"))
        ClearButton(self.search)
        self.search.setFixedWidth(space(60))
        self.views = ChoiceChips([(_LIST, _("Liste")), (_BOARD, _("Tableau"))], _("Vue"), required=True)
        keep_for_reading(self.search, self.views)
        self.add_tool(self.search)
        self.add_tool(self.views)
        self.new_button = self.set_main_action(_("Nouveau dossier"), _("Ouvrir un dossier (Ctrl+N)"))
        self.panel = AskForm(NEW_CASE.about(None), OfficeKeeper(thread, shell), key=NEW_CASE.id, tone="card")
        self.panel.hide()
        self.table = CaseTable(self.model, self._open)
        self.welcome = Welcome()
        self.reviews_bar = ReviewsBar()
        self.body.addWidget(self.reviews_bar)
        self.body.addWidget(self.panel)
        self.filters = FilterChips(self.model)
        keep_for_reading(self.filters)
        self.body.addWidget(self.filters)
        nothing = _("Aucun dossier ne correspond à cette recherche.")
        self.body.addWidget(ListingPlace(self.table, self.welcome, nothing), 1)
        self.setFocusProxy(self.search)
        self._connect(shell)
        self.show_view(_LIST)

    def refresh(self) -> None:
        """Read the rows again, and whether cases wait to be looked at."""
        self.model.reload(self.search.text())
        self._thread.run(count_reviews_due, self.reviews_bar.show_count, owner=self, replaces="reviews")

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def new_case(self) -> None:
        """Ask for a new case."""
        self.new_button.setEnabled(False)
        self.panel.begin()
        self.panel.show()
        self.panel.focus_first()

    def show_view(self, view: str) -> None:
        """Show the list or the board."""
        self.views.set_value(view)
        self.table.show_board(view == _BOARD)

    def place(self) -> dict[str, str]:
        """What to come back to: the view and the filter, never what was searched."""
        return {"view": str(self.views.value() or _LIST), "filter": str(self.filters.value())}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to it."""
        self.show_view(_BOARD if place.get("view") == _BOARD else _LIST)
        self.filters.choose(place.get("filter", ""))

    def come_back(self, case_id: str) -> None:
        """Put the cursor on the row of the case that one comes from, as soon as the rows are read."""
        self._came_from = case_id

    def go_to_neighbour(self, case_id: str, step: int, tab: str) -> None:
        """Open the case after (1) or before (-1) that one in the list as it stands, on that tab."""
        row = self.model.neighbour(case_id, step)
        if row is not None:
            self._shell.open_case(row.case.id, tab)
        elif not self._is_read or (self.model.canFetchMore() and not self.model.holds(case_id, step)):
            self._wanted = case_id, step, tab
            if self._is_read:
                self.model.fetchMore()
            else:
                self.model.reload()
        else:
            self._shell.show_message(_("Il n’y a pas d’autre dossier dans ce sens de la liste."))

    def flush(self) -> None:
        """Keep what is being typed in the list of cases to look at again."""
        if self.reviews is not None:
            self.reviews.flush()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for the new case that was not opened yet."""
        super().showEvent(event)
        if Drafts.current().waits(NEW_CASE.id):
            words = Drafts.current().take(NEW_CASE.id) or {}
            self.new_case()
            self.panel.put_back(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search to the rows, Return opens the first of them."""
        if self.search.hasFocus() and self.model.rowCount():
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus()
                self.table.selectRow(0)
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                first = self.model.row(0)
                if first is not None:
                    self._open(first)
                return
        super().keyPressEvent(event)

    def _connect(self, shell: Shell) -> None:
        self.model.loaded.connect(self._show_total)
        self.model.rowsInserted.connect(self._go_on)
        self.search.textChanged.connect(self.model.reload)
        self.views.changed.connect(self.show_view)
        self.new_button.clicked.connect(self.new_case)
        self.panel.given_up.connect(self._leave_panel)
        self.panel.saved.connect(self._created)
        self.welcome.case_asked.connect(self.new_case)
        self.welcome.page_asked.connect(shell.show_page)
        self.welcome.example_asked.connect(lambda: self._thread.run(open_example, shell.open_case))
        shell.initials_changed.connect(self.model.show_initials)
        self.reviews_bar.asked.connect(self._show_reviews)

    def _find_row(self) -> None:
        came_from, self._came_from = self._came_from, ""
        if came_from and self.isVisible() and self.table.choose(came_from):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.go_to_neighbour(*wanted)

    def _show_total(self, total: int) -> None:
        self._is_read = True
        self._find_row()
        self._go_on()
        if self.model.search.strip() and total == MOST_COUNTED:
            words = _("Au moins {count} dossiers trouvés").format(count=total)
        elif self.model.narrowed:
            words = ngettext("{count} dossier trouvé", "{count} dossiers trouvés", total).format(count=total)
        else:
            words = ngettext("{count} dossier", "{count} dossiers", total).format(count=total) if total else ""
        self.set_subtitle(words)

    def _show_reviews(self) -> None:
        self.reviews = ReviewsDialog(self._thread, self._shell, self)
        self.reviews.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reviews.opened.connect(self._shell.open_case)
        self.reviews.erasing.connect(self._shell.erase_case)
        self.reviews.finished.connect(self._leave_reviews)
        self.reviews.open()

    def _leave_reviews(self) -> None:
        self.reviews = None
        self.refresh()

    def _open(self, row: ListedCase) -> None:
        self._shell.open_case(row.case.id)

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.new_button.setEnabled(True)
        self.new_button.setFocus()

    def _created(self, case: Case) -> None:
        self._leave_panel()
        self.refresh()
        self._shell.open_case(case.id)
