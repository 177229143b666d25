"""Files that somebody else holds for a moment, as Windows tells it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import caselink
from caselink.held_files import patiently, remove_tree, rename_to_free

SOURCE = Path(caselink.__file__).parent


class HeldElsewhere(PermissionError):
    """What Windows raises for a file that is open elsewhere."""

    winerror = 32


def test_a_file_held_for_a_moment_is_waited_for_and_one_held_longer_is_told() -> None:
    waited: list[float] = []
    faults = [HeldElsewhere(), HeldElsewhere()]

    def act() -> str:
        if faults:
            raise faults.pop()
        return "done"

    assert patiently(act, waited.append) == "done"
    assert len(waited) == 2

    def never() -> None:
        raise HeldElsewhere

    waited.clear()
    with pytest.raises(HeldElsewhere):
        patiently(never, waited.append)
    assert 1 < sum(waited) < 3


def test_what_is_refused_for_good_is_told_at_once() -> None:
    def refused() -> None:
        raise PermissionError(13, "no")

    with pytest.raises(PermissionError):
        patiently(refused, lambda _seconds: pytest.fail("waited"))


def test_a_folder_goes_as_far_as_it_can_only_where_faults_are_ignored(tmp_path: Path) -> None:
    remove_tree(tmp_path / "never", ignore_errors=True)
    with pytest.raises(FileNotFoundError):
        remove_tree(tmp_path / "never")
    (tmp_path / "work" / "deep").mkdir(parents=True)
    remove_tree(tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_the_name_that_windows_refuses_is_given_here(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    rename_to_free(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"1"


def test_nothing_else_renames_or_takes_away() -> None:
    """Each call that does so by itself would fail on a computer with a scanner."""
    files = sorted(SOURCE.rglob("*.py"))
    assert len(files) > 500
    found = [
        f"{file.relative_to(SOURCE)}:{line}"
        for file in files if file.name != "held_files.py"
        for line in _moves(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_such_a_call_would_be_found() -> None:
    calls = ("path.rename(x)", "path.replace(x)", "path.unlink(missing_ok=True)", "os.remove(x)", "shutil.rmtree(x)")
    assert [list(_moves(ast.parse(call))) for call in calls] == [[1]] * len(calls)
    assert not list(_moves(ast.parse("text.replace('a', 'b'); day.replace(microsecond=0); os.rmdir(x)")))


def _moves(tree: ast.AST) -> Iterator[int]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        name, words, by_os = call.func.attr, len(call.args), ast.unparse(call.func.value) == "os"
        of_a_path = name in ("rename", "replace") and words == 1 and not call.keywords
        if name in ("unlink", "rmtree") or of_a_path or (by_os and name in ("rename", "replace", "remove", "renames")):
            yield call.lineno
