"""The rules of the house, read off the source itself (docs/architecture.md). Prints what breaks one.

Only the syntax tree is looked at: nothing of the program runs.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = "caselink"

MAY_IMPORT: Final[dict[str, frozenset[str]]] = {
    "domain": frozenset(),
    "forms": frozenset({"domain"}),
    "consent": frozenset({"forms", "domain"}),
    "figures": frozenset({"forms", "domain"}),
    "disclosure": frozenset({"consent", "figures", "forms", "domain"}),
    "intake": frozenset({"consent", "forms", "domain"}),
    "vault": frozenset({"forms", "domain"}),
    "documents": frozenset({"disclosure", "figures", "forms", "domain"}),
    "services": frozenset(
        {"vault", "documents", "intake", "disclosure", "consent", "figures", "forms", "domain", "wordlist"}
    ),
    "demo": frozenset({"services", "vault", "intake", "forms", "domain"}),
    "ui": frozenset({"demo", "services", "consent", "forms", "domain", "supervisor", "event_log", "components"}),
    "cli": frozenset({"commands", "services", "forms", "domain", "app", "supervisor"}),
    "commands": frozenset({"demo", "services", "forms", "domain", "app", "supervisor"}),
    "app": frozenset({"ui", "cli", "services", "forms", "domain", "supervisor"}),
    "supervisor": frozenset(),
    "wordlist": frozenset(),
    "components": frozenset(),
    "__main__": frozenset({"app", "cli", "ui", "supervisor"}),
}
"""Which rooms a room may look into, besides itself. Those of `OPEN_TO_ALL` are open to all but the domain."""

OPEN_TO_ALL: Final = frozenset({"alone", "clock", "errors", "event_log", "held_files", "i18n", "names", "paths"})

OWNERS: Final[dict[str, frozenset[str]]] = {
    "PySide6": frozenset({"ui"}),
    "shiboken6": frozenset({"ui"}),
    "pypdfium2": frozenset({"ui", "intake"}),
    "PIL": frozenset({"intake"}),
    "sqlcipher3": frozenset({"vault"}),
    "loro": frozenset({"vault"}),
    "pyrage": frozenset({"vault", "documents", "intake"}),
    "reportlab": frozenset({"documents"}),
    "uharfbuzz": frozenset({"documents"}),
    "bidi": frozenset({"documents"}),
    "pikepdf": frozenset({"documents", "intake"}),
    "openpyxl": frozenset({"documents", "intake"}),
    "icalendar": frozenset({"documents"}),
    "xlsxwriter": frozenset({"documents"}),
    "cryptography": frozenset({"vault", "documents", "intake"}),
    "anyascii": frozenset({"names"}),
    "rapidfuzz": frozenset({"names"}),
    "babel": frozenset({"i18n", "forms", "documents", "services", "ui"}),
    "jeepney": frozenset({"ui"}),  # sockets of this computer alone
    "platformdirs": frozenset({"paths"}),
    "tzlocal": frozenset({"clock"}),
    "holidays": frozenset({"services"}),
}
"""Who may use a package that is not of the standard library. One that is not named here may be used nowhere."""

NEVER: Final = frozenset(
    {
        *("socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "urllib.error", "xmlrpc"),
        *("ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib"),
        *("requests", "httpx", "aiohttp", "urllib3"),
        *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"),
        *("pickle", "shelve", "marshal", "sqlite3"),
    }
)
"""Nothing of the network, nothing that runs what it reads, no database without a key."""

GATE_TYPES: Final = frozenset({
    "Disclosure", "OwnCopy", "OfficePage", "OfficeView", "OfficeFigures", "Aggregate", "CaseFree", "Handed",
    "ForAgency",
})
SEAL: Final = "SEAL"
PAPERS: Final = "caselink.documents.papers"
"""Where the papers are declared, and the one module that may hand out what writes them."""
WAY_OF_PAPERS: Final = "caselink.services.papers"
_CLOCKS: Final = frozenset(
    {
        *(("datetime", name) for name in ("now", "today", "utcnow")), ("date", "today"),
        *(("time", name) for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "strftime")),
        *(("QDateTime", name) for name in ("currentDateTime", "currentDateTimeUtc")),
        ("QDate", "currentDate"), ("QTime", "currentTime"),
    }
)
"""What tells the time by the computer's clock, by whom and name."""
WRITERS: Final = frozenset(
    {"caselink.event_log", "caselink.ui.shell.settings_file", "caselink.ui.shell.stopped", "caselink.cli"}
)
"""Beside the vault's room, which has the one writer of what leaves (`vault/outside.py`): the log without values, the
language that a worker chose, the empty mark of a session that something else ended, the two outputs of a command."""
_TEMPORARY: Final = frozenset(
    {"gettempdir", "gettempdirb", "mkdtemp", "mkstemp", "TemporaryDirectory", "TemporaryFile", "NamedTemporaryFile"}
)
LOADERS: Final = frozenset({"caselink.commands.registry"})
"""Where code is loaded by a name that is declared as data; a test finds each name in that very room."""
_IMPORTING: Final = frozenset({"import_module", "__import__", "resolve_name"})
LEFT_OVER: Final = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")


