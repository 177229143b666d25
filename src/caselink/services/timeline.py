"""All dated things of a case in one line: what was done, what she did, what left, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from caselink.disclosure.chronology import DATED
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.forms.attachments import kind_label
from caselink.forms.complaint import COMPLAINT
from caselink.forms.danger.levels import danger_words
from caselink.forms.deadlines import KIND_LABELS
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.needs import NEEDS, STATE_LABELS
from caselink.forms.records import said_in
from caselink.forms.referrals import REFERRAL
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import BETWEEN, value_text
from caselink.forms.validation import is_asked
from caselink.i18n import N_, _
from caselink.services.complaints import complaints
from caselink.services.deadlines import deadlines_of
from caselink.services.encounters import encounters
from caselink.services.event_words import EventTeller
from caselink.services.history_words import need_words
from caselink.services.office import Office
from caselink.services.referrals import referrals
from caselink.services.workers import workers


class TimelineKind(StrEnum):
    """What a line is of."""

    ENCOUNTER = "encounter"
    STEP = "step"
    NEED = "need"
    CONSENT = "consent"
    TRANSMISSION = "transmission"
    ASSESSMENT = "assessment"
    REFERRAL = "referral"
    COMPLAINT = "complaint"
    ATTACHMENT = "attachment"
    DEADLINE = "deadline"
    OTHER = "other"


KIND_NAMES: Final[Mapping[TimelineKind, str]] = {
    TimelineKind.ENCOUNTER: N_("Entretiens"),
    TimelineKind.STEP: N_("Démarches"),
    TimelineKind.NEED: N_("Besoins"),
    TimelineKind.CONSENT: N_("Accords"),
    TimelineKind.TRANSMISSION: N_("Transmissions"),
    TimelineKind.ASSESSMENT: N_("Évaluations du danger"),
    TimelineKind.REFERRAL: N_("Orientations"),
    TimelineKind.COMPLAINT: N_("Plainte"),
    TimelineKind.ATTACHMENT: N_("Pièces jointes"),
    TimelineKind.DEADLINE: N_("Échéances"),
    TimelineKind.OTHER: N_("Autres faits"),
}
_OF_EVENTS: Final = {
    EventKind.CONSENT_GIVEN: TimelineKind.CONSENT, EventKind.CONSENT_WITHDRAWN: TimelineKind.CONSENT,
    EventKind.LEFT: TimelineKind.TRANSMISSION,
}
_DATED_ANSWERS: Final = {
    "protection_justice.complaint_on": TimelineKind.COMPLAINT, "protection_justice.certificate_on": TimelineKind.OTHER,
    "family.separated_since": TimelineKind.OTHER, "residence.left_home_on": TimelineKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One dated thing: its day as it is known (`2026-03`), the hour `14:30` where it has one, and words for the office.

    `printed` is what of it may stand on a page: words of the program and names of the directory, nothing that anybody
    typed.
    """

    on: str
    at: str
    kind: TimelineKind
    what: str
    printed: str


def timeline(office: Office, case: Case) -> tuple[TimelineLine, ...]:
    """The lines of a case, the oldest first; what is due comes at its place behind today."""
    found = [
        *_encounters(office, case), *_steps(case), *_needs(office, case), *_events(office, case), *_assessments(case),
        *_referrals(office, case), *_complaint(case), *_answers(case), *_attachments(office, case),
        *_deadlines(office, case),
    ]
    return tuple(sorted(found, key=lambda line: (line.on, line.at, line.kind, line.what)))


def found_in(lines: Iterable[TimelineLine], kinds: Iterable[TimelineKind], words: str) -> tuple[TimelineLine, ...]:
    """Those of these kinds (none: of all) in which every word stands, whatever its case."""
    wanted, asked = set(kinds), words.casefold().split()
    return tuple(
        line for line in lines
        if (not wanted or line.kind in wanted) and all(word in line.what.casefold() for word in asked)
    )


def _encounters(office: Office, case: Case) -> Iterator[TimelineLine]:
    known = {worker.name for worker in workers(office)}
    for each in encounters(case):
        said = (said_in(ENCOUNTER, each.values, name) for name in ("channel", "place", "done"))
        what = BETWEEN.join([_("Entretien"), *filter(None, (each.by, *said))])
        way = said_in(ENCOUNTER, each.values, "channel")
        yield TimelineLine(
            each.on.isoformat(), str(each.values.get("at") or ""), TimelineKind.ENCOUNTER, what,
            BETWEEN.join(filter(None, (_("Entretien"), each.by if each.by in known else "", way))),
        )


def _steps(case: Case) -> Iterator[TimelineLine]:
    for section_id, label in (("steps", N_("Démarche")), ("guidance", N_("Orientation proposée"))):
        for entry in case.entries.get(section_id, ()):
            on = case.value(f"{section_id}.{entry}.on")
            if isinstance(on, str):
                kind, what, state = (_said(case, f"{section_id}.{entry}.{name}") for name in ("kind", "what", "state"))
                yield _line(
                    on, TimelineKind.STEP, BETWEEN.join(filter(None, (_(label), kind, what, state))),
                    BETWEEN.join(filter(None, (_(label), kind, state))),
                )


