"""Making a vault, checking it, putting a copy away and taking it back, saving what still reads of a damaged one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.listing import all_rows
from caselink.commands.outcome import Outcome, code_shown_once
from caselink.commands.unlocking import checked_user, opened, opened_with, passphrase_of
from caselink.domain.answers import Json
from caselink.errors import CaseLinkError, Exit, UserError, VaultError
from caselink.held_files import remove_tree
from caselink.i18n import _, ngettext
from caselink.services import backup_copies, backups
from caselink.services.office import create_office, passphrase_problem
from caselink.services.strays import Hers, StrayFile, strays


def new(options: Namespace) -> Outcome:
    """Make a vault; its recovery code is shown this once."""
    user = checked_user(options.user)
    passphrase = passphrase_of(options.password_file, twice=True)
    problem = passphrase_problem(passphrase)
    if problem is not None:
        raise UserError(problem)
    office, code = create_office(
        Path(options.vault), user, passphrase, options.name, phone=options.phone, country=options.country
    )
    office.close()
    secret = code_shown_once(code)
    return Outcome(
        {"vault": options.vault, "user": user, "recovery_code": code}, (_("Le coffre est créé."), secret),
        secret=secret,
    )


def check(options: Namespace) -> Outcome:
    """The full integrity check; exit 4 where the vault is not sound."""
    user = None if options.user is None else checked_user(options.user)
    passphrase, renewed = passphrase_of(options.password_file), ""
    foreign: tuple[StrayFile, ...] = ()
    try:
        with opened_with(options, passphrase) as office:
            report, copies = backup_copies.check(office), backup_copies.check_backups(Path(options.vault))
            renewed = backup_copies.renew_lost_backups(office, copies) if report.sound else ""
            foreign = strays(office)
    except VaultError as fault:
        if fault.exit_code is not Exit.DAMAGED:
            raise
        report = backup_copies.check_folder(Path(options.vault), user, passphrase)
        copies = backup_copies.check_backups(Path(options.vault))
    verdict = _verdict(report.sound, report.cases).format(count=report.cases)
    told = [{"name": each.name, "sound": each.sound, "problem": each.problem} for each in copies]
    return Outcome(
        {
            "sound": report.sound, "cases": report.cases, "problems": list(report.problems), "backups": told,
            "strays": [{"name": each.name, "kind": each.kind.value, "work": _work(each.work)} for each in foreign],
        },
        (verdict,),
        (*report.problems, *(each.problem or "" for each in copies), renewed, *(each.sentence for each in foreign)),
        Exit.DONE if report.sound else Exit.DAMAGED,
    )


def look(options: Namespace) -> Outcome:
    """Look into a backup, or a conflict copy in the folder of a vault; nothing is changed, the audit trail notes it."""
    user = None if options.user is None else checked_user(options.user)
    passphrase, path = passphrase_of(options.password_file), Path(options.file)
    office = backups.look_into(path, user, passphrase)
    try:
        made_at = backups.contents(office).made_at
        rows = tuple(all_rows(office, ""))
    finally:
        office.close()
    listed: list[Json] = [
        {"reference": row.reference, "name": row.name, "changed_at": row.changed_at} for row in rows
    ]
    shown = (made_at.isoformat(), *(f"{row.reference}  {row.name}  {row.changed_at}".rstrip() for row in rows))
    return Outcome({"file": options.file, "made_at": made_at.isoformat(), "cases": listed}, shown)


def _work(work: tuple[Hers, ...] | None) -> Json:
    """What is only there, by worker; null where nobody can tell."""
    return None if work is None else [
        {"by": each.by, "days": [day.isoformat() for day in each.days], "cases": [*each.cases]} for each in work
    ]


def _verdict(sound: bool | None, cases: int) -> str:
    if sound is None:
        return _("Le coffre n’a pas pu être vérifié : rien ne dit qu’il est endommagé.")
    if sound:
        return ngettext("Le coffre est sain : {count} dossier.", "Le coffre est sain : {count} dossiers.", cases)
    return ngettext(
        "Le coffre est endommagé : {count} dossier lisible.",
        "Le coffre est endommagé : {count} dossiers lisibles.", cases,
    )


def backup(options: Namespace) -> Outcome:
    """Put a verified copy in one archive."""
    with opened(options) as office:
        lost = backup_copies.backup(office, Path(options.file))
    return Outcome(
        {"path": options.file}, (_("La sauvegarde est écrite et vérifiée."),), tuple(filter(None, [lost]))
    )


def restore(options: Namespace) -> Outcome:
    """Lay the vault of an archive down in a new folder; with a passphrase also open and check what was laid down."""
    if options.password_file is not None:
        passphrase_of(options.password_file)
    missing = backup_copies.restore(Path(options.file), Path(options.vault))
    if options.password_file is not None:
        _check_restored(options)
    return Outcome(
        {"vault": options.vault}, (_("Le coffre est restauré."), backup_copies.keys_of_that_day()),
        tuple(filter(None, [missing])),
    )


def rescue(options: Namespace) -> Outcome:
    """Save what still reads of a damaged vault into a new one; the damaged one stays as it is."""
    user = None if options.user is None else checked_user(options.user)
    passphrase = passphrase_of(options.password_file)
    report = backups.rescue(Path(options.vault), user, passphrase, Path(options.new))
    counted = (
        ngettext("{count} dossier entier", "{count} dossiers entiers", report.cases).format(count=report.cases),
        ngettext("{count} incomplet", "{count} incomplets", report.incomplete).format(count=report.incomplete),
        ngettext("{count} perdu", "{count} perdus", report.lost).format(count=report.lost),
    )
    sentence = _("Ce qui se lisait encore est dans un nouveau coffre : {whole}, {incomplete}, {lost}.")
    return Outcome(
        {
            "vault": options.new, "cases": report.cases, "incomplete": report.incomplete, "lost": report.lost,
            "problems": list(report.problems),
        },
        (sentence.format(whole=counted[0], incomplete=counted[1], lost=counted[2]),),
        report.problems,
    )


def _check_restored(options: Namespace) -> None:
    """Take the new folder away again where it does not open or is not sound; the archive stays."""
    try:
        with opened(options) as office:
            if not backup_copies.check(office).sound:
                raise VaultError(_("Le coffre de cette sauvegarde n’est pas sain : rien n’a été restauré. Essayez "
                                   "une autre sauvegarde."))
    except CaseLinkError:
        remove_tree(options.vault)
        raise
