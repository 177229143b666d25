"""A case as the import document writes it, so that what an office takes out comes in again just as it was.

Who wrote what and when, the register and the history are not in it: they stay where they are true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from caselink.consent.grounds import Consent, Grounds, LegalDecision, Withdrawal
from caselink.domain.answers import Answer, Json, value_to_json
from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import Assessment, answer_to_json
from caselink.domain.needs import NeedMark
from caselink.forms.consent_terms import ALL
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.record_forms import RecordForm
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Section
from caselink.forms.validation import is_asked


def case_as_imported(case: Case, grounds: Grounds) -> dict[str, Json]:
    """The case with all that an import takes in; parts of which it has nothing are left out."""
    written: dict[str, Json] = {"reference": case.reference}
    for key, part in PARTS.items():
        value = part(case, grounds)
        if value:
            written[key] = value
    return written


def _status(case: Case, _grounds: Grounds) -> Json:
    return case.status.value if case.status is not CaseStatus.OPEN else None


def _answers(case: Case, _grounds: Grounds) -> Json:
    written: dict[str, Json] = {}
    for section in PARTNER_FORM.sections:
        if section.repeating:
            entries = [_entry(case, section, entry) for entry in case.entries.get(section.id, ())]
            if entries:
                written[section.id] = list(entries)
        else:
            written |= _fields(case, section, f"{section.id}.", f"{section.id}.")
    return written


def _entry(case: Case, section: Section, entry: str) -> dict[str, Json]:
    return {"id": entry, **_fields(case, section, f"{section.id}.{entry}.", "")}


def _fields(case: Case, section: Section, path: str, name: str) -> dict[str, Json]:
    """What is answered; a value that the form no longer asks for, after another choice, is not."""
    held = {field.name: case.answers.get(path + field.name) for field in section.fields}
    return {
        name + field: _answer(answer) for field, answer in held.items()
        if answer is not None and (not answer.is_value or is_asked(path + field, case.answers))
    }


def _answer(answer: Answer) -> Json:
    value = value_to_json(answer.value)
    return value if answer.source is None else {"value": value, "source": answer.source.value}


def _consents(_case: Case, grounds: Grounds) -> Json:
    return [_consent(consent) for consent in grounds.consents]


def _consent(consent: Consent) -> Json:
    whole = [part.on for part in consent.withdrawals if not part.categories and not part.purposes]
    parts: list[Json] = [_withdrawal(part) for part in consent.withdrawals if part.categories or part.purposes]
    written: dict[str, Json] = {
        "recipient": {"individual": consent.recipient} if consent.individual else consent.recipient,
        "categories": [*([ALL] if consent.everything_else else []), *sorted(consent.categories)],
        "purposes": [*sorted(consent.purposes)],
        "given_on": consent.given_on.isoformat(),
        "expires_on": consent.last_day.isoformat(),
        "mode": consent.mode.value,
        "emergency": consent.emergency,
    }
    said = {"language": consent.language, "interpreter": consent.interpreter}
    written |= {key: text for key, text in said.items() if text}
    if whole:
        written["withdrawn_on"] = min(whole).isoformat()
    return written | ({"withdrawals": parts} if parts else {})


def _withdrawal(part: Withdrawal) -> dict[str, Json]:
    taken: dict[str, Json] = {"categories": [*sorted(part.categories)], "purposes": [*sorted(part.purposes)]}
    return {"on": part.on.isoformat(), **{key: ids for key, ids in taken.items() if ids}}


def _legal(_case: Case, grounds: Grounds) -> Json:
    return [_decision(decision) for decision in grounds.legal if _stands(decision)]


def _stands(decision: LegalDecision) -> bool:
    """One that was dated ahead of the day it was recorded was decided by nobody, and an import would believe it."""
    basis = LEGAL_BASES.get(decision.basis)
    ahead = decision.noted_on is not None and decision.on > decision.noted_on
    return not ahead and basis is not None and basis.in_force(decision.on)


def _decision(decision: LegalDecision) -> Json:
    ended: dict[str, Json] = {} if decision.ended_on is None else {
        "ended_on": max(decision.on, decision.ended_on).isoformat()
    }
    return {
        "basis": decision.basis, "recipient": decision.recipient, "categories": [*sorted(decision.categories)],
        "decided_by": decision.decided_by, "reason": decision.reason, "on": decision.on.isoformat(),
        "told": decision.told, **ended,
    }


def _needs(case: Case, _grounds: Grounds) -> Json:
    return [{"item": item, **_mark(mark)} for item, mark in case.needs.items()]


def _mark(mark: NeedMark) -> dict[str, Json]:
    said: dict[str, Json] = {
        "state": mark.state.value, "partner": mark.partner, "owner": mark.owner,
        "due": None if mark.due is None else mark.due.isoformat(),
        "ask_again_on": None if mark.ask_again_on is None else mark.ask_again_on.isoformat(),
        "outcome": mark.outcome,
    }
    return {key: value for key, value in said.items() if value is not None}


def _assessments(case: Case, _grounds: Grounds) -> Json:
    return [_assessment(each) for each in case.assessments]


def _assessment(made: Assessment) -> Json:
    said: dict[str, Json] = {
        "grid": made.grid, "version": made.version, "on": made.on.isoformat(), "by": made.worker,
        "in_crisis": made.in_crisis, "alone": made.alone,
        "answers": {factor: answer_to_json(answer) for factor, answer in made.answers.items()},
        "level": made.level.value, "reason": made.reason,
        "next_on": None if made.next_on is None else made.next_on.isoformat(),
    }
    return {key: value for key, value in said.items() if value not in (None, "")}


def _never_inform(_case: Case, grounds: Grounds) -> Json:
    return [{"kind": entry.kind.value, "name": entry.name} for entry in grounds.never_inform]


def _records(form: RecordForm, case: Case, _grounds: Grounds) -> Json:
    return [
        {"id": record_id, **{name: value for name, value in form.shown(record) if value is not None}}
        for record_id, record in case.records_of(form.part).items()
    ]


PARTS: Final[Mapping[str, Callable[[Case, Grounds], Json]]] = {
    "status": _status, "answers": _answers, "consents": _consents, "legal_bases": _legal, "needs": _needs,
    "assessments": _assessments, "must_not_receive": _never_inform,
    **{part: partial(_records, form) for part, form in RECORD_FORMS.items()},
}
"""By their keys in the import document; a test holds them against its schema."""
