"""The answer slip of a form, and what comes back on it: seen first, then taken by one press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free
from caselink.documents.letterhead import Letterhead
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.errors import UserError
from caselink.forms.need_items_hers import TELL_RECIPIENTS
from caselink.forms.needs import NEEDS
from caselink.i18n import _
from caselink.intake.slips import LARGEST, Slip, read_slip
from caselink.services.office import Office
from caselink.services.papers import Sheet, prepare
from caselink.services.referrals import answered_by_slip, record_referral, referrals

_WAITING: Final = frozenset({"prepared", "sent", "accepted", "under_way"})
"""States that an answer can change."""


@dataclass(frozen=True, slots=True)
class SlipChange:
    """A referral that the answer concerns: where it stands here, and what the slip says."""

    need: str
    label: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class ReadSlip:
    """What came back, before anything is changed."""

    form: str
    case_id: str
    reference: str
    recipient: str
    recipient_name: str
    slip: Slip
    changes: tuple[SlipChange, ...]


def slip_of(letterhead: Letterhead) -> Sheet:
    """The slip for the document of that letterhead; it bears the number of the document and nothing else of it."""
    slip = case_free(letterhead.document_id, _("Talon de réponse"), (
        _("À remplir et à renvoyer par n’importe quel moyen. N’y écrivez ni nom ni adresse de la personne."),
        _("La fiche elle-même ne se renvoie jamais."),
    ))
    return prepare("reply_slip", slip, letterhead)


def receive(office: Office, content: bytes) -> ReadSlip:
    """What a slip would change; nothing is changed. Raises UserError for one of a document that never left from here,
    one that was answered before, and as `read_slip` does.
    """
    slip = read_slip(content)
    left = office.vault.events_of_kind(EventKind.LEFT, None)
    event = next((each for each in left if each.body.get("document") == slip.form_id), None)
    if event is None:
        raise UserError(_("Ce talon répond à une fiche qui n’est jamais partie d’ici : rien n’a été changé. "
                          "Demandez à qui l’a envoyé."))
    case = office.vault.sealed_case(event.case_id)
    _expect_unanswered(case, slip)
    recipient = str(event.body["recipient"])
    if event.body.get("individual") is True:
        raise UserError(_("Cette fiche est allée à une personne, pas à une structure : notez sa réponse vous-même. "
                          "Rien n’a été changé."))
    changes = tuple(_changes(case, event.body, recipient, slip.answer))
    if not changes:
        raise UserError(_("Cette fiche ne portait sur aucun besoin à orienter : notez la réponse vous-même. Rien "
                          "n’a été changé."))
    return ReadSlip(
        slip.form_id, case.id, case.reference, recipient, str(event.body["recipient_name"]), slip, changes
    )


def receive_file(office: Office, file: Path) -> ReadSlip:
    """The same of a file. Raises UserError also where it can't be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as fault:
        raise UserError(_("Ce fichier ne peut pas être lu : rien n’a été changé. Notez la réponse vous-même, ou "
                          "demandez un autre talon.")) from fault
    return receive(office, content)


def accept(office: Office, received: ReadSlip) -> None:
    """Take the answer over: each referral goes on by it. Raises UserError where it can't be noted, and where one was
    taken over since it was shown."""
    slip = received.slip
    _expect_unanswered(office.vault.sealed_case(received.case_id), slip)
    said = " · ".join(part for part in (slip.why, slip.line, slip.by) if part)
    on = _day(office, slip.on)
    with office.together():
        for change in received.changes:
            raw: dict[str, Json] = {"need": change.need, "to": received.recipient, "state": change.there, "on": on}
            if said:
                raw["why"] = said
            record_referral(office, received.case_id, raw, slip.form_id)


def _expect_unanswered(case: Case, slip: Slip) -> None:
    if answered_by_slip(case, slip.form_id):
        raise UserError(_("Une réponse à cette fiche a déjà été reprise : rien n’a été changé. Pour la changer, "
                          "notez-la dans le dossier."))


def _changes(case: Case, body: Mapping[str, Json], recipient: str, answer: str) -> list[SlipChange]:
    """The referrals that wait there; where none was noted, the needs that the form was about. A recall that waits asks
    something else: whether the documents were destroyed."""
    waiting = {
        each.need: each.state for each in reversed(referrals(case))
        if each.to == recipient and each.state in _WAITING and each.need != TELL_RECIPIENTS
    }
    held = body.get("held")
    asked = [
        item for pair in (held if isinstance(held, list) else []) if isinstance(pair, list)
        if (item := str(pair[0]).removeprefix("needs.")) in NEEDS and item != TELL_RECIPIENTS
        and NEEDS[item].purpose.value == body.get("purpose")
    ]
    needs = waiting or dict.fromkeys(asked, "")
    return [SlipChange(need, _(NEEDS[need].label), here, answer) for need, here in needs.items()]


def _day(office: Office, typed: str) -> str:
    """The day on the slip, where it is one that has come; today otherwise."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return office.today().isoformat()
    return min(day, office.today()).isoformat()
