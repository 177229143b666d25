"""Every paper that is declared, made as a worker makes it from a case full of words, holds none of them but what she
agreed to; and a paper that is not tried here fails the first test.
"""

from __future__ import annotations

import io
import typing
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

import pikepdf
import pytest
import time_machine

from caselink.disclosure.outputs import Disclosure, ForAgency, Handed, OwnCopy
from caselink.documents.meeting_json import ANSWER_FORMAT, spelled
from caselink.documents.papers import PAPERS, Paper
from caselink.domain.answers import Answer
from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment, Level
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import CaseLinkError, ClockUnsure, Refused
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.forms.record_forms import DAYS, RecordForm, Rule
from caselink.forms.records import RECORD_FORMS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from caselink.services.access_letter import write_access_letter
from caselink.services.accounting import write_incident, write_processing_record, write_register
from caselink.services.answers import record_answer
from caselink.services.audit import audit_lines
from caselink.services.audit_words import action_words
from caselink.services.blank_form import write_blank_form
from caselink.services.booklet import write_booklet
from caselink.services.calendar_file import write_deadlines
from caselink.services.chronology import prepare_chronology
from caselink.services.complaint_papers import prepare_complaint_letter, prepare_complaint_sheet, write_preparation
from caselink.services.complaints import record_complaint
from caselink.services.consent_form import AgreementAsked, write_consent_form
from caselink.services.consent_lines import consents
from caselink.services.consents import give_consent, never_inform, record_legal_decision, withdraw
from caselink.services.danger.assessing import assess
from caselink.services.danger.emergency import numbers_of, write_emergency_sheet
from caselink.services.danger.plan import set_plan_item, write_plan
from caselink.services.danger.sheet import prepare_danger_sheet
from caselink.services.danger.with_him import record_interview, write_his_paper
from caselink.services.deadlines import deadlines, record_deadline
from caselink.services.directory import save_partner
from caselink.services.erasing import erase_case, write_certificate
from caselink.services.figures.asking import question
from caselink.services.figures.funder import fill_form, keep_form
from caselink.services.figures.publishing import EXACT, PUBLIC, publish, write_exact
from caselink.services.figures.survey import write_sheet
from caselink.services.history import history
from caselink.services.justice_report import prepare_report
from caselink.services.meetings.handouts import (
    write_agenda_paper,
    write_confidentiality_statement,
    write_meeting_calendar,
)
from caselink.services.meetings.holding import record_meeting
from caselink.services.meetings.packs import write_minutes, write_pack
from caselink.services.meetings.planning import new_meeting
from caselink.services.meetings.returning import open_pack, write_answer
from caselink.services.office import Office
from caselink.services.own_copy import write_copy
from caselink.services.papers import prepare
from caselink.services.recall import write_recalls
from caselink.services.recovery_sheet import write_recovery_sheet
from caselink.services.register import entries
from caselink.services.sharing import prepare_liaison, preview
from caselink.services.statement import write_statement
from caselink.services.timeline_page import write_timeline
from caselink.services.workers import renew_recovery
from caselink.vault import Change
from caselink.vault.parts import Part
from tests.conftest import PASSPHRASE
from tests.documents.readers import both, insides, pages_by_pdfium
from tests.services.conftest import Desk
from tests.vault.colleagues import add_colleague, seen_by

WORD: Final = "Canari"
_TYPED: Final = (Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL)


@dataclass(frozen=True)
class Made:
    """A paper as it lies on the disk, and the words of the case that it may hold."""

    content: bytes
    passphrase: str = ""
    agreed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Leaky:
    """An office with a case that holds a word of its own in every place that takes text."""

    desk: Desk
    words: frozenset[str]

    def seen_by(self, role: Role) -> Leaky:
        """The same, in the hands of a colleague."""
        slot = add_colleague(self.desk.office.vault, "lea", role)
        return Leaky(Desk(Office(seen_by(self.desk.office.vault, "lea", slot)), self.desk.case), self.words)


