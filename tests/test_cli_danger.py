"""Danger through the commands: what they print, what they refuse, and that a refusal keeps nothing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from caselink.cli import main
from caselink.domain.case import CaseStatus
from caselink.services.cases import find_case, set_status
from caselink.services.imports import import_document
from caselink.services.office import open_office
from tests.conftest import PASSPHRASE, Prepared
from tests.test_cli_docs import EXAMPLES, shape

TODAY = date.today()
Raw = dict[str, Any]


class Desk:
    """A vault with one case and the program run on it."""

    def __init__(self, folder: Path, outputs: pytest.CaptureFixture[str]) -> None:
        self.folder, self.vault, self.outputs = folder, folder / "office.caselink", outputs
        (folder / "password").write_text(PASSPHRASE, encoding="utf-8")

    def run(self, name: str, *words: str, vault: bool = True) -> tuple[int, Any, str]:
        where = [str(self.vault)] if vault else []
        unlock = ["--password-file", str(self.folder / "password")] if vault else []
        code = main([name, *where, *words, *unlock, "--json"])
        said = self.outputs.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    def assess(self, raw: object) -> tuple[int, Any, str]:
        (self.folder / "given.json").write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
        return self.run("assess", "2026-0001", str(self.folder / "given.json"))

    def kept(self) -> list[Raw]:
        code, document, _err = self.run("danger", "2026-0001")
        assert code == 0
        return list(document["assessments"])

    def take_in(self, **parts: object) -> None:
        with_office = open_office(self.vault, None, PASSPHRASE)
        document = {"cases": [{"reference": "2026-0001", **parts}]}
        result = import_document(with_office, json.dumps(document).encode(), update=True)
        with_office.close()
        assert result.problems == ()


@pytest.fixture
def desk(prepared_office: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    prepared_office.copy_to(tmp_path / "office.caselink")
    desk = Desk(tmp_path, capsys)
    desk.take_in()
    return desk


@pytest.mark.parametrize("grid", ["full", "short"])
def test_a_grid_is_printed_without_a_vault(desk: Desk, grid: str) -> None:
    code, document, _err = desk.run("grid", "--grid", grid, vault=False)
    assert code == 0
    assert (document["id"], document["version"]) == (grid, 1)
    assert shape(document["factors"][:1]) == shape(EXAMPLES["grid"]["factors"])
    assert desk.run("grid", "--grid", "other", vault=False)[0] == 2


def test_an_assessment_is_kept_with_what_the_rules_say_of_it(desk: Desk) -> None:
    recent = (TODAY - timedelta(days=2)).isoformat()
    code, document, _err = desk.assess({
        "grid": "short", "version": 1, "on": TODAY.isoformat(), "by": "patrouille", "in_crisis": True, "alone": True,
        "answers": {
            "strangulation": {"answer": "yes", "last": recent, "source": "said_by_her"}, "her_fear": "yes",
            "separation": "yes", "firearm_access": "unknown",
        },
    })
    assert code == 0
    assert shape(document) == shape(EXAMPLES["assess"])
    assert document["proposed"] == document["level"] == "immediate"
    assert document["factors"] == {"alerts": 1, "risk": 2, "safety": 0, "unknown": 17}
    assert document["rules"] == ["alert_of_seven_days", "any_alert"]
    (kept,) = desk.kept()
    assert shape({"case": "2026-0001", "assessments": [kept]}) == shape(EXAMPLES["danger"])
    assert kept["id"] == document["id"]
    assert not kept["stale"]


def test_nothing_given_is_the_full_grid_today_all_unknown(desk: Desk) -> None:
    code, document, _err = desk.assess({})
    assert code == 0
    assert (document["level"], document["factors"]["unknown"]) == ("incomplete", 74)
    assert desk.kept()[0]["on"] == TODAY.isoformat()


@pytest.mark.parametrize(
    "raw",
    [
        {"on": (TODAY + timedelta(days=1)).isoformat()},
        {"answers": {"no_such": "yes"}},
        {"grid": "short", "answers": {"spiritual_pressure": "yes"}},
        {"answers": {"strangulation": "maybe"}},
        {"answers": {"strangulation": {"answer": "yes", "last": (TODAY + timedelta(days=40)).isoformat()}}},
        {"answers": ["strangulation"]},
        {"level": "high"},
        {"level": "high", "reason": "  "},
        {"level": "low", "reason": "why"},
        {"grid": "other"},
        {"grid": "x-unknown"},
        {"version": 99},
        {"version": "1"},
        {"on": "30/11/2026"},
        {"next_on": "2020-01-01"},
        {"note": "x"},
        [],
        "{",
    ],
)
def test_what_will_not_do_is_refused_with_a_sentence_and_nothing_is_kept(desk: Desk, raw: object) -> None:
    code, document, err = desk.assess(raw)
    assert (code, document) == (2, None)
    assert len(err.strip().splitlines()) == 1
    assert desk.kept() == []


def test_a_level_of_one_s_own_is_kept_with_its_reason(desk: Desk) -> None:
    code, document, _err = desk.assess({"level": "high", "reason": "elle tremble"})
    assert code == 0
    assert (document["proposed"], document["level"]) == ("incomplete", "high")
    assert desk.kept()[0]["reason"] == "elle tremble"


def test_a_closed_case_is_not_assessed(desk: Desk) -> None:
    office = open_office(desk.vault, None, PASSPHRASE)
    set_status(office, find_case(office, "2026-0001").id, CaseStatus.CLOSED)
    office.close()
    assert desk.assess({})[0] == 2
    assert desk.kept() == []


@pytest.mark.parametrize(("level", "days"), [("immediate", 7), ("incomplete", 7), ("high", 30), ("medium", 90)])
def test_an_assessment_is_stale_after_the_days_of_its_level(desk: Desk, level: str, days: int) -> None:
    for ago in (days, days + 1):
        on = (TODAY - timedelta(days=ago)).isoformat()
        assert desk.assess({"on": on, "level": level, "reason": "à cet âge"})[0] == 0
    assert [each["stale"] for each in desk.kept()] == [True, False]


def test_it_is_stale_at_once_after_new_violence_a_separation_or_where_its_next_day_has_passed(desk: Desk) -> None:
    on = (TODAY - timedelta(days=3)).isoformat()
    assert desk.assess({"on": on})[0] == 0
    assert [each["stale"] for each in desk.kept()] == [False]
    for path in ("violence.last_time", "family.separated_since"):
        desk.take_in(answers={path: str(TODAY.year - 1)})
        assert [each["stale"] for each in desk.kept()] == [False]
        desk.take_in(answers={path: (TODAY - timedelta(days=1)).isoformat()})
        assert [each["stale"] for each in desk.kept()] == [True]
        desk.take_in(answers={path: on})
    assert desk.assess({"on": on, "next_on": (TODAY - timedelta(days=1)).isoformat()})[0] == 0
    assert [each["stale"] for each in desk.kept()] == [False, True]


def test_an_office_s_own_grid_is_added_used_and_kept_by_its_version(desk: Desk) -> None:
    own = {
        "id": "x-reseau", "version": 1, "label": "Réseau", "factors": ["strangulation", {
            "id": "x-village", "side": "context", "kind": "risk", "category": "whereabouts", "label": "Même village",
            "source": "le réseau",
        }],
        "rules": [{
            "id": "x-near", "level": "high", "label": "au village", "source": "le réseau",
            "when": {"any": ["x-village"]},
        }],
    }
    file = desk.folder / "own.json"
    file.write_text(json.dumps(own), encoding="utf-8")
    assert desk.run("grid", "--add", str(file))[0] == 0
    assert desk.run("grid", "--add", str(file))[0] == 0
    assert desk.run("grid", "--grid", "x-reseau")[1]["factors"][1]["id"] == "x-village"
    code, document, _err = desk.assess({"grid": "x-reseau", "answers": {"x-village": "yes"}})
    assert (code, document["proposed"], document["rules"]) == (0, "high", ["x-near", "many_unknown", "few_risks"])
    file.write_text(json.dumps({**own, "label": "Autre"}), encoding="utf-8")
    assert desk.run("grid", "--add", str(file))[0] == 2
    file.write_text(json.dumps({**own, "version": 2, "rules": []}), encoding="utf-8")
    assert desk.run("grid", "--add", str(file))[0] == 0
    assert desk.assess({"grid": "x-reseau", "answers": {"x-village": "yes"}})[1]["proposed"] == "incomplete"
    assert desk.assess({"grid": "x-reseau", "version": 1, "answers": {"x-village": "yes"}})[1]["proposed"] == "high"
    kept = [(each["version"], each["proposed"]) for each in desk.kept()]
    assert kept == [(1, "high"), (2, "incomplete"), (1, "high")]


def test_the_danger_sheet_is_written_registered_and_says_no_more_than_is_agreed(desk: Desk) -> None:
    out = desk.folder / "danger.pdf"
    words = ("2026-0001", "--to", "CPVCF", "--purpose", "safety", "--out", str(out))
    assert desk.run("danger-sheet", *words)[0] == 2
    desk.assess({
        "level": "high", "reason": "Canari-Motif", "alone": True,
        "answers": {"strangulation": {"answer": "yes", "last": "2026-05"}, "firearm_access": "yes", "physical": "no"},
    })
    assert desk.run("danger-sheet", *words)[0] == 3
    assert not out.exists()
    desk.take_in(consents=[{
        "recipient": "CPVCF", "categories": ["all"], "purposes": ["safety"],
        "given_on": (TODAY - timedelta(days=1)).isoformat(),
    }])
    code, document, _err = desk.run("danger-sheet", *words)
    assert code == 0
    assert shape(document) == shape({**EXAMPLES["danger-sheet"], "warnings": document["warnings"]})
    text = sheet_text(out, document["passphrase"])
    assert "ÉLEVÉ" in text
    assert "Étranglement" in text
    assert "mai 2026" in text
    assert "Arme à feu" not in text
    assert "Canari-Motif" not in text
    (entry,) = desk.run("register", "2026-0001")[1]["entries"]
    assert (entry["id"], entry["paper"]) == (document["id"], "danger_sheet")
    again = desk.folder / "again.pdf"
    code, document, _err = desk.run("danger-sheet", *words[:-1], str(again), "--with-reason")
    assert "Canari-Motif" in sheet_text(again, document["passphrase"])


def sheet_text(file: Path, passphrase: str) -> str:
    """All that stands on the one page."""
    reader = PdfReader(file, password=passphrase or None)
    (page,) = reader.pages
    return page.extract_text().replace("\u00a0", " ")


def test_what_a_partner_may_have_of_the_danger_goes_by_the_category_of_each_factor(desk: Desk) -> None:
    desk.take_in(consents=[{
        "recipient": "CPVCF", "categories": ["all"], "purposes": ["safety"],
        "given_on": (TODAY - timedelta(days=1)).isoformat(),
    }])
    desk.assess({
        "level": "high", "reason": "Canari-Motif",
        "answers": {
            "strangulation": {"answer": "yes", "last": "2026-05", "source": "third_party"}, "firearm_access": "yes",
            "found_her": "no", "jealousy": "unknown",
        },
    })
    code, document, _err = desk.run("disclose", "2026-0001", "--to", "CPVCF", "--purpose", "safety")
    assert code == 0
    shared = {each["field"]: (each["category"], each["value"]) for each in document["shared"]}
    withheld = {each["field"]: (each["category"], each["reason"]) for each in document["withheld"]}
    assert shared == {
        "danger.level": ("violence", "high"),
        "danger.strangulation": ("violence", {"answer": "yes", "last": "2026-05"}),
    }
    assert withheld == {
        "danger.firearm_access": ("perpetrator", "explicit_consent_needed"),
        "danger.found_her": ("whereabouts", "explicit_consent_needed"),
    }
    assert "Canari-Motif" not in json.dumps(document)


def test_a_danger_sheet_leaves_despite_a_likeness_or_a_closed_case_only_where_somebody_says_so(desk: Desk) -> None:
    desk.take_in(
        must_not_receive=[{"kind": "perpetrator", "name": "Marc Cpvcf"}],
        consents=[{"recipient": "CPVCF", "categories": ["all"], "purposes": ["safety"], "given_on": str(TODAY)}],
    )
    desk.assess({"grid": "short", "answers": {"strangulation": "yes"}})
    out, why = desk.folder / "near.pdf", desk.folder / "why"
    why.write_text("vérifié : c’est l’association", encoding="utf-8")
    asked = ("2026-0001", "--to", "CPVCF", "--purpose", "safety", "--out", str(out))
    assert (desk.run("danger-sheet", *asked)[0], out.exists()) == (3, False)
    assert desk.run("danger-sheet", *asked, "--despite-near-match")[0] == 2
    near = ("--despite-near-match", "--reason-file", str(why))
    assert (desk.run("danger-sheet", *asked, *near)[0], out.exists()) == (0, True)
    with_office = open_office(desk.vault, None, PASSPHRASE)
    set_status(with_office, find_case(with_office, "2026-0001").id, CaseStatus.CLOSED)
    with_office.close()
    again = (*asked[:-1], str(desk.folder / "closed.pdf"), *near)
    assert desk.run("danger-sheet", *again)[0] == 2
    assert desk.run("danger-sheet", *again, "--closed-case")[0] == 0


def test_the_plan_is_kept_by_item_and_her_paper_is_written_only_where_paper_is_safe(desk: Desk) -> None:
    out = desk.folder / "plan.pdf"
    paper = ("2026-0001", "--language", "en", "--out", str(out))
    due = (TODAY + timedelta(days=3)).isoformat()
    for state in ("done", "to_do"):
        code, document, _err = desk.run("plan", "2026-0001", "--item", "safe_device", "--state", state, "--due", due)
        assert code == 0
    assert shape(document["plan"][0]) == shape({**EXAMPLES["plan"]["plan"][0], "state": None, "due": None})
    (set_item,) = [each for each in document["plan"] if each["state"]]
    assert (set_item["item"], set_item["due"], set_item["need"]) == ("safe_device", due, "safe_phone")
    (step,) = [each for each in desk.run("deadlines")[1]["deadlines"] if each["kind"] == "next_step"]
    assert step["on"] == due
    needs = {each["item"]: each["proposed"] for each in desk.run("needs", "2026-0001")[1]["needs"]}
    assert needs["safe_phone"] and not needs["own_account"]
    assert (desk.run("plan-paper", *paper)[0], out.exists()) == (3, False)
    desk.take_in(answers={"contact.may_keep_paper": True})
    for tag in ("xx", "other", "français"):
        assert desk.run("plan-paper", "2026-0001", "--language", tag, "--out", str(out))[0] == 2
        assert not out.exists()
    code, document, _err = desk.run("plan-paper", *paper)
    assert (code, shape(document)) == (0, shape(EXAMPLES["plan-paper"]))
    text = sheet_text(out, "")
    assert "My plan" in text and "2026-0001" not in text and "Mon plan" not in text
    assert "Domestic violence helpline" in text and "Écoute" not in text
    for tag, title in (("prs", "پلان من"), ("ti", "Mon plan")):
        other = desk.folder / f"{tag}.pdf"
        assert desk.run("plan-paper", "2026-0001", "--language", tag, "--out", str(other))[0] == 0
        assert title in sheet_text(other, "") and ("tigrigna" in sheet_text(other, "")) is (tag == "ti")
    assert desk.run("plan", "2026-0001", "--item", "nothing", "--state", "done")[0] == 2
    assert desk.run("plan", "2026-0001", "--item", "exits")[0] == 2
    assert desk.run("plan", "2026-0001", "--item", "exits", "--state", "done", "--due", "demain")[0] == 2
    desk.run("plan", "2026-0001", "--item", "safe_device", "--state", "none")
    desk.take_in(answers={"residence.recording": "do_not_record"})
    assert desk.run("plan", "2026-0001", "--item", "permit_first", "--state", "to_do")[0] == 2
    with pytest.raises(AssertionError):
        desk.take_in(safety_plan=[{"item": "permit_first", "state": "to_do"}])
    desk.take_in(safety_plan=[{"item": "exits", "state": "not_wished"}])
    assert {each["item"]: each["state"] for each in desk.run("plan", "2026-0001")[1]["plan"]}["exits"] == "not_wished"
    assert desk.run("plan-paper", "2026-0001", "--language", "fr", "--out", str(desk.folder / "none.pdf"))[0] == 2


def test_what_was_spoken_of_with_him_is_noted_makes_the_level_stale_and_his_paper_needs_his_word(desk: Desk) -> None:
    desk.assess({"answers": {"strangulation": {"answer": "yes", "last": "2020"}}, "on": str(TODAY - timedelta(days=1))})
    assert [each["stale"] for each in desk.kept()] == [False]
    raw = {key: value for key, value in EXAMPLES["with-him"]["with_him"][0].items() if key != "id"}
    raw |= {"on": str(TODAY), "answered_on": str(TODAY), "agreed": False, "service": "auteurs"}
    new = desk.folder / "him.json"

    def note(**more: object) -> tuple[int, Any, str]:
        new.write_text(json.dumps(raw | more), encoding="utf-8")
        return desk.run("with-him", "2026-0001", "--new", str(new))

    assert note(on=str(TODAY + timedelta(days=1)))[0] == 2
    assert note()[0] == 2
    partner = {"short_name": "auteurs", "name": "Service pour auteurs", "kind": "perpetrator_service"}
    with_office = open_office(desk.vault, None, PASSPHRASE)
    import_document(with_office, json.dumps({"partners": [partner]}).encode(), update=False)
    with_office.close()
    for agreed, code in ((False, 3), (True, 0)):
        done, document, _err = note(agreed=agreed)
        assert (done, shape(document)) == (0, shape(EXAMPLES["with-him"]))
        out = desk.folder / f"{agreed}.pdf"
        (noted,) = [each["id"] for each in document["with_him"] if each["agreed"] is agreed]
        assert desk.run("his-paper", "2026-0001", noted, "--out", str(out))[0] == code
    text = sheet_text(desk.folder / "True.pdf", "")
    assert "Service pour auteurs" in text and "poussée" not in text and "2026-0001" not in text
    assert [each["stale"] for each in desk.kept()] == [True]
    note(service=None, agreed=True, facts="autre")
    (noted,) = [each["id"] for each in desk.run("with-him", "2026-0001")[1]["with_him"] if each["service"] is None]
    assert desk.run("his-paper", "2026-0001", noted, "--out", str(desk.folder / "no.pdf"))[0] == 2


def test_the_consent_form_is_written_in_her_language_and_what_is_no_category_is_refused(desk: Desk) -> None:
    out = desk.folder / "consent.pdf"
    words = ("2026-0001", "--to", "CPVCF", "--language", "uk", "--out", str(out))
    for wrong in (("--categories", "all"), ("--purpose", "x"), ("--until", "demain"), ("--to", "nobody")):
        assert (desk.run("consent-form", *words, *wrong)[0], out.exists()) == (2, False)
    until = (TODAY + timedelta(days=30)).isoformat()
    asked = ("--categories", "identity, contact", "--purpose", "safety", "--until", until)
    code, document, _err = desk.run("consent-form", *words, *asked)
    assert (code, shape(document)) == (0, shape(EXAMPLES["consent-form"]))
    assert len(PdfReader(out).pages) == 2
