"""Consents, the preview, the liaison form and the register, on a real vault and a real PDF."""

from __future__ import annotations

import errno
import io
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
import time_machine

from caselink.consent.events import read_grounds
from caselink.domain.case import CaseStatus
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import Refused, UserError, VaultError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import read_case, set_status
from caselink.services.consent_lines import ConsentState, consents
from caselink.services.consents import (
    end_legal_decision,
    give_consent,
    lift_never_inform,
    never_inform,
    never_inform_list,
    put_back_never_inform,
    record_legal_decision,
    withdraw,
)
from caselink.services.directory import save_partner
from caselink.services.managing import management
from caselink.services.needs import picture, set_need
from caselink.services.office import open_office, set_office_details
from caselink.services.register import entries, newest_entries, newest_of_case
from caselink.services.sharing import Prepared, Preview, PreviewOutdated, prepare_liaison, preview
from caselink.services.worker_card import WorkerCard, set_worker_card
from tests.conftest import PASSPHRASE
from tests.services.conftest import Desk


def agree(desk: Desk, *categories: Category, everything: bool = True, to: str = "abri") -> str:
    case = give_consent(
        desk.office, desk.case.id, recipient=to, categories=categories, everything_else=everything,
        purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    return consents(desk.office, case)[0].id


def text_of(path: Path, passphrase: str) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()), password=passphrase)
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    record_answer(desk.office, desk.case.id, "contact.safe_number", "0470 12 34 56")
    record_answer(desk.office, desk.case.id, "person.nationality", ["ma"])
    return desk


def test_the_preview_shows_both_halves_with_ground_and_reason(filled: Desk) -> None:
    agree(filled)
    seen = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)
    assert {line.place.path: line.value for line in seen.shared} == {
        "person.goes_by": "Amina", "contact.safe_number": "0470 12 34 56",
    }
    assert {line.place.path: line.reason.value for line in seen.withheld} == {
        "person.nationality": "explicit_consent_needed"
    }
    assert all(line.basis_text and line.value_text for line in seen.shared)


def test_a_name_that_the_paper_cannot_write_is_named_before_it_leaves_and_its_latin_letters_leave(
    filled: Desk, tmp_path: Path
) -> None:
    agree(filled)
    record_answer(filled.office, filled.case.id, "person.first_names", "𠮷子")
    seen = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)
    (said,) = [warning for warning in seen.warnings if "lettres latines" in warning]
    assert "La personne · Prénoms." in said
    record_answer(filled.office, filled.case.id, "person.latin_name", "Yoshiko")
    prepared = prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    assert said in prepared.warnings
    assert "Nom en lettres latines Yoshiko" in " ".join(text_of(prepared.path, prepared.passphrase).split())
    record_answer(filled.office, filled.case.id, "person.first_names", "王芳")
    assert said not in preview(filled.office, filled.case.id, "abri", Purpose.HOUSING).warnings


def test_a_head_that_the_paper_cannot_write_is_named_before_it_leaves(filled: Desk) -> None:
    office = filled.office
    agree(filled)

    def said() -> str:
        seen = preview(office, filled.case.id, "abri", Purpose.HOUSING)
        return " ".join(each for each in seen.cautions if "signes" in each)

    assert said() == ""
    save_partner(office, Partner("abri", "Maison 𠮷", PartnerKind.SHELTER))
    assert "le nom du destinataire" in said()
    assert "le nom du service" not in said()
    set_office_details(office, "Relais 𠮷", "", "", "FR")
    assert "le nom du service" in said()


def test_looking_writes_nothing_but_an_audit_entry(filled: Desk) -> None:
    before = list(filled.office.vault.audit())
    preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)
    after = list(filled.office.vault.audit())
    assert [(row.action, row.case_id) for row in after[len(before):]] == [("disclosure_looked_at", filled.case.id)]


def test_the_liaison_form_holds_what_she_agreed_to_and_the_register_shows_it(filled: Desk, tmp_path: Path) -> None:
    consent = agree(filled)
    prepared = prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    text = text_of(prepared.path, prepared.passphrase)
    assert "Amina" in text
    assert "Maroc" not in text
    (entry,) = entries(filled.office, "2026-0042")
    assert (entry.id, entry.recipient, entry.basis) == (prepared.id, "abri", f"consent:{consent}")
    assert prepared.id in text
    assert sorted(path.name for path in tmp_path.glob("*.pdf*")) == ["liaison.pdf"]


