"""Meetings: prepared, held, followed up."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from caselink.commands.outcome import Outcome
from caselink.commands.texts import json_from, text_from
from caselink.commands.unlocking import opened, passphrase_of
from caselink.domain.answers import Json
from caselink.domain.meetings import Meeting
from caselink.errors import UserError
from caselink.i18n import _, ngettext
from caselink.services.cases import find_case
from caselink.services.meetings.agenda import AgendaItem, MeetingAction, Rooms, agenda, all_actions, count_cases
from caselink.services.meetings.handouts import (
    write_agenda_paper,
    write_confidentiality_statement,
    write_meeting_calendar,
)
from caselink.services.meetings.holding import record_meeting, set_state
from caselink.services.meetings.packs import WrittenPack, write_minutes, write_pack
from caselink.services.meetings.people import key_of
from caselink.services.meetings.planning import new_meeting
from caselink.services.meetings.records import SIGNED, find_meeting
from caselink.services.meetings.records import meetings as all_meetings
from caselink.services.meetings.returning import open_pack, pack_warning, read_file, signature_of, write_answer

_PAPERS: Final = {
    "statement": write_confidentiality_statement, "agenda": write_agenda_paper, "calendar": write_meeting_calendar,
}


def meetings(options: Namespace) -> Outcome:
    """All meetings, the latest first."""
    with opened(options) as office:
        found, counted = all_meetings(office), count_cases(office)
    listed: list[Json] = [
        {
            "id": each.id, "on": each.on.isoformat(), "at": each.at or None, "place": each.place or None,
            "kind": each.kind.value, "no_file": each.no_file, "held": each.was_held,
            "cases": each.count or 0 if each.no_file else counted.get(each.id, 0),
        }
        for each in found
    ]
    return Outcome({"meetings": listed}, tuple(f"{each.on}  {each.at or '     '}  {each.id}" for each in found))


def meeting(options: Namespace) -> Outcome:
    """Prepare a meeting from a file, show one, or note what became of it."""
    if options.action not in _DOINGS:
        raise UserError(_("Une réunion se prépare (new), se montre (show) ou se note (record) : rien n’a été fait."))
    return _DOINGS[options.action](options)


def _new(options: Namespace) -> Outcome:
    raw = json_from(_given(options.meeting))
    with opened(options) as office:
        made = new_meeting(office, raw)
    return Outcome({"id": made}, (_("La réunion est notée."),))


def _record(options: Namespace) -> Outcome:
    raw = json_from(_given(options.file))
    with opened(options) as office:
        warnings = record_meeting(office, _given(options.meeting), raw)
    document: dict[str, Json] = {"id": options.meeting, "warnings": [*warnings]}
    return Outcome(document, (_("Ce qui s’est passé à la réunion est noté."),), warnings)


def _show(options: Namespace) -> Outcome:
    with opened(options) as office:
        found = find_meeting(office, _given(options.meeting))
        rooms = Rooms(office, found)
        items = [(item, rooms.of(item)) for item in agenda(office, found)]
        actions = [each for each in all_actions(office) if each.meeting == found.id or each.state == "open"]
    listed: list[Json] = []
    lines: list[str] = []
    for item, room in items:
        stays = [*(item.stayed if item.stayed is not None else map(key_of, room.stays))]
        blocked: list[Json] = [
            {"partner": key_of(each.recipient) or None, "kind": "exact" if each.exact else "near"}
            for each in room.barred
        ]
        leaves: list[Json] = [{"partner": key_of(each.recipient), "why": each.reason.value} for each in room.leaves]
        listed.append({"case": item.case.reference, "stays": [*stays], "leaves": leaves, "blocked": blocked})
        lines += _readable(item, stays, [key_of(each.recipient) for each in room.leaves], bool(blocked))
    attended: list[Json] = [
        {"partner": each.partner, "name": each.name, "signed": SIGNED[each.promise]} for each in found.attended
    ]
    document: dict[str, Json] = {
        "id": found.id, "on": found.on.isoformat(), "kind": found.kind.value, "invited": [*_invited(found)],
        "attended": attended, "agenda": listed, "actions": [*map(_action, actions)],
    }
    return Outcome(document, tuple(lines))


def _invited(found: Meeting) -> list[Json]:
    return [*dict.fromkeys(each.partner for each in found.invited)]


def _readable(item: AgendaItem, stays: list[str], leaves: list[str], blocked: bool) -> list[str]:
    said = [f"{item.number}  {item.case.reference}"]
    if blocked:
        said.append(_("   ! quelqu’un est, ou ressemble à quelqu’un, à ne jamais informer"))
    said.append(_("   restent : {names}").format(names=", ".join(stays) or "–"))
    if leaves:
        said.append(_("   sortent : {names}").format(names=", ".join(leaves)))
    return said


def _action(each: MeetingAction) -> Json:
    return {
        "id": each.id, "meeting": each.meeting, "case": each.case, "partner": each.partner or None,
        "what": each.what, "due": None if each.due is None else each.due.isoformat(), "state": each.state,
        "why": each.why or None,
    }


_DOINGS: Final = {"new": _new, "show": _show, "record": _record}


def actions(options: Namespace) -> Outcome:
    """What agencies took on, first what is due first."""
    with opened(options) as office:
        found = all_actions(office, only_open=options.open)
    lines = tuple(
        f"{each.due or '          '}  {each.state:<10}  {each.case}  {each.partner or '–'}  {each.what}"
        for each in found
    )
    return Outcome({"actions": [*map(_action, found)]}, lines)


def action(options: Namespace) -> Outcome:
    """Say where an action stands."""
    why = "" if options.why_file is None else text_from(options.why_file)
    with opened(options) as office:
        set_state(office, find_case(office, options.case).id, options.action, options.state, why)
    return Outcome({"id": options.action}, (_("L’état de l’action est noté."),))


def pack(options: Namespace) -> Outcome:
    """Write the pack of one agency."""
    with opened(options) as office:
        return _left(write_pack(office, options.meeting, getattr(options, "for"), Path(options.out)))


def minutes(options: Namespace) -> Outcome:
    """Write the minutes of one agency."""
    with opened(options) as office:
        return _left(write_minutes(office, options.meeting, getattr(options, "for"), Path(options.out)))


def _left(made: WrittenPack) -> Outcome:
    secret = _("Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}").format(
        passphrase=made.passphrase
    )
    document: dict[str, Json] = {
        "id": made.id, "path": str(made.path), "passphrase": made.passphrase, "cases": made.cases, "warnings": [],
    }
    said = ngettext("{count} situation pour {name}", "{count} situations pour {name}", made.cases)
    return Outcome(document, (said.format(count=made.cases, name=made.name), secret), secret=secret)


def meeting_paper(options: Namespace) -> Outcome:
    """Write what everybody signs, the agenda, or an entry for a calendar; nothing of a case is on any of them."""
    if options.kind not in _PAPERS:
        raise UserError(_("Ce papier est statement, agenda ou calendar : rien n’a été écrit."))
    out = Path(options.out)
    with opened(options) as office:
        _PAPERS[options.kind](office, options.meeting, out)
    return Outcome({"id": None, "path": str(out), "passphrase": None, "warnings": []}, (_("Le papier est écrit."),))


def answer_pack(options: Namespace) -> Outcome:
    """Write what goes back to the office that made a pack: where one's own actions stand."""
    raw = json_from(options.states)
    passphrase = passphrase_of(options.passphrase_file)
    with opened(options) as office:
        found = open_pack(read_file(Path(options.file)), passphrase)
        write_answer(office, found, dict(_states(raw)), Path(options.out), passphrase)
        warnings = tuple(filter(None, [pack_warning(*signature_of(office, found))]))
    document: dict[str, Json] = {"id": found.id, "path": options.out, "passphrase": None, "warnings": [*warnings]}
    return Outcome(document, (_("La réponse est écrite ; elle s’ouvre avec la phrase de passe du paquet."),), warnings)


def _states(raw: object) -> list[tuple[str, tuple[str, str]]]:
    found = []
    for key, each in (raw.items() if isinstance(raw, dict) else ()):
        said = each if isinstance(each, dict) else {"state": each}
        state, why = said.get("state"), said.get("why") or ""
        if not isinstance(state, str) or not isinstance(why, str) or not {*said} <= {"state", "why"}:
            raise UserError(_("Chaque action a un état, et au plus une raison : rien n’a été écrit."))
        found.append((str(key), (state, why)))
    return found


def _given(word: str | None) -> str:
    if word is None:
        raise UserError(_("Il manque la réunion ou le fichier : rien n’a été fait. Donnez-les."))
    return word

