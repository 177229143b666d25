"""The audit trail in the window: read, verified, and the row of a printed head found."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

from PySide6.QtCore import Qt

from caselink.services.audit import AuditLine, audit_lines, shortened_head
from caselink.services.audit_words import _PARTS, action_words
from caselink.services.cases import new_case
from caselink.services.clock import note_unlocked
from caselink.services.office import Office
from caselink.services.workers import note_code_kept
from caselink.ui.pages.audit.page import AuditPage
from caselink.ui.pages.register.columns import FILTERS
from caselink.ui.pages.register.page import RegisterPage
from caselink.ui.shell.session_info import read_session_info
from caselink.vault import Vault
from tests.ui.conftest import Seat
from tests.ui.test_pages import entry
from tests.ui.waiting import wait_for


def shown(seat: Seat, row: int) -> list[str]:
    model = seat.window.page(AuditPage).model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def opened(seat: Seat) -> None:
    for _time in range(5):
        seat.ask(lambda office: new_case(office).id)
    seat.show("register")
    seat.click(seat.window.page(RegisterPage).audit)
    assert seat.window.page(AuditPage).isVisible()


def test_the_coordination_reads_from_the_register_who_did_what(seat: Seat) -> None:
    opened(seat)
    newest = seat.ask(audit_lines)[-1]
    number, _moment, user, _whom, action, case = shown(seat, 0)
    assert (number, user, action, case) == (str(newest.seq), "amal", "Dossier ouvert", newest.case)
    assert seat.window.rail.button("register").isChecked()
    seat.click(seat.window.page(AuditPage).back)
    assert seat.window.page(RegisterPage).isVisible()


def test_whoever_unlocks_stands_in_the_trail_and_a_copy_that_is_looked_at_says_nothing(seat: Seat) -> None:
    seat.ask(read_session_info)
    newest = seat.ask(audit_lines)[-1]
    assert (newest.user, newest.action_text) == ("amal", "Coffre déverrouillé")
    opened(seat)
    seat.click(seat.window.page(AuditPage).filters.chip("team"))
    assert "Coffre déverrouillé" in {shown(seat, row)[4] for row in range(seat.window.page(AuditPage).model.rowCount())}
    before = len(seat.ask(audit_lines))
    seat.ask(lambda office: note_unlocked(Office(Vault(replace(office.vault.opened, read_only=True)))))
    assert len(seat.ask(audit_lines)) == before


def test_a_worker_is_not_shown_the_way_to_it(seat: Seat) -> None:
    def demoted(office: Office) -> None:
        office.vault.opened.database.run("UPDATE workers SET role = 'worker'")
        office.vault._role = type(office.vault.role)("worker")

    seat.ask(demoted)
    seat.show("register")
    assert not seat.window.page(RegisterPage).audit.isVisible()


def test_a_long_trail_is_read_further_when_one_scrolls_down(seat: Seat) -> None:
    def fill(office: Office) -> None:
        with office.vault._database.transaction():
            head = office.vault.audit_head()
            last = office.vault.newest_audit(1)[0]
            for seq in range(last.seq + 1, last.seq + 701):
                bare = type(last)(last.seat, seq, last.moment, "amal", "answer", None, None, head, "")
                head = bare.expected_hash()
                office.vault._database.run(
                    "INSERT INTO audit VALUES (?, ?, ?, 'amal', 'answer', NULL, NULL, ?, ?)",
                    last.seat, seq, last.moment, bare.previous, head,
                )
            office.vault._database.run("UPDATE seats SET seq = ?, hash = ? WHERE id = ?", seq, head, last.seat)

    seat.ask(fill)
    opened(seat)
    whole = len(seat.ask(audit_lines))
    model, table = seat.window.page(AuditPage).model, seat.window.page(AuditPage).table
    assert model.rowCount() < whole
    while model.rowCount() < whole:
        before = model.rowCount()
        table.scrollToBottom()
        seat.settle()
        assert model.rowCount() > before
    assert [shown(seat, row)[0] for row in (0, whole - 1)] == [str(whole), "1"]


def test_verify_says_plainly_that_the_trail_is_whole_or_where_it_breaks(seat: Seat) -> None:
    opened(seat)
    page = seat.window.page(AuditPage)
    seat.click(page.verify_button)
    assert page.verdict.text().startswith("✓ Le journal est entier")

    def forge(office: Office) -> None:
        office.vault.opened.database.run("DROP TRIGGER audit_is_final")
        office.vault.opened.database.run("UPDATE audit SET user = 'ida' WHERE seq = 3")

    seat.ask(forge)
    seat.click(page.verify_button)
    assert page.verdict.text().startswith("✕ La ligne 3 ")
    assert page.verify_button.isEnabled()


def test_the_row_of_a_printed_head_is_found_and_a_foreign_one_is_not(seat: Seat) -> None:
    opened(seat)
    page = seat.window.page(AuditPage)
    line: AuditLine = seat.ask(audit_lines)[4]
    for typed, said in (
        (shortened_head(line.hash).upper(), f"✓ Ligne {line.seq},"), ("0123 4567 89ab", "✕ Aucune ligne"),
    ):
        page.search.setText(typed)
        seat.qtbot.keyClick(page.search, Qt.Key.Key_Return)
        seat.settle()
        assert page.verdict.text().startswith(said)
    page.search.setText("0123")
    seat.qtbot.keyClick(page.search, Qt.Key.Key_Return)
    seat.settle()
    assert "huit signes" in seat.window.messages.text


def test_a_fingerprint_that_can_not_be_looked_for_does_not_end_a_verification_on_the_screen(seat: Seat) -> None:
    opened(seat)
    page, message = seat.window.page(AuditPage), seat.window.messages
    asked, verified = Event(), Event()
    try:
        seat.thread.call(asked.wait)
        page.search.setText("0123")
        seat.qtbot.keyClick(page.search, Qt.Key.Key_Return)
        seat.thread.call(verified.wait)
        page.verify_button.click()
        asked.set()
        wait_for(lambda: "huit signes" in message.text)
        assert not page.verify_button.isEnabled()
        assert page.verdict.isVisible()
        assert "relu" in page.verdict.text()
    finally:
        asked.set()
        verified.set()
    seat.settle()
    assert page.verdict.text().startswith("✓ Le journal est entier")
    assert page.verify_button.isEnabled()


def test_a_filter_leaves_the_rows_of_that_sort_alone_and_the_head_stays_that_of_the_whole_trail(seat: Seat) -> None:
    seat.ask(note_code_kept)
    opened(seat)
    page = seat.window.page(AuditPage)
    head = page.subtitle.text().partition("·")[2]
    seat.click(page.filters.chip("team"))
    assert {page.model.row(row).action for row in range(page.model.rowCount())} == {"recovery_noted", "unlocked"}  # type: ignore[union-attr]
    assert page.subtitle.text().partition("·")[2] == head
    seat.click(page.filters.chip("sharing"))
    assert page.model.rowCount() == 0
    assert not page.table.isVisible()


def test_the_register_is_filtered_by_ground_and_every_action_of_a_filter_has_words() -> None:
    assert all(action_words(action) != action for action in _PARTS)
    held = {each.id: each.keeps for each in FILTERS}
    consented, legal = entry("2026-0001", "abri"), entry("2026-0002", "police", "legal:1")
    kept = {name: [keeps(consented), keeps(legal)] for name, keeps in held.items() if keeps is not None}
    assert kept == {"consent": [True, False], "legal": [False, True]}
