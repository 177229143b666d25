"""Taking whole cases out."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import text_from
from caselink.commands.unlocking import opened
from caselink.i18n import _, ngettext
from caselink.services.exporting import export_cases
from caselink.services.paper_files import expect_free_place


def export(options: Namespace) -> Outcome:
    """Write the document that imports again; sealed unless `--plain`. Exit 3 for who is no coordinator."""
    out = Path(options.out)
    expect_free_place(out)
    reason = _reason(options)
    with opened(options) as office:
        made = export_cases(office, options.case, out, reason, plain=options.plain)
    done = ngettext("{count} dossier exporté.", "{count} dossiers exportés.", made.cases).format(count=made.cases)
    secret = "" if made.passphrase is None else _(
        "Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}"
    ).format(passphrase=made.passphrase)
    return Outcome(
        {"id": made.id, "path": str(made.path), "passphrase": made.passphrase, "warnings": [*made.warnings]},
        (done, *([secret] if secret else [])), made.warnings, secret=secret,
    )


def _reason(options: Namespace) -> str:
    """Why: from the file, or asked for at a prompt; where nobody can be asked the journal says just that."""
    if options.reason_file is not None:
        return text_from(options.reason_file)
    if sys.stdin.isatty():
        return input(_("Pourquoi ces dossiers sont-ils exportés ? "))
    return _("Par une commande, sans raison donnée")
