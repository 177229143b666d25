"""The tab *Danger* of a case."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.forms.purposes import Purpose
from caselink.i18n import _
from caselink.services.danger.grids import OfficeGrid, find_grid, office_grids
from caselink.ui.case.danger.assess_page import AssessPage
from caselink.ui.case.danger.him_page import HimPage
from caselink.ui.case.danger.plan_page import PlanPage
from caselink.ui.case.danger.standing_view import StandingView
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab, Wish
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.pieces.low_scroll import OnePage


class DangerTab(Tab):
    """Where the case stands, and from there one press to assess."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._own: dict[str, QPushButton] = {}
        self._stack = OnePage()
        self.standing = StandingView()
        self.assessing = AssessPage(store)
        self.plan = PlanPage(store)
        self.him = HimPage(store)
        for part in (self.standing, self.assessing, self.plan, self.him):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.standing.assess_asked.connect(self.start)
        self.assessing.saved.connect(self._back)
        self.assessing.cancelled.connect(self._back)
        self.standing.plan_asked.connect(lambda: self._show_inner(self.plan))
        self.standing.sheet_asked.connect(
            lambda: self.wanted.emit("sharing", Wish("", Purpose.SAFETY, "danger_sheet"))
        )
        self.standing.him_asked.connect(lambda: self._show_inner(self.him))
        for inner in (self.plan, self.him):
            inner.left.connect(self._back)
        store.changed.connect(self._show_case)

    def focus_first(self) -> None:
        """Where its work begins: the grid while it is being answered."""
        shown = self._stack.currentWidget()
        if isinstance(shown, AssessPage | PlanPage | HimPage | StandingView):
            shown.focus_first()

    def start(self, grid_id: str) -> None:
        """Begin an assessment with that grid."""
        self._store.ask(lambda office: find_grid(office, grid_id), self._begin, owner=self)

    def place(self) -> dict[str, str]:
        """Which of its pages is shown."""
        shown = self._stack.currentWidget()
        return {"danger": "plan"} if shown is self.plan else {"danger": "him"} if shown is self.him else {}

    def restore(self, place: Mapping[str, str]) -> None:
        """Back to that page; what was typed on it is there again."""
        pages: dict[str, PlanPage | HimPage] = {"plan": self.plan, "him": self.him}
        if (page := pages.get(place.get("danger", ""))) is not None:
            self._show_inner(page)

    def flush(self) -> None:
        """Keep what is being typed in the plan."""
        self.plan.flush()

    def _show_case(self, case: Case) -> None:
        self.standing.show_case(case, self._store.now.date())
        shown = self._stack.currentWidget()
        if isinstance(shown, PlanPage | HimPage):
            shown.show_case(case)
        if Drafts.current().waits(self.assessing.key):
            self._take_up()
        else:
            self._store.ask(office_grids, self._offer_own, owner=self, replaces="grids")

    def _take_up(self) -> None:
        words = Drafts.current().waiting(self.assessing.key)
        grid_id, version = str(words.get("grid")), words.get("version")
        asked = version if isinstance(version, int) else None

        def go_on(grid: OfficeGrid) -> None:
            if self._store.case is not None and Drafts.current().take(self.assessing.key) is not None:
                self.assessing.put_back(self._store.case, grid.grid, words)
                self._stack.setCurrentWidget(self.assessing)

        def gone(_error: CaseLinkError) -> None:
            Drafts.current().let_go(self.assessing.key)

        self._store.ask(lambda office: find_grid(office, grid_id, asked), go_on, gone, owner=self)

    def _begin(self, grid: OfficeGrid) -> None:
        if self._store.case is not None:
            self.assessing.start(self._store.case, grid.grid)
            self._stack.setCurrentWidget(self.assessing)
            self.assessing.focus_first()

    def _show_inner(self, page: PlanPage | HimPage) -> None:
        if self._store.case is not None:
            self._stack.setCurrentWidget(page)
            page.show_case(self._store.case)
            page.focus_first()

    def _back(self) -> None:
        self._stack.setCurrentWidget(self.standing)
        self.standing.focus_first()

    def _offer_own(self, grids: tuple[OfficeGrid, ...]) -> None:
        """A button for each grid of the office's own."""
        for each in grids:
            if each.own is not None and each.grid.id not in self._own:
                button = QPushButton(_("Évaluer : {grid}").format(grid=each.grid.label))
                button.clicked.connect(lambda _checked=False, grid=each.grid.id: self.start(grid))
                self._own[each.grid.id] = button
                self.standing.add_action(button)
