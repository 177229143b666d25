"""What comes back from partners, and what they send: answer slips, forms, packs of meetings."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened, passphrase_of
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.meetings.returning import (
    ReturnedPack,
    accept_pack,
    is_pack,
    open_pack,
    read_file,
    receive_pack,
)
from caselink.services.office import Office
from caselink.services.office_key import export_key, own_fingerprint, trust_key, trusted_offices
from caselink.services.receiving import carries_form, look_at_form, take_over
from caselink.services.slips import ReadSlip, accept, receive_file


def receive(options: Namespace) -> Outcome:
    """Show what an answer slip, a form of another office or a pack that came back would change; with `--accept` take it
    over."""
    file = Path(options.file)
    content = read_file(file)
    sealed = options.passphrase_file is not None
    passphrase = passphrase_of(options.passphrase_file) if sealed else ""
    with opened(options) as office:
        if sealed and carries_form(content, passphrase):
            return _form(office, options, content, passphrase)
        if sealed or is_pack(content):
            returned = receive_pack(office, open_pack(content, passphrase))
            if options.accept:
                accept_pack(office, returned)
            return _of_pack(returned, taken=options.accept)
        found = receive_file(office, file)
        if options.accept:
            accept(office, found)
    return _of_slip(found, taken=options.accept)


def _of_slip(found: ReadSlip, *, taken: bool) -> Outcome:
    changes: list[Json] = [
        {"path": f"referrals.{each.need}.{found.recipient}", "here": each.here or None, "there": each.there}
        for each in found.changes
    ]
    document: dict[str, Json] = {
        "kind": "slip", "form": found.form, "from": found.recipient, "signature": "none", "changes": changes,
    }
    lines = [f"{found.reference}  {each.label} : {each.here or '–'} → {each.there}" for each in found.changes]
    return Outcome(document, (*lines, _done(taken=taken)))


def _of_pack(found: ReturnedPack, *, taken: bool) -> Outcome:
    changes: list[Json] = []
    for each in found.changes:
        for name, here, there in zip(("state", "why"), each.here, each.there, strict=True):
            if here != there:
                changes.append({"path": f"actions.{each.id}.{name}", "here": here or None, "there": there or None})
    document: dict[str, Json] = {
        "kind": "pack", "form": found.pack.id, "from": found.partner, "signature": found.signature, "changes": changes,
    }
    lines = [f"{each.case}  {each.what} : {each.here[0]} → {each.there[0]}" for each in found.changes]
    return Outcome(document, (*lines, _done(taken=taken)), (found.warning,) if found.warning else ())


def _done(*, taken: bool) -> str:
    return _("Réponse reprise.") if taken else _("Rien n’est changé sans --accept.")


def _form(office: Office, options: Namespace, content: bytes, passphrase: str) -> Outcome:
    case_id = "" if options.case is None else find_case(office, options.case).id
    found = look_at_form(office, content, passphrase, case_id)
    case = found.reference
    if options.accept:
        only = None if options.only is None else [each for each in options.only.split(",") if each]
        case = take_over(office, found, only).reference
    changes: list[Json] = [
        {"path": each.path, "here": each.here, "there": each.there, "state": each.state} for each in found.changes
    ]
    document: dict[str, Json] = {
        "kind": "form", "form": found.carried.form, "from": found.carried.office, "signature": found.signature,
        "case": case or None, "changes": changes,
    }
    lines = [
        f"{each.label} : {each.here_text or '–'} → {each.there_text}" for each in found.changes if each.state != "same"
    ]
    warnings = (found.warning,) if found.warning else ()
    done = _("Repris dans le dossier {case}.").format(case=case) if options.accept else _done(taken=False)
    return Outcome(document, (*lines, done), warnings)


def office_key(options: Namespace) -> Outcome:
    """Say this office's key and whom it trusts; write the key out; trust another office's."""
    with opened(options) as office:
        if options.what == "export":
            found = export_key(office, Path(_file(options)))
            return Outcome({"path": _file(options), "fingerprint": found}, (found,))
        if options.what == "trust":
            made = trust_key(office, Path(_file(options)), options.fingerprint)
            said = _("Clé de {office} reconnue. Faites-vous lire son empreinte au téléphone : {fingerprint}").format(
                office=made.name, fingerprint=made.fingerprint
            )
            return Outcome({"office": made.name, "fingerprint": made.fingerprint}, (said,))
        if options.what != "show":
            raise UserError(_("Dites show, export FILE ou trust FILE : rien n’a été fait."))
        own, trusted = own_fingerprint(office), trusted_offices(office)
    listed: list[Json] = [{"office": each.name, "fingerprint": each.fingerprint, "on": each.on} for each in trusted]
    lines = (own, *(f"{each.fingerprint}  {each.name}" for each in trusted))
    return Outcome({"fingerprint": own, "trusted": listed}, lines)


def _file(options: Namespace) -> str:
    if options.file is None:
        raise UserError(_("Dites de quel fichier : rien n’a été fait."))
    return str(options.file)
