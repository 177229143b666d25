"""The locks pin everything by hash, name no registry, and hold what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run.txt", "dev.txt", "lock.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    found = [PINNED.match(line) for line in lock(name).splitlines() if not line.startswith(" ")]
    return {match["name"]: match["version"] for match in found if match}


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry_and_no_place_on_a_computer(name: str) -> None:
    assert re.findall(r"https?:|file:|/opt|^-.*|@ ", lock(name), re.M) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_one_version_and_hashes(name: str) -> None:
    packages = re.split(r"\n(?! )", lock(name).strip())
    assert len(packages) == len(pins(name)) > 0
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    run = names(PROJECT["project"]["dependencies"]) | names(PROJECT["build-system"]["requires"])
    assert run - pins("run.txt").keys() == set()
    assert (run | names(PROJECT["project"]["optional-dependencies"]["dev"])) - pins("dev.txt").keys() == set()


def test_tests_run_on_the_same_versions_as_the_program() -> None:
    dev = pins("dev.txt")
    assert {name: dev.get(name) for name in pins("run.txt")} == pins("run.txt")
