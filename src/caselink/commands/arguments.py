"""What was typed after a command, read by its declaration; help and faults of writing in the worker's language."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from caselink.commands.command_line import Argument, CommandLine
from caselink.commands.registry import COMMANDS
from caselink.errors import UserError
from caselink.i18n import _


class _Parser(argparse.ArgumentParser):
    """Says faults in our words, through UserError, instead of ending the process in English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - its English sentence is not shown
        raise UserError(_wrong_use(self.prog))


def parse(command: CommandLine, words: Sequence[str]) -> argparse.Namespace:
    """The options of a command. Raises UserError for one that is missing, unknown or without its value."""
    parser = _parser(command)
    try:
        options, unknown = parser.parse_known_intermixed_args(list(words))
    except argparse.ArgumentError as fault:
        raise UserError(
            _("L’option {name} s’écrit autrement : il lui manque une valeur, ou elle en a une de trop. ").format(
                name=fault.argument_name
            ) + _wrong_use(parser.prog)
        ) from fault
    if unknown:
        raise UserError(_("« {word} » n’est pas connu ici. ").format(word=unknown[0]) + _wrong_use(parser.prog))
    for argument in command.arguments:
        if _is_missing(argument, options):
            raise UserError(_("Il manque {name}. ").format(name=argument.name) + _wrong_use(parser.prog))
    return options


def command_help(command: CommandLine) -> str:
    """The help of one command."""
    usage = " ".join(["caselink", command.name, *(_in_usage(argument) for argument in command.arguments)])
    lines = [_("Utilisation : {usage}").format(usage=usage), "", _(command.summary), ""]
    width = max(len(_heading(argument)) for argument in command.arguments)
    lines += [f"  {_heading(argument):<{width}}  {_(argument.help)}" for argument in command.arguments]
    return "\n".join(lines)


def program_help() -> str:
    """The help of the program: its commands."""
    lines = [
        _("Utilisation : {usage}").format(usage="caselink [VAULT]"), "",
        _("Sans commande, ouvre la fenêtre. Les commandes :"), "",
        *(f"  {command.name:<9} {_(command.summary)}" for command in COMMANDS.values()), "",
        _("« caselink COMMANDE --help » dit comment chacune s’écrit."),
    ]
    return "\n".join(lines)


def _parser(command: CommandLine) -> _Parser:
    parser = _Parser(prog=f"caselink {command.name}", add_help=False, allow_abbrev=False, exit_on_error=False)
    for argument in command.arguments:
        if argument.switch:
            parser.add_argument(argument.name, dest=_key(argument), action="store_true")
        elif argument.is_option:
            parser.add_argument(argument.name, dest=_key(argument), default=argument.default)
        else:
            parser.add_argument(_key(argument), nargs="*" if argument.many else "?")
    return parser


def _is_missing(argument: Argument, options: argparse.Namespace) -> bool:
    asked = argument.required if argument.is_option else not argument.name.startswith("[")
    return asked and getattr(options, _key(argument)) is None


def _key(argument: Argument) -> str:
    return argument.name.strip("-[]").replace("-", "_").lower()


def _heading(argument: Argument) -> str:
    more = " …" if argument.many else ""
    return f"{argument.name} {argument.shown}".strip() + more


def _in_usage(argument: Argument) -> str:
    return f"[{_heading(argument)}]" if argument.is_option and not argument.required else _heading(argument)


def _wrong_use(prog: str) -> str:
    return _("« {prog} --help » dit comment la commande s’écrit.").format(prog=prog)