@pytest.fixture
def leaky(desk: Desk) -> Leaky:
    office, case_id = desk.office, desk.case.id
    answers: dict[str, str] = {}
    with office.vault.change("answer", case_id) as change:
        for section in PARTNER_FORM.sections:
            entry = f"{change.add_entry(case_id, section.id)}." if section.repeating else ""
            for asked in section.fields:
                if asked.kind in _TYPED:
                    path = f"{section.id}.{entry}{asked.name}"
                    answers[path] = f"{WORD}{len(answers)}x"
                    change.put_answer(case_id, path, Answer(answers[path]))
        for number, item in enumerate(NEEDS):
            change.put_need(case_id, item, NeedMark(NeedState.DONE, outcome=f"{WORD}N{number}x"))
        records = [word for form in RECORD_FORMS.values() for word in put_record_of_words(change, case_id, form)]
        change.keep_draft(case_id, "request.wishes", f"{WORD}Dx")
    assess(office, case_id, GivenAssessment(
        worker=f"{WORD}Wx", answers={"strangulation": FactorAnswer(Finding.YES)}, level=Level.HIGH, reason=f"{WORD}Rx",
    ))
    never_inform(office, case_id, ExcludedKind.FAMILY, f"{WORD}Jx")
    give_consent(
        office, case_id, recipient="abri", categories=[Category.HEALTH], everything_else=False,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    needs = {f"{WORD}N{number}x" for number in range(len(NEEDS))}
    typed = {f"{WORD}{letter}x" for letter in "DJWR"}
    return Leaky(desk, frozenset({*answers.values(), *needs, *records, *typed}))


def put_record_of_words(change: Change, case_id: str, form: RecordForm) -> Iterator[str]:
    """A record with a word in every place that takes text; gives the words."""
    texts = {
        column.kept: f"{WORD}{form.part}{column.name}x"
        for column in form.columns if column.field.kind in _TYPED and column.rule is not Rule.CLOCK
    }
    days = {column.kept: "2026-01-12" for column in form.columns if column.rule in DAYS}
    change.put_record(case_id, Part(form.part), "x", {**texts, **days, "by": change.user, "at": change.at})
    yield from texts.values()


def _calendar(leaky: Leaky, out: Path) -> Made:
    office = leaky.desk.office
    record_deadline(office, leaky.desk.case.id, {"kind": "own", "on": "2026-12-01", "what": f"{WORD}Kx"})
    write_deadlines(office, deadlines(office), out)
    return Made(out.read_bytes())


def _liaison(leaky: Leaky, out: Path) -> Made:
    office, case_id = leaky.desk.office, leaky.desk.case.id
    shared = {str(line.value) for line in preview(office, case_id, "abri", Purpose.HOUSING).shared}
    made = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, out)
    return Made(out.read_bytes(), made.passphrase, frozenset(shared))


def _certificate(leaky: Leaky, out: Path) -> Made:
    write_certificate(erase_case(leaky.desk.office, leaky.desk.case.id, leaky.desk.case.reference), out)
    return Made(out.read_bytes())


def _recovery_sheet(leaky: Leaky, out: Path) -> Made:
    code = renew_recovery(leaky.desk.office, PASSPHRASE)
    write_recovery_sheet(leaky.desk.office.name, code, out)
    return Made(out.read_bytes())


def _danger_sheet(leaky: Leaky, out: Path) -> Made:
    office, case_id = leaky.desk.office, leaky.desk.case.id
    give_consent(
        office, case_id, recipient="parquet", categories=[Category.IDENTITY, Category.VIOLENCE], everything_else=False,
        purposes=[Purpose.SAFETY], mode=Mode.SPOKEN,
    )
    made = prepare_danger_sheet(office, case_id, "parquet", Purpose.SAFETY, out)
    shared = preview(office, case_id, "parquet", Purpose.SAFETY).shared
    names = {"person.goes_by", "person.first_names", "person.last_name"}
    agreed = frozenset(str(line.value) for line in shared if line.place.path in names)
    return Made(out.read_bytes(), made.passphrase, agreed)


