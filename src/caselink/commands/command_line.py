"""How a command is declared: its name, what it does in a sentence, its arguments, where its code is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: a place (`VAULT`) or an option (`--user`). A switch takes no value."""

    name: str
    help: str
    shown: str = ""
    required: bool = False
    switch: bool = False
    default: str | None = None
    many: bool = False
    """Whether a place takes any number of words."""

    @property
    def is_option(self) -> bool:
        """Whether it is written with two dashes."""
        return self.name.startswith("--")


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command. `code` is what runs it: a module of `caselink.commands`, a colon, its function."""

    name: str
    summary: str
    code: str
    arguments: tuple[Argument, ...]
