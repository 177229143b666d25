"""One clock for a vault: set back it revives nothing, set far ahead it spoils nothing, and the trail tells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.domain.events import EventKind
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.domain.vault_time import ClockStanding
from caselink.errors import ClockUnsure, UserError
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.services.accounting import write_register
from caselink.services.answers import keep_draft, record_answer
from caselink.services.audit import verify_audit
from caselink.services.cases import new_case, read_case
from caselink.services.clock import clock_state, note_clock, say_clock_is_right, take_back_day
from caselink.services.consent_lines import ConsentState, consents
from caselink.services.consents import end_legal_decision, give_consent, record_legal_decision, withdraw
from caselink.services.directory import save_partner
from caselink.services.erasing import erase_case
from caselink.services.exporting import export_cases
from caselink.services.office import Office
from caselink.services.retention import count_reviews_due
from caselink.services.sharing import Preview, prepare_liaison, preview
from tests.conftest import Prepared
from tests.vault.colleagues import add_colleague, seen_by

START = datetime(2026, 11, 10, 9, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The computer's clock set to that moment, standing still."""
    with time_machine.travel(moment, tick=False):
        yield


def days(count: float) -> datetime:
    return START + timedelta(days=count)


@dataclass
class Desk:
    """An office in a folder, with one case that has a telephone number; each `open` is a session of its own."""

    prepared: Prepared
    folder: Path
    case: str = ""

    @contextmanager
    def open(self, moment: datetime) -> Iterator[Office]:
        with at(moment), self.prepared.open(self.folder) as vault:
            yield Office(vault)

    def copied_to(self, folder: Path) -> Desk:
        """The same office in another folder."""
        return replace(self, folder=Path(shutil.copytree(self.folder, folder)))

    def look(self, office: Office) -> Preview:
        return preview(office, self.case, "abri", Purpose.HOUSING)

    def shares(self, office: Office) -> bool:
        return bool(self.look(office).shared)


def agree(office: Office, case: str, expires_on: date | None = None) -> str:
    changed = give_consent(
        office, case, recipient="abri", everything_else=True, purposes=[Purpose.HOUSING], expires_on=expires_on
    )
    return consents(office, changed)[0].id


def actions(office: Office) -> list[str]:
    return [entry.action for entry in office.vault.audit()]


def made(prepared: Prepared, folder: Path) -> Desk:
    """A vault whose trail begins at START."""
    desk = Desk(prepared, prepared.copy_to(folder))
    with prepared.open(desk.folder) as vault:
        vault.opened.database.run("UPDATE meta SET made_at = ?", "2026-11-10T09:00:00.000+00:00")
    with desk.open(START) as office:
        save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
        save_partner(office, Partner("parquet", "Parquet", PartnerKind.PUBLIC_PROSECUTOR))
        desk.case = new_case(office, "2026-0042", "Amina").id
        record_answer(office, desk.case, "contact.safe_number", "0470 12 34 56")
    return desk