def test_the_head_printed_on_a_form_is_that_of_the_row_before_its_own(filled: Desk, tmp_path: Path) -> None:
    agree(filled)
    prepared = prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    rows = list(filled.office.vault.audit())
    text = text_of(prepared.path, prepared.passphrase)
    (printed,) = re.findall("Code de contrôle du journal d’audit : ((?:[0-9a-f]{4} ?){6})", text)
    (place,) = [place for place, row in enumerate(rows) if row.hash.startswith(printed.replace(" ", ""))]
    assert [row.action for row in rows[place + 1 :]] == ["left"]
    (left,) = filled.office.vault.events_of_kind(EventKind.LEFT)
    assert left.body["audit_head"] == rows[place].hash


def test_the_register_keeps_that_something_of_residence_left_and_not_what(filled: Desk, tmp_path: Path) -> None:
    """It is never changed, and she may choose later that nothing of it is written down."""
    record_answer(filled.office, filled.case.id, "residence.recording", "record")
    record_answer(filled.office, filled.case.id, "residence.permit", "be_card_a")
    record_answer(filled.office, filled.case.id, "housing.status", "reception_centre")
    agree(filled, Category.RESIDENCE, Category.WHEREABOUTS)
    prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "form.pdf")
    (left,) = filled.office.vault.events_of_kind(EventKind.LEFT, filled.case.id)
    assert left.body["held"] == [["person.goes_by", "identity"], ["", "residence"], ["contact.safe_number", "contact"]]
    assert not any(told in str(left.body) for told in ("permit", "card", "nationality", "housing.status"))
    assert "Séjour" in entries(filled.office)[0].categories


def test_without_consent_no_file_is_made(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    assert not list(tmp_path.glob("*liaison*"))
    assert entries(filled.office) == ()


def test_a_blocked_recipient_gets_no_file(filled: Desk, tmp_path: Path) -> None:
    agree(filled)
    never_inform(filled.office, filled.case.id, ExcludedKind.PARTNER, "Maison d’accueil")
    with pytest.raises(Refused, match="jamais informer"):
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")


def test_an_existing_file_is_never_written_over(filled: Desk, tmp_path: Path) -> None:
    agree(filled)
    (tmp_path / "liaison.pdf").write_bytes(b"kept")
    with pytest.raises(UserError):
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    assert (tmp_path / "liaison.pdf").read_bytes() == b"kept"
    assert entries(filled.office) == ()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def expect_nothing_left(desk: Desk, consent: str, stick: Path) -> None:
    """Neither file nor register entry; and a withdrawal tells her of nothing."""
    assert list(stick.iterdir()) == []
    assert entries(desk.office) == ()
    assert withdraw(desk.office, desk.case.id, consent).sent == ()


def test_a_stick_pulled_before_the_form_has_its_name_leaves_neither_form_nor_entry(
    filled: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = agree(filled)

    def pulled(_source: Path, _target: Path) -> None:
        raise OSError(errno.EIO, "pulled")

    with monkeypatch.context() as disk, pytest.raises(UserError, match="rien n’a été préparé"):
        disk.setattr(os, "link", pulled)
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, stick / "liaison.pdf")
    expect_nothing_left(filled, consent, stick)


def test_a_register_that_can_not_be_kept_leaves_neither_form_nor_entry(
    filled: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = agree(filled)
    link, folder = os.link, filled.office.folder

    def damage_is_met(source: Path, target: Path) -> None:
        link(source, target)
        filled.office.vault.stop_writing()

    with monkeypatch.context() as disk, pytest.raises(VaultError):
        disk.setattr(os, "link", damage_is_met)
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, stick / "liaison.pdf")
    filled.office.close()
    again = open_office(folder, None, PASSPHRASE)
    try:
        expect_nothing_left(replace(filled, office=again), consent, stick)
    finally:
        again.close()


def test_a_file_that_appears_while_the_form_is_made_is_kept_and_nothing_is_registered(
    filled: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(filled)
    out, sync = stick / "liaison.pdf", os.fsync

    def fsync(handle: int) -> None:
        out.write_bytes(b"theirs")
        sync(handle)

    with monkeypatch.context() as disk, pytest.raises(UserError, match="existe déjà"):
        disk.setattr(os, "fsync", fsync)
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, out)
    assert (out.read_bytes(), entries(filled.office)) == (b"theirs", ())
    assert [path.name for path in stick.iterdir()] == ["liaison.pdf"]


def test_a_form_is_never_written_into_the_folder_of_the_vault(filled: Desk) -> None:
    agree(filled)
    for folder in (filled.office.folder, filled.office.folder / "attachments"):
        with pytest.raises(UserError, match="d’un coffre"):
            prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, folder / "liaison.pdf")
    assert entries(filled.office) == ()


