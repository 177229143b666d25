"""What a Linux desktop wants beside the program: launcher, description, manual page, completions.

The manual page and the completions are made from the commands' own declaration.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from caselink.commands.command_line import Argument, CommandLine
from caselink.commands.registry import COMMANDS
from installer.common.stage import ROOT, version

APP_ID: Final = "eu.caselink.CaseLink"
SUMMARY: Final = "Case file for the people around a victim of partner violence"
SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
"""Of the icon, in pixels."""


def desktop_entry(command: str) -> str:
    """The launcher. It names neither a vault nor recent files."""
    return f"""[Desktop Entry]
Type=Application
Name=CaseLink
GenericName=Case file
GenericName[fr]=Dossiers d’accompagnement
GenericName[nl]=Begeleidingsdossiers
Exec={command} %f
Icon=caselink
Terminal=false
Categories=Office;
StartupNotify=true
SingleMainWindow=true
"""


def metainfo(day: str) -> str:
    """AppStream's description."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{APP_ID}</id>
  <name>CaseLink</name>
  <summary>{SUMMARY}</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>EUPL-1.2</project_license>
  <developer id="{APP_ID.lower().rpartition('.')[0]}"><name>CaseLink</name></developer>
  <description>
    <p>An offline program for social workers and associations: one encrypted file for an office, one shared form for
    each person, what is still to be done, and papers that hold what she agreed to share with exactly that partner.</p>
  </description>
  <launchable type="desktop-id">{APP_ID}.desktop</launchable>
  <content_rating type="oars-1.1"/>
  <releases><release version="{version()}" date="{day}"/></releases>
</component>
"""


def manual_page(day: str) -> str:
    """caselink(1), in English."""
    commands = "\n".join(_manual_of(command) for command in COMMANDS.values())
    return f""".TH CASELINK 1 "{day}" "CaseLink {version()}" "User commands"
.SH NAME
caselink \\- {SUMMARY[0].lower()}{_roff(SUMMARY[1:])}
.SH SYNOPSIS
.B caselink
.RI [ VAULT ]
.br
.B caselink
.I COMMAND
.RI [ ARGUMENTS ]
.SH DESCRIPTION
Without a command it opens the window. A passphrase comes from a file or a prompt, never as an argument.
.SH COMMANDS
{commands}
.SH EXIT STATUS
0 done, 1 a fault of ours, 2 wrong use or input, 3 refused by the consent gate, 4 damaged or unreadable file,
5 wrong passphrase, 6 in use elsewhere.
"""


def bash_completion() -> str:
    """Commands and their options; after that, files. Never what a vault holds."""
    cases = "\n".join(
        f'    {command.name}) words="{" ".join(_options(command))}" ;;' for command in COMMANDS.values()
    )
    return f"""# bash completion for caselink
_caselink() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="{' '.join(COMMANDS)}"
  else case "${{COMP_WORDS[1]}}" in
{cases}
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$word") $(compgen -f -- "$word"))
}}
complete -o filenames -F _caselink caselink
"""


def zsh_completion() -> str:
    """The same for zsh."""
    cases = "\n".join(
        f"    {command.name}) compadd -- {' '.join(_options(command))} ;;" for command in COMMANDS.values()
        if _options(command)
    )
    return f"""#compdef caselink
if (( CURRENT == 2 )); then
  compadd -- {' '.join(COMMANDS)}
else case "$words[2]" in
{cases}
esac; fi
_files
"""


def fish_completion() -> str:
    """The same for fish."""
    lines = [f"complete -c caselink -n __fish_use_subcommand -a {name}" for name in COMMANDS]
    for command in COMMANDS.values():
        lines += [f'complete -c caselink -n "__fish_seen_subcommand_from {command.name}" -l {option.removeprefix("--")}'
                  for option in _options(command)]
    return "\n".join(lines) + "\n"


def icon(size: int) -> bytes:
    """The program's icon as PNG, drawn from the window's own drawing without a screen."""
    drawn = (
        "import sys; from PySide6.QtCore import QBuffer, QIODevice; from PySide6.QtGui import QImage, QPainter; "
        "from PySide6.QtSvg import QSvgRenderer; n = int(sys.argv[1]); "
        "image = QImage(n, n, QImage.Format.Format_ARGB32); image.fill(0); painter = QPainter(image); "
        "QSvgRenderer(sys.argv[2]).render(painter); painter.end(); "
        "out = QBuffer(); out.open(QIODevice.OpenModeFlag.WriteOnly); image.save(out, 'PNG'); "
        "sys.stdout.buffer.write(bytes(out.data()))"
    )
    drawing = ROOT / "resources" / "icons" / "caselink.svg"
    return subprocess.run(
        (sys.executable, "-c", drawn, str(size), str(drawing)), check=True, capture_output=True
    ).stdout


def _options(command: CommandLine) -> list[str]:
    return [argument.name for argument in command.arguments if argument.is_option]


def _manual_of(command: CommandLine) -> str:
    words = " ".join(_shown(argument) for argument in command.arguments)
    return f".TP\n.B {command.name} \\fR{_roff(words)}"


def _shown(argument: Argument) -> str:
    word = f"{argument.name} {argument.shown}".strip()
    return word if argument.required or not argument.is_option else f"[{word}]"


def _roff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")