def _chronology(leaky: Leaky, out: Path) -> Made:
    """Of all that was typed only who she is; of encounters their day."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    give_consent(
        office, case_id, recipient="parquet", categories=[Category.IDENTITY, Category.JUSTICE, Category.INTIMATE],
        everything_else=True, purposes=[Purpose.COMPLAINT], mode=Mode.SPOKEN,
    )
    made = prepare_chronology(office, case_id, "parquet", Purpose.COMPLAINT, out)
    shared = preview(office, case_id, "parquet", Purpose.COMPLAINT).shared
    names = {"person.goes_by", "person.first_names", "person.last_name"}
    agreed = frozenset(str(line.value) for line in shared if line.place.path in names)
    return Made(out.read_bytes(), made.passphrase, agreed)


def _agreed_to_a_complaint(leaky: Leaky) -> None:
    give_consent(
        leaky.desk.office, leaky.desk.case.id, recipient="parquet",
        categories=[Category.IDENTITY, Category.JUSTICE, Category.VIOLENCE], everything_else=False,
        purposes=[Purpose.COMPLAINT], mode=Mode.SPOKEN,
    )


def _complaint_sheet(leaky: Leaky, out: Path) -> Made:
    """Facts, him, what is wanted, as far as she agreed; nothing of an encounter or of a step."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    _agreed_to_a_complaint(leaky)
    made = prepare_complaint_sheet(office, case_id, "parquet", out)
    shared = preview(office, case_id, "parquet", Purpose.COMPLAINT).shared
    asked = ("person.", "violence.", "protection_justice.")
    agreed = frozenset(str(line.value) for line in shared if line.place.path.startswith(asked))
    return Made(out.read_bytes(), made.passphrase, agreed)


def _complaint_letter(leaky: Leaky, out: Path) -> Made:
    """Who she is, day, place and number of the refusal; nothing that the office wrote of it."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    _agreed_to_a_complaint(leaky)
    texts = {name: f"{WORD}complaints{name}x" for name in ("place", "number", "who", "what")}
    record_complaint(office, case_id, {"step": "refused", "on": "2026-01-13", **texts})
    made = prepare_complaint_letter(office, case_id, "parquet", out, words="Le guichet a renvoyé vers le mariage.")
    names = {"person.goes_by", "person.first_names", "person.last_name"}
    case = office.vault.case(case_id)
    said = {str(case.value(name)) for name in names} | {texts["place"], texts["number"]}
    return Made(out.read_bytes(), made.passphrase, frozenset(said))


def _complaint_preparation(leaky: Leaky, out: Path) -> Made:
    office, case_id = leaky.desk.office, leaky.desk.case.id
    with office.vault.change("answer", case_id) as change:
        change.put_answer(case_id, "contact.may_keep_paper", Answer(True))
    write_preparation(office, case_id, "fr", out)
    return Made(out.read_bytes())


def _statement(leaky: Leaky, out: Path) -> Made:
    """The worker's own words alone: whatever stands in an encounter is refused before anything is written."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    of_encounters = (word for word in leaky.words if word.startswith(f"{WORD}encounters"))
    noted = [word for word in of_encounters if not word.endswith(("placex", "byx"))]
    assert len(noted) > 3
    for word in noted:
        with pytest.raises(CaseLinkError):
            write_statement(office, case_id, f"Elle a dit : {word}, le soir.", out, asked_by_her=True)
    write_statement(office, case_id, "Le 12 janvier, au service, elle tremblait.", out, asked_by_her=True)
    return Made(out.read_bytes())


