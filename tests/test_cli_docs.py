"""What docs/commands.md shows is what the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from caselink.commands.registry import COMMANDS
from caselink.forms.import_schema import import_schema
from caselink.intake.json_document import read_document
from tests.forms.stranger import Stranger

PAGE: Final = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
_EXAMPLE: Final = re.compile(r"<!-- shape: ([a-z-]+) -->\n```json\n(.*?)\n```", re.DOTALL)

_GROUPS: Final = re.compile("[A-Z0-9]{4}(-[A-Z0-9]{4}){2,}|[a-z0-9]{4}(-[a-z0-9]{4}){2,}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+00:00")

EXAMPLES: Final[dict[str, Any]] = {name: json.loads(text) for name, text in _EXAMPLE.findall(PAGE)}


def shape(value: object) -> object:
    """Keys and types of a document; a list is known by its first item, an id, a moment and a code by their signs."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    if isinstance(value, str) and _GROUPS.fullmatch(value):
        return re.sub("[a-z0-9]", "x", re.sub("[A-Z0-9]", "X", value) if value.isupper() else value)
    return "a moment" if isinstance(value, str) and _MOMENT.fullmatch(value) else type(value).__name__


def test_every_command_has_an_example_of_what_it_prints() -> None:
    assert set(COMMANDS) - {"schema"} <= set(EXAMPLES)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_written_with_all_its_arguments(name: str) -> None:
    (line,) = re.findall(rf"^    caselink {name}( .*)?$", PAGE, re.MULTILINE)
    written = set(re.findall(r"--[a-z-]+|\b[A-Z]{3,}\b", line))
    declared = {argument.name.strip("[]") for argument in COMMANDS[name].arguments}
    assert {word for word in written if word.startswith("--")} == {each for each in declared if each.startswith("--")}
    assert declared <= written


def test_the_example_document_fits_the_schema_and_is_read_without_a_fault() -> None:
    assert Stranger(import_schema()).faults(EXAMPLES["document"]) == []
    assert read_document(json.dumps(EXAMPLES["document"]).encode()).faults == ()
