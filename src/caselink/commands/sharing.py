"""What would leave, and the liaison form that does."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import day_of, text_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.purposes import Purpose
from caselink.i18n import _
from caselink.services.asking import Asking
from caselink.services.cases import find_case
from caselink.services.chronology import prepare_chronology
from caselink.services.justice_report import prepare_report
from caselink.services.paper_files import expect_free_place
from caselink.services.preview import PreviewPlace
from caselink.services.sharing import Preview, prepare_liaison, preview


def disclose(options: Namespace) -> Outcome:
    """Judge what this partner would receive; writes nothing but an audit entry."""
    purpose = purpose_of(options.purpose)
    on = day_of(options.on, "--on")
    with opened(options) as office:
        found = preview(office, find_case(office, options.case).id, options.to, purpose, on)
    shared: list[Json] = [
        {"field": line.place.path, "category": line.category.value, "value": line.value, "basis": line.basis}
        for line in found.shared
    ]
    withheld: list[Json] = [
        {"field": line.place.path, "category": line.category.value, "reason": line.reason.value}
        for line in found.withheld
    ]
    closed = (_("Ce dossier est clos."),) if found.closed else ()
    warnings = (*closed, *found.near, *found.warnings)
    document = {
        "case": found.case, "recipient": found.recipient, "purpose": found.purpose.value, "on": found.on.isoformat(),
        "shared": shared, "withheld": withheld, "warnings": [*warnings],
    }
    return Outcome(document, tuple(_readable(found)), warnings)


def liaison(options: Namespace) -> Outcome:
    """Write the liaison form. Exit 3 where the recipient is blocked, where nothing may be shared, and where the
    recipient resembles somebody never to inform and nobody says why it is sent all the same.
    """
    purpose = purpose_of(options.purpose)
    despite_near = reason_of(options)
    out = Path(options.out)
    expect_free_place(out)
    with opened(options) as office:
        case_id = find_case(office, options.case).id
        made = prepare_liaison(
            office, case_id, options.to, purpose, out, despite_near=despite_near, closed_case=options.closed_case,
            attachments=tuple(filter(None, (options.attach or "").split(","))), asking=_asking(options),
            through=options.through, slip_out=None if options.slip is None else Path(options.slip),
        )
    secret = _("Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}").format(
        passphrase=made.passphrase
    )
    return Outcome(
        {"id": made.id, "path": str(made.path), "passphrase": made.passphrase, "warnings": [*made.warnings]},
        (_("La fiche de liaison est écrite et inscrite au registre sous le numéro {id}.").format(id=made.id), secret),
        made.warnings,
        secret=secret,
    )


def report(options: Namespace) -> Outcome:
    """Write a report on the legal decisions recorded for this partner, without her consent; ends as `liaison` does."""
    purpose = purpose_of(options.purpose)
    despite_near = reason_of(options)
    out = Path(options.out)
    expect_free_place(out)
    with opened(options) as office:
        made = prepare_report(
            office, find_case(office, options.case).id, options.to, purpose, out, despite_near=despite_near,
            closed_case=options.closed_case,
        )
    secret = _("Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}").format(
        passphrase=made.passphrase
    )
    return Outcome(
        {"id": made.id, "path": str(made.path), "passphrase": made.passphrase, "warnings": [*made.warnings]},
        (_("Le signalement est écrit et inscrit au registre sous le numéro {id}.").format(id=made.id), secret),
        made.warnings, secret=secret,
    )


def _asking(options: Namespace) -> Asking | None:
    """What is asked and by when; None where nothing of it is said, for what the needs propose."""
    if options.ask_file is None and options.by is None:
        return None
    text = "" if options.ask_file is None else text_from(options.ask_file).strip()
    return Asking(text, day_of(options.by, "--by"))


def _readable(found: Preview) -> list[str]:
    shared = [f"  {_heading(line.place)} : {line.value_text}" for line in found.shared]
    withheld = [f"  {_heading(line.place)} : {line.reason_text}" for line in found.withheld]
    return [_("Serait transmis :"), *(shared or ["  –"]), "", _("Ne serait pas transmis :"), *(withheld or ["  –"])]


def _heading(place: PreviewPlace) -> str:
    entry = "" if place.number is None else f" {place.number}"
    return f"{place.section}{entry} · {place.field}"


def reason_of(options: Namespace) -> str | None:
    """Why the form is made in spite of a likeness; None where nobody asks for that."""
    if options.despite_near_match != (options.reason_file is not None):
        raise UserError(_("« --despite-near-match » et « --reason-file » vont ensemble : rien n’a été préparé."))
    return None if options.reason_file is None else text_from(options.reason_file)


def purpose_of(word: str) -> Purpose:
    """The purpose of that id; raises UserError where there is none."""
    try:
        return Purpose(word)
    except ValueError as fault:
        raise UserError(
            _("Cette finalité n’existe pas. Les finalités : {list}. Rien n’a été fait.").format(list=", ".join(Purpose))
        ) from fault


def chronology(options: Namespace) -> Outcome:
    """Write the chronology. Exit 3 as for the liaison form."""
    purpose, out, why = purpose_of(options.purpose), Path(options.out), reason_of(options)
    expect_free_place(out)
    with opened(options) as office:
        made = prepare_chronology(
            office, find_case(office, options.case).id, options.to, purpose, out, despite_near=why,
            closed_case=options.closed_case,
        )
    secret = _("Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}").format(
        passphrase=made.passphrase
    )
    done = _("La chronologie est écrite et inscrite au registre sous le numéro {id}.").format(id=made.id)
    document = {
        "id": made.id, "path": str(made.path), "passphrase": made.passphrase, "warnings": list(made.warnings)
    }
    return Outcome(document, (done, secret), made.warnings, secret=secret)