def _timeline_page(leaky: Leaky, out: Path) -> Made:
    office, case_id = leaky.desk.office, leaky.desk.case.id
    record_deadline(office, case_id, {"kind": "own", "on": "2026-12-01", "what": f"{WORD}Kx"})
    made = write_timeline(office, case_id, out)
    return Made(out.read_bytes(), made.passphrase)


def _safety_plan(leaky: Leaky, out: Path) -> Made:
    office, case_id = leaky.desk.office, leaky.desk.case.id
    with office.vault.change("answer", case_id) as change:
        change.put_answer(case_id, "contact.may_keep_paper", Answer(True))
    set_plan_item(office, case_id, "code_word", "to_do", note=f"{WORD}Kx")
    write_plan(office, case_id, "nl", out)
    return Made(out.read_bytes())


def _consent_form(leaky: Leaky, out: Path) -> Made:
    """Who asks, of whom, for what: none of it from the case."""
    asked = AgreementAsked([*Category], [*Purpose], leaky.desk.office.today())
    write_consent_form(leaky.desk.office, leaky.desk.case.id, "abri", "ar", asked, out)
    return Made(out.read_bytes())


def _his_orientation(leaky: Leaky, out: Path) -> Made:
    """Of all that stands in the case only what he said for this paper may be on it."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    save_partner(office, Partner("auteurs", "Service pour auteurs", PartnerKind.PERPETRATOR_SERVICE))
    said = {name: f"{WORD}with_him{name}x" for name in ("facts", "children", "name", "words")}
    interview = record_interview(office, case_id, {"on": "2026-01-12", "service": "auteurs", "agreed": True, **said})
    write_his_paper(office, case_id, interview, out)
    return Made(out.read_bytes(), agreed=frozenset({said["name"], said["words"]}))


def _justice_report(leaky: Leaky, out: Path) -> Made:
    """Only what the decision names; her consent for something else adds nothing."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    give_consent(
        office, case_id, recipient="parquet", categories=[Category.MATERIAL], everything_else=False,
        purposes=[Purpose.SAFETY, Purpose.NETWORK], mode=Mode.SPOKEN,
    )
    record_legal_decision(
        office, case_id, basis="fr_cpp_40", recipient="parquet", categories=[Category.IDENTITY],
        decided_by="Chef de service", reason="Danger", told=False,
    )
    made = prepare_report(office, case_id, "parquet", Purpose.NETWORK, out)
    names = {"person.goes_by", "person.first_names", "person.last_name", "person.latin_name"}
    case = office.vault.case(case_id)
    identity = {
        str(answer.value) for path, answer in case.answers.items()
        if (place := PARTNER_FORM.place(path)) and place.field.category is Category.IDENTITY
    }
    assert {str(case.value(name)) for name in names} <= identity
    return Made(out.read_bytes(), made.passphrase, frozenset(identity))


def _recall_letter(leaky: Leaky, out: Path) -> Made:
    """Ids and days alone: it goes where nothing may be shared any more."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, out.with_name("liaison-before.pdf"))
    (given,) = consents(office, office.vault.case(case_id))
    withdraw(office, case_id, given.id)
    (letter,) = write_recalls(office, case_id, given.id, out.parent).letters
    return Made(letter.path.read_bytes(), letter.passphrase)


def _booklet(leaky: Leaky, out: Path) -> Made:
    """Those that fit her, and no word of hers."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, "lawyer", NeedMark(NeedState.TO_DO))
    record_answer(office, case_id, "contact.may_keep_paper", True)
    write_booklet(office, out, case_id=case_id)
    return Made(out.read_bytes())


def _blank_form(leaky: Leaky, out: Path) -> Made:
    del leaky
    write_blank_form(out)
    return Made(out.read_bytes())


def _register(leaky: Leaky, out: Path) -> Made:
    """Whatever left, by its sort: no answer."""
    if leaky.desk.office.role is Role.COORDINATOR:
        _liaison(leaky, out.with_name("before.pdf"))
    made = write_register(leaky.desk.office, out)
    return Made(out.read_bytes(), made.passphrase)


