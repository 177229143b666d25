"""What the lists of the office have in common: a search, filters, a table, and what is done about the chosen row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.office_lists import names_of
from caselink.ui.look.initials import initials
from caselink.ui.look.palettes import space
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.listing import Asked, Column, Filter, Listing, Read, Rows, Whole
from caselink.ui.pieces.listing_table import FilterChips, ListingPlace, ListingTable
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

R = TypeVar("R")


class _Named(Generic[R]):
    """Pages of a list, and the names of whom their rows are about. No widget: it is run on the vault's thread."""

    def __init__(self, whole: Read[R], case_of: Callable[[R], str]) -> None:
        self.names: dict[str, str] = {}
        self._whole, self._case_of = whole, case_of

    def __call__(self, office: Office, asked: Asked[R]) -> Rows[R]:
        """The page that is asked for."""
        page = self._whole(office, asked)
        self.names.update(names_of(office, [self._case_of(row) for row in page.rows]))
        return page


class ListPage(WindowPage, Generic[R]):
    """Return or a double click opens the case. Names are read for the rows that are shown alone."""

    def __init__(
        self, title: str, columns: Sequence[Column[R]], filters: Sequence[Filter[R]],
        read: Callable[[Office], Sequence[R]], case_of: Callable[[R], str], key: Callable[[R], object], empty: str,
        thread: VaultThread, shell: Shell, parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, thread, shell, parent, scrolls=False)
        self._case_of = case_of
        name: Column[R] = Column("name", _("Nom"), self._name, width=34, sorts=False)
        shown = (columns[0], name, *columns[1:])
        whole = Whole(read, shown, lambda row: " ".join(each.words(row) for each in columns), filters=filters)
        self._named = _Named(whole, case_of)
        self.model = Listing(title, shown, self._named, thread, self, filters=filters, key=key)
        self.filters = FilterChips(self.model)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Chercher dans la liste"))
        self.search.setAccessibleName(_("Chercher dans la liste"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(space(60))
        self.back = QPushButton(_("‹ Aujourd’hui"))
        self.back.setProperty("role", "quiet")
        self.back.clicked.connect(lambda: shell.show_page("today"))
        self.add_tool(self.back)
        self.add_tool(self.search)
        self.table = ListingTable(self.model, lambda row: shell.open_case(case_of(row), "following"))
        self.chosen: R | None = None
        """The row that something can be done about."""
        self.doing = Flowing(self)
        self.doing.setAccessibleName(_("Pour la ligne choisie"))
        self.form = QVBoxLayout()
        self.body.addWidget(self.filters)
        self.body.addWidget(ListingPlace(self.table, empty), 1)
        self.body.addWidget(self.doing)
        self.body.addLayout(self.form)
        self.open_button = self.add_action(_("Ouvrir le suivi"), lambda row: shell.open_case(case_of(row), "following"))
        keep_for_reading(self.filters, self.search, self.back, self.open_button)
        self.setFocusProxy(self.table)
        self.search.textChanged.connect(self.model.reload)
        self.table.chosen.connect(self._choose)
        shell.initials_changed.connect(lambda _shown: self.model.refresh_column("name"))

    def add_action(self, words: str, do: Callable[[R], None]) -> QPushButton:
        """A button beneath the table that does something about the chosen row; gives the button."""
        button = QPushButton(words)
        button.clicked.connect(lambda: self._act(do))
        self.doing.flow.addWidget(button)
        return button

    def refresh(self) -> None:
        """Read the list again."""
        self.model.reload()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()

    def place(self) -> dict[str, str]:
        """Which of them are shown."""
        return {"filter": str(self.filters.value())}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to that."""
        self.filters.choose(place.get("filter", ""))

    def show_chosen(self, row: R | None) -> None:
        """Say what can be done about that row; called by each page once it stands."""
        self.open_button.setEnabled(row is not None)

    def _choose(self, row: R | None) -> None:
        self.chosen = row
        self.show_chosen(row)

    def _act(self, do: Callable[[R], None]) -> None:
        if self.chosen is not None:
            do(self.chosen)

    def _name(self, row: R) -> str:
        name = self._named.names.get(self._case_of(row), "")
        return initials(name) if self._shell.initials else name
