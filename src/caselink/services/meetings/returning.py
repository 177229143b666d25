"""Packs that come back, and packs of other offices: looked at first, then taken by one press.

Of what comes back only the states of the agency's own actions, and why, may be another; anything else is refused.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from caselink.disclosure.gate import case_free
from caselink.documents.meeting_json import ANSWER_FORMAT, FORMAT, MAY_CHANGE, PACK_NAME, PAGES, digest_of, spelled
from caselink.domain.meetings import Meeting
from caselink.errors import UserError, VaultError, WrongPassphrase
from caselink.forms.meetings import STATES
from caselink.forms.records import text_in
from caselink.i18n import _
from caselink.intake.carried import read_signature
from caselink.intake.files import apart
from caselink.intake.files.recognising import StrangeFile
from caselink.intake.json_text import read_json
from caselink.services.meetings.agenda import read_action
from caselink.services.meetings.holding import expect_state, next_state
from caselink.services.meetings.planning import write_meeting
from caselink.services.meetings.records import meetings
from caselink.services.office import Office
from caselink.services.office_key import signer
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, head_for, prepare, put_by_the_clock
from caselink.services.signatures import BROKEN, warning_of, who_signed
from caselink.vault.parts import Part

LARGEST: Final = 40_000_000
"""Bytes of a pack."""
_ANSWERED: Final = frozenset({"format", "id", "actions", PAGES})
_STATES: Final = frozenset(state.id for state in STATES)


@dataclass(frozen=True, slots=True)
class PackAction:
    """An action in a pack, as whoever opens it sees it."""

    id: str
    case: int | None
    who: str
    what: str
    due: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack that was opened: what it says, whoever made it."""

    document: Mapping[str, Any]
    key: bytes | None = None
    """The public key that signed it; None where nothing did."""
    is_sound: bool = False
    """Whether the signature is of these data and these pages."""

    @property
    def id(self) -> str:
        """Its number."""
        return str(self.document["id"])

    @property
    def is_whole(self) -> bool:
        """Whether it is a pack, and not only the answer to one."""
        return str(self.document["format"]) == FORMAT

    @property
    def sender(self) -> str:
        """Which office made it; empty for an answer."""
        return str(self.document.get("from") or "")

    @property
    def actions(self) -> tuple[PackAction, ...]:
        """Those of the agency that received it."""
        return tuple(
            PackAction(
                str(each["id"]), each.get("case"), str(each.get("who") or ""), str(each.get("what") or ""),
                str(each.get("due") or ""), str(each["state"]), str(each.get("why") or ""),
            )
            for each in self.document["actions"]
        )


@dataclass(frozen=True, slots=True)
class ActionChange:
    """One action that would be another: what stands here, what the pack says."""

    id: str
    case_id: str
    case: str
    what: str
    here: tuple[str, str]
    there: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReturnedPack:
    """A pack that came back, before anything is changed."""

    pack: OpenedPack
    meeting: str
    partner: str
    changes: tuple[ActionChange, ...]
    signature: str
    """`good`, `unknown_key`, `broken` or `none`."""
    signed_by: str
    """As `who_signed` says it."""

    @property
    def warning(self) -> str:
        """What the signature leaves open, in a sentence; empty where it is good."""
        return pack_warning(self.signature, self.signed_by)


def is_pack(content: bytes) -> bool:
    """Whether a file may be a pack that needs a passphrase, or the JSON of one: no answer slip is either."""
    return content.lstrip()[:1] == b"{" or b"/Encrypt" in content or PACK_NAME.encode() in content