def _incident_note(leaky: Leaky, out: Path) -> Made:
    office = leaky.desk.office
    if office.role is Role.COORDINATOR:
        _liaison(leaky, out.with_name("before.pdf"))
    known = office.now().isoformat(timespec="minutes")
    number = next((entry.id for entry in entries(office)), "")
    made = write_incident(office, number, {"known_at": known, "what": "Mauvaise adresse"}, out)
    return Made(out.read_bytes(), made.passphrase)


def _processing_record(leaky: Leaky, out: Path) -> Made:
    write_processing_record(leaky.desk.office, out)
    return Made(out.read_bytes())


def _reply_slip(leaky: Leaky, out: Path) -> Made:
    """The slip that goes beside a form full of words."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    form = out.with_name("liaison.pdf") if office.role is Role.COORDINATOR else out
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, form, slip_out=out.with_name("slip.pdf"))
    return Made(out.with_name("slip.pdf").read_bytes())


def _own_copy(leaky: Leaky, out: Path) -> Made:
    """All that is hers, nothing of anybody else, no word of the office's own."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    _liaison(leaky, out.with_name("liaison.pdf"))
    with office.vault.change("answer", case_id) as change:
        change.put_answer(case_id, "contact.may_keep_paper", Answer(True))
    made = write_copy(office, case_id, out)
    others = {"perpetrator", "resource_persons", "professional"}
    hers = set()
    for path, answer in office.vault.case(case_id).answers.items():
        place = PARTNER_FORM.place(path)
        assert place is not None
        theirs = place.field.category in (Category.PERPETRATOR, Category.ENTOURAGE)
        if isinstance(answer.value, str) and place.section.id not in others and not theirs:
            hers.add(answer.value)
    assert len(hers) > 20
    return Made(out.read_bytes(), made.passphrase, frozenset(hers))


def _access_letter(leaky: Leaky, out: Path) -> Made:
    write_access_letter(leaky.desk.office, out)
    return Made(out.read_bytes())


def _emergency_sheet(leaky: Leaky, out: Path) -> Made:
    write_emergency_sheet(numbers_of(leaky.desk.office), "FR", out)
    return Made(out.read_bytes())


def _figures(leaky: Leaky, out: Path, suffix: str, *, public: bool) -> Made:
    """Counts of an office of six, each with a word of her own; no word, no reference, no name."""
    office = leaky.desk.office
    if office.role is Role.COORDINATOR:
        with office.vault.change("case_opened") as change:
            for number in range(5):
                change.new_case(f"2026-9{number:03d}")
    asked = question("2020-01-01", "2100-01-01")
    file = out.with_suffix(suffix)
    if public:
        publish(office, asked, file)
    else:
        write_exact(office, asked, file)
    return Made(file.read_bytes())


def _funder_form(leaky: Leaky, out: Path, suffix: str) -> Made:
    office, file = leaky.desk.office, out.with_suffix(suffix)
    keep_form(office, "Ville", "Femmes reçues = gender/woman\nToutes = cases_opened")
    with office.vault.change("case_opened") as change:
        for number in range(5):
            change.new_case(f"2026-9{number:03d}")
    fill_form(office, "Ville", question("2020-01-01", "2100-01-01"), file)
    return Made(file.read_bytes())


def _survey_sheet(leaky: Leaky, out: Path) -> Made:
    write_sheet(leaky.desk.office, out)
    return Made(out.read_bytes())


def _figures_maker(suffix: str, *, public: bool) -> Callable[[Leaky, Path], Made]:
    return lambda leaky, out: _figures(leaky, out, suffix, public=public)