def reach(desk: Desk, number: str) -> None:
    record_answer(desk.office, desk.case.id, "contact.safe_number", number)


CHANGES: dict[str, Callable[[Desk, str], object]] = {
    "an answer": lambda desk, _consent: reach(desk, "0499 00 00 00"),
    "an answer that stays here": lambda desk, _consent: record_answer(
        desk.office, desk.case.id, "person.nationality", ["tn"]
    ),
    "a part of the consent": lambda desk, consent: withdraw(
        desk.office, desk.case.id, consent, categories=[Category.CONTACT]
    ),
    "a consent from tomorrow on": lambda desk, consent: withdraw(
        desk.office, desk.case.id, consent, on=desk.office.today() + timedelta(1)
    ),
    "somebody never to inform": lambda desk, _consent: never_inform(
        desk.office, desk.case.id, ExcludedKind.FAMILY, "Maison d’acueil"
    ),
    "the name of the partner": lambda desk, _consent: save_partner(
        desk.office, Partner("abri", "Maison d’accueil Horizon", PartnerKind.SHELTER)
    ),
    "the status": lambda desk, _consent: set_status(desk.office, desk.case.id, CaseStatus.CLOSED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_form_is_made_only_of_what_the_preview_showed(filled: Desk, stick: Path, change: str) -> None:
    """What stays here and is told nobody is not compared: the form does not hold it."""
    consent = agree(filled)
    seen = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)
    CHANGES[change](filled, consent)
    now = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)

    def made(looked_at: Preview) -> Prepared:
        return prepare_liaison(
            filled.office, filled.case.id, "abri", Purpose.HOUSING, stick / "liaison.pdf", seen=looked_at,
            despite_near="une autre maison", closed_case=True,
        )

    if change == "an answer that stays here":
        assert made(seen).path.exists()
        return
    with pytest.raises(PreviewOutdated):
        made(seen)
    assert list(stick.iterdir()) == []
    assert entries(filled.office) == ()
    assert made(now).path.exists()


def test_a_preview_of_another_day_is_looked_at_again(filled: Desk, stick: Path) -> None:
    agree(filled)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        seen = preview(filled.office, filled.case.id, "abri", Purpose.HOUSING)
        clock.shift(timedelta(days=1))
        with pytest.raises(PreviewOutdated):
            prepare_liaison(
                filled.office, filled.case.id, "abri", Purpose.HOUSING, stick / "liaison.pdf", seen=seen
            )


def test_nothing_leaves_of_a_closed_case_unless_somebody_says_so(filled: Desk, stick: Path) -> None:
    agree(filled)
    set_status(filled.office, filled.case.id, CaseStatus.CLOSED)
    assert preview(filled.office, filled.case.id, "abri", Purpose.HOUSING).closed
    out = stick / "liaison.pdf"
    with pytest.raises(UserError, match="clos") as told:
        prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, out)
    assert not isinstance(told.value, Refused)
    assert (list(stick.iterdir()), entries(filled.office)) == ([], ())
    prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, out, closed_case=True)
    assert out.exists()


def test_what_she_agreed_to_before_the_case_was_closed_is_asked_again_when_it_is_open_again(filled: Desk) -> None:
    office, case_id = filled.office, filled.case.id

    def asked_again() -> bool:
        return any("redemandez" in each for each in preview(office, case_id, "abri", Purpose.HOUSING).cautions)

    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        agree(filled)
        clock.shift(60)
        assert not asked_again()
        set_status(office, case_id, CaseStatus.CLOSED)
        assert management(office, case_id).to_ask_again == 0
        clock.shift(60)
        set_status(office, case_id, CaseStatus.OPEN)
        clock.shift(60)
        assert asked_again()
        assert management(office, case_id).to_ask_again == 1
        withdraw(office, case_id, consents(office, read_case(office, case_id))[0].id)
        agree(filled)
        assert not asked_again()
        assert management(office, case_id).to_ask_again == 0


