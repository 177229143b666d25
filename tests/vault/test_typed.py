"""What is typed is in a file at once, encrypted, and in the database with the next thing that is written there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Typing, Vault, check, open_vault
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.opening import open_unlocked
from caselink.vault.rescue.rescuing import rescue
from caselink.vault.typed import read_left
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, files, lengthened
from tests.vault.plain_pages import plain_pages

PATH, SECRET = "person.last_name", "Qzxwvkjhpl"
Opening = Callable[[], Vault]


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.fixture
def again(prepared_vault: Prepared, vault_folder: Path) -> Opening:
    """The next session."""
    return lambda: prepared_vault.open(vault_folder)


@pytest.fixture
def case_id(vault: Vault) -> str:
    case_id = add_case(vault)
    vault.drop_draft(case_id, "request.wishes")
    return case_id


def typing(vault: Vault, case_id: str | None = None) -> Typing:
    noting = vault.typing(case_id)
    assert noting is not None
    return noting


def in_database(prepared: Prepared, folder: Path) -> int:
    return plain_pages(folder / "cases-1.db", prepared.data_key.key).count(SECRET.encode())


def test_what_was_typed_is_there_in_the_next_session_though_the_database_never_had_it(
    vault: Vault, case_id: str, again: Opening, prepared_vault: Prepared
) -> None:
    typing(vault, case_id).draft(PATH, f"{SECRET} before")
    typing(vault, case_id).draft(PATH, SECRET)
    typing(vault, case_id).place({"page": "case", "case": case_id})
    assert vault.drafts(case_id) == {PATH: SECRET}
    assert vault.place() == {"page": "case", "case": case_id}
    vault.close()
    assert in_database(prepared_vault, vault.folder) == 0
    with again() as next_one:
        assert next_one.drafts(case_id) == {PATH: SECRET}
        assert next_one.place() == {"page": "case", "case": case_id}
        assert not (vault.folder / "typed").exists()


def test_the_file_says_nothing_to_who_has_no_key_not_even_how_much(vault: Vault, case_id: str) -> None:
    sizes = set()
    for length in (1, 20, 100):
        typing(vault, case_id).draft(PATH, SECRET[:5] * length)
        typing(vault).wait()
        content = (vault.folder / "typed").read_bytes()
        assert SECRET[:5].encode() not in content
        assert case_id.encode() not in content
        sizes.add(len(content))
    assert len(sizes) < 3
    assert (vault.folder / "typed").stat().st_mode & 0o777 == 0o600


def test_the_next_change_takes_it_in_and_the_file_goes(
    vault: Vault, case_id: str, prepared_vault: Prepared
) -> None:
    typing(vault, case_id).draft(PATH, SECRET)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("partir"))
    assert not (vault.folder / "typed").exists()
    vault.close()
    assert in_database(prepared_vault, vault.folder) == 1


def test_an_answer_that_was_recorded_leaves_no_draft_of_it(vault: Vault, case_id: str, again: Opening) -> None:
    typing(vault, case_id).draft(PATH, SECRET)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, PATH, Answer(SECRET))
        change.drop_draft(case_id, PATH)
    assert vault.drafts(case_id) == {}
    vault.close()
    with again() as next_one:
        assert next_one.drafts(case_id) == {}


@pytest.mark.parametrize("reserved", [False, True])
def test_killed_between_the_commit_and_the_end_of_the_file_the_draft_does_not_come_back(
    vault: Vault, case_id: str, again: Opening, reserved: bool
) -> None:
    if reserved:
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, [USER])
    typing(vault, case_id).draft(PATH, SECRET)
    typing(vault).wait()
    kept = (vault.folder / "typed").read_bytes()
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, PATH, Answer(SECRET))
        change.drop_draft(case_id, PATH)
    vault.close()
    (vault.folder / "typed").write_bytes(kept)
    with again() as next_one:
        assert next_one.drafts(case_id) == {}


def test_a_change_that_fails_keeps_what_was_typed(vault: Vault, case_id: str, again: Opening) -> None:
    typing(vault, case_id).draft(PATH, SECRET)
    with pytest.raises(UserError), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "children.nobody.first_name", Answer("x"))
    assert vault.drafts(case_id) == {PATH: SECRET}
    vault.close()
    with again() as next_one:
        assert next_one.drafts(case_id) == {PATH: SECRET}


def test_erasing_reaches_what_was_only_just_typed(vault: Vault, case_id: str, again: Opening) -> None:
    other = add_case(vault, "2026-0002")
    typing(vault, case_id).draft(PATH, SECRET)
    typing(vault, other).draft(PATH, SECRET)
    with vault.change("answers_erased", other) as change:
        assert change.erase_answers(other, [PATH]) == (PATH,)
    with vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
    assert (vault.drafts(other), (vault.folder / "typed").exists()) == ({"request.wishes": "elle voudrait"}, False)
    typing(vault, other).draft(PATH, SECRET)
    vault.close()
    kept = (vault.folder / "typed").read_bytes()
    with again() as between, between.change("case_erased", other) as change:
        change.erase_case(other)
    (vault.folder / "typed").write_bytes(kept)
    with again() as next_one:
        assert next_one.references() == {}


def test_of_a_reserved_case_it_is_sealed_for_those_named_alone(
    vault: Vault, case_id: str, prepared_vault: Prepared, vault_folder: Path
) -> None:
    ida = add_colleague(vault)
    before = typing(vault, case_id)
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    before.draft(PATH, f"{SECRET} by a handle of before")
    typing(vault, case_id).draft("person.first_names", SECRET)
    typing(vault, case_id).place({"page": "case", "case": case_id, "field": SECRET})
    typing(vault).wait()
    rows = read_left(vault_folder / "typed", vault.opened.data_key.key)
    assert [SECRET in str(row) for row in rows] == [True, False, False]
    with vault.change("idle_minutes") as change:
        change.set_setting("idle_minutes", 5)
    vault.close()
    assert in_database(prepared_vault, vault_folder) == 0
    with prepared_vault.open(vault_folder) as next_one:
        assert set(next_one.drafts(case_id)) >= {PATH, "person.first_names"}
        with pytest.raises(UserError):
            seen_by(next_one, "ida", ida).typing(case_id)


def test_what_a_colleague_left_is_taken_in_by_whoever_opens_next(
    vault: Vault, vault_folder: Path, again: Opening
) -> None:
    ida = add_colleague(vault)
    hers = add_case(vault, "2026-0002")
    with vault.change("case_reserved", hers) as change:
        change.reserve(hers, [USER, "ida"])
    seen = seen_by(vault, "ida", ida)
    typing(seen, hers).draft(PATH, SECRET)
    typing(seen).place({"page": "register"})
    typing(seen).wait()
    shutil.copy(vault_folder / "typed", vault_folder.parent / "kept")
    with vault.change("case_reserved", hers) as change:
        change.reserve(hers, ["ida", USER])
    vault.close()
    shutil.copy(vault_folder.parent / "kept", vault_folder / "typed")
    with again() as next_one:
        assert next_one.user == USER
        assert seen_by(next_one, "ida", ida).place() == {"page": "register"}
        assert check(next_one).sound


def test_a_new_data_key_takes_it_along(vault: Vault, case_id: str, vault_folder: Path) -> None:
    typing(vault, case_id).draft(PATH, SECRET)
    slot = make_slot("une autre phrase de passe longue", vault.opened.identities)
    workers.change_own(vault, slot)
    typing(vault, case_id).draft("person.first_names", SECRET)
    assert vault.drafts(case_id) == {PATH: SECRET, "person.first_names": SECRET}
    opened = vault.opened
    vault.close()
    with open_unlocked(vault_folder, USER, opened.data_key, opened.identity) as next_one:
        assert next_one.drafts(case_id) == {PATH: SECRET, "person.first_names": SECRET}


@pytest.mark.parametrize("spoil", [
    lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"x" * 500),
    lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"), lambda path: (path.unlink(), path.mkdir()),
    pipe, lambda path: (path.unlink(), path.symlink_to("/dev/zero")),
])
def test_a_file_that_is_none_of_ours_hinders_nothing_and_is_not_followed(
    vault: Vault, case_id: str, again: Opening, spoil: Callable[[Path], object]
) -> None:
    typing(vault, case_id).draft(PATH, SECRET)
    vault.close()
    spoil(vault.folder / "typed")
    with again() as next_one:
        assert next_one.drafts(case_id) == {}
        typing(next_one, case_id).draft(PATH, SECRET)
        typing(next_one).wait()
        assert typing(next_one).refused is (vault.folder / "typed").is_dir()


def test_where_nothing_is_written_nothing_is_noted(vault: Vault, case_id: str, again: Opening) -> None:
    vault.close()
    before = files(vault.folder)
    with again() as opened:
        slot = add_colleague(opened, "luc", Role.READ_ONLY)
        assert seen_by(opened, "luc", slot).typing(case_id) is None
        assert seen_by(opened, "luc", slot).typing(None) is not None
    assert "typed" not in files(vault.folder).keys() | before.keys()


def test_changes_done_together_are_one_commit_and_each_is_all_or_nothing(
    vault: Vault, case_id: str, again: Opening
) -> None:
    def answer(path: str, value: str) -> None:
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer(f"with {value}"))
            change.put_answer(case_id, path, Answer(value))

    rows = len([*vault.audit()])
    with vault.together():
        answer(PATH, "one")
        with pytest.raises(UserError):
            answer("children.nobody.first_name", "two")
        answer("person.first_names", "three")
    assert len([*vault.audit()]) == rows + 2
    assert vault.undo(case_id)
    assert vault.case(case_id).answers["request.wishes"].value == "with one"
    with pytest.raises(VaultError), vault.together():
        answer(PATH, "four")
        raise VaultError("the disk is full")
    answer("person.first_names", "five")
    assert vault.case(case_id).answers[PATH].value == "one"
    vault.close()
    with again() as next_one:
        assert next_one.case(case_id).answers["request.wishes"].value == "with five"
        assert check(next_one).sound


def test_an_undone_or_erased_case_among_those_done_together_leaves_no_file(vault: Vault, case_id: str) -> None:
    with vault.change("attachment_added", case_id) as change:
        change.add_attachment(case_id, "x.pdf", b"%PDF")
    with pytest.raises(VaultError), vault.together():
        with vault.change("case_erased", case_id) as change:
            change.erase_case(case_id)
        raise VaultError("the disk is full")
    (file,) = (vault.folder / "attachments").iterdir()
    assert vault.attachments(case_id)[0].id in file.name
    with vault.together(), vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
    assert not [*(vault.folder / "attachments").iterdir()]


def test_a_rescue_keeps_what_was_only_just_typed_and_says_what_it_could_not(
    vault: Vault, case_id: str, prepared_vault: Prepared, tmp_path: Path
) -> None:
    gone = add_case(vault, "2026-0009")
    typing(vault, case_id).draft(PATH, SECRET)
    typing(vault).place({"page": "register"})
    vault.close()
    content = (vault.folder / "typed").read_bytes()
    whole = rescue(lengthened(vault.folder), USER, PASSPHRASE, tmp_path / "new.caselink")
    assert whole.problems == ()
    with open_vault(tmp_path / "new.caselink", USER, PASSPHRASE) as rescued:
        assert rescued.drafts(case_id) == {PATH: SECRET}
        assert rescued.place() == {"page": "register"}
        assert check(rescued).problems == ()
    assert (vault.folder / "typed").read_bytes() == content, "the damaged vault is left as it is"
    with prepared_vault.open(shutil.copytree(vault.folder, tmp_path / "again.caselink")) as again:
        typing(again, gone).draft(PATH, SECRET)
    typed = (again.folder / "typed").read_bytes()
    with prepared_vault.open(again.folder) as later, later.change("case_erased") as change:
        change.erase_case(gone)
    (again.folder / "typed").write_bytes(typed)
    told = rescue(lengthened(again.folder), USER, PASSPHRASE, tmp_path / "told.caselink")
    assert [words for words in told.problems if "tapé" in words]
