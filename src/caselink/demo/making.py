"""A vault to try things in: fictional cases, a liaison form that left, its passphrase beside it."""

from __future__ import annotations

import contextlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.demo.cases import demo_document
from caselink.demo.showcase import SHOWCASE_NUMBER, SHOWCASE_RECIPIENT
from caselink.errors import UserError
from caselink.forms.purposes import Purpose
from caselink.held_files import remove_tree, rename, unlink
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.imports import import_document
from caselink.services.office import Office, create_office, set_office_details, suggest_passphrase
from caselink.services.paper_files import write_paper
from caselink.services.sharing import prepare_liaison
from caselink.vault.outside import expect_outside, put_in_place

DEMO_USER: Final = "demo"
MOST_CASES: Final = 10_000


@dataclass(frozen=True, slots=True)
class DemoPaths:
    """What stands where; `reference` is the case to look at first. The pictures are drawn by whoever has a window."""

    vault: Path
    password: Path
    liaison: Path
    liaison_passphrase: Path
    dashboard: Path
    caseload: Path
    reference: str


def make_demo(folder: Path, cases: int, seed: int) -> DemoPaths:
    """Make a demo in that folder: all of it, or nothing.

    The same number of cases and seed give the same stories on the same day; passphrases are new each time. Raises
    UserError for a number out of bounds, a folder that can't be written, or one that holds files of these names.
    """
    if not 1 <= cases <= MOST_CASES:
        sentence = _("Une démonstration compte de 1 à {most} dossiers. Rien n’a été fait.")
        raise UserError(sentence.format(most=MOST_CASES))
    made = _paths(folder, "")
    expect_outside(folder)
    _expect_free(made)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".caselink-demo-", dir=folder))
    except OSError as fault:
        raise _not_writable() from fault
    try:
        unfinished = _paths(work, "")
        reference = _fill(unfinished, cases, seed)
        _put_in_place(unfinished, made)
    finally:
        remove_tree(work, ignore_errors=True)
    return _paths(folder, reference)


def _paths(folder: Path, reference: str) -> DemoPaths:
    return DemoPaths(
        folder / "demo.caselink", folder / "demo-password.txt", folder / "liaison.pdf",
        folder / "liaison-passphrase.txt", folder / "dashboard.png", folder / "caseload.png", reference,
    )


def _files(paths: DemoPaths) -> tuple[Path, ...]:
    return paths.vault, paths.password, paths.liaison, paths.liaison_passphrase


def _put_in_place(unfinished: DemoPaths, made: DemoPaths) -> None:
    """Give all of it its names, or none of it."""
    there: list[Path] = []
    try:
        for source, target in zip(_files(unfinished), _files(made), strict=True):
            there.append(target)
            if source.is_dir():
                rename(source, target)
            else:
                put_in_place(source, target)
    except (OSError, UserError) as fault:
        for path in there[:-1]:
            with contextlib.suppress(OSError):
                remove_tree(path) if path.is_dir() else unlink(path)
        if isinstance(fault, UserError):
            raise
        raise _not_writable() from fault


def _expect_free(paths: DemoPaths) -> None:
    for path in (*_files(paths), paths.dashboard, paths.caseload):
        if path.exists() or path.is_symlink():
            sentence = _("Ce répertoire contient déjà « {name} » : choisissez-en un autre, rien n’a été créé ni "
                         "remplacé.")
            raise UserError(sentence.format(name=path.name))


def _fill(paths: DemoPaths, cases: int, seed: int) -> str:
    passphrase = suggest_passphrase()
    office, _code = create_office(paths.vault, DEMO_USER, passphrase)
    try:
        _write_private(paths.password, passphrase)
        set_office_details(
            office, _("Bureau de démonstration (fictif)"), "01 99 00 00 01", "bureau@example.org", "BE"
        )
        return _tell_stories(office, paths, cases, seed)
    finally:
        office.close()


def _tell_stories(office: Office, paths: DemoPaths, cases: int, seed: int) -> str:
    today = office.today()
    document = demo_document(cases, seed, today)
    result = import_document(office, json.dumps(document, ensure_ascii=False).encode(), update=False)
    if result.problems:
        raise ValueError(f"the demo does not fit the forms at {result.problems[0].place}")
    reference = f"{today.year}-{SHOWCASE_NUMBER:04d}"
    made = prepare_liaison(
        office, find_case(office, reference).id, SHOWCASE_RECIPIENT, Purpose.HOUSING, paths.liaison
    )
    _write_private(paths.liaison_passphrase, made.passphrase)
    return reference


def _write_private(path: Path, text: str) -> None:
    """One line that only this account can read."""
    write_paper(f"{text}\n".encode(), path, _not_writable().sentence)


def _not_writable() -> UserError:
    return UserError(_("Rien ne peut être écrit dans ce répertoire : rien n’a été créé. Choisissez-en un autre."))