def test_what_she_agreed_to_in_the_very_second_of_closing_and_opening_is_asked_again_too(filled: Desk) -> None:
    office, case_id = filled.office, filled.case.id
    begin = (datetime.now(UTC) + timedelta(seconds=2)).replace(microsecond=100_000)
    with time_machine.travel(begin, tick=False) as clock:
        agree(filled)
        for status in (CaseStatus.CLOSED, CaseStatus.OPEN):
            clock.shift(0.2)
            set_status(office, case_id, status)
        assert management(office, case_id).to_ask_again == 1
        clock.shift(0.2)
        agree(filled)
        assert management(office, case_id).to_ask_again == 1


def test_withdrawing_lists_what_was_already_sent_and_stops_the_rest(filled: Desk, tmp_path: Path) -> None:
    consent = agree(filled)
    prepared = prepare_liaison(filled.office, filled.case.id, "abri", Purpose.HOUSING, tmp_path / "liaison.pdf")
    taken = withdraw(filled.office, filled.case.id, consent)
    assert [each.entry.id for each in taken.sent] == [prepared.id]
    assert preview(filled.office, filled.case.id, "abri", Purpose.HOUSING).shared == ()
    assert consents(filled.office, taken.case)[0].state is ConsentState.WITHDRAWN


def test_a_consent_lasts_three_months_unless_said_otherwise(desk: Desk) -> None:
    case = give_consent(
        desk.office, desk.case.id, recipient="abri", everything_else=True, purposes=[Purpose.CARE],
        given_on=date(2025, 11, 30),
    )
    assert consents(desk.office, case)[0].expires_on == date(2026, 2, 28)


def test_an_emergency_consent_lasts_seven_days(desk: Desk) -> None:
    case = give_consent(
        desk.office, desk.case.id, recipient="abri", everything_else=True, purposes=[Purpose.SAFETY],
        given_on=date(2025, 11, 1), emergency=True,
    )
    assert consents(desk.office, case)[0].expires_on == date(2025, 11, 7)


@pytest.mark.parametrize("months_too_far", [date(2026, 1, 2), date(2024, 12, 31)])
def test_a_consent_never_lasts_over_twelve_months_nor_ends_before_it_starts(desk: Desk, months_too_far: date) -> None:
    with pytest.raises(UserError, match="n’a pas été enregistré"):
        give_consent(
            desk.office, desk.case.id, recipient="abri", everything_else=True, purposes=[Purpose.CARE],
            given_on=date(2025, 1, 1), expires_on=months_too_far,
        )
    assert read_case(desk.office, desk.case.id).events == ()


@pytest.mark.parametrize(("categories", "purposes"), [([], [Purpose.CARE]), ([Category.IDENTITY], [])])
def test_a_consent_to_nothing_or_for_nothing_is_refused(
    desk: Desk, categories: list[Category], purposes: list[Purpose]
) -> None:
    with pytest.raises(UserError):
        give_consent(desk.office, desk.case.id, recipient="abri", categories=categories, purposes=purposes)


def test_a_consent_for_a_day_to_come_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError):
        give_consent(
            desk.office, desk.case.id, recipient="abri", everything_else=True, purposes=[Purpose.CARE],
            given_on=desk.office.today() + timedelta(1),
        )


def test_a_decision_for_a_day_to_come_is_refused(filled: Desk) -> None:
    with pytest.raises(UserError, match="à venir"):
        record_legal_decision(
            filled.office, filled.case.id, basis="fr_penal_226_14_1", recipient="parquet",
            categories=[Category.IDENTITY], decided_by="amal", reason="danger", told=True,
            on=filled.office.today() + timedelta(1),
        )
    assert read_case(filled.office, filled.case.id).events == ()


