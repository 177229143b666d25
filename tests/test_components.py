"""What the program is made of is declared whole: each package of the lock, each font, each with its licence's text."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from installer.common import parts

from caselink.components import COMPONENTS, OURS, Component, found, licence_texts, plain_name
from caselink.paths import resources_folder

ROOT = Path(__file__).resolve().parents[1]
IN_WORDS_OF_ITS_OWN = {
    "Dual License", "Apache License 2.0", "BSD-3-Clause, Apache-2.0, dependency licenses",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
}


def locked() -> set[str]:
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==", lock, re.M))


def package(folder: Path, name: str, licence: str) -> None:
    """A package as it lies unpacked in a `site-packages`."""
    described = folder / f"{name}-1.2.dist-info"
    (described / "licenses" / "LICENSES").mkdir(parents=True)
    (described / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (described / "licenses" / "LICENSES" / "MIT.txt").write_text(licence, encoding="utf-8")
    (described / "RECORD").write_text(
        f"{described.name}/METADATA,,\n{described.name}/licenses/LICENSES/MIT.txt,,\n", encoding="utf-8"
    )


def test_every_package_of_the_lock_is_declared_and_nothing_else() -> None:
    assert {part.package for part in COMPONENTS if part.is_package} == locked()
    assert {part.package for part in COMPONENTS} - {""} <= locked()


@pytest.mark.parametrize("part", [part for part in COMPONENTS if part.is_package], ids=lambda part: part.package)
def test_a_licence_is_the_one_that_the_package_names(part: Component) -> None:
    try:
        described = distribution(part.package).metadata
    except PackageNotFoundError:  # a package of another system
        return
    said = next((described[key] for key in ("License-Expression", "License") if key in described), "")
    assert said in ("", part.licence) or said in IN_WORDS_OF_ITS_OWN or said.startswith("BSD license (see")


def test_every_font_and_list_that_is_handed_out_is_declared_with_its_licence() -> None:
    resources = resources_folder()
    declared = {path for part in COMPONENTS for pattern in part.files for path in resources.glob(pattern)}
    assert declared == {*resources.glob("fonts/*.ttf"), resources / "wordlist.txt"}
    assert [part.name for part in COMPONENTS if part.files and not part.texts] == []


def test_the_text_of_each_licence_can_be_read_and_ours_is_that_of_the_project() -> None:
    texts = dict(licence_texts(python="3.11.2"))
    assert texts[OURS.name] == (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    assert {part.name for part in COMPONENTS if part.is_package} - texts.keys() <= {"jeepney"}  # Linux alone
    for part in (OURS, *COMPONENTS):
        assert [name for name in part.texts if not (resources_folder() / name).is_file()] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["Qt"]
    assert "ZETETIC" in texts["SQLCipher"]
    assert "PDFium" in texts["pypdfium2"]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in texts["Python"]


def test_a_package_that_nobody_declared_is_not_handed_out(tmp_path: Path) -> None:
    package(tmp_path, "somebody_elses", "Free.")
    with pytest.raises(SystemExit, match="somebody-elses"):
        parts.bill_of_materials(tmp_path)


def test_the_list_of_parts_and_the_texts_tell_what_lies_in_that_folder_and_help_what_runs(tmp_path: Path) -> None:
    package(tmp_path, "XlsxWriter", "Of whoever wrote it.")
    parts.write_lists(tmp_path, tmp_path / "told", "3.11.2")
    listed = json.loads((tmp_path / "told" / "parts.cdx.json").read_text(encoding="utf-8"))["components"]
    fonts = {part.name for part in COMPONENTS if not part.package}
    assert {part["name"] for part in listed} == {"CaseLink", "Python", "xlsxwriter", *fonts}
    sheet = next(part for part in listed if part["name"] == "xlsxwriter")
    assert (sheet["version"], sheet["purl"]) == ("1.2", "pkg:pypi/xlsxwriter@1.2")
    assert sheet["licenses"] == [{"expression": "BSD-2-Clause"}]
    assert len({part["bom-ref"] for part in listed}) == len(listed)
    told = (tmp_path / "told" / "licences.txt").read_text(encoding="utf-8")
    assert "Of whoever wrote it." in told
    assert (ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8").strip() in told
    running = {part.component.name: part.version for part in found()}
    assert running["xlsxwriter"] == distribution("xlsxwriter").version
    assert {plain_name(name) for name in running} >= locked() - {"jeepney"}