@dataclass(frozen=True, slots=True)
class Module:
    """One source file: where it stands inside the package, and its syntax tree."""

    name: str
    tree: ast.Module
    is_package: bool = False

    @property
    def room(self) -> str:
        """The first name below the package: `domain`, `ui`, `cli` …; empty for the package itself."""
        return self.name.partition(".")[2].partition(".")[0]


def module_of(file: Path, source_root: Path) -> Module:
    """The module in that file, named from the folder that holds the package."""
    parts = [*file.relative_to(source_root).with_suffix("").parts]
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, ast.parse(file.read_text(encoding="utf-8"), str(file)), is_package)


def imported(module: Module) -> Iterator[tuple[str, int]]:
    """Every dotted name that the module imports, relative ones resolved, with its line.

    `from a import b` gives `a.b`, since b may be a module; TYPE_CHECKING blocks count like all others.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = _package_at(module, node.level)
            base = ".".join(part for part in (start, node.module or "") if part)
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in _IMPORTING and node.args:
            named = node.args[0]
            if isinstance(named, ast.Constant) or module.name not in LOADERS:
                yield (str(named.value) if isinstance(named, ast.Constant) else "?", node.lineno)


def _package_at(module: Module, level: int) -> str:
    if not level:
        return ""
    parts = module.name.split(".")
    up = level - 1 if module.is_package else level
    return ".".join(parts[: len(parts) - up])


def import_faults(module: Module) -> Iterator[str]:
    """Imports that go against the direction of the rooms, or use what belongs to another room, or the network."""
    for name, line in imported(module):
        place = f"{module.name}:{line}"
        top, _dot, rest = name.partition(".")
        if any(name == never or name.startswith(never + ".") for never in NEVER):
            yield f"{place} imports {name}, which nothing here may"
        elif top == PACKAGE:
            yield from _room_faults(module.room, rest.partition(".")[0], place)
        elif top not in sys.stdlib_module_names and module.room not in OWNERS.get(top, frozenset()):
            yield f"{place} imports {name}, which is not for {module.room or 'the package itself'}"


def _room_faults(room: str, other: str, place: str) -> Iterator[str]:
    if other in (room, "", "__version__"):
        return
    if room not in MAY_IMPORT and room not in OPEN_TO_ALL:
        yield f"{place} stands in no known room"
    elif other in OPEN_TO_ALL:
        if room == "domain":
            yield f"{place} domain imports {other}; it knows only the standard library"
    elif other not in MAY_IMPORT.get(room, frozenset()):
        yield f"{place} {room} imports {other}"


@dataclass(frozen=True, slots=True)
class Papers:
    """What the declarations of the papers say: their writers, and who may ask the gate for one without a case."""

    writers: frozenset[str]
    without_a_case: frozenset[str]


@cache
def papers() -> Papers:
    """Read off the source of the declarations."""
    source = ROOT / "src"
    module = module_of(source / Path(*PAPERS.split(".")).with_suffix(".py"), source)
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and _called(node) == "Paper"]
    given = [{each.arg: each.value for each in call.keywords} for call in calls]
    writers = {_last_name(each["writer"]) for each in given}
    services = {
        str(each["service"].value) for each in given
        if _last_name(each["takes"]) == "CaseFree" and isinstance(each["service"], ast.Constant)
    }
    return Papers(frozenset(writers), frozenset(f"{PACKAGE}.services.{service}" for service in services))


def paper_faults(module: Module) -> Iterator[str]:
    """A paper that is written around its declaration, or what writes one without being declared."""
    if module.room == "documents":
        for node in module.tree.body:
            name = node.name if isinstance(node, ast.FunctionDef) else ""
            if name.startswith("write_") and name not in papers().writers:
                yield f"{module.name}:{node.lineno} {name} writes a paper that {PAPERS} does not declare"
    for name, line in imported(module):
        around = name.startswith(f"{PACKAGE}.documents.") and name.rpartition(".")[2] in papers().writers
        if around and module.name != PAPERS:
            yield f"{module.name}:{line} writes a paper around {WAY_OF_PAPERS}"
        elif name == f"{PACKAGE}.documents.seal.seal_pdf" and module.name != WAY_OF_PAPERS:
            yield f"{module.name}:{line} seals a paper around {WAY_OF_PAPERS}"


def gate_faults(module: Module) -> Iterator[str]:
    """Types of what leaves made, subclassed or sealed anywhere but in the gate's room."""
    if module.room == "disclosure":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _called(node) in GATE_TYPES | {"replace", "__new__"} and _touches_gate(node):
            yield f"{module.name}:{node.lineno} makes {_called(node)} outside the gate"
        elif isinstance(node, ast.ClassDef) and any(_last_name(base) in GATE_TYPES for base in node.bases):
            yield f"{module.name}:{node.lineno} {node.name} is a subclass of what only the gate makes"
        elif (isinstance(node, ast.Name) and node.id == SEAL) or (
            isinstance(node, ast.Attribute) and node.attr == SEAL
        ):
            yield f"{module.name}:{node.lineno} uses the gate's seal"
        elif isinstance(node, ast.ImportFrom) and any(alias.name == SEAL for alias in node.names):
            yield f"{module.name}:{node.lineno} imports the gate's seal"
        elif _asks_for_case_free(node) and module.name not in papers().without_a_case:
            yield f"{module.name}:{getattr(node, 'lineno', 0)} asks for a paper without a case"