@pytest.fixture(scope="module")
def dated(prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return made(prepared_vault, tmp_path_factory.mktemp("dated") / "dated.caselink")


@pytest.fixture
def desk(dated: Desk, tmp_path: Path) -> Desk:
    return dated.copied_to(tmp_path / "dated.caselink")


def test_a_clock_set_back_does_not_revive_a_withdrawn_consent(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        consent = agree(office, desk.case)
    with desk.open(days(5)) as office:
        withdraw(office, desk.case, consent)
    with desk.open(days(2)) as office:
        assert not desk.shares(office)
        (line,) = consents(office, read_case(office, desk.case))
        assert line.state is ConsentState.WITHDRAWN


def test_a_clock_set_back_does_not_revive_an_expired_consent(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        agree(office, desk.case, days(3).date())
        assert desk.shares(office)
    with desk.open(days(6)) as office:
        assert not desk.shares(office)
    with desk.open(days(1)) as office:
        assert office.today() == days(6).date()
        assert not desk.shares(office)


def test_a_trail_that_an_older_version_let_run_backwards_counts_whole(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        agree(office, desk.case, days(3).date())
    with desk.open(days(6)) as office, office.vault.change("answer"):
        pass
    with desk.open(days(1)) as office:
        _append_rows(office, days(1), 1_100)
    with desk.open(days(1)) as office:
        assert office.today() == days(1).date(), "the last thousand rows say so"
        assert not desk.shares(office)


def _append_rows(office: Office, moment: datetime, count: int) -> None:
    """Rows as a version wrote them that believed the computer's clock."""
    database, vault = office.vault.opened.database, office.vault
    with database.transaction():
        head = vault._head()
        for _number in range(count):
            head.append(moment.isoformat(timespec="milliseconds"), vault.user, "answer", None, None)
        head.write()


def test_a_question_about_another_day_stays_a_question_about_that_day(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        consent = agree(office, desk.case)
    with desk.open(days(5)) as office:
        withdraw(office, desk.case, consent)
    with desk.open(days(2)) as office:
        assert preview(office, desk.case, "abri", Purpose.HOUSING, days(1).date()).shared
        assert not preview(office, desk.case, "abri", Purpose.HOUSING, days(5).date()).shared


def test_nothing_leaves_and_nothing_is_erased_by_a_clock_behind_until_it_is_said_to_be_right(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.open(days(9)) as office:
        agree(office, desk.case)
    with desk.open(days(4)) as office:
        seen = desk.look(office)
        assert "en retard" in seen.warnings[0]
        with pytest.raises(ClockUnsure):
            prepare_liaison(office, desk.case, "abri", Purpose.HOUSING, tmp_path / "f.pdf")
        with pytest.raises(ClockUnsure):
            write_register(office, tmp_path / "f.pdf")
        with pytest.raises(ClockUnsure):
            export_cases(office, ["2026-0042"], tmp_path / "f.pdf", "pour le réseau")
        with pytest.raises(ClockUnsure):
            erase_case(office, desk.case, "2026-0042")
        with pytest.raises(ClockUnsure), office.vault.change("liaison_form") as change:
            change.add_event(desk.case, EventKind.LEFT, {})
        with pytest.raises(ClockUnsure), office.vault.change("answer") as change:
            change.erase_answers(desk.case, ["contact.safe_number"])
        assert not list(tmp_path.glob("*f.pdf*"))
        record_answer(office, desk.case, "person.goes_by", "Amina B.")
        say_clock_is_right(office)
        prepare_liaison(office, desk.case, "abri", Purpose.HOUSING, tmp_path / "f.pdf")
        assert office.today() == days(9).date()


def test_the_trail_says_that_the_clock_was_behind_and_what_it_said(desk: Desk) -> None:
    with desk.open(days(9)) as office:
        agree(office, desk.case)
    with desk.open(days(4)) as office:
        note_clock(office)
        note_clock(office)
        record_answer(office, desk.case, "person.goes_by", "Amina B.")
        last, written = [*office.vault.audit()][-2:]
        assert (last.action, last.moment) == ("clock_behind", "2026-11-14T09:00:00.000+00:00")
        assert written.moment == "2026-11-19T09:00:00.000+00:00"
        verdict = verify_audit(office)
        assert verdict.sound
        assert [(each.row, each.moment, each.after) for each in verdict.backwards] == [
            (last.seq, last.moment, written.moment)
        ]


def test_a_clock_far_ahead_writes_no_row_and_lets_nothing_expire_until_it_is_said_to_be_right(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        agree(office, desk.case)
    with desk.open(days(3_000)) as office:
        before = actions(office)
        assert clock_state(office).standing is ClockStanding.AHEAD
        with pytest.raises(ClockUnsure):
            record_answer(office, desk.case, "person.goes_by", "Amina B.")
        with pytest.raises(ClockUnsure):
            desk.look(office)
        with pytest.raises(ClockUnsure):
            erase_case(office, desk.case, "2026-0042")
        keep_draft(office, desk.case, "person.goes_by", "Ami")
        assert actions(office) == before
        assert count_reviews_due(office) == 0
        (line,) = consents(office, read_case(office, desk.case))
        assert line.state is ConsentState.ACTIVE
    with desk.open(days(1)) as office:
        assert desk.shares(office)
        assert office.today() == days(1).date()
    with desk.open(days(3_000)) as office:
        say_clock_is_right(office)
        assert not desk.shares(office)
        assert count_reviews_due(office) == 1


def test_a_month_without_work_is_no_jump(desk: Desk) -> None:
    with desk.open(days(31)) as office:
        record_answer(office, desk.case, "person.goes_by", "Amina B.")
        assert office.today() == days(31).date()


def test_the_coordination_takes_a_wrong_day_back_and_withdrawals_stay(desk: Desk) -> None:
    with desk.open(days(0)) as office:
        withdrawn, kept = agree(office, desk.case), agree(office, desk.case)
        record_legal_decision(
            office, desk.case, basis="fr_penal_226_14_3", recipient="parquet", categories=[Category.CONTACT],
            decided_by="amal", reason="danger", told=True,
        )
    with desk.open(days(400)) as office:
        say_clock_is_right(office)
        withdraw(office, desk.case, withdrawn)
        (decision,) = office.vault.events_of_kind(EventKind.LEGAL_GROUND, desk.case)
        end_legal_decision(office, desk.case, decision.id)
        assert not desk.shares(office)
    with desk.open(days(2)) as office:
        take_back_day(office)
        assert office.today() == days(2).date()
        assert clock_state(office).standing is ClockStanding.RIGHT
        assert {shared.basis for shared in desk.look(office).shared} == {f"consent:{kept}"}
        assert not preview(office, desk.case, "parquet", Purpose.COMPLAINT).shared
        withdraw(office, desk.case, kept)
        assert not desk.shares(office)
    with desk.open(days(3)) as office:
        assert not desk.shares(office)
        assert actions(office).count("wrong_day_taken_back") == 1
        assert [each.row for each in verify_audit(office).backwards]


def test_only_the_coordination_takes_a_day_back_and_only_where_the_clock_is_behind(desk: Desk) -> None:
    with desk.open(days(5)) as office:
        with pytest.raises(UserError):
            take_back_day(office)
        slot = add_colleague(office.vault)
    with desk.open(days(1)) as office:
        with pytest.raises(UserError):
            take_back_day(Office(seen_by(office.vault, "ida", slot)))
        assert "wrong_day_taken_back" not in actions(office)


def test_a_worker_who_only_reads_may_say_that_the_clock_is_right(desk: Desk) -> None:
    with desk.open(days(5)) as office:
        slot = add_colleague(office.vault, role=Role.READ_ONLY)
    with desk.open(days(500)) as office:
        reader = Office(seen_by(office.vault, "ida", slot))
        say_clock_is_right(reader)
        assert not desk.shares(reader)


@dataclass
class Told:
    """What was done to the one consent of a case, as somebody would note it on paper."""

    latest: datetime
    withdrawn: bool
    expires_on: date


KINDS = ("look", "answer", "withdraw", "right")
FURTHEST = 900
"""Days, ahead or behind."""
Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(-FURTHEST, FURTHEST)), min_size=1, max_size=6
)


@given(STEPS, st.integers(0, 60))
@settings(
    max_examples=12, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_is_shared_that_was_withdrawn_or_had_expired_on_the_latest_known_day(
    dated: Desk, tmp_path_factory: pytest.TempPathFactory, steps: list[Step], lasts: int
) -> None:
    assert shared_wrongly(dated.copied_to(tmp_path_factory.mktemp("steps") / "office.caselink"), steps, lasts) == []


def shared_wrongly(desk: Desk, steps: Sequence[Step], lasts: int) -> list[int]:
    """Take these steps with one consent that lasts so many days; the numbers of those after which something leaves that
    was withdrawn or had expired, or after which the office's day lies before one that it knew."""
    wrong = []
    with desk.open(START) as office:
        consent = agree(office, desk.case, (START + timedelta(days=lasts)).date())
    told = Told(START, False, (START + timedelta(days=lasts)).date())
    for number, (step, offset) in enumerate(steps):
        with desk.open(days(offset)) as office:
            _take(desk, office, step, consent, told)
            ended = told.withdrawn or told.latest.astimezone(PARIS).date() > told.expires_on
            is_behind = office.today() < told.latest.astimezone(PARIS).date()
            if is_behind or (ended and office.vault.clock.standing is not ClockStanding.AHEAD and desk.shares(office)):
                wrong.append(number)
    return wrong


def _take(desk: Desk, office: Office, step: str, consent: str, told: Told) -> None:
    moment = datetime.now(UTC)
    if step == "right":
        say_clock_is_right(office)
    if office.vault.clock.standing is ClockStanding.AHEAD:
        return
    told.latest = max(told.latest, moment)
    if step == "withdraw":
        withdraw(office, desk.case, consent)
        told.withdrawn = True
    elif step == "answer":
        record_answer(office, desk.case, "person.goes_by", "Amina B.")
    else:
        desk.look(office)
