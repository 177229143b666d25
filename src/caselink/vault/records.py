"""Answers, needs, events and partners in the spelling of the vault, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, cast

from caselink.domain.answers import Answer, Json, Source, value_from_json, value_to_json
from caselink.domain.danger import Assessment, DangerMark, Level, answer_from_json, answer_to_json
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import Domain, NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerContact, PartnerKind, hours_from_json, hours_to_json
from caselink.forms.upgrades import path_today
from caselink.vault.database import Row
from caselink.vault.document import Record

_LARGEST_WHOLE: Final = 2**53
"""Beyond it a JSON reader may round a number."""
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)

_NEED: Final = ("state", "partner", "owner", "due", "ask_again_on", "outcome", "by", "at")
EVENT_COLUMNS: Final = 'id, case_id, kind, at, "by", body'


def spell(value: Json) -> str:
    """JSON as the rows hold it. Raises ValueError for text that is no Unicode and numbers that JSON would round."""
    spelled = _ENCODER.encode(value)
    spelled.encode()
    return spelled


def answer_record(answer: Answer, user: str, at: str, form: int) -> Record:
    """An answer as the document holds it; who and when are filled in where the answer doesn't say."""
    value = value_to_json(answer.value)
    if isinstance(value, int) and abs(value) > _LARGEST_WHOLE:
        raise ValueError("a whole number too large to keep exactly")
    if isinstance(value, str):
        value.encode()
    else:
        spell(value)
    return {
        "v": value,
        "source": None if answer.source is None else answer.source.value,
        "by": answer.recorded_by or user,
        "at": answer.recorded_at or at,
        "form": form,
    }


def read_answer(path: str, record: Record) -> tuple[str | None, Answer]:
    """Path in today's form (None where it was dropped) and answer of a record; raises ValueError."""
    form, source = record["form"], record["source"]
    said_by = None if source is None else Source(str(source))
    answer = Answer(value_from_json(record["v"]), said_by, _text(record["by"]), _text(record["at"]))
    return path_today(path, form if isinstance(form, int) else 1), answer


def need_record(mark: NeedMark, user: str, at: str) -> Record:
    """A need as the document holds it."""
    for text in (mark.partner, mark.owner, mark.outcome):
        spell(text)
    return {
        "state": mark.state.value,
        "partner": mark.partner,
        "owner": mark.owner,
        "due": None if mark.due is None else mark.due.isoformat(),
        "ask_again_on": None if mark.ask_again_on is None else mark.ask_again_on.isoformat(),
        "outcome": mark.outcome,
        "by": mark.marked_by or user,
        "at": mark.marked_at or at,
    }


def read_need(record: Record) -> NeedMark:
    """The mark of a record; raises ValueError."""
    state, partner, owner, due, again, outcome, by, at = (_text(record[name]) for name in _NEED)
    return NeedMark(NeedState(state or ""), partner, owner, _day(due), _day(again), outcome, by, at)


def assessment_record(assessment: Assessment) -> Record:
    """An assessment as the document holds it."""
    return {
        "grid": assessment.grid,
        "version": assessment.version,
        "on": assessment.on.isoformat(),
        "worker": assessment.worker,
        "in_crisis": assessment.in_crisis,
        "alone": assessment.alone,
        "answers": {factor: answer_to_json(answer) for factor, answer in assessment.answers.items()},
        "proposed": assessment.proposed.value,
        "level": assessment.level.value,
        "reason": assessment.reason,
        "next_on": None if assessment.next_on is None else assessment.next_on.isoformat(),
        "own": None if assessment.own is None else dict(assessment.own),
        "by": assessment.by,
        "at": assessment.at,
    }


def read_assessment(key: str, record: Record) -> Assessment:
    """The assessment of a record; raises ValueError, KeyError or TypeError."""
    held: dict[str, Any] = cast(dict[str, Any], record)
    answers: Mapping[str, object] = held["answers"]
    return Assessment(
        key, str(held["grid"]), int(held["version"]), date.fromisoformat(held["on"]), str(held["worker"]),
        {factor: answer_from_json(raw) for factor, raw in answers.items()},
        Level(held["proposed"]), Level(held["level"]), held["in_crisis"], held["alone"], str(held["reason"]),
        _day(held["next_on"]), str(held["by"]), str(held["at"]), held["own"],
    )


def danger_mark(records: Mapping[str, Record]) -> DangerMark | None:
    """What a list shows of the latest of these assessments, by id; raises as `read_assessment`."""
    if not records:
        return None
    latest = max(records.items(), key=lambda held: (str(held[1]["on"]), str(held[1]["at"]), held[0]))[1]
    next_on = latest["next_on"]
    return DangerMark(
        Level(str(latest["level"])), date.fromisoformat(str(latest["on"])),
        None if next_on is None else date.fromisoformat(str(next_on)),
    )


def in_order(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """The latest last; of one day, the one that was written down last."""
    return tuple(sorted(assessments, key=lambda each: (each.on, each.at, each.id)))


def read_event(row: Row) -> Event:
    """The event of a row of EVENT_COLUMNS; raises ValueError."""
    event_id, case_id, kind, at, by, body = row
    return Event(event_id, case_id, EventKind(kind), at, by, json.loads(body))


def partner_record(partner: Partner, user: str, at: str) -> Record:
    """A partner as the office's document holds it."""
    body: dict[str, object] = {
        "name": partner.name, "kind": partner.kind.value, "domains": [domain.value for domain in partner.domains],
        "country": partner.country, "area": partner.area, "languages": partner.languages,
        "file_languages": partner.file_languages, "with_interpreter": partner.with_interpreter,
        "hours": hours_to_json(partner.hours), "phones": partner.phones, "email": partner.email, "web": partner.web,
        "address": partner.address, "serves": partner.serves, "free": partner.free, "anonymous": partner.anonymous,
        "takes_children": partner.takes_children, "note": partner.note, "source": partner.source,
        "last_checked": partner.last_checked,
        "contacts": [[contact.name, contact.role, contact.phone, contact.email] for contact in partner.contacts],
    }
    return {"body": json.loads(json.dumps(body)), "by": user, "at": at}


def read_partner(short_name: str, record: Record) -> Partner:
    """The partner of a record; raises ValueError or KeyError."""
    body: dict[str, Any] = cast(dict[str, Any], record["body"])
    hours: Mapping[str, object] = body["hours"]
    plain = (
        "name", "country", "area", "with_interpreter", "email", "web", "address", "free", "anonymous",
        "takes_children", "note", "source", "last_checked",
    )
    return Partner(
        short_name,
        kind=PartnerKind(body["kind"]),
        domains=tuple(Domain(domain) for domain in body["domains"]),
        languages=tuple(body["languages"]),
        file_languages=tuple(body["file_languages"]),
        phones=tuple(body["phones"]),
        serves=tuple(body["serves"]),
        hours=hours_from_json(hours),
        contacts=tuple(PartnerContact(*contact) for contact in body["contacts"]),
        **{name: body[name] for name in plain},
    )


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