def test_a_legal_ground_is_shown_as_such_and_never_carries_residence(filled: Desk) -> None:
    with pytest.raises(UserError, match="séjour"):
        record_legal_decision(
            filled.office, filled.case.id, basis="fr_penal_226_14_1", recipient="parquet",
            categories=[Category.RESIDENCE], decided_by="amal", reason="danger", told=True,
        )
    record_legal_decision(
        filled.office, filled.case.id, basis="fr_penal_226_14_1", recipient="parquet",
        categories=[Category.IDENTITY], decided_by="amal", reason="danger", told=True,
    )
    seen = preview(filled.office, filled.case.id, "parquet", Purpose.COMPLAINT)
    assert seen.by_legal_ground
    assert [line.place.path for line in seen.shared] == ["person.goes_by"]


def test_a_legal_decision_that_was_ended_lets_nothing_out(filled: Desk) -> None:
    record_legal_decision(
        filled.office, filled.case.id, basis="fr_penal_226_14_1", recipient="parquet",
        categories=[Category.IDENTITY], decided_by="amal", reason="danger", told=True,
    )
    (decision,) = read_grounds(read_case(filled.office, filled.case.id).events).legal
    assert preview(filled.office, filled.case.id, "parquet", Purpose.COMPLAINT).shared
    end_legal_decision(filled.office, filled.case.id, decision.id)
    assert not preview(filled.office, filled.case.id, "parquet", Purpose.COMPLAINT).shared
    with pytest.raises(UserError, match="déjà pris fin"):
        end_legal_decision(filled.office, filled.case.id, decision.id)


def test_a_legal_ground_is_refused_for_a_partner_that_it_does_not_name(filled: Desk) -> None:
    with pytest.raises(UserError, match="cette structure"):
        record_legal_decision(
            filled.office, filled.case.id, basis="fr_cpp_40", recipient="abri", categories=[Category.IDENTITY],
            decided_by="amal", reason="danger", told=False,
        )


def test_someone_taken_off_the_list_may_receive_again(filled: Desk) -> None:
    agree(filled)
    case = never_inform(filled.office, filled.case.id, ExcludedKind.PARTNER, "abri")
    assert preview(filled.office, case.id, "abri", Purpose.HOUSING).blocked
    why = "  la structure a changé\n d’équipe "
    case = lift_never_inform(filled.office, case.id, never_inform_list(case)[0].id, why)
    assert not preview(filled.office, case.id, "abri", Purpose.HOUSING).blocked
    (lifted,) = read_grounds(case.events).lifted
    assert (lifted.reason, lifted.by) == ("la structure a changé d’équipe", filled.office.user)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nobody_is_taken_off_the_list_without_a_reason(filled: Desk, reason: str) -> None:
    case = never_inform(filled.office, filled.case.id, ExcludedKind.PARTNER, "abri")
    with pytest.raises(UserError, match="pourquoi"):
        lift_never_inform(filled.office, case.id, never_inform_list(case)[0].id, reason)
    assert preview(filled.office, case.id, "abri", Purpose.HOUSING).blocked


def test_a_name_taken_off_the_list_is_put_back_by_an_event_of_its_own(filled: Desk) -> None:
    case = never_inform(filled.office, filled.case.id, ExcludedKind.PARTNER, "abri")
    entry = never_inform_list(case)[0].id
    case = lift_never_inform(filled.office, case.id, entry, "erreur")
    case = put_back_never_inform(filled.office, case.id, entry)
    assert preview(filled.office, case.id, "abri", Purpose.HOUSING).blocked
    assert [event.kind for event in case.events] == [
        EventKind.NEVER_INFORM, EventKind.NEVER_INFORM_LIFTED, EventKind.NEVER_INFORM
    ]
    with pytest.raises(UserError, match="déjà"):
        put_back_never_inform(filled.office, case.id, entry)


def test_who_never_stood_on_the_list_is_not_taken_off_it(filled: Desk) -> None:
    with pytest.raises(UserError, match="n’est pas dans la liste"):
        lift_never_inform(filled.office, filled.case.id, "e0", "erreur")


