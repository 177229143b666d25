"""No function of the documents is given a case: what leaves is made from what the gate decided."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator

import caselink.documents
from caselink.disclosure.outputs import Decision, Disclosure, Withheld
from caselink.documents.liaison import write_liaison
from caselink.domain.case import Case

_UNSEEN = (Case, Decision, Withheld)


def _functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module_info in pkgutil.walk_packages(caselink.documents.__path__, "caselink.documents."):
        module = importlib.import_module(module_info.name)
        for name, member in inspect.getmembers(module, inspect.isfunction):
            if member.__module__ == module.__name__:
                yield f"{module.__name__}.{name}", member
        for class_name, holder in inspect.getmembers(module, inspect.isclass):
            if holder.__module__ == module.__name__:
                for name, method in inspect.getmembers(holder, inspect.isfunction):
                    if method.__module__ == module.__name__:
                        yield f"{module.__name__}.{class_name}.{name}", method


def _mentions(hint: object) -> Iterator[object]:
    yield hint
    for part in typing.get_args(hint):
        yield from _mentions(part)


def taken_by(function: Callable[..., object]) -> set[object]:
    """The types that a function is given, nested ones included."""
    hints = typing.get_type_hints(function)
    hints.pop("return", None)
    return {part for hint in hints.values() for part in _mentions(hint) if isinstance(part, type)}


def test_no_function_of_the_documents_takes_a_case_or_what_was_withheld() -> None:
    found = dict(_functions())
    assert len(found) > 40
    assert [name for name, function in found.items() if taken_by(function) & set(_UNSEEN)] == []


def test_the_search_sees_into_nested_hints() -> None:
    def careless(cases: dict[str, tuple[Case, ...]]) -> None:
        """Takes cases where they are hard to see."""

    assert taken_by(careless) & set(_UNSEEN) == {Case}


def test_the_liaison_form_is_made_from_a_disclosure() -> None:
    assert Disclosure in taken_by(write_liaison)