def _meeting(leaky: Leaky) -> str:
    """A meeting of today of the shelter and the prosecutor, about that case, with words typed everywhere."""
    office, case_id = leaky.desk.office, leaky.desk.case.id
    if office.role is Role.READ_ONLY:
        return "m-1"
    give_consent(
        office, case_id, recipient="abri", categories=[Category.IDENTITY], everything_else=False,
        purposes=[Purpose.NETWORK], mode=Mode.SPOKEN,
    )
    return new_meeting(office, {
        "on": office.today().isoformat(), "invited": ["abri", "parquet"], "place": "Mairie",
        "cases": [{"case": leaky.desk.case.reference, "by": "abri", "why": f"{WORD}0x", "wanted": "Une place"}],
    })


def _identity(leaky: Leaky) -> frozenset[str]:
    shared = preview(leaky.desk.office, leaky.desk.case.id, "abri", Purpose.NETWORK).shared
    return frozenset(str(line.value) for line in shared)


def _meeting_pack(leaky: Leaky, out: Path) -> Made:
    """Who she is, and no word that was typed for the meeting where an answer stands in it."""
    made = write_pack(leaky.desk.office, _meeting(leaky), "abri", out)
    return Made(out.read_bytes(), made.passphrase, _identity(leaky))


def _minutes(leaky: Leaky, out: Path) -> Made:
    office = leaky.desk.office
    meeting = _meeting(leaky)
    hidden = office.vault.case(leaky.desk.case.id).value("violence.facts")
    record_meeting(office, meeting, {
        "attended": [{"partner": "abri", "name": "Léa", "signed": True}],
        "decisions": [{"case": leaky.desk.case.reference, "text": f"Dire {hidden}"}],
        "actions": [{"case": leaky.desk.case.reference, "partner": "abri", "what": f"Dire {hidden}"}],
    })
    made = write_minutes(office, meeting, "abri", out)
    return Made(out.read_bytes(), made.passphrase, _identity(leaky))


def _meeting_answer(leaky: Leaky, out: Path) -> Made:
    """The other office sends back states and its reasons, nothing of the pack."""
    office = leaky.desk.office
    passphrase = "k7m2-9qxd-r4tb-w3fh"
    if office.role is Role.READ_ONLY:
        pack = open_pack(spelled({"format": ANSWER_FORMAT, "id": "K7M2-9QXD-R4TB", "actions": []}), "")
    else:
        meeting, before = _meeting(leaky), out.with_name("before.pdf")
        record_meeting(office, meeting, {
            "attended": [{"partner": "abri", "name": "Léa", "signed": True}],
            "actions": [{"case": leaky.desk.case.reference, "partner": "abri", "what": "Garder une chambre"}],
        })
        made = write_minutes(office, meeting, "abri", before)
        passphrase, pack = made.passphrase, open_pack(before.read_bytes(), made.passphrase)
    write_answer(office, pack, {each.id: ("done", "") for each in pack.actions}, out, passphrase)
    return Made(out.read_bytes(), passphrase)


def _promise(leaky: Leaky, out: Path) -> Made:
    write_confidentiality_statement(leaky.desk.office, _meeting(leaky), out)
    return Made(out.read_bytes())


def _agenda(leaky: Leaky, out: Path) -> Made:
    write_agenda_paper(leaky.desk.office, _meeting(leaky), out)
    return Made(out.read_bytes())


def _meeting_calendar(leaky: Leaky, out: Path) -> Made:
    write_meeting_calendar(leaky.desk.office, _meeting(leaky), out)
    return Made(out.read_bytes())


