"""The locks pin everything by hash, name no registry, and are whole: nothing is left for an installer to look up."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from house import imported, module_of

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run.txt", "build.txt", "dev.txt", "mutants.txt", "lock.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^(?P<pin>[a-z0-9.-]+(?:\[[a-z0-9,-]+\])?==\S+(?: ; .+?)?) \\$")
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
)
HERE = {key: str(value) for key, value in default_environment().items()}
BUILT_WITH = tuple(
    re.sub(r"\s*#.*", "", line) for line in (ROOT / "requirements" / "build.in").read_text(encoding="utf-8").split("\n")
)


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[NormalizedName, Requirement]:
    lines = [PINNED.match(line) for line in lock(name).splitlines() if not line.startswith(" ")]
    found = [Requirement(match["pin"]) for match in lines if match]
    return {canonicalize_name(pin.name): pin for pin in found}


def asked_for(name: str) -> list[str]:
    """What the project's own files ask of that lock."""
    run: list[str] = PROJECT["project"]["dependencies"]
    build = [requirement for requirement in BUILT_WITH if requirement]
    dev: list[str] = PROJECT["project"]["optional-dependencies"]["dev"]
    return {"run.txt": run, "build.txt": build, "dev.txt": [*run, *build, *dev]}[name]


def missing(name: str) -> Iterator[str]:
    """What the lock lacks of what the project and every package in it ask for, extras and each system counted."""
    locked = pins(name)
    for requirement in map(Requirement, asked_for(name)):
        yield from _lacking("the project", requirement, locked)
    for package, pin in locked.items():
        try:
            required = distribution(package).requires or []
        except PackageNotFoundError:  # a package of another system
            continue
        for requirement in map(Requirement, required):
            if _applies(requirement, pin.extras):
                yield from _lacking(str(pin), requirement, locked)


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate({**HERE, **system, "extra": extra}) for system in SYSTEMS for extra in ("", *extras)
    )


def _lacking(who: str, asked: Requirement, locked: dict[NormalizedName, Requirement]) -> Iterator[str]:
    pin = locked.get(canonicalize_name(asked.name))
    if pin is None:
        yield f"{who} asks for {asked}, which is not there"
        return
    version = next(iter(pin.specifier)).version
    if not asked.specifier.contains(version, prereleases=True):
        yield f"{who} asks for {asked}, and {version} is locked"
    if asked.extras - pin.extras:
        yield f"{who} asks for {asked}, and its extras are not locked"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_registry_and_no_place_on_a_computer(name: str) -> None:
    assert re.findall(r"https?:|file:|/opt|^-.*|@ ", lock(name), re.M) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_a_lock_has_one_version_and_hashes(name: str) -> None:
    packages = re.split(r"\n(?! )", lock(name).strip())
    assert len(packages) == len(pins(name)) > 0
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("name", ["run.txt", "build.txt", "dev.txt"])
def test_a_lock_holds_every_requirement_of_every_package_in_it_extras_included(name: str) -> None:
    assert list(missing(name)) == []


def test_a_lock_without_an_extra_or_a_package_is_seen_to_be_incomplete() -> None:
    locked = pins("dev.txt")
    coverage = locked[canonicalize_name("coverage")]
    bare = {**locked, canonicalize_name("coverage"): Requirement(f"coverage{coverage.specifier}")}
    asked = Requirement("coverage[toml]>=7.10.6")
    assert list(_lacking("pytest-cov", asked, locked)) == []
    assert list(_lacking("pytest-cov", asked, bare)) == [f"pytest-cov asks for {asked}, and its extras are not locked"]
    assert list(_lacking("pytest-cov", asked, {})) == [f"pytest-cov asks for {asked}, which is not there"]


def test_what_runs_the_program_holds_no_build_backend() -> None:
    assert {"hatchling", "editables", "setuptools", "wheel", "pip"} & pins("run.txt").keys() == set()


def test_tests_run_on_the_same_versions_as_the_program() -> None:
    dev = pins("dev.txt")
    assert {name: dev[name].specifier for name in pins("run.txt")} == {
        name: pin.specifier for name, pin in pins("run.txt").items()
    }
    assert {name: dev[name].specifier for name in pins("build.txt")} == {
        name: pin.specifier for name, pin in pins("build.txt").items()
    }


def test_setup_installs_the_lock_alone() -> None:
    installing = re.findall(r"^install='(.+)'$|^locked='(.+)'$", (ROOT / "tools" / "setup").read_text("utf-8"), re.M)
    words = " ".join(part for parts in installing for part in parts)
    assert {"--no-deps", "--require-hashes", "--only-binary=:all:"} <= set(words.split())


def test_every_package_that_the_program_imports_is_in_the_lock_of_whoever_only_runs_it() -> None:
    """The tests bring more packages: one of those that the program came to use would be missed by nobody here."""
    locked, brought_by = pins("run.txt"), packages_distributions()
    modules = [module_of(file, ROOT / "src") for file in sorted((ROOT / "src").rglob("*.py"))]
    tops = {name.partition(".")[0] for module in modules for name, _line in imported(module)} - sys.stdlib_module_names
    tops -= {"caselink", "?"}
    assert {"PySide6", "sqlcipher3", "cryptography"} <= tops
    names = {top: {canonicalize_name(each) for each in brought_by.get(top, ())} for top in tops}
    assert sorted(top for top in tops if not names[top] & locked.keys()) == []