def test_a_text_that_may_have_ended_is_marked_in_preview_paper_and_register(filled: Desk, tmp_path: Path) -> None:
    record_legal_decision(
        filled.office, filled.case.id, basis="be_penal_458bis", recipient="parquet", categories=[Category.IDENTITY],
        decided_by="Lina", reason="Danger", told=True,
    )
    seen = preview(filled.office, filled.case.id, "parquet", Purpose.SAFETY)
    assert {"à confirmer" in line.basis_text for line in seen.shared} == {True}
    prepared = prepare_liaison(filled.office, filled.case.id, "parquet", Purpose.SAFETY, tmp_path / "form.pdf")
    assert "à confirmer" in " ".join(text_of(prepared.path, prepared.passphrase).split())
    assert prepared.entry.unconfirmed == ("be_penal_458bis",)


def test_a_french_text_is_marked_nowhere(filled: Desk, tmp_path: Path) -> None:
    record_legal_decision(
        filled.office, filled.case.id, basis="fr_cpp_40", recipient="parquet", categories=[Category.IDENTITY],
        decided_by="Lina", reason="Danger", told=True,
    )
    prepared = prepare_liaison(filled.office, filled.case.id, "parquet", Purpose.SAFETY, tmp_path / "form.pdf")
    assert "à confirmer" not in text_of(prepared.path, prepared.passphrase)
    assert prepared.entry.unconfirmed == ()


def test_a_person_who_is_no_partner_is_looked_at_and_handed_a_form_by_her_own_name(desk: Desk, tmp_path: Path) -> None:
    give_consent(
        desk.office, desk.case.id, recipient="Docteure Petit", individual=True, categories=[Category.IDENTITY],
        everything_else=False, purposes=[Purpose.CARE], mode=Mode.SPOKEN,
    )
    asked = (desk.office, desk.case.id, "Docteure Petit", Purpose.CARE)
    with pytest.raises(UserError):
        preview(*asked)
    seen = preview(*asked, individual=True)
    assert (seen.individual, seen.recipient_name) == (True, "Docteure Petit")
    assert seen.shared
    made = prepare_liaison(*asked, tmp_path / "form.pdf", individual=True, seen=seen)
    assert "Docteure Petit" in text_of(made.path, made.passphrase)


def test_what_does_not_hold_any_more_is_told_in_the_past_by_consent_register_and_need(
    filled: Desk, tmp_path: Path
) -> None:
    office, case_id = filled.office, filled.case.id
    consent = agree(filled, Category.IDENTITY)
    set_need(office, case_id, "shelter_tonight", NeedState.TO_DO, partner="abri")
    prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf")
    today, case = office.today(), office.vault.case(case_id)
    need = {line.item: line for domain in picture(case, today) for line in domain.lines}["shelter_tonight"]
    assert " peut recevoir" in consents(office, case)[0].sentence
    assert (need.taken_back, entries(office)[0].taken_back) == (False, "")
    withdraw(office, case_id, consent)
    case = office.vault.case(case_id)
    need = {line.item: line for domain in picture(case, today) for line in domain.lines}["shelter_tonight"]
    (line,) = consents(office, case)
    assert " pouvait recevoir" in line.sentence and "ne vaut plus" in line.sentence
    assert need.taken_back
    for register in (entries(office), newest_entries(office, 5)[0], newest_of_case(office, case_id, 5)[0]):
        assert register[0].taken_back == today.isoformat()
    agree(filled, Category.IDENTITY)
    again = {line.item: line for domain in picture(office.vault.case(case_id), today) for line in domain.lines}
    assert not again["shelter_tonight"].taken_back


def test_that_nobody_can_be_called_back_is_said_before_a_form_is_made(filled: Desk, tmp_path: Path) -> None:
    office, case_id = filled.office, filled.case.id
    agree(filled, Category.IDENTITY)
    nobody = "ne dit pas qui rappeler"
    set_office_details(office, "Relais", "", "", "FR")
    made = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "a.pdf")
    assert [each for each in made.warnings if nobody in each]
    set_worker_card(office, WorkerCard("Amal Idrissi", "assistante sociale", "01 99 00 00 11"))
    assert not [each for each in preview(office, case_id, "abri", Purpose.HOUSING).warnings if nobody in each]
    set_worker_card(office, WorkerCard())
    set_office_details(office, "Relais", "01 99 00 00 12", "", "FR")
    assert not [each for each in preview(office, case_id, "abri", Purpose.HOUSING).warnings if nobody in each]