MAKERS: Final[Mapping[str, Callable[[Leaky, Path], Made]]] = {
    "liaison_form": _liaison, "danger_sheet": _danger_sheet, "certificate": _certificate,
    "recovery_sheet": _recovery_sheet, "own_copy": _own_copy, "access_letter": _access_letter,
    "deadlines_calendar": _calendar, "safety_plan": _safety_plan,
    "consent_form": _consent_form,
    "his_orientation": _his_orientation, "emergency_sheet": _emergency_sheet,
    "justice_report": _justice_report,
    "chronology": _chronology,
    "complaint_sheet": _complaint_sheet,
    "complaint_letter": _complaint_letter,
    "complaint_preparation": _complaint_preparation,
    "statement": _statement,
    "timeline_page": _timeline_page,
    "recall_letter": _recall_letter,
    "booklet": _booklet,
    "reply_slip": _reply_slip,
    "register": _register,
    "incident_note": _incident_note,
    "processing_record": _processing_record,
    "blank_form": _blank_form,
    "survey_sheet": _survey_sheet,
    "funder_form": lambda leaky, out: _funder_form(leaky, out, ".xlsx"),
    "funder_form_values": lambda leaky, out: _funder_form(leaky, out, ".csv"),
    **{kind: _figures_maker(suffix, public=True) for suffix, kind in PUBLIC.items()},
    **{kind: _figures_maker(suffix, public=False) for suffix, kind in EXACT.items()},
    "meeting_pack": _meeting_pack, "minutes": _minutes, "meeting_answer": _meeting_answer,
    "confidentiality_statement": _promise, "meeting_agenda": _agenda, "meeting_calendar": _meeting_calendar,
}
"""How a worker makes each paper, from the case of `leaky`."""


def test_every_paper_that_is_declared_is_tried_here() -> None:
    assert set(MAKERS) == set(PAPERS)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_paper_holds_no_word_of_a_case_but_what_was_agreed_to(kind: str, leaky: Leaky, tmp_path: Path) -> None:
    made = MAKERS[kind](leaky, tmp_path / "paper.pdf")
    agreed = made.agreed & leaky.words
    texts, inside = read(PAPERS[kind], made)
    assert bool(agreed) == (PAPERS[kind].takes in (Disclosure, OwnCopy, ForAgency) or kind == "his_orientation")
    assert leaky.desk.case.reference not in texts or PAPERS[kind].takes is not Handed
    assert [word for word in sorted(agreed) if word not in texts] == []
    for word in leaky.words - agreed:
        assert word not in texts
        assert not any(coded in inside for coded in coded_as(word)), word
    sealed = leaky.words if PAPERS[kind].sealed else leaky.words - agreed
    assert not any(coded in made.content for word in sealed for coded in coded_as(word))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_paper_opens_without_a_passphrase_only_where_it_is_declared_so(
    kind: str, leaky: Leaky, tmp_path: Path
) -> None:
    made = MAKERS[kind](leaky, tmp_path / "paper.pdf")
    assert bool(made.passphrase) == PAPERS[kind].sealed
    assert read(PAPERS[kind], made)[0]
    if PAPERS[kind].sealed:
        with pytest.raises(Exception, match=r"[Pp]assword"):
            pages_by_pdfium(made.content)