def read_file(file: Path) -> bytes:
    """A file that came. Raises UserError where it can't be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as fault:
        raise UserError(_("Ce fichier ne peut pas être lu : rien n’a été changé. Notez la réponse vous-même, ou "
                          "demandez un autre talon.")) from fault


def open_pack(content: bytes, passphrase: str) -> OpenedPack:
    """Open a pack, sealed or not. Raises WrongPassphrase, VaultError for what does not read, UserError for another
    document."""
    if len(content) > LARGEST:
        raise UserError(_("Ce fichier est trop grand pour un paquet de réunion : rien n’a été changé. Demandez à "
                          "qui l’a envoyé."))
    key, is_sound, pages = None, False, ""
    if content.lstrip()[:1] != b"{":
        try:
            found = apart.carried(content, passphrase)
        except StrangeFile as fault:
            if fault.problem == "locked":
                raise WrongPassphrase(_(
                    "Cette phrase de passe n’ouvre pas ce paquet : rien n’a été changé. Vérifiez la frappe et "
                    "réessayez."
                )) from fault
            raise VaultError(_("Ce fichier ne se lit pas comme un paquet de réunion : rien n’a été changé. Demandez "
                               "à qui l’a envoyé.")) from fault
        content, pages = base64.b64decode(found["caselink.json"]), found["pages"]
        key, is_sound = read_signature(content, base64.b64decode(found["caselink.json.sig"]))
    document = read_json(content) if content else None
    if not isinstance(document, dict) or not _is_pack(document):
        raise UserError(_("Ce document n’est pas un paquet de réunion de CaseLink : rien n’a été changé. Demandez à "
                          "qui l’a envoyé."))
    is_sound = is_sound and document.get(PAGES) == pages != ""
    return OpenedPack(cast(Mapping[str, Any], document), key, is_sound)


def signature_of(office: Office, pack: OpenedPack) -> tuple[str, str]:
    """Who signed a pack, as `who_signed` says it."""
    return who_signed(office, pack.key, is_sound=pack.is_sound)


def pack_warning(signature: str, signed_by: str) -> str:
    """What the signature of a pack leaves open, in a sentence; empty where it is good."""
    return warning_of(signature, signed_by, _(
        "Rien ne signe ce paquet : appelez cette structure avant d’en reprendre quelque chose."
    ))


def receive_pack(office: Office, pack: OpenedPack) -> ReturnedPack:
    """What a pack that came back would change; nothing is changed.

    Raises UserError for one that never left from here, one that is altered in anything but states and reasons, one that
    was taken over before or says nothing new.
    """
    meeting = next((each for each in meetings(office) if pack.id in each.packs), None)
    if meeting is None:
        raise UserError(_("Ce paquet n’est jamais parti d’ici : rien n’a été changé. Demandez à qui l’a envoyé."))
    mark = meeting.packs[pack.id]
    if pack.is_whole and digest_of(pack.document) != mark.digest:
        raise UserError(_(
            "Ce paquet a été modifié ailleurs que dans l’état des actions : il est refusé, rien n’a été changé. "
            "Demandez à qui l’a envoyé."
        ))
    if mark.returned and mark.returned == _states_digest(pack):
        raise UserError(_("Ce paquet est déjà revenu et a été repris : rien n’a été changé."))
    changes = tuple(_changes(office, pack, mark.partner))
    if not changes:
        raise UserError(_("Ce paquet ne dit rien de nouveau : rien n’a été changé."))
    return ReturnedPack(pack, meeting.id, mark.partner, changes, *signature_of(office, pack))


def accept_pack(office: Office, returned: ReturnedPack) -> None:
    """Take the states over, all of them or none. Raises UserError as `receive_pack`, for a broken signature, and for a
    reason that says nothing where something was not done."""
    now = receive_pack(office, returned.pack)
    if now.signature == BROKEN:
        raise _broken()
    if now.changes != returned.changes:
        raise UserError(_("Les actions ont changé depuis l’aperçu : relisez-le. Rien n’a été changé."))
    (meeting,) = (each for each in meetings(office) if each.id == now.meeting)
    written = [
        (each, next_state(office, office.vault.records_of(each.case_id, Part.ACTIONS)[each.id], *each.there))
        for each in now.changes
    ]
    with office.vault.change("meeting_received") as change:
        for each, record in written:
            change.put_record(each.case_id, Part.ACTIONS, each.id, record)
        write_meeting(office, change, _taken(meeting, returned.pack))


def write_answer(
    office: Office, pack: OpenedPack, states: Mapping[str, tuple[str, str]], out: Path, passphrase: str
) -> None:
    """Write what goes back to the office that made a pack: where its actions stand (id: state and why), sealed with the
    passphrase of the pack, which both know, and signed with this office's key. Raises UserError for a pack whose
    signature is broken, an action that is not in it, a state that is none, something that was not done without a
    reason, and where it can't be written."""
    expect_maker(office, "meeting_answer")
    expect_free_place(out)
    if signature_of(office, pack)[0] == BROKEN:
        raise _broken()
    if not pack.is_whole or not {*states} <= {each.id for each in pack.actions}:
        raise UserError(_("Ce n’est pas une action de ce paquet : rien n’a été écrit. Vérifiez-le dans la liste."))
    for state, why in states.values():
        expect_state(state, why)
    actions = [
        {"id": each.id, **dict(zip(MAY_CHANGE, states.get(each.id, (each.state, each.why)), strict=True))}
        for each in pack.actions
    ]
    words = {state.id: _(state.label) for state in STATES}
    facts = tuple(
        (_("Action {number}").format(number=number), words[str(each["state"])])
        for number, each in enumerate(actions, 1)
    )
    title = _("Réponse au paquet {number}").format(number=pack.id)
    beside = spelled({"format": ANSWER_FORMAT, "id": pack.id, "actions": actions})
    letterhead = head_for(office, "", {}).letterhead
    said = case_free("", title, (), facts)
    sheet = prepare("meeting_answer", said, letterhead, beside, signer(office), known=passphrase)
    put_by_the_clock(office, sheet, out, _("Le fichier n’a pas pu être écrit ici : vérifiez la place et les droits."))


