"""The command for a liaison form to somebody who resembles one never to inform."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from caselink.cli import main
from caselink.domain.partners import Partner, PartnerContact, PartnerKind
from caselink.errors import Exit
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.cases import new_case
from caselink.services.consents import give_consent, never_inform
from caselink.services.directory import save_partner
from caselink.services.office import Office
from caselink.services.register import entries
from tests.conftest import PASSPHRASE, Prepared

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def words(prepared_vault: Prepared, vault_folder: Path, tmp_path: Path) -> tuple[str, ...]:
    """The command, for a refuge where somebody of his family name works."""
    (tmp_path / "password.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    with prepared_vault.open(vault_folder) as vault:
        office = Office(vault)
        contact = PartnerContact("Nadia Haddad")
        save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER, contacts=(contact,)))
        case = new_case(office, "2026-0001", "Amina")
        give_consent(
            office, case.id, recipient="abri", categories=[], everything_else=True, purposes=[Purpose.HOUSING],
            mode=Mode.SPOKEN,
        )
        never_inform(office, case.id, ExcludedKind.PERPETRATOR, "Karim Haddad")
    return (
        "liaison", str(vault_folder), "2026-0001", "--to", "abri", "--purpose", "housing",
        "--out", str(tmp_path / "form.pdf"), "--password-file", str(tmp_path / "password.txt"), "--json",
    )


def test_a_likeness_is_refused_and_named_on_standard_error(
    words: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    assert main(words) == Exit.REFUSED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Karim Haddad" in printed.err
    assert not list(tmp_path.glob("*form*"))


@pytest.mark.parametrize("by_file", [True, False])
def test_with_a_reason_the_form_is_made_and_the_reason_kept(
    words: tuple[str, ...], tmp_path: Path, capsys: Capture, prepared_vault: Prepared,
    monkeypatch: pytest.MonkeyPatch, by_file: bool,
) -> None:
    reason = "Vérifié : sa sœur à elle."
    file = tmp_path / "reason.txt"
    file.write_text(reason, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(reason.encode())))
    asked = ("--despite-near-match", "--reason-file", str(file) if by_file else "-")
    assert main((*words, *asked)) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["path"] == str(tmp_path / "form.pdf")
    with prepared_vault.open(Path(words[1])) as vault:
        (entry,) = entries(Office(vault))
        assert reason in entry.despite


@pytest.mark.parametrize(
    "asked",
    [("--despite-near-match",), ("--reason-file", "-"), ("--despite-near-match", "--reason-file", "/nowhere/reason")],
)
def test_flag_and_reason_go_together(words: tuple[str, ...], tmp_path: Path, asked: tuple[str, ...]) -> None:
    assert main((*words, *asked)) == Exit.WRONG_USE
    assert not list(tmp_path.glob("*form*"))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 1_000_001, b" \n"])
def test_a_reason_that_is_no_text_is_refused(words: tuple[str, ...], tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "reason.txt"
    file.write_bytes(content)
    assert main((*words, "--despite-near-match", "--reason-file", str(file))) == Exit.WRONG_USE
    assert not list(tmp_path.glob("*form*"))
