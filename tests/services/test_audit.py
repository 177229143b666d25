"""The audit trail as it is read and verified, also after somebody went at the database with another program."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.domain.roles import COORDINATORS_ACTIONS, READERS_ACTIONS, Role
from caselink.errors import UserError, VaultError
from caselink.services.answers import record_answer
from caselink.services.audit import (
    AuditVerdict,
    audit_head,
    audit_lines,
    audit_page,
    may_read_audit,
    shortened_head,
    verify_audit,
)
from caselink.services.audit_words import action_words
from caselink.services.cases import new_case
from caselink.services.erasing import erase_case
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.services.workers import add_worker, change_passphrase, remove_worker, rename_worker, set_role
from caselink.vault import Vault
from caselink.vault.database import Database
from caselink.vault.erasure.erasing import ANSWERS_AGAIN, ERASURES
from caselink.vault.reserved.reservations import AGAIN, TO_NOBODY_HERE
from caselink.vault.trail.auditing import examine
from tests.conftest import PASSPHRASE, Prepared


@pytest.fixture
def office(vault: Vault) -> Office:
    office = Office(vault)
    case = new_case(office, "2026-0042", "Amina")
    for number in range(6):
        record_answer(office, case.id, "family.children_count", number)
    return office


def verdict_after(prepared: Prepared, office: Office, *statements: str) -> AuditVerdict:
    """What is said of the vault after somebody else changed its database, triggers dropped and put back."""
    folder = office.folder
    office.close()
    stranger = sqlite.connect(str(folder / prepared.data_key.database), isolation_level=None)
    stranger.execute(f"PRAGMA key = \"x'{prepared.data_key.key}'\"")
    triggers = stranger.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        stranger.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        stranger.execute(statement)
    for _name, sql in triggers:
        stranger.execute(sql)
    stranger.close()
    database = Database.open(folder, prepared.data_key, read_only=True)
    try:
        return examine(database)
    finally:
        database.close()


def test_the_trail_says_who_did_what_when_and_in_which_case(office: Office) -> None:
    lines = audit_lines(office)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert [(line.action, line.user, line.case) for line in lines[-7:]] == [
        ("case_opened", office.user, "2026-0042"), *[("answer", office.user, "2026-0042")] * 6,
    ]
    assert lines[-1].action_text == "Réponse notée"
    assert lines[-1].hash == audit_head(office)


def test_it_is_read_newest_first_a_page_at_a_time(office: Office) -> None:
    whole = audit_lines(office)[::-1]
    first = audit_page(office, 4)
    assert first + audit_page(office, 1_000, before=first[-1].seq) == whole


def test_a_case_that_is_gone_stands_there_by_its_id(office: Office) -> None:
    case_id = office.vault.case_id_of("2026-0042")
    assert case_id is not None
    with office.vault.change("note", "01a20000-0000-7000-8000-000000000000"):
        pass
    assert audit_lines(office)[-1].case == "01a20000-0000-7000-8000-000000000000"


def test_the_trail_survives_the_erasure_of_a_case_which_stands_there_by_its_id(office: Office) -> None:
    case_id = office.vault.case_id_of("2026-0042")
    before = audit_lines(office)
    erase_case(office, str(case_id), "2026-0042")
    after = audit_lines(office)
    assert verify_audit(office).sound
    assert [line.hash for line in after[: len(before)]] == [line.hash for line in before]
    assert {line.case for line in after if line.case} == {case_id}
    assert "2026-0042" not in str(after)


def test_a_case_that_is_reserved_to_others_stands_there_by_its_id(office: Office) -> None:
    case_id = office.vault.case_id_of("2026-0042")
    add_worker(office, "ida", Role.WORKER, "prairie fenêtre sept colibri", PASSPHRASE)
    reserve_case(office, str(case_id), [office.user, "ida"])
    reference = office.vault.case(str(case_id)).reference
    assert {line.case for line in audit_lines(office) if line.case} == {reference}
    office.vault.opened.database.run("DELETE FROM case_keys WHERE worker = ?", office.user)
    without_key = Office(Vault(replace(office.vault.opened)))
    assert {line.case for line in audit_lines(without_key) if line.case} == {case_id}


def test_only_the_coordination_reads_what_everybody_did(office: Office) -> None:
    office.vault.opened.database.run("UPDATE workers SET role = 'worker'")
    worker = Office(Vault(replace(office.vault.opened)))
    assert not may_read_audit(worker)
    for ask in (audit_lines, lambda office: audit_page(office, 3)):
        with pytest.raises(UserError):
            ask(worker)
    assert verify_audit(worker).sound


def test_a_sound_trail_is_said_to_be_sound(office: Office) -> None:
    verdict = verify_audit(office)
    assert verdict == AuditVerdict(True, len(audit_lines(office)), audit_head(office))


@pytest.mark.parametrize(
    ("statements", "broken_at", "said"),
    [
        (["UPDATE audit SET user = 'ida' WHERE seq = 3"], 3, "modifiée"),
        (["UPDATE audit SET moment = '2020' WHERE seq = 1"], 1, "modifiée"),
        (["UPDATE audit SET case_id = NULL WHERE seq = 2"], 2, "modifiée"),
        (["DELETE FROM audit WHERE seq = 4"], 4, "disparu"),
        (["DELETE FROM audit WHERE seq = 1"], 1, "disparu"),
        (["UPDATE audit SET seq = -1 WHERE seq = 3", "UPDATE audit SET seq = 3 WHERE seq = 4",
          "UPDATE audit SET seq = 4 WHERE seq = -1"], 3, "modifiée"),
        (["DELETE FROM audit WHERE seq > 5"], 6, "coupée"),
        (["DELETE FROM audit"], 1, "coupée"),
        (["UPDATE seats SET seq = seq - 1"], 7, "après sa fin"),
        (["UPDATE seats SET hash = 'x'"], 7, "notée comme fin"),
        (["DELETE FROM meta"], 1, "fin"),
        (["DELETE FROM seats"], 1, "fin"),
    ],
)
def test_a_break_is_found_where_it_is_and_told(
    prepared_vault: Prepared, office: Office, statements: list[str], broken_at: int, said: str
) -> None:
    rows = len(audit_lines(office))
    verdict = verdict_after(prepared_vault, office, *statements)
    expected = rows if broken_at == 7 and "notée" in said else broken_at
    expected = rows if said == "après sa fin" else expected
    assert (verdict.sound, verdict.broken_at) == (False, expected)
    assert verdict.problem is not None
    assert said in verdict.problem


def test_a_row_written_anew_with_its_own_hash_does_not_fit_the_next(prepared_vault: Prepared, office: Office) -> None:
    third = next(entry for entry in office.vault.audit() if entry.seq == 3)
    forged = replace(third, user="ida").expected_hash()
    verdict = verdict_after(prepared_vault, office, f"UPDATE audit SET user = 'ida', hash = '{forged}' WHERE seq = 3")
    assert (verdict.sound, verdict.broken_at) == (False, 4)
    assert "récrite" in str(verdict.problem)


def test_a_chain_cut_and_its_end_noted_anew_is_only_seen_by_a_head_that_left(
    prepared_vault: Prepared, office: Office
) -> None:
    printed, lines = audit_head(office), audit_lines(office)
    fifth = lines[4]
    verdict = verdict_after(
        prepared_vault, office, "DELETE FROM audit WHERE seq > 5",
        f"UPDATE seats SET seq = 5, hash = '{fifth.hash}'",
    )
    assert verdict.sound
    assert verdict.head != printed


def test_nothing_more_is_written_after_a_break_was_found(office: Office) -> None:
    database = office.vault.opened.database
    for name in ("audit_is_final", "audit_is_kept"):
        database.run(f"DROP TRIGGER {name}")
    database.run("UPDATE audit SET action = 'x' WHERE seq = 2")
    assert not verify_audit(office).sound
    with pytest.raises(VaultError):
        new_case(office)


def test_the_printed_head_is_the_beginning_of_the_whole_one_in_groups(office: Office) -> None:
    head = audit_head(office)
    assert len(head) == 64
    assert shortened_head(head).replace(" ", "") == head[:24]
    assert {len(group) for group in shortened_head(head).split(" ")} == {4}
    assert shortened_head("") == ""


def test_a_row_says_to_which_worker_it_was_done_and_what_she_became_by_it(office: Office) -> None:
    add_worker(office, "ida", Role.WORKER, "prairie fenêtre sept colibri", PASSPHRASE)
    set_role(office, "ida", Role.READ_ONLY, PASSPHRASE)
    change_passphrase(office, "ida", "prairie fenêtre huit colibri", PASSPHRASE)
    rename_worker(office, "ida", "ines", PASSPHRASE)
    remove_worker(office, "ines", PASSPHRASE)
    today = "ida (aujourd’hui ines)"
    assert [(line.action, line.action_text, line.whom) for line in audit_lines(office)[-5:]] == [
        ("worker_added", "Personne ajoutée au coffre · Travail social", today),
        ("role_changed", "Rôle changé · Lecture seule", today),
        ("passphrase_reset", "Phrase de passe remplacée par la coordination", today),
        ("worker_renamed", "Personne nommée autrement", today),
        ("worker_removed", "Personne retirée du coffre", "ines"),
    ]
    assert audit_lines(office)[0].whom == ""
    assert verify_audit(office).sound


def test_an_act_that_wrote_an_event_too_is_one_line_wherever_a_page_ends(office: Office) -> None:
    case_id = str(office.vault.case_id_of("2026-0042"))
    for _time in range(2):
        with office.vault.change("withdrawal", case_id) as change:
            change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": "none"})
            change.put_answer(case_id, "family.children_count", Answer(3))
    rows = [line.action for line in audit_lines(office)[-4:]]
    assert rows == ["consent_withdrawn", "withdrawal"] * 2
    assert [line.action for line in audit_page(office, 5)] == ["withdrawal", "withdrawal", "answer"]
    newest = audit_page(office, 1)
    assert [line.action for line in newest] == ["withdrawal"]
    assert [line.action for line in audit_page(office, 2, before=newest[-1].seq)] == ["withdrawal"]
    alone = office.vault.case(case_id).events[-1]
    with office.vault.change("withdrawal", case_id) as change:
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, dict(alone.body))
    assert [line.action_text for line in audit_page(office, 2)] == ["Accord retiré", "Accord retiré"]


def test_every_action_that_the_program_takes_has_words() -> None:
    sources = (Path(__file__).parents[2] / "src" / "caselink").rglob("*.py")
    taken = {action for source in sources for action in _actions(source.read_text(encoding="utf-8"))}
    taken |= {*EventKind, *COORDINATORS_ACTIONS, *READERS_ACTIONS, *ERASURES, ANSWERS_AGAIN, AGAIN, TO_NOBODY_HERE}
    assert {"answer", "worker_removed", "migrated", "rescued"} <= taken
    assert [action for action in sorted(taken) if action_words(action) == action] == []
    assert action_words("something_else") == "something_else"


def _actions(source: str) -> list[str]:
    return re.findall(r"""(?:vault\.change\(|renew\(vault, |seal\(.*, |head\.append\(.*?, )\s*"([a-z_]+)\"""", source)