@pytest.mark.parametrize(
    ("kind", "role"), [(paper.kind, role) for paper in PAPERS.values() for role in Role if role not in paper.made_by]
)
def test_whoever_may_not_make_a_paper_is_refused_and_no_file_is_left(
    kind: str, role: Role, leaky: Leaky, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    colleague = leaky.seen_by(role)
    with pytest.raises(CaseLinkError):
        MAKERS[kind](colleague, out / "paper.pdf")
    assert [*out.iterdir()] == []


@pytest.mark.parametrize("kind", [kind for kind, paper in PAPERS.items() if paper.service != "erasing"])
def test_by_a_clock_behind_the_trail_a_paper_is_made_only_where_it_is_declared_so(
    kind: str, leaky: Leaky, tmp_path: Path
) -> None:
    """Erasing waits for the clock by itself, so that a certificate always follows an erasure."""
    out = tmp_path / "out"
    out.mkdir()
    if kind == "incident_note":
        _liaison(leaky, tmp_path / "before.pdf")
    office = leaky.desk.office
    with time_machine.travel(office.vault.clock.now() - timedelta(days=5), tick=False):
        if PAPERS[kind].by_any_clock and kind != "reply_slip":  # which has a form to go with
            assert MAKERS[kind](leaky, out / "paper.pdf").content
            return
        with pytest.raises(ClockUnsure):
            MAKERS[kind](leaky, out / "paper.pdf")
        assert [*out.iterdir()] == []


@pytest.mark.parametrize("kind", PAPERS)
def test_what_writes_a_paper_is_given_the_type_that_its_declaration_says(kind: str) -> None:
    hints = [*typing.get_type_hints(PAPERS[kind].writer).values()]
    assert hints[0] is PAPERS[kind].takes
    with pytest.raises(TypeError, match="is not made from"):
        prepare(kind, object())  # type: ignore[arg-type]


def test_words_typed_for_a_paper_hold_no_answer_that_may_not_be_on_it(leaky: Leaky, tmp_path: Path) -> None:
    office, case_id, out = leaky.desk.office, leaky.desk.case.id, tmp_path / "paper.pdf"
    save_partner(office, Partner("auteurs", "Service pour auteurs", PartnerKind.PERPETRATOR_SERVICE))
    record_answer(office, case_id, "housing.address", "rue des Exemples 12")
    record_answer(office, case_id, "perpetrator.occupation", "maçon")
    said: dict[str, object] = {"on": "2026-01-12", "service": "auteurs", "agreed": True}
    interview = record_interview(office, case_id, {**said, "words": "Je suis maçon. Rue des Exemples 12 !"})
    with pytest.raises(Refused, match="Adresse"):
        write_his_paper(office, case_id, interview, out)
    record_interview(office, case_id, {**said, "name": "Ali, rue des Exemples 12"}, interview)
    with pytest.raises(Refused, match="Adresse"):
        write_his_paper(office, case_id, interview, out)
    record_interview(office, case_id, {**said, "words": "Je suis maçon."}, interview)
    write_his_paper(office, case_id, interview, out)
    _danger_sheet(leaky, tmp_path / "sheet.pdf")
    answers = {"strangulation": FactorAnswer(Finding.YES)}
    assess(office, case_id, GivenAssessment(
        worker="", answers=answers, level=Level.HIGH, reason="Il sait : rue des Exemples 12",
    ))
    with pytest.raises(Refused, match="Adresse"):
        prepare_danger_sheet(office, case_id, "parquet", Purpose.SAFETY, tmp_path / "x.pdf", with_reason=True)
    assert not (tmp_path / "x.pdf").exists()


def test_the_register_the_history_and_the_trail_say_which_paper_left(leaky: Leaky, tmp_path: Path) -> None:
    office = leaky.desk.office
    _liaison(leaky, tmp_path / "paper.pdf")
    (entry,) = entries(office)
    assert (entry.paper, entry.paper_label) == ("liaison_form", "Fiche de liaison")
    newest = history(office, leaky.desk.case.id)[0]
    assert f"Fiche de liaison {entry.id}" in repr(newest)
    assert audit_lines(office)[-1].action == "left"
    assert action_words("liaison_form") == "Fiche de liaison préparée"


def read(paper: Paper, made: Made) -> tuple[str, bytes]:
    """Its text, and all bytes that it holds, unpacked."""
    if paper.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(made.content)) as book:
            inside = b"".join(book.read(name) for name in book.namelist())
        return inside.decode("utf-8"), inside
    if paper.suffix != ".pdf":
        return made.content.decode("utf-8"), made.content
    plain = opened(made)
    return " ".join(both(plain)), insides(plain)


def opened(made: Made) -> bytes:
    """The same paper without its seal."""
    bare = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.content), password=made.passphrase) as document:
        document.save(bare)
    return bare.getvalue()


def coded_as(word: str) -> tuple[bytes, ...]:
    """The word as a PDF may hold it."""
    wide = word.encode("utf-16-be")
    return word.encode(), wide, wide.hex().encode(), wide.hex().upper().encode()
