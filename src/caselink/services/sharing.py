"""Looking at what a recipient would get, and making the liaison form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide, grounds_of, is_blocked
from caselink.disclosure.outputs import Asking, Decision, Disclosure
from caselink.documents.liaison import look_at_liaison
from caselink.domain.case import Case, CaseStatus
from caselink.errors import Refused, UserError
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.i18n import _
from caselink.services.asking import expect_sound, proposed_asking
from caselink.services.attachments import find_attachment
from caselink.services.cautions import cautions
from caselink.services.clock import clock_state
from caselink.services.closing import expect_open
from caselink.services.enclosures import enclosed, hashes
from caselink.services.likeness import answered_all, near_sentences
from caselink.services.office import Office
from caselink.services.office_key import signer
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import Sheet, hand_over, head_for, prepare
from caselink.services.preview import SharedLine, WithheldLine, shared_lines, withheld_lines
from caselink.services.preview_page import PaperSeen, page_of
from caselink.services.recipients import resolve
from caselink.services.register import RegisterEntry, entries, left_body
from caselink.services.slips import slip_of
from caselink.services.telling import refuse_telling


@dataclass(frozen=True, slots=True)
class Preview:
    """Both halves of a decision, for the worker's eyes: what the recipient gets, what is withheld and why."""

    case: str
    recipient: str
    recipient_name: str
    individual: bool
    purpose: Purpose
    on: date
    blocked: bool
    shared: tuple[SharedLine, ...]
    withheld: tuple[WithheldLine, ...]
    near: tuple[str, ...]
    """Whom of those never to inform the recipient resembles, a sentence each; sending all the same takes a reason."""
    closed: bool
    """Whether the case is closed; sending all the same is said."""
    cautions: tuple[str, ...]
    valid_until: date | None
    by_legal_ground: bool
    proposed: Asking
    """What the needs propose to ask of the recipient."""
    clock: str = field(compare=False)
    """A sentence about a clock that does not go with the vault; its minutes make no other preview."""
    paper: str = "liaison_form"
    """The kind of paper that it shows (`PAPERS`)."""
    reason: str = field(default="", compare=False)
    """Of a danger sheet, why the level is another than was proposed: it leaves only where it is ticked."""
    page: PaperSeen | None = field(default=None, compare=False, repr=False)
    """The pages as they would be printed, where they were asked for and something is shared."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """All that is to be thought of, in sentences."""
        return (*filter(None, [self.clock]), *self.cautions)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A liaison form on disk. The passphrase is shown once and kept nowhere."""

    id: str
    path: Path
    passphrase: str
    entry: RegisterEntry
    warnings: tuple[str, ...]
    phone: str = ""
    """The partner's number, by which the passphrase is given; empty where none is known."""


class PreviewOutdated(UserError):
    """Something changed since the preview that the worker looked at."""

    def __init__(self) -> None:
        super().__init__(_(
            "Le dossier, les accords, la liste ou le jour ont changé depuis l’aperçu : relisez-le. "
            "Rien n’a été préparé."
        ))


def preview(
    office: Office, case_id: str, recipient: str, purpose: Purpose, on: date | None = None, *, individual: bool = False,
    with_page: bool = False,
) -> Preview:
    """What would leave for this recipient and purpose, as consents stand on that day, `with_page` with its pages; only
    the audit trail is written.

    Raises UserError for an unknown partner, EventsAltered when the case does not match its audit chain.
    """
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient, individual=individual)
    decision = decide(case, (addressed,), purpose, on or office.today())
    with office.vault.change("disclosure_looked_at", case_id):
        pass
    shown = preview_of(office, case, addressed, name, decision)
    if not with_page:
        return shown
    asked = decide(case, (addressed,), purpose, on or office.today(), (), shown.proposed).disclosure
    return replace(shown, page=page_of(office, case, name, asked, look_at_liaison))


