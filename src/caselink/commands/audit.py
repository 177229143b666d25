"""The audit trail: who did what when, and whether the trail is whole."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import checked_user, opened, passphrase_of
from caselink.domain.answers import Json
from caselink.errors import Exit
from caselink.i18n import _
from caselink.services.audit import audit_head, audit_lines, verify_audit_of


def audit(options: Namespace) -> Outcome:
    """The whole trail from its beginning; with `--verify` whether it is as it was written, exit 4 where it is not."""
    if options.verify:
        return _verify(options)
    with opened(options) as office:
        lines, head = audit_lines(office), audit_head(office)
    entries: list[Json] = [
        {
            "seq": line.seq, "moment": line.moment, "user": line.user, "action": line.action, "case": line.case,
            "whom": line.whom,
        }
        for line in lines
    ]
    shown = [
        "  ".join(filter(None, (
            str(line.seq), line.moment, line.who, line.action_text, line.whom, line.case
        ))) for line in lines
    ]
    shown.append(_("Code de contrôle du journal d’audit : {head}").format(head=head))
    return Outcome({"entries": entries, "head": head}, tuple(shown))


def _verify(options: Namespace) -> Outcome:
    user = None if options.user is None else checked_user(options.user)
    verdict = verify_audit_of(Path(options.vault), user, passphrase_of(options.password_file))
    document = {
        "sound": verdict.sound, "rows": verdict.rows, "head": verdict.head, "broken_at": verdict.broken_at,
        "problem": verdict.problem,
        "backwards": [{"row": each.row, "moment": each.moment, "after": each.after} for each in verdict.backwards],
    }
    if not verdict.sound:
        return Outcome(document, (), (verdict.problem or "",), Exit.DAMAGED)
    whole = _("Le journal d’audit est entier. Lignes : {rows}. Code de contrôle : {head}.")
    back = _("Ligne {row} : l’horloge de l’ordinateur disait {moment}, après une ligne du {after}.")
    said = tuple(back.format(row=each.row, moment=each.moment, after=each.after) for each in verdict.backwards)
    return Outcome(document, (whole.format(rows=verdict.rows, head=verdict.head),), said)
