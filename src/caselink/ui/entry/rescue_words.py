"""What a rescue saved, in words."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.i18n import _, ngettext
from caselink.services.backups import RescueReport


def rescue_lines(report: RescueReport) -> Iterator[str]:
    """One line each: what is whole, what has gaps, what is lost, and why."""
    whole, partly, lost = report.cases, report.incomplete, report.lost
    yield ngettext("✓ {count} dossier sauvé en entier.", "✓ {count} dossiers sauvés en entier.", whole).format(
        count=whole
    )
    if partly:
        yield ngettext(
            "◐ {count} dossier sauvé avec des manques.", "◐ {count} dossiers sauvés avec des manques.", partly
        ).format(count=partly)
    if lost:
        yield ngettext("✕ {count} dossier perdu.", "✕ {count} dossiers perdus.", lost).format(count=lost)
    yield from report.problems
    if not (partly or lost or report.problems):
        yield _("Rien ne manque.")