def prepare_liaison(
    office: Office,
    case_id: str,
    recipient: str,
    purpose: Purpose,
    out: Path,
    *,
    individual: bool = False,
    seen: Preview | None = None,
    despite_near: str | None = None,
    closed_case: bool = False,
    attachments: tuple[str, ...] = (),
    asking: Asking | None = None,
    through: str | None = None,
    slip_out: Path | None = None,
) -> Prepared:
    """Make the liaison form for this recipient and purpose, and its register entry.

    With `seen`, the form is made only if it would hold just what the worker saw in that preview, with the same things
    to think of. `despite_near` says why it is sent although the recipient resembles somebody never to inform; it is
    kept with the register entry. `asking` is what is asked of them, in the worker's words; None for what the needs
    propose. `through` is the partner that forwards it: only what both may have is in it then. `closed_case`
    says that it is to leave although the case is closed. Of each of the `attachments` (ids) a copy without hidden data
    lies in the form, and the register keeps both hashes. The answer slip lies in it too, and at `slip_out`.

    The file is complete under its name and stands in the register, or neither. Raises ClockUnsure by a clock that
    nobody vouches for, Refused where the recipient is blocked, where nothing may be shared, and for a likeness that
    nobody answered for, PreviewOutdated, UserError for a closed case or where the file can't be written.
    """
    office.vault.clock.expect_sure()
    case = office.vault.sealed_case(case_id)
    addressed, name = resolve(office, recipient, individual=individual)
    expect_free_place(out)
    if slip_out is not None:
        expect_free_place(slip_out)
    files = [find_attachment(office, case_id, each) for each in attachments]
    by_way_of = () if through is None else (resolve(office, through),)
    audience = (addressed, *(forwarding for forwarding, _name in by_way_of))
    decision = decide(case, audience, purpose, office.today(), attachments)
    said = proposed_asking(decision.disclosure) if asking is None else asking
    said = replace(said, through=", ".join(name for _forwarding, name in by_way_of))
    decision = decide(case, audience, purpose, office.today(), attachments, said)
    disclosure, now = decision.disclosure, preview_of(office, case, addressed, name, decision)
    if seen is not None and seen != now:
        raise PreviewOutdated
    expect_open(case, closed_case=closed_case)
    for each in audience:
        refuse_blocked(case, each)
    refuse_empty(case, addressed, disclosure)
    _refuse_files(decision)
    if asking is not None:
        expect_sound(asking)
        refuse_telling(case, asking.text, disclosure.paths)
    despite = answered_all(case, audience, despite_near)
    legal = grounds_of(case).legal
    sign = signer(office)
    head = head_for(office, name, {each.id: each.basis for each in legal})
    copies = enclosed(office, case_id, files, disclosure)
    slip = slip_of(head.letterhead)
    enclosures = tuple(copy.enclosure for copy in copies)
    sheet = prepare("liaison_form", disclosure, head.letterhead, enclosures, slip.content, sign)
    body = left_body(name, disclosure, legal, [each for _forwarding, each in by_way_of])
    hand_over(office, case_id, sheet, head, out, body | despite.body() | hashes(copies))
    theirs = (cautions(office, case, forwarding, each, disclosure) for forwarding, each in by_way_of)
    warnings = (*dict.fromkeys((*now.warnings, *chain(*theirs))), *_slip_beside(slip, slip_out))
    document_id = head.letterhead.document_id
    entry = next(entry for entry in entries(office, case.reference) if entry.id == document_id)
    return Prepared(document_id, out, sheet.passphrase, entry, warnings, phone_of(office, addressed))


def _slip_beside(slip: Sheet, out: Path | None) -> tuple[str, ...]:
    """Write the slip beside a form that is made; where that fails it is said, since the passphrase must be shown."""
    if out is None:
        return ()
    try:
        slip.put_on_disk(out, _("Le talon de réponse n’a pas pu être écrit ici : il est aussi dans la fiche."))
    except UserError as fault:
        return (fault.sentence,)
    return ()


def suggested_purpose(item: str) -> Purpose:
    """The purpose for which a need is handed to a partner."""
    return NEEDS[item].purpose


def preview_of(office: Office, case: Case, addressed: Recipient, name: str, decision: Decision) -> Preview:
    """A decision about one recipient of that name, for the worker's eyes."""
    grounds = grounds_of(case)
    disclosure = decision.disclosure
    return Preview(
        case=case.reference,
        recipient=addressed.key,
        recipient_name=name,
        individual=addressed.kind is None,
        purpose=disclosure.purpose,
        on=disclosure.on,
        blocked=is_blocked(grounds, addressed),
        shared=shared_lines(case, disclosure.shared, disclosure.on),
        withheld=withheld_lines(case, decision.withheld),
        near=near_sentences(case, addressed),
        closed=case.status is CaseStatus.CLOSED,
        cautions=cautions(office, case, addressed, name, disclosure),
        valid_until=disclosure.valid_until,
        by_legal_ground=disclosure.by_legal_ground,
        proposed=proposed_asking(disclosure),
        clock=clock_state(office).notice,
    )


def phone_of(office: Office, addressed: Recipient) -> str:
    """The first number of a partner; empty for a person and where none is noted."""
    partner = None if addressed.kind is None else office.vault.partner(addressed.key)
    return partner.phones[0] if partner is not None and partner.phones else ""


def _refuse_files(decision: Decision) -> None:
    """A file that was asked for and may not leave is never left out unsaid."""
    if any(each.path.startswith("attachments.") for each in decision.withheld):
        raise Refused(_(
            "Une des pièces jointes n’est pas couverte par un accord pour ce destinataire et cette finalité : "
            "rien n’a été préparé."
        ))


def refuse_blocked(case: Case, addressed: Recipient) -> None:
    """Raises Refused for somebody never to inform."""
    if is_blocked(grounds_of(case), addressed):
        raise Refused(_("Ce destinataire est à ne jamais informer : rien n’a été préparé, rien n’a été transmis. "
                        "Choisissez un autre destinataire."))


def refuse_empty(case: Case, addressed: Recipient, disclosure: Disclosure) -> None:
    """Raises Refused for somebody never to inform, and where nothing may be shared."""
    refuse_blocked(case, addressed)
    if not disclosure.shared:
        raise Refused(
            _(
                "Aucun accord valable ne permet de transmettre quelque chose à ce destinataire pour cette finalité "
                ": rien n’a été préparé. Recueillez d’abord un accord."
            )
        )
