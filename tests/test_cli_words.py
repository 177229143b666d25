"""What can be said about the commands without opening a vault: words, help, exit codes, what is printed where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from caselink.cli import main
from caselink.commands.arguments import parse
from caselink.commands.registry import COMMANDS, function_of
from caselink.commands.unlocking import passphrase_of
from caselink.errors import Exit, UserError
from tests.forms.stranger import is_a_schema

PROGRAM = (sys.executable, "-m", "caselink")
Capture = pytest.CaptureFixture[str]


def refused(capsys: Capture, code: Exit, *words: str) -> str:
    """Runs a command that must end so: nothing on standard output, one sentence on standard error."""
    assert main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text("prairie lanterne sept colibri\n", encoding="utf-8")
    return file


def test_the_help_of_the_program_names_every_command(capsys: Capture) -> None:
    assert main(["--help"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_names_its_arguments(capsys: Capture, name: str) -> None:
    assert main([name, "--help"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert all(argument.name in shown for argument in COMMANDS[name].arguments)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"demo", "new", "schema", "restore", "blank-form", "look"}))
def test_every_command_on_a_vault_takes_a_user_and_a_password_file(name: str) -> None:
    names = [argument.name.strip("[]") for argument in COMMANDS[name].arguments]
    assert {"VAULT", "--user", "--password-file", "--json"} <= set(names)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_runs_a_command_stands_where_its_declaration_says(name: str) -> None:
    run = function_of(COMMANDS[name])
    module, _colon, function = COMMANDS[name].code.partition(":")
    assert (run.__module__, run.__qualname__) == (f"caselink.commands.{module}", function)


def test_no_two_commands_are_run_by_the_same_code() -> None:
    assert len({command.code for command in COMMANDS.values()}) == len(COMMANDS)


def test_the_version_is_said(capsys: Capture) -> None:
    assert main(["--version"]) == Exit.DONE
    assert capsys.readouterr().out.startswith("CaseLink ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cases"], "VAULT"),
        (["import", "v"], "FILE"),
        (["disclose", "v", "c", "--purpose", "housing"], "--to"),
        (["disclose", "v", "c", "--to", "abri"], "--purpose"),
        (["liaison", "v", "c", "--to", "abri", "--purpose", "housing"], "--out"),
        (["new", "v"], "--user"),
        (["cases", "v", "w"], "« w »"),
        (["cases", "v", "--colour", "red"], "« --colour »"),
        (["cases", "v", "--pass", "x"], "« --pass »"),
        (["cases", "v", "--user"], "--user"),
        (["cases", "v", "--json=yes"], "--json"),
        (["casess", "v"], "« casess »"),
        (["--colour"], "« --colour »"),
        (["./nowhere"], "« ./nowhere »"),
        (["cases", "a\0b"], "UTF-8"),
        (["cases", "\udce9"], "UTF-8"),
        (["demo", "d", "--cases", "many"], "--cases"),
        (["demo", "d", "--cases", "-3"], "--cases"),
        (["demo", "d", "--seed", "1.5"], "--seed"),
    ],
)
def test_a_command_written_wrongly_is_told_so(capsys: Capture, words: list[str], said: str) -> None:
    assert said in refused(capsys, Exit.WRONG_USE, *words)


@pytest.mark.parametrize(
    "words",
    [
        ["v", "c", "--to", "p", "--purpose", "care"],
        ["--to", "p", "v", "--purpose", "care", "c"],
        ["--to=p", "--purpose=care", "v", "c"],
        ["v", "--json", "c", "--purpose", "care", "--to", "p"],
    ],
)
def test_places_and_options_may_stand_in_any_order(words: list[str]) -> None:
    options = parse(COMMANDS["disclose"], words)
    assert (options.vault, options.case, options.to, options.purpose) == ("v", "c", "p", "care")


@pytest.mark.parametrize("cases", ["0", "10001", "999999999"])
def test_a_demo_of_no_or_too_many_cases_is_refused(capsys: Capture, tmp_path: Path, cases: str) -> None:
    assert "10000" in refused(capsys, Exit.WRONG_USE, "demo", str(tmp_path / "d"), "--cases", cases)
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("user", ["Solène", "a b", "", "é", "x" * 33, "../up", "recovery"])
def test_a_user_name_that_is_none_is_refused(capsys: Capture, tmp_path: Path, passwords: Path, user: str) -> None:
    vault = tmp_path / "v.caselink"
    refused(capsys, Exit.WRONG_USE, "new", str(vault), "--user", user, "--password-file", str(passwords))
    assert not vault.exists()


def test_a_short_passphrase_is_refused(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "p"
    file.write_text("quatorze signe\n", encoding="utf-8")
    refused(capsys, Exit.WRONG_USE, "new", str(tmp_path / "v"), "--user", "solene", "--password-file", str(file))
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("purpose", ["Housing", "statistics", ""])
def test_an_unknown_purpose_is_told_with_the_list(capsys: Capture, purpose: str) -> None:
    assert "housing" in refused(capsys, Exit.WRONG_USE, "disclose", "v", "c", "--to", "p", "--purpose", purpose)


@pytest.mark.parametrize("day", ["hier", "2026-02-30", "20260203", "2026-W05-1", "2026-2-3", "", "２０２６-01-01"])
def test_a_day_that_is_none_is_told(capsys: Capture, day: str) -> None:
    words = ("disclose", "v", "c", "--to", "p", "--purpose", "housing", "--on", day)
    assert "--on" in refused(capsys, Exit.WRONG_USE, *words)


def test_a_liaison_form_is_not_written_over_a_file(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "kept.pdf"
    out.write_text("kept", encoding="utf-8")
    refused(capsys, Exit.WRONG_USE, "liaison", "v", "c", "--to", "p", "--purpose", "housing", "--out", str(out))
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_liaison_form_needs_a_folder_that_exists(capsys: Capture, tmp_path: Path) -> None:
    out = tmp_path / "missing" / "form.pdf"
    refused(capsys, Exit.WRONG_USE, "liaison", "v", "c", "--to", "p", "--purpose", "housing", "--out", str(out))


@pytest.mark.parametrize(
    ("content", "passphrase"),
    [
        (b"prairie lanterne", "prairie lanterne"),
        (b"prairie lanterne\n", "prairie lanterne"),
        (b"prairie lanterne\r\n", "prairie lanterne"),
        (b"prairie lanterne\n\n", "prairie lanterne\n"),
        (b" prairie \n", " prairie "),
        (b"prairie\r", "prairie\r"),
        ("\ufeffprairie\n".encode(), "prairie"),
        ("e\u0301te\u0301\n".encode(), "été"),
    ],
)
def test_a_password_file_loses_one_final_newline_and_nothing_else(
    tmp_path: Path, content: bytes, passphrase: str
) -> None:
    file = tmp_path / "p"
    file.write_bytes(content)
    assert passphrase_of(str(file)) == passphrase


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n", b"\xff\xfe\n", b"x" * 5000])
def test_a_password_file_that_holds_no_passphrase_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p"
    file.write_bytes(content)
    with pytest.raises(UserError):
        passphrase_of(str(file))


def test_a_missing_password_file_is_told(capsys: Capture, tmp_path: Path) -> None:
    refused(capsys, Exit.WRONG_USE, "cases", "v", "--password-file", str(tmp_path / "none"))
    refused(capsys, Exit.WRONG_USE, "cases", "v", "--password-file", str(tmp_path))


def test_the_schema_is_one_json_document_that_is_a_schema(capsys: Capture) -> None:
    assert main(["schema", "--json"]) == Exit.DONE
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1
    assert is_a_schema(json.loads(out))


def run(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run((*PROGRAM, *words), capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_without_a_terminal_nobody_is_asked_for_a_passphrase(vault_folder: Path) -> None:
    done = run("cases", str(vault_folder), stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (Exit.WRONG_USE, b"")
    assert b"--password-file" in done.stderr


@pytest.mark.parametrize(
    "snippet",
    [
        "import caselink.forms.import_schema as m; m.import_schema = lambda: {'Zanzibar': 1 / 0}",
        "import caselink.cli as m; m._run = lambda words: (_ for _ in ()).throw(KeyError('Zanzibar'))",
    ],
)
def test_a_fault_of_ours_is_one_sentence_and_leaves_kind_and_place_in_the_log(snippet: str, tmp_path: Path) -> None:
    start = "import caselink.__main__ as p; sys.argv = ['caselink', 'schema']; sys.exit(p.main())"
    program = f"import sys; {snippet}; {start}"
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run((sys.executable, "-c", program), capture_output=True, check=False, timeout=60, env=home)
    assert (done.returncode, done.stdout) == (Exit.OUR_FAULT, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1
    (log,) = tmp_path.rglob("events.log")
    noted = log.read_text(encoding="utf-8")
    assert noted.split()[1] in done.stderr.decode()
    assert "Zanzibar" not in noted + done.stderr.decode()
    assert "__main__.py:" in noted


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen((*PROGRAM, "schema"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == Exit.DONE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
def test_a_full_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run((*PROGRAM, "schema"), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == Exit.WRONG_USE
    assert done.stderr.count(b"\n") == 1


def test_the_words_of_a_system_without_utf8_are_utf8_all_the_same(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": str(tmp_path), "PATH": ""}
    done = run("--help", env=plain)
    assert (done.returncode, done.stderr) == (Exit.DONE, b"")
    assert "dossiers fictifs" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("lang", "word"), [("fr_BE.UTF-8", "Utilisation"), ("de_DE.UTF-8", "Utilisation")])
def test_help_is_in_the_language_of_the_system_or_in_french(lang: str, word: str, tmp_path: Path) -> None:
    done = run("--help", env={"LANG": lang, "HOME": str(tmp_path), "PATH": ""})
    assert done.stdout.decode().startswith(word)


def test_no_command_needs_the_libraries_of_the_window() -> None:
    program = (
        "import sys; sys.modules['PySide6'] = None; import caselink.cli, caselink.commands.demo, "
        "caselink.commands.importing, caselink.commands.vaults, caselink.commands.listing, caselink.commands.schema; "
        "from caselink.commands import sharing"
    )
    done = subprocess.run((sys.executable, "-c", program), capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
