"""The round through every state of the window: pages and tabs by their registries, then what each of them opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.forms.purposes import Purpose
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.danger.tab import DangerTab
from caselink.ui.case.following.tab import FollowingTab
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.history.tab import HistoryTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tabs import TABS
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.registry import PAGES
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell.export_dialog import ExportDialog
from tests.ui.asked import partner_form
from tests.ui.case.conftest import Bench
from tests.ui.case.papers_read import read_all

_SECTIONS: Final = (3, 12, 18)
"""Of the form: with these all kinds of questions were seen, those that repeat and those that stay closed too."""

State = tuple[str, QWidget]
"""A name of the state, and the window that shows it."""


def whole_round(bench: Bench) -> Iterator[State]:
    """Every state there is, each as it opens."""
    yield from pages_round(bench)
    yield from tabs_round(bench)
    yield from dialogs_round(bench)


def pages_round(bench: Bench, *, opened: bool = True) -> Iterator[State]:
    """Every page of the registry, and what opens on it where that is `opened` too."""
    for page in PAGES:
        bench.window.show_page(page)
        bench.settle()
        yield page, bench.window
        for name in _ON_PAGES.get(page, _nothing)(bench) if opened else ():
            bench.settle()
            yield f"{page}: {name}", bench.window


def tabs_round(bench: Bench, *, opened: bool = True) -> Iterator[State]:
    """Every tab of the registry on a case with something of everything, and what opens on it where that is `opened`
    too.
    """
    bench.open_rich()
    for tab in TABS:
        bench.page.show_tab(tab.id)
        bench.settle()
        yield tab.id, bench.window
        for name in _ON_TABS.get(tab.id, _nothing)(bench) if opened or tab.id in _MAIN_ACTION_LATER else ():
            bench.settle()
            yield f"{tab.id}: {name}", bench.window


def dialogs_round(bench: Bench) -> Iterator[State]:
    """The dialogs, on the case that is open."""
    bench.page.show_tab("sharing")
    sharing = bench.page.tab(SharingTab)
    sharing.choose("partner:Deux Rives", Purpose.HOUSING)
    bench.settle()
    read_all(sharing)
    bench.click(sharing.prepare)
    assert sharing.dialog is not None
    yield "prepare", sharing.dialog
    bench.click(sharing.dialog.leave)
    bench.page.manage()
    bench.settle()
    assert bench.page.managing is not None
    yield "manage", bench.page.managing
    bench.page.managing.accept()
    bench.settle()
    bench.window.actions_by_name["export"].trigger()
    bench.settle()
    (export,) = bench.window.findChildren(ExportDialog)
    yield "export", export
    export.reject()
    bench.settle()


def entry_round(window: EntryWindow, vault: Path) -> Iterator[State]:
    """Every page before a vault is open, with what it shows of that vault."""
    for page in window.pages:
        window.setCurrentWidget(page)
        if page is window.recovery_page:
            window.recovery_page.start(vault)
        elif page is window.code_page:
            window.code_page.show_code("AAAA-BBBB-CCCC", "Relais")
        elif page is window.rescue_page:
            window.rescue_page.start(vault, ("amal",), None)
        yield type(page).__name__, window


def _nothing(_bench: Bench) -> Iterator[str]:
    return iter(())


def _on_caseload(bench: Bench) -> Iterator[str]:
    page = bench.window.page(CaseloadPage)
    page.new_case()
    yield "new case"
    page.panel.given_up.emit()
    page.show_view("board")
    yield "board"
    page.show_view("list")


def _on_partners(bench: Bench) -> Iterator[str]:
    page = bench.window.page(PartnersPage)
    bench.window.open_partner("Deux Rives")
    yield "one"
    page.detail.edit_button.click()
    yield "edited"
    partner_form(bench.window).cancel_button.click()


def _on_settings(bench: Bench) -> Iterator[str]:
    page = bench.window.page(SettingsPage)
    for part in range(page.tabs.count()):
        page.show_part(part)
        yield page.tabs.tabText(part)
        if page.add_button.isVisible():
            page.add_button.click()
            yield "added"
    page.show_part(0)


def _on_overview(bench: Bench) -> Iterator[str]:
    tab = bench.page.tab(OverviewTab)
    tab.cards[0].unfold.setChecked(True)
    yield "unfolded"
    next(row for row in tab.cards[0].rows.values() if row.contact.isVisible()).contact.click()
    yield "whom to contact"


def _on_form(bench: Bench) -> Iterator[str]:
    sections = bench.page.tab(FormTab).sections
    for number in _SECTIONS:
        sections.setCurrentRow(number)
        yield f"section {number}"


def _on_danger(bench: Bench) -> Iterator[str]:
    tab = bench.page.tab(DangerTab)
    tab.standing.short.click()
    yield "assessed"
    tab.assessing.cancel.click()


def _on_following(bench: Bench) -> Iterator[str]:
    bench.page.tab(FollowingTab).note_button.click()
    yield "noted"


def _on_consents(bench: Bench) -> Iterator[str]:
    bench.page.tab(ConsentTab).collect.click()
    yield "given"


def _on_sharing(bench: Bench) -> Iterator[str]:
    bench.page.tab(SharingTab).choose("partner:Deux Rives", Purpose.HOUSING)
    yield "previewed"


def _on_history(bench: Bench) -> Iterator[str]:
    for card in bench.page.tab(HistoryTab).cards:
        if card.closed is not None:
            card.closed.button.click()
    yield "opened"


_MAIN_ACTION_LATER: Final = ("danger", "sharing")
"""Tabs whose main action comes with what opens on them."""
_Openings = Callable[[Bench], Iterator[str]]
_ON_PAGES: Final[dict[str, _Openings]] = {
    "caseload": _on_caseload, "partners": _on_partners, "settings": _on_settings,
}
_ON_TABS: Final[dict[str, _Openings]] = {
    "overview": _on_overview, "form": _on_form, "danger": _on_danger, "following": _on_following,
    "consents": _on_consents, "sharing": _on_sharing, "history": _on_history,
}