def _needs(office: Office, case: Case) -> Iterator[TimelineLine]:
    """Needs turned: each change of state, by the history of the case."""
    for change in office.vault.history(case.id).changes:
        for record in change.records:
            before, after = record.before or {}, record.after or {}
            if record.part.value == "needs" and before.get("state") != after.get("state") and record.key in NEEDS:
                moment = office.local(change.at)
                what = f"{_(NEEDS[record.key].label)} : {need_words(record.after)}"
                state = NeedState(str(after.get("state"))) if after.get("state") in set(NeedState) else None
                printed = _(NEEDS[record.key].label)
                if state is not None:
                    printed = _("{need} : {state}").format(need=printed, state=_(STATE_LABELS[state]))
                yield TimelineLine(moment.date().isoformat(), f"{moment:%H:%M}", TimelineKind.NEED, what, printed)


def _events(office: Office, case: Case) -> Iterator[TimelineLine]:
    teller = EventTeller(office, case)
    for event in case.events:
        said, moment = teller.words(event), office.local(event.at)
        given = event.body.get("given_on") if event.kind is EventKind.CONSENT_GIVEN else None
        kind = _OF_EVENTS.get(event.kind, TimelineKind.OTHER)
        day, hour = (given, "") if isinstance(given, str) else (moment.date().isoformat(), f"{moment:%H:%M}")
        yield TimelineLine(day, hour, kind, BETWEEN.join(filter(None, (said.what, said.about))), said.what)


def _assessments(case: Case) -> Iterator[TimelineLine]:
    for each in case.assessments:
        what = _("Danger évalué : {level}").format(level=danger_words(each.level))
        yield TimelineLine(each.on.isoformat(), "", TimelineKind.ASSESSMENT, what, what)


def _referrals(office: Office, case: Case) -> Iterator[TimelineLine]:
    listed = {partner.short_name for partner in office.vault.partners()}
    for each in referrals(case):
        for step in each.course:
            if step.on is not None:
                need = _(NEEDS[each.need].label) if each.need in NEEDS else ""
                state = said_in(REFERRAL, {"state": step.state}, "state")
                known = each.to if each.to in listed else ""
                printed = BETWEEN.join(filter(None, (_("Orientation"), need, known, state)))
                what = BETWEEN.join(filter(None, (_("Orientation"), need, each.to, state, step.why)))
                yield TimelineLine(step.on.isoformat(), "", TimelineKind.REFERRAL, what, printed)


def _complaint(case: Case) -> Iterator[TimelineLine]:
    for each in complaints(case):
        names = ("step", "place", "number", "who", "reported_to", "what")
        said = (said_in(COMPLAINT, each.values, name) for name in names)
        what = BETWEEN.join([_(COMPLAINT.label), *filter(None, said)])
        told = (said_in(COMPLAINT, each.values, name) for name in ("step", "reported_to"))
        printed = BETWEEN.join([_(COMPLAINT.label), *filter(None, told)])
        yield TimelineLine(each.on.isoformat(), "", TimelineKind.COMPLAINT, what, printed)


def _answers(case: Case) -> Iterator[TimelineLine]:
    steps = case.records_of(COMPLAINT.part)
    for path, kind in _DATED_ANSWERS.items():
        if kind is TimelineKind.COMPLAINT and steps:
            continue  # the steps tell it
        on, place = case.value(path), PARTNER_FORM.place(path)
        if isinstance(on, str) and place is not None and is_asked(path, case.answers):
            complaint = _said(case, "protection_justice.complaint") if kind is TimelineKind.COMPLAINT else ""
            what = BETWEEN.join(filter(None, (_(DATED[path]), complaint)))
            yield _line(on, kind, what, what)


def _attachments(office: Office, case: Case) -> Iterator[TimelineLine]:
    for each in office.vault.attachments(case.id):
        moment, taken = office.local(each.at), each.facts.get("taken_on")
        printed = BETWEEN.join((_("Pièce jointe"), kind_label(str(each.facts.get("kind", "")))))
        day = taken if isinstance(taken, str) else moment.date().isoformat()
        yield TimelineLine(
            day, "" if taken else f"{moment:%H:%M}", TimelineKind.ATTACHMENT, BETWEEN.join((printed, each.name)),
            printed,
        )


def _deadlines(office: Office, case: Case) -> Iterator[TimelineLine]:
    for each in deadlines_of(case, office.today()):
        item = _(NEEDS[each.item].label) if each.item in NEEDS else ""
        printed = BETWEEN.join(filter(None, (_("Échéance"), _(KIND_LABELS[each.kind]), item)))
        what = BETWEEN.join(filter(None, (printed, each.partner, each.text)))
        hour = "" if each.at is None else f"{each.at:%H:%M}"
        yield TimelineLine(each.on.isoformat(), hour, TimelineKind.DEADLINE, what, printed)


def _line(on: str, kind: TimelineKind, what: str, printed: str) -> TimelineLine:
    """A day that is only known in part keeps what is known of it, without "about"."""
    return TimelineLine(str(PartialDate.parse(on)).lstrip("~"), "", kind, what, printed)


def _said(case: Case, path: str) -> str:
    place, value = PARTNER_FORM.place(path), case.value(path)
    return "" if place is None or value is None else value_text(place.field, value)


def day_of(line: TimelineLine) -> date:
    """The first day that a line can mean."""
    return PartialDate.parse(line.on).first_day()
