"""The commands: arguments in, services called, one JSON document or readable lines out (docs/rules/commands.md).

Without a command the window opens. What each command does stands in `commands/`; only here anything is printed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from caselink import __version__
from caselink.commands.arguments import command_help, parse, program_help
from caselink.commands.entries import PICTURES, SESSION, STRANGE_FILE
from caselink.commands.outcome import Outcome
from caselink.commands.registry import COMMANDS, function_of
from caselink.errors import CaseLinkError, Exit, UserError
from caselink.i18n import _, choose_language, system_language
from caselink.paths import temporary_folder

_HELP: Final = frozenset({"-h", "--help"})
_INTERRUPTED: Final = 130
"""What shells expect of a command that was stopped by hand."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these words and give its exit code; see `errors.Exit`."""
    words = list(sys.argv[1:] if argv is None else argv)
    choose_language(system_language())
    _speak_utf8()
    temporary_folder()
    try:
        code = _run(words)
        sys.stdout.flush()
    except CaseLinkError as fault:
        _say(fault.sentence)
        return fault.exit_code
    except KeyboardInterrupt:
        _say(_("Interrompu."))
        return _INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return Exit.DONE
    return code


def _run(words: list[str]) -> int:
    _check_words(words)
    first = words[0] if words else ""
    if first in COMMANDS:
        return _run_command(first, words[1:])
    if first in _HELP:
        _tell(program_help())
        return Exit.DONE
    if first == "--version":
        _tell(f"CaseLink {__version__}")
        return Exit.DONE
    if first in (SESSION, PICTURES, STRANGE_FILE):
        return _run_hidden(first, words[1:])
    return _open_window(words)


def _run_command(name: str, words: list[str]) -> int:
    command = COMMANDS[name]
    if _HELP & set(words):
        _tell(command_help(command))
        return Exit.DONE
    options = parse(command, words)
    outcome = function_of(command)(options)
    _show(outcome, getattr(options, "notices", []), as_json=options.json)
    return outcome.exit


def _open_window(words: list[str]) -> int:
    from caselink import app

    vault = Path(words[0]) if words else None
    if len(words) > 1 or (vault is not None and not (vault.is_dir() or vault.suffix == ".caselink")):
        sentence = _("« {word} » n’est ni une commande ni un coffre. « caselink --help » dit ce qu’il y a.")
        raise UserError(sentence.format(word=words[0]))
    return app.run_window(vault)


def _run_hidden(entry: str, words: list[str]) -> int:
    """Processes of our own; nobody types these."""
    if entry == STRANGE_FILE:
        from caselink.services.strange_files import serve_apart

        serve_apart()
        return Exit.DONE
    from caselink import app

    if entry == SESSION:
        return app.run_session(Path(words[0]) if words else None, wait_for_show=True)
    vault, user, folder, reference = words
    passphrase = sys.stdin.buffer.readline().decode().removesuffix("\n")
    app.grab_pictures(Path(vault), user, passphrase, Path(folder), reference)
    return Exit.DONE


def _check_words(words: list[str]) -> None:
    """No NUL and no half characters, which neither a file name nor the vault can hold."""
    for word in words:
        if "\0" in word or any("\ud800" <= character <= "\udfff" for character in word):
            raise UserError(_("Un argument contient un signe qui n’est pas du texte UTF-8. Rien n’a été fait : "
                              "retapez-le."))


def _show(outcome: Outcome, notices: Sequence[str], *, as_json: bool) -> None:
    for problem in dict.fromkeys([*notices, *outcome.problems]):
        if problem:
            _say(problem)
    try:
        _expect_a_reader(outcome)
        if as_json:
            _tell(json.dumps(outcome.document, ensure_ascii=False))
        else:
            for line in outcome.lines:
                _tell(_visible(line))
        sys.stdout.flush()
    except OSError as fault:
        if outcome.secret:
            _say(outcome.secret)
        if isinstance(fault, BrokenPipeError):
            raise
        _stop_writing()
        sentence = _("La commande est faite, mais son résultat n’a pas pu être écrit sur la sortie standard.")
        raise UserError(sentence) from fault


def _expect_a_reader(outcome: Outcome) -> None:
    """Raises OSError where what is shown this once would go nowhere: the program was started without that output."""
    if outcome.secret and getattr(sys.stdout, "name", "") == os.devnull:
        raise OSError


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")


def _say(sentence: str) -> None:
    """A standard error that is full takes nothing else away."""
    with contextlib.suppress(OSError):
        sys.stderr.write(_visible(sentence) + "\n")
        sys.stderr.flush()


def _visible(text: str) -> str:
    """The text without signs that a terminal would obey."""
    return "".join(
        "�" if unicodedata.category(character) == "Cc" and character not in "\n\t" else character for character in text
    )


def _speak_utf8() -> None:
    """On every system, whatever its console is set to; a program without a console speaks to nobody."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop_writing() -> None:
    """What could not be written is dropped, or Python would try again at the end and say so (Python's own advice)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
