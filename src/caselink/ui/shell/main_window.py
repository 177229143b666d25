"""The window: the rail, one page at a time, the message bar, the menus. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from caselink.domain.roles import may
from caselink.i18n import _
from caselink.services.backup_copies import backup
from caselink.ui.case.page import CasePage
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.registry import FIRST, OF_THE_DAY, PAGES, Stands
from caselink.ui.pages.settings.page import TEAM, SettingsPage
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.drafts import Drafts, read
from caselink.ui.pieces.low_scroll import OnePage, scrolled_where_low
from caselink.ui.pieces.message_bar import MessageBar
from caselink.ui.shell.banner import Banner
from caselink.ui.shell.clock_notice import ClockNotice
from caselink.ui.shell.damage_notice import DamageNotice
from caselink.ui.shell.drafts_watch import DraftsWatch
from caselink.ui.shell.enter_key import EnterAim, presses_button
from caselink.ui.shell.export_dialog import ExportDialog
from caselink.ui.shell.first_size import open_within_screen
from caselink.ui.shell.gone_notice import GoneNotice
from caselink.ui.shell.kept_place import KeptPlace, is_first_of_day
from caselink.ui.shell.menus import Item, build_menus, page_items, tab_items
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.place_on_page import PlaceReturn
from caselink.ui.shell.rail import Rail
from caselink.ui.shell.read_only import ReadOnlyGuard, keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.session_info import SessionInfo
from caselink.ui.shell.settings_file import read_hiding_key
from caselink.ui.shell.told import ToldNotice
from caselink.ui.shell.vault_thread import VaultThread

P = TypeVar("P", bound=WindowPage)

_SIZE: Final = QSize(1180, 800)
"""Of the first window, where the screen is large enough."""
_RAIL_FROM: Final = 900
"""Logical pixels of width from which the rail has words."""


class MainWindow(QMainWindow):
    """Implements `Shell`. `lock_asked` and `closed` are the session's business."""

    initials_changed = Signal(bool)
    office_renamed = Signal(str)
    idle_changed = Signal(int)
    language_chosen = Signal(str)
    hiding_key_chosen = Signal(str)
    code_kept = Signal()
    lock_asked = Signal()
    closed = Signal()
    vanish_asked = Signal()
    erased = Signal()
    """A case is gone for good: earlier backups are to follow."""

    def __init__(self, thread: VaultThread, desk: SessionInfo) -> None:
        super().__init__()
        EnterAim.watch()
        self._thread = thread
        self.initials = False
        self._only_reads = desk.only_reads
        self._drafts = Drafts(read(desk.place.get("unfinished", "")), held=not desk.only_reads)
        self.case_page: CasePage | None = None
        self.last_case = ""
        self.setWindowTitle("CaseLink")
        self.setWindowIcon(icon("caselink", size=64))
        open_within_screen(self, _SIZE)
        self._role = desk.role
        self.rail = Rail(desk)
        self.banner = Banner(desk)
        self.damage = DamageNotice()
        self.gone = GoneNotice()
        self.clock_notice = ClockNotice(thread, may_take_back=desk.may_take_back_day)
        self.told = ToldNotice(thread, self._manage_case)
        self.pages = {entry.id: entry.page(thread, self) for entry in PAGES.values()}
        self._stack = OnePage()
        self.messages = MessageBar(margin=space(6))
        self._stack.currentChanged.connect(self._name_window)
        for page in self.pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self.actions_by_name = self._build_menus()
        self._watch = DraftsWatch(self._drafts, thread, self)
        self._kept = KeptPlace(self, thread, self._watch.text)
        self._connect()
        if desk.only_reads:
            self._only_read(desk)
        self._typing = desk.typing
        self._restore(desk.place)

    def show_page(self, page: str) -> None:
        """Show the page of that id."""
        self._leave_case_page()
        widget = self.pages[page]
        self._stack.setCurrentWidget(widget)
        widget.refresh()
        self.told.refresh()
        widget.setFocus()
        self.rail.mark(page)
        self._show_tab_actions(False)
        self.remember({"page": page})

    def page(self, kind: type[P]) -> P:
        """The page of that class; raises StopIteration where none is declared."""
        return next(page for page in self.pages.values() if isinstance(page, kind))

    def open_case(self, case_id: str, tab: str = "") -> None:
        """Show that case, on the tab of that id where one is named."""
        self._show_case(case_id, {"tab": tab} if tab else {})

    def ask_consent(self, case_id: str, partner: str) -> None:
        """Show that case where a consent is recorded for that partner."""
        self._show_case(case_id, {"tab": "consents", "ask_for": partner})

    def erase_case(self, case_id: str) -> None:
        """Show that case, and the question that erases it."""
        self.open_case(case_id)
        assert self.case_page is not None  # noqa: S101 - it was just made
        self.case_page.manage(to_erase=True)

    def leave_case(self) -> None:
        """Back to the list, and to the row of the case."""
        if self.case_page is not None:
            self.page(CaseloadPage).come_back(self.case_page.store.case_id)
        self.show_page(FIRST)

    def open_partner(self, short_name: str) -> None:
        """Show that partner in the directory."""
        self.show_page("partners")
        self.page(PartnersPage).open_partner(short_name)

    def add_partner(self) -> None:
        """Begin to add a partner to the directory."""
        self.show_page("partners")
        self.page(PartnersPage).add_button.click()

    def show_message(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say one sentence, with a button that takes back what was done."""
        self.messages.say(text, undo)

    def show_fault(self, text: str) -> None:
        """Say that something could not be done."""
        self.messages.fault(text)

    def lend_keys(self, dialog: QWidget) -> None:
        """Have the keys that lock and that show names as initials work in a dialog too, which keeps all others off."""
        dialog.addActions([self.actions_by_name[name] for name in ("lock", "initials")])

    def remember(self, place: dict[str, str]) -> None:
        """Keep where the worker is and what she has not recorded yet, so that unlocking brings it back; a case page
        that was left before its case was read has nothing to say any more."""
        shown = None if self.case_page is None else self.case_page.store.case_id
        if place.get("case", shown) != shown:
            return
        page = self.pages.get(place.get("page", ""))
        typing = self._typing if self.case_page is None else self.case_page.store.typing
        self._kept.keep(place, {} if page is None else page.place(), typing)

    def place(self) -> dict[str, str]:
        """Where the worker is: page, what is open on it, and where on it, in names and numbers; and `unfinished`, all
        that stands in the forms of the window.
        """
        here = self.case_page.place() if self.case_page is not None else {"page": self._page_name()}
        return self._kept.on(self._shown(), here)

    def look_for_unfinished(self) -> None:
        """Keep what is unfinished where it changed; asked each second too."""
        self._watch.look()

    def note_place(self) -> None:
        """To be called before the window is hidden, when nothing has the keyboard any more."""
        self._kept.note(self.place())

    def flush(self) -> None:
        """Hand everything that is still being typed to the vault's thread, and where the worker is."""
        if self.case_page is not None:
            self.case_page.flush()
        for page in self.pages.values():
            page.flush()
        self._kept.forget()
        self.remember(self._kept.noted() or self.place())

    def show_initials(self, shown: bool) -> None:
        """Names as initials everywhere, or whole again."""
        self.initials = shown
        self.actions_by_name["initials"].setChecked(shown)
        self.initials_changed.emit(shown)

    def page_count(self) -> int:
        """How many pages are held now, a case that is open among them."""
        return self._stack.count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button or ticks the box that has the keyboard, on every page."""
        if not presses_button(event, self):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the rail shows drawings alone."""
        super().resizeEvent(event)
        self.rail.show_narrow(event.size().width() < _RAIL_FROM)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The session flushes and ends."""
        super().closeEvent(event)
        self.closed.emit()

    def _only_read(self, desk: SessionInfo) -> None:
        """Close what edits; a reader may still make a backup, a backup can't be backed up."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            ReadOnlyGuard(app, self._stack)
        keep_for_reading(self.page(SettingsPage))  # each of its parts knows what a role may do
        self.actions_by_name["new_case"].setEnabled(False)
        self.actions_by_name["backup"].setEnabled(desk.copy_of is None)
        if "export" in self.actions_by_name:
            self.actions_by_name["export"].setEnabled(False)

    def _lay_out(self) -> None:
        right_side = QWidget()
        right = QVBoxLayout(right_side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.damage)
        right.addWidget(self.gone)
        right.addWidget(self.clock_notice)
        right.addWidget(self.told)
        right.addWidget(scrolled_where_low(self._stack), 1)
        centre = QWidget()
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(right_side, 1)
        self.setCentralWidget(centre)
        self.messages.float_over(right_side)

    def _build_menus(self) -> dict[str, QAction]:
        return build_menus(self, {
            _("&Dossier"): (
                Item("new_case", _("Nouveau dossier"), "Ctrl+N", self._new_case),
                Item("find", _("Chercher"), "Ctrl+F", self._find),
                Item("save", _("Enregistrer le formulaire ouvert"), "Ctrl+S", self._save),
                Item("leave", _("Revenir à la liste des dossiers"), "Ctrl+W", self._leave),
                Item("undo", _("Annuler votre dernière modification du dossier"), "Ctrl+Z", self._undo),
                Item("manage", _("Gérer le dossier…"), "Ctrl+G", self._manage),
                Item("next_case", _("Dossier suivant de la liste"), "Ctrl+PgDown", lambda: self._go_to_neighbour(1)),
                Item("former_case", _("Dossier précédent de la liste"), "Ctrl+PgUp", lambda: self._go_to_neighbour(-1)),
                None,
                Item("backup", _("Sauvegarder le coffre…"), "", self._back_up),
                *([Item("export", _("Exporter des dossiers…"), "", self._export)] if may(self._role, "export") else []),
                None,
                Item("lock", _("Verrouiller"), "Ctrl+L", self.lock_asked.emit),
                Item("vanish", _vanish_words(read_hiding_key()), "", self.vanish_asked.emit),
                Item("quit", _("Quitter"), "Ctrl+Q", self._quit),
            ),
            _("&Affichage"): (
                *page_items(Stands.RAIL, self._role, self.show_page),
                None,
                *tab_items(self._show_tab),
                None,
                Item("initials", _("Noms en initiales"), "F9", self._turn_initials, checkable=True),
            ),
            _("Aid&e"): (
                *page_items(Stands.FOOT, self._role, self.show_page),
                Item("help", _("Touches, mots, version, rapport"), "", lambda: self.show_page("help")),
            ),
        })

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        settings = self.actions_by_name["settings"]
        settings.setShortcuts([settings.shortcut(), QKeySequence("Ctrl+,")])
        self.rail.lock_asked.connect(self.lock_asked)
        self.hiding_key_chosen.connect(lambda key: self.actions_by_name["vanish"].setText(_vanish_words(key)))
        self.banner.leave_button.clicked.connect(self.lock_asked)
        self.banner.code_button.clicked.connect(self._ask_for_code)
        self.code_kept.connect(self.banner.hide)
        self._thread.failed.connect(self.show_fault)
        self.office_renamed.connect(self.rail.set_office)
        self._watch.changed.connect(lambda: self.remember(self.place()))
        OfficeClock.current().changed.connect(self._read_again)

    def _read_again(self) -> None:
        """Another day, or a clock that was set: what shows is read again."""
        if self.case_page is not None:
            self.case_page.look_again()
        else:
            self._shown_page().refresh()

    def _restore(self, place: dict[str, str]) -> None:
        self._kept.restore_window(place)
        for page in self.pages.values():
            page.restore(place)
        if is_first_of_day(place):
            self.show_page(OF_THE_DAY)
        elif place.get("page") == "case" and "case" in place:
            self._show_case(place["case"], place)
        else:
            entry = PAGES.get(place.get("page", ""))
            self.show_page(entry.id if entry is not None and self._role in entry.roles else FIRST)
        PlaceReturn(self._shown(), place, self._thread)

    def _show_case(self, case_id: str, place: dict[str, str]) -> None:
        self._leave_case_page()
        page = CasePage(self._thread, case_id, self)
        page.erased.connect(self.erased)
        page.managed.connect(self._keep_again)
        page.managed.connect(self.told.refresh)
        page.store.changed.connect(lambda _case: self.told.refresh())
        page.store.changed.connect(lambda _case: self._name_window())
        self.case_page = page
        self.last_case = case_id
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.rail.mark(FIRST)
        self._show_tab_actions(True)
        if place:
            page.restore(place)
        self.remember(page.place())

    def _manage_case(self, case_id: str) -> None:
        """Show that case, and who may open it."""
        if self.case_page is None or self.case_page.store.case_id != case_id:
            self.open_case(case_id)
        assert self.case_page is not None  # noqa: S101 - it was just made
        self.case_page.manage()

    def _keep_again(self) -> None:
        """Keep the place though it is the same: the vault may have forgotten it."""
        self._kept.forget()
        self.remember(self.place())

    def _leave_case_page(self) -> None:
        if self.case_page is not None:
            self.case_page.flush()
            self._drafts.leave(self.case_page.store.case_id)
            self._stack.removeWidget(self.case_page)
            self.case_page.deleteLater()
            self.case_page = None

    def _shown(self) -> QWidget:
        return self.case_page or self._stack.currentWidget() or self._stack

    def _name_window(self) -> None:
        """What a screen reader calls it; its title, which others may see, stays the program's name."""
        self.setAccessibleName(self._shown().accessibleName())

    def _page_name(self) -> str:
        shown = self._stack.currentWidget()
        return next((name for name, page in self.pages.items() if page is shown), FIRST)

    def _shown_page(self) -> WindowPage:
        return self.pages[self._page_name()]

    def _show_tab_actions(self, shown: bool) -> None:
        for name, action in self.actions_by_name.items():
            if name.startswith("tab_") or name in ("next_case", "former_case"):
                action.setEnabled(shown)
            elif name in ("undo", "manage"):
                action.setEnabled(shown and not self._only_reads)

    def _show_tab(self, tab: str) -> None:
        if self.case_page is not None:
            self.case_page.show_tab(tab)

    def _new_case(self) -> None:
        self.show_page("caseload")
        self.page(CaseloadPage).new_case()

    def _save(self) -> None:
        """Press what saves the form in which the keyboard is."""
        around: QWidget | None = self.focusWidget()
        while around is not None:
            button = getattr(around, "save_button", None) or getattr(around, "save", None)
            if isinstance(button, QPushButton) and button.isVisible() and button.isEnabled():
                button.click()
                return
            around = around.parentWidget()

    def _leave(self) -> None:
        """Back to the list, from a case."""
        if self.case_page is not None:
            self.leave_case()

    def _manage(self) -> None:
        if self.case_page is not None:
            self.case_page.manage()

    def _go_to_neighbour(self, step: int) -> None:
        if self.case_page is not None:
            self.page(CaseloadPage).go_to_neighbour(self.case_page.store.case_id, step, self.case_page.shown_tab())

    def _ask_for_code(self) -> None:
        self.show_page("settings")
        settings = self.page(SettingsPage)
        settings.show_part(TEAM)
        settings.team.ask_for_code()

    def _find(self) -> None:
        """On a page of the rail its own search; from a case the list's."""
        if self.case_page is not None:
            self.show_page(FIRST)
        self._shown_page().focus_search()

    def _back_up(self) -> None:
        title, kind = _("Sauvegarder le coffre"), _("Sauvegarde (*.zip)")
        path = ask_where_to_save(self, title, _("sauvegarde-{day}.zip"), kind)
        if path is not None:
            self.messages.say(_("Sauvegarde en cours…"))
            said = _("Sauvegarde faite et relue : {name}").format(name=path.name)
            self._thread.run(
                lambda office: backup(office, path), lambda lost: self.show_message(f"{said} {lost}".strip())
            )

    def _export(self) -> None:
        """Ask which cases are taken out, and why: the one that is open, or all."""
        case = None if self.case_page is None else self.case_page.store.case
        dialog = ExportDialog(self._thread, self, "" if case is None else case.reference, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _undo(self) -> None:
        """Where a text is being typed, its field takes the key for itself."""
        if self.case_page is not None:
            self.case_page.undo_last()

    def _turn_initials(self) -> None:
        self.show_initials(not self.initials)

    def _quit(self) -> None:
        self.close()


def _vanish_words(key: str) -> str:
    """What the menu says of hiding everything, with the key that does it."""
    return {
        "escape": _("Tout cacher à l’instant (Échap deux fois)"), "f12": _("Tout cacher à l’instant (F12)"),
    }.get(key, _("Tout cacher à l’instant"))
