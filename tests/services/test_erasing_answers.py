"""What erases says first what goes, asks for a word, and says afterwards what went; nothing of it stays anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import UnderHold, UserError
from caselink.i18n import choose_language
from caselink.services.answers import add_entry, keep_draft, record_and_erase, record_answer, remove_entry, undo
from caselink.services.backups import plan_cleansing
from caselink.services.cases import new_case
from caselink.services.complaints import record_complaint
from caselink.services.danger.assessing import assess
from caselink.services.directory import save_partner
from caselink.services.encounters import record_encounter, remove_encounter
from caselink.services.erasing_answers import (
    Confirmed,
    ErasureAsked,
    erase_answer,
    erasure_of_answer,
    went_words,
)
from caselink.services.history import history, put_back
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.referrals import record_referral
from caselink.services.reserving import reserve_case
from caselink.services.retention import hold_case, lift_hold
from caselink.services.traces import Trace
from caselink.vault import Vault, check
from caselink.vault.backup.archive import lay_down
from caselink.vault.backup.making import copy_now, list_backups
from tests.conftest import USER, Prepared
from tests.services.switching import switched_off
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"
RECORDING = "residence.recording"
YES = Confirmed("effacer")


@pytest.fixture
def desk(vault: Vault) -> Office:
    return Office(vault)


@pytest.fixture
def case_id(desk: Office) -> str:
    """A case whose address was noted by mistake, corrected, and is being typed once more."""
    case_id = new_case(desk, "2026-0042", "Nour").id
    for value in (f"{SECRET} rue", "poste restante", f"{SECRET} bis"):
        record_answer(desk, case_id, "housing.address", value)
    record_answer(desk, case_id, "housing.status", "shelter")
    keep_draft(desk, case_id, "housing.address", f"{SECRET} ter")
    return case_id


def test_a_need_is_erased_with_all_that_was_ever_said_of_it(desk: Office, case_id: str) -> None:
    set_need(desk, case_id, "lawyer", NeedState.DONE, outcome=SECRET)
    set_need(desk, case_id, "lawyer", NeedState.TO_DO)
    (goes,) = erasure_of_answer(desk, case_id, "needs.lawyer").goes
    assert goes.words == "Justice · Avocat, aide juridictionnelle"
    case, went = erase_answer(desk, case_id, "needs.lawyer", YES)
    assert "lawyer" not in case.needs
    assert went == (goes,)
    assert not any(SECRET in repr(line) for line in history(desk, case_id) if "Avocat" in repr(line))
    for unknown in ("needs.nothing", "lawyer"):
        with pytest.raises(UserError, match="pas de rubrique"):
            erasure_of_answer(desk, case_id, unknown)


def test_what_the_steps_of_a_complaint_tell_is_erased_with_the_answer_and_never_written_again(
    prepared_vault: Prepared, desk: Office
) -> None:
    case_id = new_case(desk, "2026-0043", "Nour").id
    step = record_complaint(desk, case_id, {"step": "filed", "on": "2026-03-01", "place": SECRET})
    record_complaint(desk, case_id, {"step": "filed", "on": "2026-03-01", "place": f"{SECRET} bis"}, step)
    record_complaint(desk, case_id, {"step": "news", "on": "2026-03-05", "number": "PV 12"})
    where = "protection_justice.complaint_place"
    names = [trace.id for trace in erasure_of_answer(desk, case_id, where).goes]
    assert {where, f"complaints.{step}", "protection_justice.complaint"} <= {*names}
    erase_answer(desk, case_id, where, YES)
    assert SECRET.encode() not in pages(prepared_vault, desk)
    record_complaint(desk, case_id, {"step": "news", "on": "2026-03-06"})
    case = desk.vault.case(case_id)
    assert (case.value(where), case.value("protection_justice.complaint")) == (None, None)
    assert case.value("protection_justice.complaint_number") == "PV 12"
    second = record_complaint(desk, case_id, {"step": "logged", "on": "2026-03-07", "place": SECRET})
    erase_answer(desk, case_id, f"complaints.{second}", YES)
    assert SECRET.encode() not in pages(prepared_vault, desk)
    assert desk.vault.case(case_id).value(where) is None
    third = record_complaint(desk, case_id, {"step": "news", "on": "2026-03-08", "place": f"Titre de séjour {SECRET}"})
    record_answer(desk, case_id, RECORDING, "record")
    also = frozenset({f"complaints.{third}"})
    _case, went = record_and_erase(desk, case_id, RECORDING, "do_not_record", None, Confirmed("EFFACER", also))
    assert {where, f"complaints.{third}"} <= {trace.id for trace in went}
    assert SECRET.encode() not in pages(prepared_vault, desk)
    assert desk.vault.case(case_id).value("protection_justice.complaint_number") == "PV 12"
    assert check(desk.vault).sound


def pages(prepared: Prepared, desk: Office) -> bytes:
    return plain_pages(desk.folder / "cases-1.db", prepared.data_key.key)


def everything_readable(desk: Office, case_id: str) -> str:
    return f"{desk.vault.case(case_id)} {desk.vault.history(case_id)} {desk.vault.drafts(case_id)}"


def laid_down(prepared: Prepared, backup: Path, folder: Path) -> Path:
    """What lies in a backup, before anything that opens it could have followed an erasure: the word is not there."""
    lay_down(backup, folder)
    (database,) = folder.glob("cases-*.db")
    assert SECRET.encode() not in plain_pages(database, prepared.data_key.key)
    return folder


@pytest.mark.parametrize("reserved", [False, True])
def test_one_answer_is_erased_from_answer_history_draft_pages_and_every_backup(
    prepared_vault: Prepared, desk: Office, case_id: str, tmp_path: Path, *, reserved: bool
) -> None:
    if reserved:
        reserve_case(desk, case_id, [USER])
    copy_now(desk.vault).finish()
    case, went = erase_answer(desk, case_id, "housing.address", YES)
    assert went == (Trace("housing.address", "Hébergement-logement · Adresse"),)
    assert case.answers.keys() >= {"housing.status", "person.goes_by"}
    assert SECRET not in everything_readable(desk, case_id)
    assert SECRET.encode() not in pages(prepared_vault, desk)
    plan = plan_cleansing(desk)
    assert plan is not None
    copy_now(desk.vault).finish()
    plan.run()
    for number, file in enumerate(list_backups(desk.folder)):
        folder = laid_down(prepared_vault, file.path, tmp_path / f"{number}.caselink")
        with prepared_vault.open(folder) as restored:
            assert SECRET not in everything_readable(Office(restored), case_id)
    assert check(desk.vault).problems == ()


def test_the_rest_of_the_history_and_undo_stay(desk: Office, case_id: str) -> None:
    told = [line for line in history(desk, case_id) if line.place != "housing.address"]
    erase_answer(desk, case_id, "housing.address", YES)
    left = [line for line in history(desk, case_id) if line.place]
    assert left == told
    assert undo(desk, case_id) is not None
    assert "housing.status" not in desk.vault.case(case_id).answers


def test_what_would_go_is_told_by_name_and_never_by_value(desk: Office, case_id: str) -> None:
    erasure = erasure_of_answer(desk, case_id, "housing.address")
    assert [trace.words for trace in erasure.goes] == ["Hébergement-logement · Adresse"]
    assert SECRET not in str(erasure)


@pytest.mark.parametrize("typed", ["", "oui", "effac", "effacer tout", "2026-0042"])
def test_without_the_word_nothing_is_erased(desk: Office, case_id: str, typed: str) -> None:
    before = everything_readable(desk, case_id)
    with pytest.raises(UserError, match="EFFACER n’a pas été tapé"):
        erase_answer(desk, case_id, "housing.address", Confirmed(typed))
    assert everything_readable(desk, case_id) == before


def test_the_word_is_typed_in_ones_own_language_or_in_french(desk: Office, case_id: str) -> None:
    choose_language("nl")
    try:
        with pytest.raises(UserError, match="WISSEN"):
            erase_answer(desk, case_id, "housing.address", Confirmed("erase"))
        erase_answer(desk, case_id, "housing.address", Confirmed("Wissen "))
        erase_answer(desk, case_id, "housing.status", YES)
    finally:
        choose_language("fr")
    assert "housing.status" not in desk.vault.case(case_id).answers


@pytest.mark.parametrize("path", ["residence.permit", "housing.nothing", "", "needs.lawyer"])
def test_where_nothing_stands_or_ever_stood_nothing_is_erased(desk: Office, case_id: str, path: str) -> None:
    before, rows = everything_readable(desk, case_id), len([*desk.vault.audit()])
    with pytest.raises(UserError, match="rien n’a été effacé"):
        erase_answer(desk, case_id, path, YES)
    assert (everything_readable(desk, case_id), len([*desk.vault.audit()])) == (before, rows)


def test_under_a_hold_it_is_refused_before_anything_is_asked(desk: Office, case_id: str) -> None:
    hold_case(desk, case_id, "réquisition")
    before = everything_readable(desk, case_id)
    with pytest.raises(UnderHold):
        erasure_of_answer(desk, case_id, "housing.address")
    with pytest.raises(UnderHold):
        erase_answer(desk, case_id, "housing.address", YES)
    assert everything_readable(desk, case_id) == before
    lift_hold(desk, case_id)
    erase_answer(desk, case_id, "housing.address", YES)
    assert SECRET not in everything_readable(desk, case_id)


def test_who_only_reads_erases_nothing(desk: Office, case_id: str) -> None:
    reader = Office(seen_by(desk.vault, "lea", add_colleague(desk.vault, "lea", Role.READ_ONLY)))
    with pytest.raises(UserError, match="rôle"):
        erase_answer(reader, case_id, "housing.address", YES)


def test_the_audit_trail_says_that_answers_were_erased_and_no_more(desk: Office, case_id: str) -> None:
    erase_answer(desk, case_id, "housing.address", YES)
    (last,) = desk.vault.newest_audit(1)
    assert (last.action, last.user, last.case_id) == ("answers_erased", USER, case_id)


@pytest.fixture
def residence(desk: Office, case_id: str) -> str:
    """The same case with everything that tells of residence, in its section and elsewhere."""
    record_answer(desk, case_id, RECORDING, "record")
    record_answer(desk, case_id, "residence.permit", "be_card_a")
    record_answer(desk, case_id, "residence.note", f"{SECRET} note")
    set_need(desk, case_id, "immigration_lawyer", NeedState.DONE, outcome=f"{SECRET} asile")
    set_need(desk, case_id, "lawyer", NeedState.DONE, outcome="a parlé de la carte F")
    set_need(desk, case_id, "complaint", NeedState.TO_DO)
    for section, kind in (("steps", "asylum"), ("guidance", "immigration_lawyer"), ("steps", "complaint")):
        _case, entry = add_entry(desk, case_id, section)
        record_answer(desk, case_id, f"{section}.{entry}.kind", kind)
        record_answer(desk, case_id, f"{section}.{entry}.what", f"{SECRET} {kind}")
    record_answer(desk, case_id, "person.nationality", ["ma"])
    record_answer(desk, case_id, "violence.facts", "il cache mes PAPIERS et me frappe au visage")
    record_answer(desk, case_id, "request.own_words", "partir, dormir")
    with desk.vault.change("attachment_added", case_id) as change:
        change.add_attachment(case_id, "passeport.pdf", f"%PDF {SECRET}".encode())
    return case_id


def asked(desk: Office, case_id: str, value: object = "do_not_record") -> ErasureAsked:
    with pytest.raises(ErasureAsked) as fault:
        record_answer(desk, case_id, RECORDING, value)
    return fault.value


@pytest.mark.parametrize("value", ["do_not_record", "advice_needed", None, {"state": "declined"}])
def test_no_longer_recording_residence_asks_and_changes_nothing(desk: Office, residence: str, value: object) -> None:
    before = everything_readable(desk, residence)
    fault = asked(desk, residence, value)
    assert {trace.id for trace in fault.erasure.goes} == {"residence.permit", "residence.note"}
    assert "Titre de séjour" in fault.sentence
    assert not {SECRET, "be_card_a"} & {*fault.sentence.split(), *str(fault.erasure).split()}
    assert everything_readable(desk, residence) == before


def test_everything_that_tells_of_it_is_asked_about(desk: Office, residence: str) -> None:
    """Its needs and steps as a whole; by name for a look what reveals it elsewhere, and every attachment."""
    case, erasure = desk.vault.case(residence), asked(desk, residence).erasure
    steps, guidance = case.entries["steps"], case.entries["guidance"]
    assert [trace.id for trace in erasure.offered] == [
        "needs.immigration_lawyer", f"steps.{steps[0]}", f"guidance.{guidance[0]}",
    ]
    (attachment,) = desk.vault.attachments(residence)
    assert {trace.id: trace.words for trace in erasure.to_look_at}.keys() == {
        "person.nationality", "violence.facts", "needs.lawyer", f"attachments.{attachment.id}",
    }
    assert erasure.to_look_at[-1].words == "Pièce jointe · passeport.pdf"


def test_what_told_of_it_before_and_what_is_being_typed_is_asked_about_too(desk: Office, residence: str) -> None:
    """The history keeps what was replaced, taken away or taken back; a referral keeps what it was."""
    save_partner(desk, Partner("barreau", "Barreau", PartnerKind.LAWYER))
    record_answer(desk, residence, "request.own_words", f"{SECRET} demander l’asile")
    record_answer(desk, residence, "request.own_words", "partir, dormir")
    record_answer(desk, residence, "barriers.own_words", "dormir")
    keep_draft(desk, residence, "barriers.own_words", f"{SECRET} avoir des papiers")
    _case, step = add_entry(desk, residence, "steps")
    record_answer(desk, residence, f"steps.{step}.kind", "asylum")
    record_answer(desk, residence, f"steps.{step}.what", f"{SECRET} convoquée")
    remove_entry(desk, residence, "steps", step)
    encounter = record_encounter(desk, residence, {"on": "2026-01-02", "channel": "phone", "done": f"{SECRET} visa lu"})
    remove_encounter(desk, residence, encounter)
    for state, why in (("sent", f"{SECRET} pour son permis de séjour"), ("accepted", "vu")):
        referral = record_referral(
            desk, residence, {"need": "lawyer", "to": "barreau", "state": state, "on": "2026-01-02", "why": why}
        )
    assess(desk, residence, GivenAssessment(answers={"permit_threat": FactorAnswer(Finding.YES)}))
    taken_back = desk.vault.case(residence).assessments[-1].id
    assert undo(desk, residence) is not None
    gone = {
        "request.own_words", "barriers.own_words", f"steps.{step}", f"encounters.{encounter}", f"referrals.{referral}",
        f"assessments.{taken_back}",
    }
    erasure = asked(desk, residence).erasure
    shown = {trace.id: trace.words for trace in erasure.to_look_at}
    assert gone <= shown.keys()
    assert SECRET not in str(shown.values())
    also = frozenset(trace.id for trace in (*erasure.offered, *erasure.to_look_at))
    erase_answer(desk, residence, "housing.address", YES)
    erase_answer(desk, residence, f"steps.{desk.vault.case(residence).entries['steps'][1]}.what", YES)
    _case, went = record_and_erase(desk, residence, RECORDING, "do_not_record", None, Confirmed("EFFACER", also))
    assert gone <= {trace.id for trace in went}
    assert SECRET not in everything_readable(desk, residence)
    assert SECRET not in str(desk.vault.history(residence))
    assert check(desk.vault).problems == ()


@pytest.mark.parametrize("reserved", [False, True])
def test_what_was_chosen_goes_everywhere_and_what_was_not_stays(
    prepared_vault: Prepared, desk: Office, residence: str, tmp_path: Path, *, reserved: bool
) -> None:
    if reserved:
        reserve_case(desk, residence, [USER])
    erase_answer(desk, residence, "housing.address", YES)
    record_answer(desk, residence, f"steps.{desk.vault.case(residence).entries['steps'][1]}.what", "plainte")
    erase_answer(desk, residence, f"steps.{desk.vault.case(residence).entries['steps'][1]}.what", YES)
    copy_now(desk.vault).finish()
    erasure = asked(desk, residence).erasure
    also = {trace.id for trace in (*erasure.offered, *erasure.to_look_at)} - {"violence.facts"}
    case, went = record_and_erase(
        desk, residence, RECORDING, "do_not_record", None, Confirmed("EFFACER", frozenset(also))
    )
    assert {trace.id for trace in went} == {*also, "residence.permit", "residence.note"}
    assert set(case.needs) == {"complaint"}
    assert case.value("violence.facts") is not None
    assert [len(case.entries.get(section, ())) for section in ("steps", "guidance")] == [1, 0]
    assert desk.vault.attachments(residence) == ()
    assert not [*(desk.folder / "attachments").iterdir()]
    assert SECRET not in everything_readable(desk, residence)
    assert SECRET.encode() not in pages(prepared_vault, desk)
    plan = plan_cleansing(desk)
    assert plan is not None
    copy_now(desk.vault).finish()
    plan.run()
    for number, file in enumerate(list_backups(desk.folder)):
        folder = laid_down(prepared_vault, file.path, tmp_path / f"{number}.caselink")
        assert not [*(folder / "attachments").iterdir()]
        with prepared_vault.open(folder) as restored:
            assert restored.attachments(residence) == ()
            assert SECRET not in everything_readable(Office(restored), residence)
    assert check(desk.vault).problems == ()


def test_what_went_is_said_afterwards_by_name(desk: Office, residence: str) -> None:
    _case, went = record_and_erase(desk, residence, RECORDING, "do_not_record", None, YES)
    assert went_words(went) == (
        "Effacés pour de bon (2)\u00a0: Séjour et droits · Titre de séjour, Séjour et droits · Remarque"
    )


def test_without_the_word_the_choice_is_not_recorded_either(desk: Office, residence: str) -> None:
    before = everything_readable(desk, residence)
    with pytest.raises(UserError, match="EFFACER"):
        record_and_erase(desk, residence, RECORDING, "do_not_record", None, Confirmed(""))
    assert everything_readable(desk, residence) == before


def test_where_nothing_is_to_go_no_word_is_needed(desk: Office, residence: str) -> None:
    """A first choice asks nothing; a choice that is changed asks about the rest, and keeping it needs no word."""
    other = new_case(desk, "2026-0043").id
    record_answer(desk, other, "person.nationality", ["ma"])
    record_answer(desk, other, RECORDING, "advice_needed")
    fault = asked(desk, other)
    assert (fault.erasure.goes, [trace.id for trace in fault.erasure.to_look_at]) == ((), ["person.nationality"])
    case, went = record_and_erase(desk, other, RECORDING, "do_not_record", None, Confirmed(""))
    assert (case.value(RECORDING), went) == ("do_not_record", ())
    switched_off(desk, residence)
    assert record_answer(desk, residence, RECORDING, "do_not_record").value(RECORDING) == "do_not_record"


def test_the_choice_itself_can_be_taken_back_and_nothing_erased_comes_with_it(desk: Office, residence: str) -> None:
    switched_off(desk, residence)
    case = undo(desk, residence)
    assert case is not None
    assert case.value(RECORDING) == "record"
    assert not {"residence.permit", "residence.note"} & case.answers.keys()


Erasing = Callable[[Office, str], object]


@pytest.mark.parametrize("choose", [
    lambda desk, case_id: record_answer(desk, case_id, RECORDING, "do_not_record"),
    lambda desk, case_id: record_and_erase(desk, case_id, RECORDING, "do_not_record", None, YES),
    lambda desk, case_id: put_back(desk, case_id, next(
        line for line in history(desk, case_id) if line.place == RECORDING and line.raw_before is not None
    )),
], ids=["choosing", "choosing and confirming", "putting an older choice back"])
def test_under_a_hold_residence_is_not_switched_off(desk: Office, case_id: str, choose: Erasing) -> None:
    record_answer(desk, case_id, RECORDING, "do_not_record")
    record_answer(desk, case_id, RECORDING, "record")
    record_answer(desk, case_id, "residence.permit", "be_card_a")
    hold_case(desk, case_id, "réquisition")
    before = desk.vault.case(case_id)
    with pytest.raises(UnderHold):
        choose(desk, case_id)
    assert desk.vault.case(case_id) == before