def _broken() -> UserError:
    return UserError(_(
        "La signature de ce paquet n’est pas bonne : ses données ou ses pages ont été changées. Rien n’en est repris ; "
        "demandez à cette structure de le renvoyer."
    ))


def _taken(meeting: Meeting, pack: OpenedPack) -> Meeting:
    mark = replace(meeting.packs[pack.id], returned=_states_digest(pack))
    return replace(meeting, packs={**meeting.packs, pack.id: mark})


def _changes(office: Office, pack: OpenedPack, partner: str) -> Iterator[ActionChange]:
    owners = {
        key: case_id for case_id, key, record in office.vault.records(Part.ACTIONS)
        if text_in(record, "partner") == partner
    }
    for each in pack.actions:
        if each.state not in _STATES:
            raise UserError(_("Ce paquet donne à une action un état qui n’existe pas : rien n’a été changé. "
                              "Demandez à qui l’a envoyé."))
        case_id = owners.get(each.id)
        held = None if case_id is None else read_action(office.vault.case(case_id), each.id)
        if held is not None and (held.state, held.why) != (each.state, each.why):
            yield ActionChange(
                each.id, held.case_id, held.case, held.what, (held.state, held.why), (each.state, each.why)
            )


def _states_digest(pack: OpenedPack) -> str:
    return hashlib.sha256(spelled({each.id: [each.state, each.why] for each in pack.actions})).hexdigest()


def _is_pack(found: Mapping[str, Any]) -> bool:
    actions, answer = found.get("actions"), found.get("format") == ANSWER_FORMAT
    known = _ANSWERED if answer else frozenset(found)
    texts = ("id",) if answer else ("id", "from", "for", "kind")
    of_action = ("id", "state") if answer else ("id", "who", "what", "state")
    return (
        (answer or found.get("format") == FORMAT) and {*found} <= known
        and all(isinstance(found.get(name), str) for name in texts) and isinstance(actions, list)
        and all(
            isinstance(each, dict) and all(isinstance(each.get(name), str) for name in of_action)
            and isinstance(each.get("why"), str | None) and (not answer or {*each} <= {"id", *MAY_CHANGE})
            for each in actions
        )
        and (answer or isinstance(found.get("cases"), list))
    )
