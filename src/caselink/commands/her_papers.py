"""Papers for the person herself, and the answer to whoever asks what is known of him."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.access_letter import write_access_letter
from caselink.services.cases import find_case
from caselink.services.own_copy import read_to_her, write_copy
from caselink.services.paper_files import expect_free_place
from caselink.services.recall import write_recalls


def own_copy(options: Namespace) -> Outcome:
    """Write her own copy, exit 3 unless paper is safe for her; or say it, to be read to her."""
    if options.out is None and not options.read:
        raise UserError(_("Dites où écrire la copie (--out), ou --read pour la lire à voix haute : rien n’a été fait."))
    if options.out is not None:
        expect_free_place(Path(options.out))
    with opened(options) as office:
        case_id = find_case(office, options.case).id
        if options.out is None:
            lines = read_to_her(office, case_id)
            return Outcome({"lines": [*lines]}, lines)
        made = write_copy(office, case_id, Path(options.out), plain=options.plain)
    secret = "" if not made.passphrase else _(
        "Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}"
    ).format(passphrase=made.passphrase)
    document = {
        "id": made.id, "path": str(made.path), "passphrase": made.passphrase or None, "warnings": [*made.warnings],
    }
    return Outcome(
        document, (_("Sa copie est écrite."), *([secret] if secret else [])), made.warnings, secret=secret
    )


def recall(options: Namespace) -> Outcome:
    """Write a recall letter to each who received something under a consent that she took back."""
    with opened(options) as office:
        made = write_recalls(office, find_case(office, options.case).id, options.consent, Path(options.out))
    letters: list[Json] = [
        {"id": each.id, "recipient": each.recipient, "path": str(each.path), "passphrase": each.passphrase}
        for each in made.letters
    ]
    lines = tuple(
        _("{recipient} : {path}, phrase de passe {passphrase}").format(
            recipient=each.recipient_name, path=each.path, passphrase=each.passphrase
        )
        for each in made.letters
    )
    kept = tuple(
        _(
            "{recipient} : aucune lettre. Ce qui y est ne revient pas, ou ce nom est à ne jamais informer, ou y "
            "ressemble."
        ).format(recipient=name)
        for name in made.not_written
    )
    return Outcome({"letters": letters, "warnings": [*kept]}, lines, kept, secret="\n".join(lines))


def access_letter(options: Namespace) -> Outcome:
    """Write the letter that answers a request for access without saying who is known."""
    out = Path(options.out)
    expect_free_place(out)
    with opened(options) as office:
        write_access_letter(office, out)
    return Outcome(
        {"id": None, "path": str(out), "passphrase": None, "warnings": []}, (_("La lettre est écrite."),)
    )
