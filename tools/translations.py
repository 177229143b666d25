"""Takes the texts out of the source into the catalogues, checks them and compiles them.

French is the language of the source (docs/decisions/0012). `en.po` and `nl.po` must be complete; `fr.po` holds
only the texts with a plural, since French counts nought as one. Those in `hers/` hold what stands on papers of hers,
marked with `H_`, and must be complete too. Compiled files are made at set-up, never committed.

Commands: update, check, compile.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "caselink"
CATALOGUES: Final = ROOT / "resources" / "translations"
HERS: Final = CATALOGUES / "hers"
HER_KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {"H_": None}
KEYWORDS: Final[dict[str, tuple[int, ...] | None]] = {"_": None, "N_": None, **HER_KEYWORDS, "ngettext": (1, 2)}
COMPLETE: Final = ("en", "fr", "nl")
"""Languages in which nothing may be missing."""
NOISE: Final = re.compile(
    rb'^"(POT-|PO-Revision|Generated-By|Last-Translator|Language-Team|Report-Msgid|Project-Id).*\n', re.M
)
"""Header lines that change with each run or say nothing."""


def texts_of(
    source: Path = SOURCE, keywords: dict[str, tuple[int, ...] | None] = KEYWORDS
) -> Catalog:
    """Every text marked in the source by one of these words, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    options = {"**.py": {"encoding": "utf-8"}}
    found = extract_from_dir(str(source), [("**.py", "python")], options_map=options, keywords=keywords)
    for file, _line, text, comments, context in found:
        catalogue.add(text, None, [(file, 1)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(file: Path) -> Catalog:
    """The catalogue in that file; its name is the language."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.stem)


def is_translated(message: Message) -> bool:
    """Whether every form of the text has a translation that nobody left marked as doubtful."""
    return not message.fuzzy and all(_forms(message.string))


def _forms(text: str | Sequence[str | None] | None) -> tuple[str, ...]:
    """The text, or its singular and plural; empty where one is missing."""
    return (text or "",) if isinstance(text, str) or text is None else tuple(form or "" for form in text)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces; raises ValueError where the braces don't match."""
    return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)


def faults(language: str, catalogue: Catalog, texts: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, given the texts of the source: one sentence each."""
    wanted = {message.id: message for message in texts if message.id and _belongs(language, message)}
    present = {message.id: message for message in catalogue if message.id}
    for text in present.keys() - wanted.keys():
        yield f"{language}: no longer in the source: {text!r}"
    for text in wanted.keys() - {text for text, message in present.items() if is_translated(message)}:
        if language in COMPLETE or language in her_languages():
            yield f"{language}: not translated: {text!r}"
    for message in present.values():
        if is_translated(message):
            yield from _placeholder_faults(language, message)


def _belongs(language: str, message: Message) -> bool:
    return language != "fr" or message.pluralizable


def _placeholder_faults(language: str, message: Message) -> Iterator[str]:
    originals, translations = _forms(message.id), _forms(message.string)
    try:
        allowed = frozenset[str]().union(*(placeholders(text) for text in originals))
        needed = allowed.intersection(*(placeholders(text) for text in originals))
        for text in translations:
            if not needed <= placeholders(text) <= allowed:
                yield f"{language}: other placeholders than the source: {text!r}"
    except ValueError:
        yield f"{language}: braces that don't match: {originals[0]!r}"


def _language_files() -> list[Path]:
    return sorted((*CATALOGUES.glob("*.po"), *HERS.glob("*.po")))


def her_languages() -> frozenset[str]:
    """The languages beyond those of the interface."""
    return frozenset(file.stem for file in HERS.glob("*.po"))


def wanted_in(file: Path) -> Catalog:
    """The texts that the catalogue in that file has to have."""
    return texts_of(keywords=HER_KEYWORDS) if file.parent == HERS else texts_of()


def update() -> None:
    """Bring every catalogue up to date: new texts empty, gone ones out; what is translated stays."""
    wanted = {folder: wanted_in(folder / "any.po") for folder in (CATALOGUES, HERS)}
    for file in _language_files():
        texts = wanted[file.parent]
        old = catalogue_of(file)
        new = Catalog(locale=file.stem, charset="utf-8", fuzzy=False, header_comment="")
        for message in texts:
            if message.id and _belongs(file.stem, message):
                known = old.get(message.id)
                text = known.string if known else message.id if file.stem == "fr" else None
                new.add(message.id, text, sorted(set(message.locations)), auto_comments=message.auto_comments)
        _write(file, new)
        missing = sum(not is_translated(message) for message in new if message.id)
        print(f"{file.name}: {len(new)} texts, {missing} to translate")


def _write(file: Path, catalogue: Catalog) -> None:
    with file.open("w+b") as stream:
        write_po(stream, catalogue, width=110, include_lineno=False, sort_by_file=True)
        stream.seek(0)
        text = NOISE.sub(b"", stream.read()).lstrip()
        stream.seek(0)
        stream.truncate()
        stream.write(text)


def compile_all() -> None:
    """Compile the catalogues that are newer than their compiled file."""
    for file in _language_files():
        out = CATALOGUES / file.stem / "LC_MESSAGES" / ("hers.mo" if file.parent == HERS else "caselink.mo")
        if out.exists() and out.stat().st_mtime >= file.stat().st_mtime:
            continue
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("wb") as stream:
            write_mo(stream, catalogue_of(file))


def check() -> int:
    """Print every fault of the catalogues; 1 when there is one."""
    wanted = {folder: wanted_in(folder / "any.po") for folder in (CATALOGUES, HERS)}
    files = _language_files()
    found = [fault for file in files for fault in faults(file.stem, catalogue_of(file), wanted[file.parent])]
    for fault in sorted(found):
        print(fault)
    return 1 if found else 0


def main() -> int:
    """Run the command named on the command line."""
    commands = {"update": update, "check": check, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 2
    return commands[sys.argv[1]]() or 0


if __name__ == "__main__":
    sys.exit(main())
