"""The whole job through the commands: from a new vault to what left, and back from a backup.

Each step that makes or changes a file runs as a process of its own; what only looks runs in this one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from caselink.cli import main
from caselink.domain.case import CaseStatus
from caselink.errors import Exit
from caselink.services.cases import find_case, set_status
from caselink.services.office import open_office
from tests.quick_age import PROGRAM
from tests.test_cli_docs import EXAMPLES, shape

Raw = dict[str, Any]
WRITING = frozenset({"new", "import", "liaison", "backup", "restore"})
TODAY = date.today()
DOCUMENT: Raw = {
    "partners": [
        {"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter", "domains": ["housing"]},
        {"short_name": "voisin", "name": "Yanis Terradou", "kind": "other"},
    ],
    "cases": [
        {
            "reference": "2026-0001",
            "answers": {
                "person.goes_by": "Amina <b>B.</b>",
                "housing.status": "no_home",
                "housing.address": "rue Canari-Retenu 7",
                "health.injuries_note": "Zanzibar-Hématome",
                "children": [{"id": "noe", "first_name": "Noé-Partagé"}],
            },
            "consents": [
                {
                    "recipient": "abri", "categories": ["all", "health"], "purposes": ["housing"],
                    "given_on": (TODAY - timedelta(days=3)).isoformat(), "mode": "spoken",
                }
            ],
            "needs": [{"item": "housing_application", "state": "to_do"}],
            "must_not_receive": [{"kind": "perpetrator", "name": "Yanis TERRADOU"}],
        }
    ],
}


@dataclass(frozen=True)
class Desk:
    """A folder with a vault and its password file, and the program run on it."""

    folder: Path
    outputs: pytest.CaptureFixture[str]

    @property
    def vault(self) -> str:
        return str(self.folder / "office.caselink")

    def shown(self, *words: str) -> Raw:
        """As `run`, for an answer that must look like the example in docs/commands.md."""
        document = self.run(*words)
        assert shape(document) == shape(EXAMPLES[words[0]])
        return document

    def run(self, *words: str, code: Exit = Exit.DONE) -> Raw:
        """Runs a command with --json; gives its one document, empty where there must be none."""
        words = (*words, "--password-file", str(self.folder / "password.txt"), "--json")
        ended, out, err = as_process(words) if words[0] in WRITING else self.here(words)
        assert ended == code, err
        assert "Traceback" not in err
        document: Raw = json.loads(out) if out else {}
        return document

    def here(self, words: tuple[str, ...]) -> tuple[int, str, str]:
        """Its exit code, and what it wrote on the two outputs of this process."""
        self.outputs.readouterr()
        ended = main(words)
        out, err = self.outputs.readouterr()
        return ended, out, err


def as_process(words: tuple[str, ...]) -> tuple[int, str, str]:
    """The same of a process of its own; only its passphrases cost less."""
    done = subprocess.run((*PROGRAM, *words), capture_output=True, check=False, timeout=120, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    (tmp_path / "password.txt").write_text("prairie lanterne sept colibri été\r\n", encoding="utf-8", newline="")
    (tmp_path / "document.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return Desk(tmp_path, capsys)


def pdf_text(path: Path, passphrase: str) -> str:
    """The text of a PDF as two other programs read it."""
    first = "".join(page.extract_text() for page in PdfReader(path, password=passphrase).pages)
    document = pypdfium2.PdfDocument(path, password=passphrase)
    second = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Amina" in first
    return first + second


def test_the_whole_job(desk: Desk) -> None:
    office = ("--name", "Bureau d’essai", "--country", "BE", "--phone", "+32 2/000.00 00")
    made = desk.shown("new", desk.vault, "--user", "solene", *office)
    assert (made["vault"], made["user"]) == (desk.vault, "solene")

    imported = desk.shown("import", desk.vault, str(desk.folder / "document.json"))
    assert imported == {"cases": 1, "partners": 2, "problems": [], "warnings": []}

    listed = desk.shown("cases", desk.vault, "--search", "amina", "--user", "solene")
    assert listed == {"cases": [{"reference": "2026-0001", "name": "Amina <b>B.</b>", "status": "open"}]}

    shelter = [each for each in desk.shown("partners", desk.vault)["partners"] if each["short_name"] == "abri"]
    assert shelter == [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter", "domains": ["housing"]}]

    needs = desk.shown("needs", desk.vault, "2026-0001")
    assert needs["case"] == "2026-0001"
    states = {need["item"]: need for need in needs["needs"]}
    assert states["housing_application"]["state"] == "to_do"
    assert states["rights_explained"] == {
        "domain": "justice", "item": "rights_explained", "state": "not_assessed", "proposed": True,
    }

    asked = desk.run("suggest", desk.vault, "2026-0001", "--need", "accommodation", "--on", "2026-11-24T10:00")
    with_caution = [each for each in asked["fits"] if each["cautions"]]
    assert shape({**asked, "fits": with_caution}) == shape(EXAMPLES["suggest"] | {"fits": with_caution})
    assert shape(asked["fits"][:1]) == shape([{**EXAMPLES["suggest"]["fits"][0], "cautions": []}])
    open_at_ten = {each["partner"]: each["open_now"] for each in asked["fits"]}
    assert (open_at_ten["CPVCF"], open_at_ten["abri"]) == (True, None)
    assert {each["partner"] for each in asked["unfit"]} == {"115", "stop-violence.brussels"}
    assert "0800 30 030" in asked["helplines"]
    at_night = desk.run("suggest", desk.vault, "2026-0001", "--need", "accommodation", "--on", "2026-11-24 22:00:00")
    assert {each["partner"]: each["open_now"] for each in at_night["fits"]}["CPVCF"] is False
    desk.run("suggest", desk.vault, "2026-0001", "--need", "made_up", code=Exit.WRONG_USE)
    for wrong in ("demain", "2026-02-30T10:00"):
        desk.run("suggest", desk.vault, "2026-0001", "--need", "lawyer", "--on", wrong, code=Exit.WRONG_USE)

    looked_at(desk.shown("disclose", desk.vault, "2026-0001", "--to", "abri", "--purpose", "housing"))
    before = desk.run(
        "disclose", desk.vault, "2026-0001", "--to", "abri", "--purpose", "housing", "--on", "2020-01-01"
    )
    assert (before["on"], before["shared"]) == ("2020-01-01", [])
    blocked = desk.run("disclose", desk.vault, "2026-0001", "--to", "voisin", "--purpose", "housing")
    assert blocked["shared"] == []
    assert {line["reason"] for line in blocked["withheld"]} == {"blocked_recipient"}

    left(desk)
    taken_out(desk)
    kept(desk)


def looked_at(found: Raw) -> None:
    """The preview names what is shared on what ground, and what is withheld and why."""
    assert (found["recipient"], found["purpose"], found["on"]) == ("abri", "housing", TODAY.isoformat())
    shared = {line["field"]: line for line in found["shared"]}
    assert shared["children.noe.first_name"]["value"] == "Noé-Partagé"
    assert shared["person.goes_by"]["category"] == "identity"
    assert {line["basis"].split(":")[0] for line in found["shared"]} == {"consent"}
    assert {line["field"]: (line["category"], line["reason"]) for line in found["withheld"]} == {
        "housing.address": ("whereabouts", "explicit_consent_needed"),
    }


def left(desk: Desk) -> None:
    """The form opens with its passphrase alone, holds what was shared and nothing else, and stands in the register."""
    out = desk.folder / "form.pdf"
    words = ("liaison", desk.vault, "2026-0001", "--purpose", "housing")
    made = desk.shown(*words, "--to", "abri", "--out", str(out))
    assert made["path"] == str(out)
    text = pdf_text(out, made["passphrase"])
    assert "Noé-Partagé" in text
    assert "Zanzibar-Hématome" in text
    assert "Canari-Retenu" not in text

    refused = desk.folder / "refused.pdf"
    assert desk.run(*words, "--to", "voisin", "--out", str(refused), code=Exit.REFUSED) == {}
    assert not refused.exists()

    (entry,) = desk.shown("register", desk.vault)["entries"]
    assert (entry["id"], entry["case"], entry["recipient"], entry["purpose"]) == (
        made["id"], "2026-0001", "abri", "housing",
    )
    assert entry["basis"].startswith("consent:")
    assert desk.run("register", desk.vault, "2026-0001")["entries"] == [entry]


def taken_out(desk: Desk) -> None:
    """What is exported comes into another vault and is the same there."""
    (desk.folder / "why.txt").write_text("Reprise par un autre bureau", encoding="utf-8")
    out, other = desk.folder / "export.age", str(desk.folder / "other.caselink")
    made = desk.shown(
        "export", desk.vault, "2026-0001", "--out", str(out), "--reason-file", str(desk.folder / "why.txt")
    )
    assert b"Amina" not in out.read_bytes()
    (desk.folder / "opens.txt").write_text(made["passphrase"], encoding="utf-8")
    desk.run("new", other, "--user", "solene")
    desk.run("import", other, str(out), "--update", code=Exit.WRONG_USE)
    opened = ("--passphrase-file", str(desk.folder / "opens.txt"))
    assert desk.run("import", other, str(out), "--update", *opened)["cases"] == 1
    (desk.folder / "opens.txt").write_text("une autre", encoding="utf-8")
    desk.run("import", other, str(out), "--update", *opened, code=Exit.WRONG_PASSWORD)
    plain = [desk.folder / "here.json", desk.folder / "there.json"]
    for vault, file in zip((desk.vault, other), plain, strict=True):
        assert desk.run("export", vault, "--out", str(file), "--plain")["passphrase"] is None
    here, there = (json.loads(file.read_bytes())["cases"] for file in plain)
    assert here == there
    assert here[0]["answers"]["person.goes_by"] == "Amina <b>B.</b>"
    desk.run("export", desk.vault, "--out", str(out), code=Exit.WRONG_USE)


def kept(desk: Desk) -> None:
    """The vault is sound, and so is what comes back from its backup."""
    assert desk.run("check", desk.vault) == {
        "sound": True, "cases": 1, "problems": [], "backups": [], "strays": [],
    }
    copy = desk.folder / "office.caselink" / "cases-1 (conflicted copy).db"
    shutil.copyfile(copy.with_name("cases-1.db"), copy)
    (stray,) = desk.run("check", desk.vault)["strays"]
    assert (stray["name"], stray["kind"], stray["work"]) == (copy.name, "database", [])
    assert [case["reference"] for case in desk.shown("look", str(copy))["cases"]] == ["2026-0001"]
    copy.unlink()
    archive = str(desk.folder / "backup.zip")
    assert desk.shown("backup", desk.vault, archive) == {"path": archive}
    again = str(desk.folder / "again.caselink")
    assert desk.shown("restore", archive, again) == {"vault": again}
    assert [case["reference"] for case in desk.run("cases", again)["cases"]] == ["2026-0001"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
@pytest.mark.parametrize("way", ["full", "closed", "nobody reads"])
def test_what_is_shown_once_is_said_on_standard_error_where_the_output_fails(desk: Desk, way: str) -> None:
    def said(*words: str) -> str:
        """What the command writes on standard error with a standard output of that sort."""
        words = (*PROGRAM, *words, "--password-file", str(desk.folder / "password.txt"), "--json")
        close = "import os, sys; os.close(1); os.execv(sys.argv[1], sys.argv[1:])"
        program = (sys.executable, "-c", close, *words) if way == "closed" else words
        reader, writer = os.pipe()
        os.close(reader)
        with Path("/dev/full").open("wb") as full:
            output = writer if way == "nobody reads" else full
            done = subprocess.run(program, stdout=output, stderr=subprocess.PIPE, check=False, timeout=120)
        os.close(writer)
        assert (done.returncode == Exit.DONE) is (way == "nobody reads")
        assert b"Traceback" not in done.stderr
        return done.stderr.decode()

    code = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")
    (first,) = code.findall(said("new", desk.vault, "--user", "solene"))
    desk.run("import", desk.vault, str(desk.folder / "document.json"))
    out = desk.folder / "form.pdf"
    told = said("liaison", desk.vault, "2026-0001", "--purpose", "housing", "--to", "abri", "--out", str(out))
    (passphrase,) = re.findall(r"(?:[0-9a-z]{4}-){3}[0-9a-z]{4}", told)
    assert "Noé-Partagé" in pdf_text(out, passphrase)
    assert len(desk.run("register", desk.vault)["entries"]) == 1
    (second,) = code.findall(said("recovery", desk.vault, "renew"))
    assert first != second
    (desk.folder / "code.txt").write_text(second, encoding="utf-8")
    ended = main(["users", desk.vault, "list", "--recovery-file", str(desk.folder / "code.txt"), "--json"])
    assert ended == Exit.DONE


def test_what_is_searched_for_is_read_from_standard_input_where_no_list_of_processes_shows_it(desk: Desk) -> None:
    desk.run("new", desk.vault, "--user", "solene")
    desk.run("import", desk.vault, str(desk.folder / "document.json"))
    words = (*PROGRAM, "cases", desk.vault, "--search", "-", "--json")
    password = ("--password-file", str(desk.folder / "password.txt"))

    def listed(typed: bytes) -> list[str]:
        done = subprocess.run((*words, *password), input=typed, capture_output=True, check=False, timeout=120)
        assert done.returncode == Exit.DONE, done.stderr
        return [case["reference"] for case in json.loads(done.stdout)["cases"]]

    assert listed(b"Amina\n") == ["2026-0001"]
    assert listed("\ufeffamina b\r\n".encode()) == ["2026-0001"]
    assert listed(b"Nadia\n") == []
    without = subprocess.run(words, input=b"Amina\n", capture_output=True, check=False, timeout=120)
    assert (without.returncode, without.stdout) == (Exit.WRONG_USE, b"")
    assert b"--password-file" in without.stderr


def test_the_form_of_a_closed_case_leaves_only_with_the_word_for_it(desk: Desk) -> None:
    desk.run("new", desk.vault, "--user", "solene")
    desk.run("import", desk.vault, str(desk.folder / "document.json"))
    office = open_office(Path(desk.vault), None, "prairie lanterne sept colibri été")
    set_status(office, find_case(office, "2026-0001").id, CaseStatus.CLOSED)
    office.close()
    out = desk.folder / "form.pdf"
    words = ("liaison", desk.vault, "2026-0001", "--to", "abri", "--purpose", "housing", "--out", str(out))
    assert desk.run(*words, code=Exit.WRONG_USE) == {}
    assert not out.exists()
    assert desk.run("register", desk.vault)["entries"] == []
    assert desk.run(*words, "--closed-case")["path"] == str(out)
