"""Our schemas as another library reads them."""

from __future__ import annotations

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]


class Stranger:
    """Someone who has nothing but the schema."""

    def __init__(self, schema: dict[str, object]) -> None:
        self._validator = Draft202012Validator(schema)

    def takes(self, document: object) -> bool:
        """Whether the document fits."""
        return bool(self._validator.is_valid(document))

    def faults(self, document: object) -> list[str]:
        """What does not fit."""
        return [str(fault.message) for fault in self._validator.iter_errors(document)]


def is_a_schema(schema: dict[str, object]) -> bool:
    """Whether it is a JSON Schema (2020-12) at all; raises what the other library raises."""
    Draft202012Validator.check_schema(schema)
    return True
