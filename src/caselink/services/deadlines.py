"""Everything that is due, wherever it arises: answers, needs, referrals, encounters, consents, what somebody noted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from caselink.consent.events import read_grounds
from caselink.domain.answers import Answer
from caselink.domain.case import Case, CaseStatus
from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.errors import UserError
from caselink.forms.complaint import COMPLAINT, chaser
from caselink.forms.conditions import holds
from caselink.forms.danger.plan_items import PLAN, PLAN_ITEMS
from caselink.forms.danger.standing import LOOKED_AT, standing
from caselink.forms.deadlines import DEADLINE, FROM_ANSWERS, FromAnswer
from caselink.forms.meetings import ACTION, OPEN
from caselink.forms.record_forms import Record
from caselink.forms.records import clock_of, day_in, text_in
from caselink.forms.referrals import ENDS
from caselink.forms.validation import is_asked
from caselink.i18n import _
from caselink.services.consent_lines import ConsentState, state_of
from caselink.services.office import Office
from caselink.services.records import expect_open_case, expect_record, remove_record, stamped_record, write_record
from caselink.services.retention import reviews_due
from caselink.vault.due import Dated
from caselink.vault.parts import Part
from caselink.vault.reading import Wanted

_CONDITIONS: Final = ("protection_justice.measures", "residence.recording")
_STATES: Final = tuple(
    rule.path.replace(rule.path.rpartition(".")[2], rule.states[0]) for rule in FROM_ANSWERS if rule.states is not None
)
_SECTIONS: Final = {rule.path.partition(".*.")[0] for rule in FROM_ANSWERS if ".*." in rule.path}
_DATED: Final[tuple[Wanted, ...]] = (
    (Part.ANSWERS, (*{rule.path for rule in FROM_ANSWERS}, *_CONDITIONS, *_STATES, *LOOKED_AT), ()),
    (Part.ENTRIES, tuple(f"{section}/*" for section in sorted(_SECTIONS)), ()),
    (Part.NEEDS, ("*",), ("due", "ask_again_on")),
    (Part.REFERRALS, ("*",), ("due",)),
    (Part.ACTIONS, ("*",), ("due",)),
    (Part.ENCOUNTERS, ("*",), ()),
    (Part.ASSESSMENTS, ("*",), ()),
    (Part.DEADLINES, ("*",), ()),
    (Part.COMPLAINTS, ("*",), ()),
    (Part.SAFETY_PLAN, ("*",), ("due",)),
    (Part.WITH_HIM, ("*",), ()),
)
_DAYS: Final[tuple[Dated, ...]] = (
    (Part.ANSWERS, tuple({rule.path for rule in FROM_ANSWERS}), ("v",)),
    (Part.NEEDS, (), ("due", "ask_again_on")),
    (Part.REFERRALS, (), ("due",)),
    (Part.ACTIONS, (), ("due",)),
    (Part.ENCOUNTERS, (), ("next_on",)),
    (Part.ASSESSMENTS, (), ("on", "next_on")),
    (Part.DEADLINES, (), ("on",)),
    (Part.COMPLAINTS, (), ("due",)),
    (Part.SAFETY_PLAN, (), ("due",)),
)
"""The days of these from which something is due; nothing is before the earliest of its case. That an assessment grows
stale is never due before the day it was made."""
_AT_ONCE: Final = 400
_COUNTING: Final = (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN)


def deadlines(office: Office, until: date | None = None) -> tuple[Deadline, ...]:
    """Everything due in all cases that this worker may see, overdue first, then by day; up to that day where given.

    Of closed cases only that their review is due.
    """
    today = office.today()
    cases = _dated_cases(office) if until is None else _due_cases(office, today, until)
    found = [each for case in cases for each in deadlines_of(case, today)]
    found += [
        Deadline(
            _id(due.case_id, "review"), due.case_id, due.reference, DeadlineKind.CASE_REVIEW, due.since, "review"
        )
        for due in reviews_due(office)
    ]
    return tuple(_in_order(each for each in found if until is None or each.shows_on <= until))


def deadlines_by_case(office: Office, among: Collection[str] | None = None) -> dict[str, tuple[Deadline, ...]]:
    """What is due for each open case, or for each of those, by day; that an old case is to be looked at again is not
    among it, and what is not due anywhere has no entry."""
    today = office.today()
    found = {case.id: deadlines_of(case, today) for case in _dated_cases(office, among)}
    return {case_id: due for case_id, due in found.items() if due}


def deadlines_of(case: Case, today: date) -> tuple[Deadline, ...]:
    """What is due for one open case, by day."""
    if case.status is CaseStatus.CLOSED:
        return ()
    found = [*_from_answers(case), *_from_needs(case), *_from_records(case, today), *_from_consents(case, today)]
    put_off = case.records_of(DEADLINE.part)
    own = [_own(case, key, record) for key, record in put_off.items() if not record.get("follows")]
    said = {(each.kind, each.on) for each in found}
    found = [_put_off(each, put_off.get(each.id)) for each in found]
    return tuple(_in_order([*found, *(each for each in own if each is not None and (each.kind, each.on) not in said)]))


def record_deadline(office: Office, case_id: str, raw: Mapping[str, object], deadline_id: str | None = None) -> str:
    """Write down a deadline (names as in an import document) and give its id; with an id, another wording of it.

    Raises UserError, with nothing kept, for a closed case, an unknown id, what is no deadline, and one of a permit
    where nothing of her residence is to be written down.
    """
    problem = residence_problem(office.vault.case(case_id).answers, raw)
    if problem:
        raise UserError(problem)
    return write_record(office, case_id, DEADLINE, raw, "deadline", deadline_id)


def residence_problem(answers: Mapping[str, Answer], raw: Mapping[str, object]) -> str:
    """A sentence where a deadline would tell of a permit that is not to be written down; empty otherwise."""
    if raw.get("kind") != DeadlineKind.PERMIT.value or is_asked("residence.expires_on", answers):
        return ""
    return _("Il a été choisi de ne pas noter cette partie de la fiche : rien n’a été enregistré. Changez d’abord "
             "ce choix avec la personne.")


def snooze(office: Office, case_id: str, deadline_id: str, until: date, reason: str) -> None:
    """Put a deadline off to a later day. Raises UserError for one that is not there (any more), without a reason, or
    for a day that has passed."""
    found = _expect_deadline(office, case_id, deadline_id)
    said = " ".join(reason.split())
    if not said:
        raise UserError(_("Dites en une ligne pourquoi l’échéance est remise : rien n’a été modifié."))
    if until <= office.today():
        raise UserError(_("Une échéance se remet à un jour à venir : rien n’a été modifié."))
    held = office.vault.case(case_id).records_of(DEADLINE.part).get(deadline_id, {})
    raw = {"kind": found.kind.value, "on": found.on.isoformat(), **dict(DEADLINE.shown(held))}
    raw |= {"kind": found.kind.value, "on": found.on.isoformat(), "snoozed_until": until.isoformat(), "reason": said}
    if not held or held.get("follows"):
        record = {**{name: value for name, value in raw.items() if value is not None}, "follows": True}
        with office.vault.change("deadline_snoozed", case_id) as change:
            change.put_record(case_id, Part.DEADLINES, deadline_id, stamped_record(office, DEADLINE, record))
    else:
        write_record(office, case_id, DEADLINE, raw, "deadline_snoozed", deadline_id)


def finish_deadline(office: Office, case_id: str, deadline_id: str) -> None:
    """Say that what somebody noted is done. Raises UserError for one that follows from elsewhere: it goes there."""
    found = _expect_deadline(office, case_id, deadline_id)
    held = office.vault.case(case_id).records_of(DEADLINE.part).get(deadline_id)
    if held is None or held.get("follows"):
        raise UserError(_(
            "Cette échéance vient d’ailleurs dans le dossier : c’est là qu’elle se règle. Rien n’a été modifié."
        ))
    raw = {**dict(DEADLINE.shown(held)), "done_on": office.today().isoformat()}
    write_record(office, case_id, DEADLINE, raw, "deadline_done", found.id)


def remove_deadline(office: Office, case_id: str, deadline_id: str) -> None:
    """Take away one that somebody noted; `undo` brings it back. Raises UserError where it is not there."""
    expect_record(expect_open_case(office, case_id), DEADLINE, deadline_id)
    remove_record(office, case_id, DEADLINE, deadline_id, "deadline_removed")


def _expect_deadline(office: Office, case_id: str, deadline_id: str) -> Deadline:
    case = expect_open_case(office, case_id)
    for each in deadlines_of(case, office.today()):
        if each.id == deadline_id:
            return each
    raise UserError(_("Cette échéance n’est pas, ou plus, dans ce dossier : rien n’a été modifié. Rouvrez le "
                      "dossier, il a changé entre-temps."))


def _from_answers(case: Case) -> Iterator[Deadline]:
    seen: set[tuple[DeadlineKind, str]] = set()
    for rule in FROM_ANSWERS:
        for path in _paths(case, rule):
            value = case.value(path)
            if (rule.kind, path) in seen or not isinstance(value, str) or not is_asked(path, case.answers):
                continue
            if rule.given is None or holds(rule.given, case, date.max):
                seen.add((rule.kind, path))
                yield _deadline(case, rule.kind, PartialDate.parse(value).first_day(), path)


def _paths(case: Case, rule: FromAnswer) -> Iterator[str]:
    section, star, name = rule.path.partition(".*.")
    if not star:
        yield rule.path
        return
    for entry in case.entries.get(section, ()):
        if rule.states is None or case.value(f"{section}.{entry}.{rule.states[0]}") in rule.states[1]:
            yield f"{section}.{entry}.{name}"


def _from_needs(case: Case) -> Iterator[Deadline]:
    for item, mark in case.needs.items():
        if mark.state is NeedState.TO_DO and mark.due is not None:
            found = _deadline(case, DeadlineKind.NEED_DUE, mark.due, f"needs.{item}")
            yield replace(found, item=item, partner=mark.partner or "", owner=mark.owner)
        elif mark.state is NeedState.NOT_WISHED and mark.ask_again_on is not None:
            yield replace(_deadline(case, DeadlineKind.ASK_AGAIN, mark.ask_again_on, f"needs.{item}"), item=item)


def _from_records(case: Case, today: date) -> Iterator[Deadline]:
    yield from _next_steps(case, today)
    for key, record in case.records_of("referrals").items():
        due = day_in(record, "due")
        if due is not None and record.get("state") not in ENDS:
            found = _deadline(case, DeadlineKind.ANSWER_DUE, due, f"referrals.{key}")
            yield replace(found, item=text_in(record, "need"), partner=text_in(record, "to"))
    for key, record in case.records_of(ACTION.part).items():
        due = day_in(record, "due")
        if due is not None and text_in(record, "state") in OPEN:
            found = _deadline(case, DeadlineKind.ANSWER_DUE, due, f"actions.{key}")
            yield replace(found, partner=text_in(record, "partner"), text=text_in(record, "what"))
    asked = chaser(case.records_of(COMPLAINT.part))
    due = None if asked is None else day_in(asked, "due")
    if due is not None:
        yield replace(_deadline(case, DeadlineKind.ANSWER_DUE, due, COMPLAINT.part), text=_(COMPLAINT.label))
    for key, record in case.records_of(PLAN.part).items():
        due, item = day_in(record, "due"), PLAN_ITEMS.get(text_in(record, "item"))
        if due is not None and item is not None and record.get("state") == "to_do":
            yield replace(_deadline(case, DeadlineKind.NEXT_STEP, due, f"safety_plan.{key}"), text=_(item.label))
    now = standing(case, today)
    if now is not None:
        yield _deadline(case, DeadlineKind.DANGER_REVIEW, now.due, "danger")


def _next_steps(case: Case, today: date) -> Iterator[Deadline]:
    """What an encounter planned, until there was another one on that day or later."""
    held = case.records_of("encounters")
    last = max((text_in(record, "on") for record in held.values()), default="")
    for key, record in held.items():
        planned = day_in(record, "next_on")
        if planned is not None and (planned >= today or last < planned.isoformat()):
            found = _deadline(case, DeadlineKind.NEXT_STEP, planned, f"encounters.{key}")
            yield replace(found, text=text_in(record, "next"), owner=text_in(record, "worker") or None)


def _from_consents(case: Case, today: date) -> Iterator[Deadline]:
    for consent in read_grounds(case.events).consents:
        if state_of(consent, today) in _COUNTING:
            found = _deadline(case, DeadlineKind.CONSENT_END, consent.last_day, f"consents.{consent.id}")
            yield replace(found, partner="" if consent.individual else consent.recipient)


def _own(case: Case, key: str, record: Record) -> Deadline | None:
    on, kind = day_in(record, "on"), text_in(record, "kind")
    if on is None or record.get("done_on") is not None or kind not in set(DeadlineKind):
        return None
    time = text_in(record, "time")
    return Deadline(
        key, case.id, case.reference, DeadlineKind(kind), on, f"deadlines.{key}", clock_of(time) if time else None,
        text=text_in(record, "what"), owner=text_in(record, "owner") or None,
        snoozed_until=day_in(record, "snoozed_until"), reason=text_in(record, "reason"),
    )


def _put_off(deadline: Deadline, record: Record | None) -> Deadline:
    """With what was said of it, as long as it is still the same day: put off, handed over to a colleague."""
    if record is None or day_in(record, "on") != deadline.on:
        return deadline
    return replace(
        deadline, snoozed_until=day_in(record, "snoozed_until"), reason=text_in(record, "reason"),
        owner=text_in(record, "owner") or deadline.owner,
    )


def _deadline(case: Case, kind: DeadlineKind, on: date, source: str) -> Deadline:
    return Deadline(_id(case.id, f"{kind.value} {source}"), case.id, case.reference, kind, on, source)


def _id(case_id: str, source: str) -> str:
    """An id that stays the same for as long as the deadline follows from the same place, and tells nothing."""
    return hashlib.sha256(f"{case_id} {source}".encode()).hexdigest()[:32]


def _in_order(found: Iterable[Deadline]) -> list[Deadline]:
    return sorted(found, key=lambda each: (each.shows_on, each.at is None, each.at, each.case, each.kind, each.id))


def _dated_cases(office: Office, among: Collection[str] | None = None) -> Iterator[Case]:
    """Every open case in which something is dated, with as much of it as deadlines follow from."""
    return office.vault.open_cases_with(_DATED, (EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN), among)


def _due_cases(office: Office, today: date, until: date) -> Iterator[Case]:
    """Those of them in which a day has come by then: of many cases only these are read."""
    due = sorted(office.vault.cases_with_days(_DAYS, today, until))
    for first in range(0, len(due), _AT_ONCE):
        yield from _dated_cases(office, due[first : first + _AT_ONCE])
