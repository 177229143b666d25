"""Under a legal hold nothing that a case ever held is lost, whichever services are used, in whatever order.

The services are found, not listed: one that is new is tried as soon as it takes the office and a case.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import json
import pkgutil
import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from inspect import isabstract
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink import services
from caselink.domain.case import CaseStatus
from caselink.domain.danger import GivenAssessment
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import CaseLinkError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from caselink.forms.records import RECORD_FORMS
from caselink.services.answers import add_entry, record_answer, remove_entry
from caselink.services.backups import cleanse_backups
from caselink.services.cases import new_case
from caselink.services.danger.assessing import assess
from caselink.services.danger.plan import set_plan_item
from caselink.services.danger.with_him import record_interview
from caselink.services.deadlines import record_deadline
from caselink.services.encounters import record_encounter
from caselink.services.erasing_answers import Confirmed
from caselink.services.evidence import set_evidence
from caselink.services.history import history
from caselink.services.imports import import_document
from caselink.services.needs import picture, set_need
from caselink.services.office import Office, open_office
from caselink.services.referrals import record_referral
from caselink.services.retention import hold_case, hold_of
from caselink.vault import check
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague

REFERENCE = "2026-0001"
NEVER = {
    "lift_hold": "it is what lifts the hold, by a coordinator, and stays in the audit trail",
    "hold_case": "it says that there is one",
}
Service = Callable[..., object]


def found() -> Iterator[tuple[str, Service]]:
    """Every service that is asked something of a case."""
    for module in pkgutil.walk_packages(services.__path__, "caselink.services."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            parameters = inspect.signature(function).parameters
            if (
                function.__module__ == module.name and not name.startswith("_") and name not in NEVER
                and {"office", "case_id"} <= parameters.keys()
            ):
                yield f"{module.name}.{name}", function


SERVICES = dict(found())


RECORDS: tuple[dict[str, object], ...] = (
    {}, {"on": "2026-01-02", "channel": "phone", "by": USER}, {"need": "lawyer", "to": "abri", "state": "sent"},
    {"kind": "own", "on": "2026-01-02", "what": "rappeler"}, {"on": "hier", "id": "x"},
)
"""What a worker may give for an encounter, a referral, a deadline: whole, in part, or wrong."""


def arguments(office: Office, case_id: str, chance: random.Random) -> Mapping[str, Callable[[], object]]:
    """Something that fits, by the name of a parameter."""
    case = office.vault.case(case_id)
    paths = [*case.answers, "housing.address", "residence.recording", "residence.permit", "violence.facts"]
    entries = [(section, entry) for section, held in case.entries.items() for entry in held] or [("children", "x")]
    section, entry = chance.choice(entries)
    confirmed = Confirmed("EFFACER", frozenset([*(f"needs.{item}" for item in case.needs), f"{section}.{entry}"]))
    lines = history(office, case_id)
    events = [event.id for event in case.events]
    files = [each.id for each in office.vault.attachments(case_id)]
    form = chance.choice([*RECORD_FORMS.values()])
    noted = [key for part in RECORD_FORMS for key in case.records_of(part)]
    return {
        "path": lambda: chance.choice(paths),
        "raw": lambda: chance.choice([None, "do_not_record", "record", "rue", {"state": "unknown"}, ["ma"]]),
        "section_id": lambda: section, "entry": lambda: entry, "confirmed": lambda: confirmed, "source": lambda: None,
        "text": lambda: "typed", "reason": lambda: "une raison", "reference_typed": lambda: case.reference,
        "line": lambda: chance.choice(lines), "names": lambda: (USER,), "status": lambda: chance.choice([*CaseStatus]),
        "item": lambda: chance.choice(["lawyer", "immigration_lawyer"]), "state": lambda: chance.choice([*NeedState]),
        "kind": lambda: ExcludedKind.EMPLOYER, "name": lambda: "Patron", "entry_id": lambda: chance.choice(events),
        "consent_id": lambda: chance.choice(events), "decision_id": lambda: chance.choice(events),
        "recipient": lambda: "abri", "purpose": lambda: Purpose.HOUSING, "outcome": lambda: "fait",
        "attachment_id": lambda: chance.choice([*files, *events]),
        "deadline_id": lambda: chance.choice([*noted, *events]),
        **dict.fromkeys(
            ("encounter_id", "interview_id", "referral_id"), lambda: chance.choice([*noted, *events])
        ),
        "done": lambda: {"leave": datetime(2026, 1, 2, tzinfo=UTC)},
        "form": lambda: form, "record_id": lambda: chance.choice([*case.records_of(form.part), *noted, *events]),
        "given": lambda: GivenAssessment("full"), "count": lambda: 3,
        "until": lambda: office.today() + timedelta(days=3),
        "decided_by": lambda: "la coordination", "told": lambda: True, "basis": lambda: "fr_223_6",
        "categories": lambda: frozenset({Category.IDENTITY}), "action": lambda: "encounter_recorded",
    }


def call(office: Office, case_id: str, service: Service, chance: random.Random) -> bool:
    """Whether it could be called at all; what it refuses is refused."""
    known = arguments(office, case_id, chance)
    given: dict[str, Any] = {"office": office, "case_id": case_id}
    made_up = False
    for name, parameter in inspect.signature(service).parameters.items():
        if name == "raw" and "Mapping" in str(parameter.annotation):
            given[name] = chance.choice(RECORDS)
        elif name == "line" and "NeedLine" in str(parameter.annotation):
            domains = picture(office.vault.case(case_id), office.today())
            given[name] = chance.choice([line for domain in domains for line in domain.lines])
        elif name in known:
            given[name] = known[name]()
        elif name not in given and parameter.default is inspect.Parameter.empty:
            fitting = of_type(get_type_hints(service)[name])
            if fitting is None:
                return False
            given[name], made_up = fitting, True
    refusals = (CaseLinkError, ValueError) if made_up else (CaseLinkError,)
    with contextlib.suppress(*refusals):
        service(**given)
    return True


def of_type(hint: object) -> object:
    """Something of that type where it is a plain one; None where it is not."""
    kind = get_origin(hint) or hint
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Enum):
        return next(iter(kind))
    if issubclass(kind, Mapping):
        return {}
    if issubclass(kind, Iterable) and not issubclass(kind, str | bytes):
        return () if isabstract(kind) else kind()
    plain: dict[type, object] = {str: "x", int: 1, bool: True, date: date(2026, 1, 2)}
    return plain.get(kind)


def chances(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same choices each time


def held(office: Office) -> str:
    """A case with much in it, in its history, and a hold."""
    with office.vault.change("partner_saved") as change:
        change.put_partner(Partner("abri", "L’Abri", PartnerKind.SHELTER))
    case_id = new_case(office, REFERENCE, "Nour").id
    for path, raw in (
        ("housing.address", "rue une"), ("housing.address", "rue deux"), ("residence.recording", "record"),
        ("residence.permit", "be_card_a"), ("residence.note", "une note"), ("violence.facts", "mes papiers"),
    ):
        record_answer(office, case_id, path, raw)
    for section in ("children", "steps"):
        _case, entry = add_entry(office, case_id, section)
        record_answer(office, case_id, f"{section}.{entry}.{'first_name' if section == 'children' else 'what'}", "Lise")
        if section == "children":
            remove_entry(office, case_id, section, entry)
    set_need(office, case_id, "immigration_lawyer", NeedState.DONE, outcome="asile")
    with office.vault.change("attachment_added", case_id) as change:
        change.add_attachment(case_id, "constat.pdf", b"%PDF")
    record_encounter(office, case_id, {"on": "2026-11-02", "channel": "phone", "done": "parlé longtemps"})
    set_need(office, case_id, "lawyer", NeedState.TO_DO)
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "on": "2026-01-02"})
    record_deadline(office, case_id, {"kind": "own", "on": "2026-01-02", "what": "rappeler"})
    set_plan_item(office, case_id, "code_word", "done", note="citron")
    set_evidence(office, case_id, "screenshots", "done")
    record_interview(office, case_id, {"on": "2026-01-02", "agreed": True})
    assess(office, case_id, GivenAssessment("full", reason="elle le dit"))
    hold_case(office, case_id, "réquisition")
    return case_id


def known(office: Office, case_id: str) -> set[str]:
    """All that the case holds or ever held, each with where it stands."""
    past = office.vault.history(case_id)
    written = {
        f"{record.part} {record.key} {json.dumps(record.after, sort_keys=True)}"
        for change in past.changes for record in change.records
    }
    events = {f"{event.id} {event.body}" for event in office.vault.sealed_case(case_id).events}
    files = {f"{each.name} {office.vault.attachment(each.id)!r}" for each in office.vault.attachments(case_id)}
    return written | events | files


@given(
    st.lists(st.tuples(st.sampled_from([*SERVICES]), st.integers(0, 2**32)), min_size=5, max_size=25),
    st.booleans(),
)
@settings(
    max_examples=12, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_done_under_a_hold_nothing_is_lost(
    prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[str, int]], worker: bool
) -> None:
    folder = tmp_path_factory.mktemp("held") / "office.caselink"
    with prepared_vault.open(prepared_vault.copy_to(folder)) as vault:
        office = Office(vault)
        if worker:
            add_colleague(vault, "ida", Role.COORDINATOR)
        case_id = held(office)
        before = known(office, case_id)
        for name, seed in calls:
            call(office, case_id, SERVICES[name], chances(seed))
            now = known(office, case_id)
            assert before <= now, (name, before - now)
            before = now
        cleanse_backups(office)
        assert before <= known(office, case_id)
        assert check(vault).problems == ()
    shutil.rmtree(folder)


def test_every_service_of_a_case_is_tried_but_those_that_take_or_give_a_file(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    """Those that erase among them: without a hold they do, so the property above says something."""
    with prepared_vault.open(prepared_vault.copy_to(tmp_path / "office.caselink")) as vault:
        office = Office(vault)
        case_id = held(office)
        tried = {name for name, service in SERVICES.items() if call(office, case_id, service, chances(1))}
        for name in SERVICES.keys() - tried:
            asked = inspect.signature(SERVICES[name]).parameters.keys()
            handed = {"out", "folder", "checked", "data", "disclosure", "content", "meeting"}
            assert asked & handed, f"{name} is left out"
        assert {
            f"caselink.services.{name}" for name in (
                "erasing.erase_case", "erasing_answers.erase_answer", "answers.record_and_erase",
                "answers.remove_entry", "attachments.remove_attachment", "records.remove_record", "history.put_back",
                "retention.keep_case", "cases.set_status",
            )
        } <= tried


@pytest.mark.parametrize("update", [
    {"answers": {"residence.recording": "do_not_record"}},
    {"answers": {"housing.address": "rue trois", "steps": []}, "needs": [{"item": "lawyer", "state": "done"}]},
], ids=["residence switched off", "answers replaced, entries taken away"])
@pytest.mark.parametrize("erase", [False, True])
def test_an_import_loses_nothing_under_a_hold(
    prepared_vault: Prepared, tmp_path: Path, update: dict[str, object], *, erase: bool
) -> None:
    with prepared_vault.open(prepared_vault.copy_to(tmp_path / "office.caselink")) as vault:
        office = Office(vault)
        case_id = held(office)
        before = known(office, case_id)
        document = json.dumps({"cases": [{"reference": REFERENCE, **update}]}).encode()
        import_document(office, document, update=True, erase=erase)
        assert before <= known(office, case_id)


def test_a_rescued_case_is_whole_and_still_held(prepared_vault: Prepared, tmp_path: Path) -> None:
    folder = prepared_vault.copy_to(tmp_path / "office.caselink")
    with prepared_vault.open(folder) as vault:
        case_id = held(Office(vault))
        before = known(Office(vault), case_id)
    database = folder / prepared_vault.data_key.database
    whole = database.read_bytes()
    for number, place in enumerate(range(len(whole) - 3000, 0, -4096)):  # until a page is hit that holds none of it
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        report = rescue(folder, USER, PASSPHRASE, tmp_path / f"{number}.caselink")
        if not report.incomplete:
            break
    office = open_office(tmp_path / f"{number}.caselink", USER, PASSPHRASE)
    try:
        assert hold_of(office, case_id) is not None
        assert before == known(office, case_id)
    finally:
        office.close()