def _asks_for_case_free(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any(alias.name == "case_free" for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr == "case_free"


def _touches_gate(call: ast.Call) -> bool:
    if _called(call) in GATE_TYPES:
        return True
    return any(_last_name(part) in GATE_TYPES or _last_name(part) == "disclosure" for part in call.args[:1])


def writer_faults(module: Module) -> Iterator[str]:
    """Functions of `documents` that take a case: a writer is given what was decided, never what it was decided from."""
    if module.room != "documents":
        return
    unseen = ("domain.case.Case", "disclosure.gate.decide", "outputs.Decision", "outputs.Withheld")
    for name, line in imported(module):
        if name.endswith(unseen):
            yield f"{module.name}:{line} imports {name.rpartition('.')[2]}; a writer never sees it"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
                hint = "" if argument.annotation is None else ast.unparse(argument.annotation)
                if re.search(r"\b(Case|Decision|Withheld)\b", hint):
                    yield f"{module.name}:{node.lineno} {node.name} takes a {hint}"


def habit_faults(module: Module) -> Iterator[str]:
    """Catching everything, printing outside the commands, formatted strings given to translation, code made of text."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Try):
            yield from (f"{module.name}:{handler.lineno} catches everything" for handler in _swallowing(node))
        elif isinstance(node, ast.Call):
            yield from _call_faults(module, node)


def clock_faults(module: Module) -> Iterator[str]:
    """The computer's clock or zone asked anywhere but in `clock.py`. Clocks that nobody sets are free to all."""
    if module.room == "clock":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _asks_the_clock(node):
            yield f"{module.name}:{node.lineno} asks the computer for the time by itself"


def _asks_the_clock(call: ast.Call) -> bool:
    name = _called(call)
    if name == "astimezone":
        return not call.args and not call.keywords
    if name == "fromtimestamp":
        return len(call.args) + len(call.keywords) < 2
    owner = _last_name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    return (owner, name) in _CLOCKS


def _swallowing(attempt: ast.Try) -> Iterator[ast.ExceptHandler]:
    """The handlers that catch everything and keep it. Cleaning up and raising it again is no fault."""
    for handler in attempt.handlers:
        if _catches_all(handler):
            last = handler.body[-1]
            if isinstance(last, ast.Raise) and last.exc is None:
                return
            yield handler


def _catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(_last_name(each) in ("Exception", "BaseException") for each in caught)


def _call_faults(module: Module, call: ast.Call) -> Iterator[str]:
    name = _called(call)
    place = f"{module.name}:{call.lineno}"
    if name == "print" and module.room != "cli":
        yield f"{place} prints"
    elif name in _TEMPORARY and module.room != "paths" and not any(each.arg == "dir" for each in call.keywords):
        yield f"{place} leaves it to Python where a temporary file lies; paths.temporary_folder says where"
    elif name in ("eval", "exec") and isinstance(call.func, ast.Name):
        yield f"{place} runs text as code"
    elif name in ("_", "N_", "H_", "ngettext") and any(isinstance(text, ast.JoinedStr) for text in call.args):
        yield f"{place} translates a text with values already in it; use named placeholders"


def file_faults(module: Module) -> Iterator[str]:
    """Files written anywhere but by the one writer."""
    if module.room == "vault" or module.name in WRITERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _writes_a_file(node):
            yield f"{module.name}:{node.lineno} writes a file; vault/outside.py does"


def _writes_a_file(call: ast.Call) -> bool:
    name = _called(call)
    if name == "open":
        if isinstance(call.func, ast.Attribute) and _last_name(call.func.value) == "os":
            return True
        given = [*call.args, *(each.value for each in call.keywords if each.arg == "mode")]
        return any(isinstance(each, ast.Constant) and re.fullmatch(r"[rbt]*[wxa+][wxa+rbt]*", str(each.value))
                   for each in given)
    return name in ("write_text", "write_bytes", "touch", "copyfile", "link", "mkstemp")


def _called(call: ast.Call) -> str:
    return _last_name(call.func)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return _last_name(node.value) if isinstance(node, ast.Subscript) else ""


def faults_of(modules: Iterable[Module]) -> Iterator[str]:
    """Everything in these modules that breaks a rule, one sentence each."""
    for module in modules:
        for rule in (import_faults, gate_faults, paper_faults, writer_faults, habit_faults, clock_faults, file_faults):
            yield from rule(module)


def name_faults(modules: Iterable[Module]) -> Iterator[str]:
    """Two classes of one name: a reader, or a search, finds the other one."""
    places: dict[str, list[str]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(module.name)
    for name, held in sorted(places.items()):
        if len(held) > 1:
            yield f"{', '.join(held)}: {name} is a class here already: one name, one thing"


def modules() -> Iterator[Module]:
    """Every module of the program."""
    source = ROOT / "src"
    return (module_of(file, source) for file in sorted((source / PACKAGE).rglob("*.py")))


def left_over(folders: Iterable[Path]) -> Iterator[str]:
    """Marks of unfinished work in Python files, pages and shell scripts."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".md", ".qss", "") and file.is_file():
                for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                    if LEFT_OVER.search(line):
                        yield f"{file.relative_to(ROOT)}:{number} was left unfinished"


def main() -> int:
    """Print what breaks a rule."""
    folders = (ROOT / name for name in ("src", "tests", "tools", "docs"))
    found = [*faults_of(modules()), *name_faults(modules()), *left_over(folders)]
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
