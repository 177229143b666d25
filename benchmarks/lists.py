"""Long lists in the window: processor time of the whole process until their first page stands, and what it is beside
that of a short list.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from benchmarks.figure import Figure
from benchmarks.large_vault import LOOK, PASSPHRASE, USER, LargeVault
from caselink.domain.answers import Json
from caselink.domain.events import EventKind
from caselink.domain.needs import Domain
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.purposes import Purpose
from caselink.services.office import Office, create_office
from caselink.ui.case.danger.tab import DangerTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.look.theme import Theme
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import make_application
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.parts import Part
from caselink.vault.records import assessment_record

_CONSENTS: Final = 400
_ENTRIES: Final = 2_000
_PARTNERS: Final = 20_000
_LOOKS: Final = 50
_FEW: Final = 20
_TIMES: Final = 5
_MOST_MS: Final = 100.0


def lists(_large: LargeVault, _keys: Unlocked) -> Iterator[Figure]:
    """A vault of its own: the large one has many cases, but no long list in one of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        many = _measured(Path(folder) / "many.caselink", _CONSENTS, _ENTRIES, _PARTNERS, _LOOKS)
        few = _measured(Path(folder) / "few.caselink", _FEW, _FEW, _FEW, 1)
    for words, spent in many.items():
        yield Figure(words, spent, "ms", _MOST_MS, f"with {_FEW}: {few[words]:.0f} ms")


def _measured(folder: Path, consents: int, entries: int, partners: int, looks: int) -> dict[str, float]:
    app = QApplication.instance() or make_application()
    Theme.current()
    case_ids: list[str] = []
    desks: list[SessionInfo] = []
    thread = VaultThread()
    thread.open(lambda: _filled(folder, consents, entries, partners, looks, case_ids), desks.append)

    def settle() -> None:
        app.processEvents()
        while thread.busy or not desks:
            app.processEvents()
            time.sleep(0.001)
        app.processEvents()

    settle()
    window = MainWindow(thread, desks[0])
    window.show()
    settle()

    def again(show: Callable[[], None], away: Callable[[], None]) -> float:
        spent = []
        for _time in range(_TIMES):
            away()
            settle()
            before = time.process_time()
            show()
            settle()
            spent.append((time.process_time() - before) * 1000)
        return statistics.median(spent)

    window.open_case(case_ids[0])
    settle()
    page = window.case_page
    assert page is not None
    overview = page.tab(OverviewTab)

    def back() -> None:
        page.show_tab("overview")
        page.store.load()  # it is another case for every tab: nothing is shown again as it was

    figures = {
        f"{_CONSENTS} consents": again(lambda: page.show_tab("consents"), back),
        f"{_ENTRIES} entries of one case": again(lambda: page.show_tab("register"), back),
        f"whom to contact among {_PARTNERS}": again(
            lambda: overview.ask_contact("accommodation"), overview.panel.hide
        ),
        f"the directory of {_PARTNERS}": again(
            lambda: window.show_page("partners"), lambda: window.show_page("caseload")
        ),
        f"{_ENTRIES} entries of the register": again(
            lambda: window.show_page("register"), lambda: window.show_page("caseload")
        ),
    }
    page.show_tab("danger")
    danger = page.tab(DangerTab)
    figures[f"the tab of {_LOOKS} assessments"] = again(lambda: page.show_tab("danger"), back)
    figures[f"the grid of a case with {_LOOKS} assessments"] = again(
        lambda: danger.start("full"), danger.assessing.cancel.click
    )
    thread.close()
    window.close()
    return figures


def _filled(
    folder: Path, consents: int, entries: int, partners: int, looks: int, case_ids: list[str]
) -> tuple[Office, SessionInfo]:
    office, _code = create_office(folder, USER, PASSPHRASE, "Relais")
    domains = [*Domain]
    with office.vault.change("partner_saved") as change:
        for number in range(partners):
            kind = PartnerKind.SHELTER if number % 2 else PartnerKind.HEALTH
            asked = (domains[number % len(domains)],)
            change.put_partner(Partner(f"p{number}", f"Association numéro {number}", kind, asked, note="Sonner fort."))
    with office.vault.change("case_opened") as change:
        case_id = change.new_case("2026-0001")
        for name in ("Karim Benali", "Jean Dupont"):
            change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": name})
        for number in range(consents):
            change.add_event(case_id, EventKind.CONSENT_GIVEN, _consent(number, office.today()))
        for number in range(entries):
            change.add_event(case_id, EventKind.LEFT, _left(number))
        for number in range(looks):
            made = replace(LOOK, id=f"look-{number}", on=office.today() - timedelta(days=number))
            change.put_record(case_id, Part.ASSESSMENTS, made.id, assessment_record(made))
    case_ids.append(case_id)
    return office, read_session_info(office)


def _consent(number: int, today: date) -> dict[str, Json]:
    return {
        "recipient": f"p{number % _FEW}", "recipient_kind": "", "individual": False,
        "categories": ["contact", "health"], "purposes": [Purpose.HOUSING.value], "given_on": today.isoformat(),
        "expires_on": (today + timedelta(days=90)).isoformat(), "mode": "spoken", "language": "fr", "interpreter": "",
        "emergency": False,
    }


def _left(number: int) -> dict[str, Json]:
    return {
        "document": f"D{number}", "paper": "liaison_form", "recipient": "p1", "recipient_name": "Association numéro 1",
        "individual": False, "purpose": Purpose.HOUSING.value, "basis": ["consent:1"], "valid_until": "",
        "held": [["person.goes_by", "identity"], ["contact.safe_number", "contact"]], "sha256": "0" * 64,
    }
