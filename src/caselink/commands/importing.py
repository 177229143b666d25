"""Taking an import document in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened, passphrase_of
from caselink.domain.answers import Json
from caselink.errors import Exit, UserError
from caselink.i18n import _, ngettext
from caselink.services.imports import LARGEST_DOCUMENT, import_document, opened_export


def import_(options: Namespace) -> Outcome:
    """Take a document in: all of it, or nothing and every fault with its place."""
    data = opened_export(_content(Path(options.file)), _passphrase(options))
    with opened(options) as office:
        result = import_document(office, data, update=options.update, erase=options.erase, dry_run=options.dry_run)
    problems: list[Json] = [{"place": fault.place, "sentence": fault.sentence} for fault in result.problems]
    document: dict[str, Json] = {"cases": result.cases, "partners": result.partners, "problems": problems}
    document["warnings"] = [str(warning) for warning in result.warnings]
    if not result.problems:
        done = _done(result.cases, result.partners)
        said = (_("Essai, rien n’est écrit :"), done) if options.dry_run else (done,)
        goes = _("Serait effacé pour de bon :") if options.dry_run else _("Effacé pour de bon :")
        gone = (goes, *result.erased) if result.erased else ()
        return Outcome(document, said, (*map(str, result.warnings), *gone))
    shown = [_("Rien n’a été importé :"), *(str(fault) for fault in result.problems)]
    if result.more_problems:
        shown.append(_("… et d’autres encore : corrigez celles-ci d’abord."))
    return Outcome(document, (), tuple(shown), Exit.WRONG_USE)


def _passphrase(options: Namespace) -> str | None:
    return None if options.passphrase_file is None else passphrase_of(options.passphrase_file)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_DOCUMENT + 1)
    except OSError as fault:
        raise UserError(_("Le fichier à importer ne peut pas être lu : vérifiez son nom et les droits. Rien n’a été "
                          "importé.")) from fault


def _done(cases: int, partners: int) -> str:
    return " · ".join((
        ngettext("{count} dossier importé", "{count} dossiers importés", cases).format(count=cases),
        ngettext("{count} structure importée", "{count} structures importées", partners).format(count=partners),
    ))
