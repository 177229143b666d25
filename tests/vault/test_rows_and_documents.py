"""Whatever is done to a case, rows and document say the same, and undo leads back through the states."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import UserError
from caselink.vault import check
from caselink.vault.checks.agreement import documents_agree, index_agrees
from caselink.vault.reserved.keyring import Keyring
from tests.conftest import USER, Prepared

_NUMBERS = itertools.count()
PATHS = ["person.goes_by", "housing.status", "x-a.b"]
ENTRIES = ["a", "b", "c"]
State = tuple[dict[str, object], dict[str, tuple[str, ...]], dict[str, NeedState]]


def machine(prepared: Prepared, folder: Path) -> type[RuleBasedStateMachine]:
    class Desk(RuleBasedStateMachine):
        """One worker at one case; `states` are what undo leads back through."""

        def __init__(self) -> None:
            super().__init__()
            # What one run leaves behind is not the fault of the next.
            numbered = folder / f"desk-{next(_NUMBERS)}.caselink"
            self.vault = prepared.open(shutil.copytree(prepared.folder, numbered))
            with self.vault.change("case_opened") as change:
                self.case_id = change.new_case("2026-0001")
            self.states = [self.state()]
            self.wrote_in = [""]
            self.events = 0

        def state(self) -> State:
            case = self.vault.case(self.case_id)
            needs = {item: mark.state for item, mark in case.needs.items()}
            return {path: answer.value for path, answer in case.answers.items()}, dict(case.entries), needs

        def wrote(self, path: str = "") -> None:
            self.states.append(self.state())
            self.wrote_in.append(path)

        @rule(path=st.sampled_from(PATHS), value=st.none() | st.text("aé ", max_size=3) | st.booleans())
        def put_answer(self, path: str, value: str | bool | None) -> None:
            held = path in self.states[-1][0]
            with self.vault.change("answer", self.case_id) as change:
                change.put_answer(self.case_id, path, None if value is None else Answer(value))
            if held or value is not None:
                self.wrote(path)
                assert self.states[-1][0].get(path) == value

        @rule(entry=st.sampled_from(ENTRIES), name=st.text("xyz", max_size=2))
        def add_or_fill_entry(self, entry: str, name: str) -> None:
            with self.vault.change("entry_added", self.case_id) as change:
                if entry not in self.states[-1][1].get("children", ()):
                    change.add_entry(self.case_id, "children", entry)
                change.put_answer(self.case_id, f"children.{entry}.first_name", Answer(name))
            self.wrote()

        @rule(entry=st.sampled_from(ENTRIES))
        def remove_entry(self, entry: str) -> None:
            if entry in self.states[-1][1].get("children", ()):
                with self.vault.change("entry_removed", self.case_id) as change:
                    change.remove_entry(self.case_id, "children", entry)
                self.wrote()
            else:
                with pytest.raises(UserError), self.vault.change("entry_removed", self.case_id) as change:
                    change.remove_entry(self.case_id, "children", entry)

        @rule(item=st.sampled_from(["lawyer", "lease"]), state=st.sampled_from(NeedState))
        def put_need(self, item: str, state: NeedState) -> None:
            with self.vault.change("need", self.case_id) as change:
                change.put_need(self.case_id, item, NeedMark(state))
            self.wrote()

        @rule()
        def undo(self) -> None:
            undone = self.vault.undo(self.case_id)
            assert undone == (len(self.states) > 1)
            if undone:
                self.states.pop()
                self.wrote_in.pop()

        @rule()
        def record_event(self) -> None:
            with self.vault.change("consent", self.case_id) as change:
                change.add_event(self.case_id, EventKind.CONSENT_GIVEN, {"n": self.events})
            self.events += 1

        @rule()
        def fail_in_the_middle(self) -> None:
            with pytest.raises(ZeroDivisionError), self.vault.change("answer", self.case_id) as change:
                change.put_answer(self.case_id, "x-a.b", Answer("never"))
                change.settle()
                change.add_event(self.case_id, EventKind.LEFT, {})
                raise ZeroDivisionError

        @rule(path=st.sampled_from(PATHS))
        def erase(self, path: str) -> None:
            with self.vault.change("erased", self.case_id) as change:
                change.erase_answers(self.case_id, [path])
            for answers, _entries, _needs in self.states:
                answers.pop(path, None)
            self.states = [
                state for number, state in enumerate(self.states) if number == 0 or self.wrote_in[number] != path
            ]
            self.wrote_in = [written for number, written in enumerate(self.wrote_in) if number == 0 or written != path]

        @rule()
        def open_again(self) -> None:
            self.vault.close()
            self.vault = prepared.open(self.vault.folder)

        @invariant()
        def everything_agrees(self) -> None:
            assert self.state() == self.states[-1]
            case = self.vault.case(self.case_id)
            assert len(case.events) == self.events
            assert case.events_match_the_chain()
            assert all(documents_agree(self.vault.opened.database, Keyring(self.vault.opened.database, USER, ())))
            assert index_agrees(self.vault.opened.database)

        def teardown(self) -> None:
            assert check(self.vault).sound
            self.vault.close()
            shutil.rmtree(self.vault.folder)

    return Desk


def test_rows_and_document_agree_and_undo_leads_back(prepared_vault: Prepared, tmp_path: Path) -> None:
    run_state_machine_as_test(
        machine(prepared_vault, tmp_path),
        settings=settings(
            max_examples=15, stateful_step_count=18, deadline=None, derandomize=True, database=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
