"""A meeting is prepared, held and followed up: who hears what, what is kept where, what comes back."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from caselink.documents.seal import seal_pdf
from caselink.domain.case import CaseStatus
from caselink.domain.deadlines import DeadlineKind
from caselink.domain.meetings import Promise
from caselink.domain.needs import NeedState
from caselink.errors import CaseLinkError, Refused, UserError, WrongPassphrase
from caselink.forms.categories import Category
from caselink.services.answers import undo
from caselink.services.cases import set_status
from caselink.services.consents import withdraw
from caselink.services.deadlines import deadlines
from caselink.services.erasing import erase_case
from caselink.services.history import history
from caselink.services.meetings.agenda import actions_of, agenda, all_actions, room_of
from caselink.services.meetings.holding import note_action, note_decision, note_time, record_meeting, set_state
from caselink.services.meetings.packs import MINUTES, PACK, write_all, write_minutes, write_pack
from caselink.services.meetings.people import key_of
from caselink.services.meetings.planning import PutForward, new_meeting, put_forward, remove_meeting, take_off
from caselink.services.meetings.records import find_meeting, meetings
from caselink.services.meetings.returning import accept_pack, open_pack, receive_pack, signature_of, write_answer
from caselink.services.office import Office, open_office
from caselink.services.office_key import export_key, own_fingerprint, trust_key
from caselink.services.register import entries
from caselink.services.reserving import reserve_case
from caselink.services.signatures import BROKEN, GOOD, NONE, UNKNOWN_KEY
from caselink.vault import check
from caselink.vault.parts import Part
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.documents.readers import pages_by_pdfium
from tests.services.meetings.network import HELD, Network, consent, later, plan


def rooms(network: Network) -> list[tuple[str, list[str], dict[str, str]]]:
    """Of each case who stays, and who leaves with the reason."""
    meeting = find_meeting(network.office, network.meeting)
    found = []
    for item in agenda(network.office, meeting):
        room = room_of(network.office, meeting, item)
        leaves = {key_of(each.recipient): each.reason.value for each in room.leaves}
        found.append((item.case.reference, [key_of(each) for each in room.stays], leaves))
    return found


def text_of(content: bytes, passphrase: str) -> str:
    """All that a pack says: its pages and the JSON that it carries."""
    with pikepdf.open(io.BytesIO(content), password=passphrase) as document:
        inside = document.attachments["caselink.json"].get_file().read_bytes().decode()
        bare = io.BytesIO()
        document.save(bare)
    return " ".join(pages_by_pdfium(bare.getvalue())) + inside


def test_before_a_case_it_is_known_who_stays_and_who_leaves_and_why(network: Network) -> None:
    assert rooms(network) == [
        ("2026-0042", ["abri", "police"], {"mairie": "no_consent"}),
        ("2026-0043", ["police"], {"abri": "no_consent", "mairie": "no_consent"}),
    ]


def test_a_consent_taken_back_between_pack_and_meeting_sends_the_agency_out(network: Network) -> None:
    office = network.office
    withdraw(office, network.amina.id, network.to_abri)
    assert rooms(network)[0] == ("2026-0042", ["police"], {"abri": "withdrawn", "mairie": "no_consent"})


def test_whoever_is_sent_counts_as_a_name_of_the_agency_and_bars_it_also_where_she_agreed(network: Network) -> None:
    office = network.office
    raw = plan(office, invited=[{"partner": "police", "person": "Vidal Marc"}], cases=[{"case": "2026-0043"}])
    meeting = find_meeting(office, new_meeting(office, raw))
    (item,) = agenda(office, meeting)
    room = room_of(office, meeting, item)
    assert (room.stays, [each.exact for each in room.barred]) == ((), [True])
    near = plan(office, invited=[{"partner": "police", "person": "Paul Vidal"}], cases=[{"case": "2026-0043"}])
    meeting = find_meeting(office, new_meeting(office, near))
    (item,) = agenda(office, meeting)
    assert [(key_of(each.recipient), each.exact) for each in room_of(office, meeting, item).barred] == [
        ("police", False)
    ]
    assert room_of(office, meeting, item).stays == ()
    put_forward(office, meeting.id, PutForward(network.bea.id, despite="Pas de la même famille, vérifié"))
    (item,) = agenda(office, meeting)
    assert [key_of(each) for each in room_of(office, meeting, item).stays] == ["police"]


def test_nobody_hears_a_case_where_whoever_leads_must_never_be_informed(network: Network) -> None:
    office = network.office
    meeting = find_meeting(office, new_meeting(office, plan(office, chair="Marc Vidal")))
    found = [(item.case.reference, room_of(office, meeting, item)) for item in agenda(office, meeting)]
    assert [(reference, bool(room.stays), bool(room.barred)) for reference, room in found] == [
        ("2026-0042", True, False), ("2026-0043", False, True)
    ]


def test_an_agency_that_left_the_directory_hears_nothing_and_gets_nothing(network: Network, tmp_path: Path) -> None:
    office = network.office
    with office.vault.change("partner_removed") as change:
        change.put_office_record(Part.PARTNERS, "abri", None)
    assert rooms(network)[0] == ("2026-0042", ["police"], {"abri": "no_consent", "mairie": "no_consent"})
    with pytest.raises(UserError, match="annuaire"):
        write_pack(office, network.meeting, "abri", tmp_path / "pack.pdf")
    assert len(write_all(office, network.meeting, PACK, tmp_path)) == 2


def test_what_happened_is_kept_in_the_case_and_the_meeting_holds_nothing_of_it(network: Network) -> None:
    office = network.office
    warnings = record_meeting(office, network.meeting, HELD)
    assert len(warnings) == 1 and "Zoé Blanc" in warnings[0]
    case = office.vault.case(network.amina.id)
    assert [each.what for each in actions_of(case)] == ["Garder la chambre 4"]
    assert case.records_of("agenda")[network.meeting]["stayed"] == "abri police"
    held = str(office.vault.office_records(Part.MEETINGS))
    for word in ("chambre", "prioritaire", "cherche", network.amina.id, "2026-0042", "Amina"):
        assert word not in held
    meeting = find_meeting(office, network.meeting)
    assert (meeting.statement, [each.promise for each in meeting.attended]) == (
        "2026-1", [Promise.SIGNED, Promise.ALOUD, Promise.NOT]
    )
    assert check(office.vault).sound
    assert "Action de réunion" in repr(history(office, network.amina.id))


@pytest.mark.parametrize(("changed", "fault"), [
    ({"decisions": [{"case": "2026-0099", "text": "x"}]}, UserError),
    ({"decisions": [{"case": "2026-0042"}]}, UserError),
    ({"actions": [{"case": "2026-0042", "partner": "mairie", "what": "x"}]}, Refused),
    ({"actions": [{"case": "2026-0043", "partner": "abri", "what": "x"}]}, Refused),
    ({"actions": [{"case": "2026-0042", "partner": "nobody", "what": "x"}]}, UserError),
    ({"actions": [{"case": "2026-0042", "partner": "abri", "what": "x", "meeting": "y"}]}, UserError),
    ({"attended": [{"partner": "nobody"}]}, UserError),
    ({"attended": [{"partner": "abri", "signed": "peut-être"}]}, UserError),
    ({"statement": "1"}, UserError), ({"count": "deux"}, UserError), ({"mood": 1}, UserError),
])
def test_what_can_not_have_happened_is_refused_and_nothing_is_kept(
    network: Network, changed: dict[str, Any], fault: type[Exception]
) -> None:
    before = network.office.vault.audit_head()
    with pytest.raises(fault):
        record_meeting(network.office, network.meeting, {**HELD, **changed})
    assert network.office.vault.audit_head() == before


def test_nothing_is_noted_before_the_day(network: Network) -> None:
    office = network.office
    made = new_meeting(office, plan(office, on=later(office, 1)))
    with pytest.raises(UserError, match="pas encore venu"):
        record_meeting(office, made, HELD)


@pytest.mark.parametrize("changed", [
    {"invited": []}, {"invited": ["nobody"]}, {"invited": ["abri", "abri"]}, {"invited": "abri"}, {"invited": [3]},
    {"on": "demain"}, {"at": "25:00"}, {"kind": "party"}, {"mood": 1}, {"basis": "law"},
    {"cases": [{"case": "2026-0042"}, {"case": "2026-0042"}]}, {"cases": [{"case": "2026-0099"}]},
    {"cases": [{"case": "2026-0042", "by": "nobody"}]}, {"no_file": True},
    {"cases": [{"case": "2026-0042", "on": "x"}]},
])
def test_what_is_no_meeting_is_refused_and_nothing_is_kept(network: Network, changed: dict[str, Any]) -> None:
    before = meetings(network.office)
    with pytest.raises(UserError):
        new_meeting(network.office, plan(network.office, **changed))
    assert meetings(network.office) == before


def test_an_action_with_a_day_is_a_deadline_and_makes_its_need_red_and_is_undone_as_one(network: Network) -> None:
    office, case_id = network.office, network.amina.id
    record_meeting(office, network.meeting, {"attended": HELD["attended"]})
    note_action(office, network.meeting, case_id, "abri", "Garder la chambre 4", office.today(), "accommodation")
    (due,) = [each for each in deadlines(office) if each.kind is DeadlineKind.ANSWER_DUE]
    assert (due.partner, due.text) == ("abri", "Garder la chambre 4")
    case = office.vault.case(case_id)
    assert (case.need_state("accommodation"), case.needs["accommodation"].partner) == (NeedState.TO_DO, "abri")
    undo(office, case_id)
    case = office.vault.case(case_id)
    assert (actions_of(case), case.need_state("accommodation")) == ((), NeedState.NOT_ASSESSED)
    with pytest.raises(Refused):
        note_action(office, network.meeting, case_id, "mairie", "Appeler")
    assert note_action(office, network.meeting, case_id, "", "Rappeler l’abri")
    note_time(office, network.meeting, case_id, 70)
    note_time(office, network.meeting, case_id, 50)
    assert [item.spent for item in agenda(office, find_meeting(office, network.meeting))] == [120, 0]


def test_a_state_keeps_what_it_was_before_and_not_done_says_why(network: Network) -> None:
    office, case_id = network.office, network.amina.id
    record_meeting(office, network.meeting, HELD)
    (action,) = all_actions(office, only_open=True)
    with pytest.raises(UserError, match="pourquoi"):
        set_state(office, case_id, action.id, "not_done")
    with pytest.raises(UserError):
        set_state(office, case_id, action.id, "perhaps")
    set_state(office, case_id, action.id, "not_done", "chambre prise")
    assert all_actions(office, only_open=True) == ()
    record = office.vault.records_of(case_id, Part.ACTIONS)[action.id]
    assert isinstance(record["course"], list) and record["course"][0][0] == "open"  # type: ignore[index]


def test_a_pack_holds_what_that_agency_may_have_and_nothing_of_what_another_hears(
    network: Network, tmp_path: Path
) -> None:
    office = network.office
    made = {each.partner: each for each in write_all(office, network.meeting, PACK, tmp_path)}
    assert {key: each.cases for key, each in made.items()} == {"abri": 1, "police": 2, "mairie": 0}
    texts = {key: text_of(each.path.read_bytes(), each.passphrase) for key, each in made.items()}
    assert "Amina" in texts["abri"] and "rue des Exemples 12" in texts["abri"]
    assert "Elle cherche une place" in texts["abri"]
    assert "frappée" in texts["police"] and "Béatrice" in texts["police"]
    for word in ("frappée", "Béatrice"):
        assert word not in texts["abri"]
    assert "rue des Exemples" not in texts["police"]
    for word in ("Amina", "Béatrice", "Elle cherche", "frappée", "2026-0042"):
        assert word not in texts["mairie"]
    assert all("2026-0042" not in each.path.name for each in made.values())
    papers = [(each.paper, each.recipient, each.case) for each in entries(office)]
    assert sorted(papers) == [
        ("meeting_pack", "abri", "2026-0042"), ("meeting_pack", "police", "2026-0042"),
        ("meeting_pack", "police", "2026-0043"),
    ]


def test_minutes_go_only_to_who_stayed_and_only_in_words_that_they_may_have(network: Network, tmp_path: Path) -> None:
    office = network.office
    with pytest.raises(UserError):
        write_minutes(office, network.meeting, "abri", tmp_path / "x.pdf")
    record_meeting(office, network.meeting, HELD)
    note_decision(office, network.meeting, network.amina.id, "Ne rien envoyer rue des Exemples 12")
    consent(office, network.amina.id, "mairie", Category.IDENTITY)
    made = {each.partner: each for each in write_all(office, network.meeting, MINUTES, tmp_path)}
    texts = {key: text_of(each.path.read_bytes(), each.passphrase) for key, each in made.items()}
    assert "Elle est prioritaire" in texts["abri"] and "Elle est prioritaire" in texts["police"]
    assert "Garder la chambre 4" in texts["police"]
    assert "rue des Exemples" in texts["abri"] and "rue des Exemples" not in texts["police"]
    assert "prioritaire" not in texts["mairie"] and made["mairie"].cases == 0


def test_a_pack_comes_back_with_states_alone_is_shown_first_and_taken_once(network: Network, tmp_path: Path) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    made = write_minutes(office, network.meeting, "abri", tmp_path / "minutes.pdf")
    pack = open_pack(made.path.read_bytes(), made.passphrase)
    (action,) = pack.actions
    with pytest.raises(WrongPassphrase):
        open_pack(made.path.read_bytes(), "k7m2-9qxd-r4tb-w3fh")
    with pytest.raises(UserError, match="rien de nouveau"):
        receive_pack(office, pack)
    write_answer(office, pack, {action.id: ("not_done", "chambre prise")}, tmp_path / "back.pdf", made.passphrase)
    back = (tmp_path / "back.pdf").read_bytes()
    assert "Amina" not in text_of(back, made.passphrase) and b"chambre" not in back
    returned = receive_pack(office, open_pack(back, made.passphrase))
    assert [(each.here, each.there) for each in returned.changes] == [(("open", ""), ("not_done", "chambre prise"))]
    assert all_actions(office)[0].state == "open"
    accept_pack(office, returned)
    assert (all_actions(office)[0].state, all_actions(office)[0].why) == ("not_done", "chambre prise")
    with pytest.raises(UserError, match="déjà revenu"):
        receive_pack(office, open_pack(back, made.passphrase))


def altered(document: dict[str, Any], change: str) -> dict[str, Any]:
    """The document of a pack with one thing changed."""
    actions = [dict(each) for each in document["actions"]]
    whole: dict[str, Any] = {**document, "actions": actions}
    match change:
        case "what":
            actions[0]["what"] = "Dire où elle est"
        case "due":
            actions[0]["due"] = "2027-01-01"
        case "fact":
            whole["cases"] = [{**whole["cases"][0], "name": "Autre"}]
        case "more":
            actions.append({**actions[0], "id": "x"})
        case "meeting":
            whole["meeting"] = {**whole["meeting"], "id": "x"}
        case "for":
            whole["for"] = "police"
        case "id":
            whole["id"] = "K7M2-9QXD-R4TB"
        case "state":
            actions[0]["state"] = "gone"
        case "extra":
            whole["note"] = "x"
    return whole


def test_a_pack_that_is_altered_in_anything_else_is_refused(network: Network, tmp_path: Path) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    made = write_minutes(office, network.meeting, "abri", tmp_path / "minutes.pdf")
    document = dict(open_pack(made.path.read_bytes(), made.passphrase).document)
    document["actions"] = [{**document["actions"][0], "state": "done"}]
    good = open_pack(json.dumps(document).encode(), "")
    assert len(receive_pack(office, good).changes) == 1
    for change in ("what", "due", "fact", "more", "meeting", "for", "id", "state", "extra"):
        with pytest.raises(UserError):
            receive_pack(office, open_pack(json.dumps(altered(document, change)).encode(), ""))
            pytest.fail(f"altered, and taken: {change}")
    assert all_actions(office)[0].state == "open"


def rewritten(content: bytes, passphrase: str, change: Callable[[pikepdf.Pdf, dict[str, Any]], None]) -> bytes:
    """The same pack after somebody with its passphrase changed its pages or what it carries."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content), password=passphrase) as pdf:
        held = json.loads(pdf.attachments["caselink.json"].get_file().read_bytes())
        before = json.dumps(held)
        change(pdf, held)
        if json.dumps(held) != before:
            pdf.attachments["caselink.json"] = pikepdf.AttachedFileSpec(
                pdf, json.dumps(held).encode(), filename="caselink.json", description="", mime_type="",
                creation_date="", mod_date="",
            )
        pdf.save(made, deterministic_id=True, encryption=False)
    return seal_pdf(made.getvalue(), passphrase)


def other_states(_pdf: pikepdf.Pdf, held: dict[str, Any]) -> None:
    held["actions"][0]["state"] = "done"


def other_pages(pdf: pikepdf.Pdf, _held: dict[str, Any]) -> None:
    pdf.pages.append(pdf.pages[0])


def no_signature(pdf: pikepdf.Pdf, _held: dict[str, Any]) -> None:
    del pdf.attachments["caselink.json.sig"]


def test_a_pack_is_signed_by_its_office_and_the_answer_by_whoever_answers(
    network: Network, prepared_office: Prepared, tmp_path: Path
) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    made = write_minutes(office, network.meeting, "abri", tmp_path / "minutes.pdf")
    content = made.path.read_bytes()
    pack = open_pack(content, made.passphrase)
    states = {pack.actions[0].id: ("done", "")}
    assert signature_of(office, pack) == (GOOD, office.name)
    with contextlib.closing(
        open_office(prepared_office.copy_to(tmp_path / "theirs.caselink"), None, PASSPHRASE)
    ) as other:
        assert signature_of(other, pack) == (UNKNOWN_KEY, own_fingerprint(office))
        export_key(office, tmp_path / "ours.json")
        trust_key(other, tmp_path / "ours.json", own_fingerprint(office))
        assert signature_of(other, pack)[0] == GOOD
        for change, found in ((other_states, BROKEN), (other_pages, BROKEN), (no_signature, NONE)):
            altered_one = open_pack(rewritten(content, made.passphrase, change), made.passphrase)
            assert signature_of(other, altered_one)[0] == found
            if found == BROKEN:
                with pytest.raises(UserError, match="signature"):
                    write_answer(other, altered_one, states, tmp_path / "no.pdf", made.passphrase)
        assert not (tmp_path / "no.pdf").exists()
        write_answer(other, pack, states, tmp_path / "back.pdf", made.passphrase)
        export_key(other, tmp_path / "key.json")
    back = (tmp_path / "back.pdf").read_bytes()
    assert receive_pack(office, open_pack(back, made.passphrase)).signature == UNKNOWN_KEY
    trust_key(office, tmp_path / "key.json")
    good = receive_pack(office, open_pack(back, made.passphrase))
    assert (good.signature, good.warning) == (GOOD, "")
    bare = receive_pack(office, open_pack(rewritten(back, made.passphrase, no_signature), made.passphrase))
    assert bare.signature == NONE and "Rien ne signe" in bare.warning
    for change in (other_pages, lambda _pdf, held: held["actions"][0].update(state="impossible")):
        broken = receive_pack(office, open_pack(rewritten(back, made.passphrase, change), made.passphrase))
        assert broken.signature == BROKEN
        with pytest.raises(UserError, match="Rien n’en est repris"):
            accept_pack(office, broken)
    assert all_actions(office)[0].state == "open"
    accept_pack(office, good)
    assert all_actions(office)[0].state == "done"


def test_an_answer_of_another_agency_changes_no_action_but_its_own(network: Network, tmp_path: Path) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    (action,) = all_actions(office)
    theirs = write_pack(office, network.meeting, "police", tmp_path / "police.pdf")
    answer = {
        "format": "caselink-meeting-answer-1", "id": theirs.id,
        "actions": [{"id": action.id, "state": "done", "why": None}],
    }
    with pytest.raises(UserError, match="rien de nouveau"):
        receive_pack(office, open_pack(json.dumps(answer).encode(), ""))


@pytest.mark.parametrize("content", [b"{}", b"{", b'{"format":"caselink-meeting-1"}', b"[]", b"%PDF-1.7"])
def test_what_is_no_pack_is_refused(content: bytes) -> None:
    with pytest.raises(CaseLinkError):
        open_pack(content, "x")


def test_a_case_reserved_to_others_is_on_no_agenda_of_theirs_and_erasing_it_leaves_nothing(network: Network) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    reserve_case(office, network.amina.id, (USER,))
    assert "chambre" not in str(office.vault.opened.database.all("SELECT * FROM records"))
    assert [item.case.reference for item in agenda(office, find_meeting(office, network.meeting))][1:] == ["2026-0043"]
    assert all_actions(office)[0].what == "Garder la chambre 4"
    erase_case(office, network.amina.id, office.vault.case(network.amina.id).reference)
    assert all_actions(office) == ()
    assert check(office.vault).sound


def test_a_meeting_without_a_file_keeps_no_case_and_nothing_leaves_of_it(network: Network, tmp_path: Path) -> None:
    office = network.office
    made = new_meeting(office, plan(office, no_file=True, cases=[]))
    with pytest.raises(UserError):
        put_forward(office, made, PutForward(network.amina.id))
    with pytest.raises(UserError):
        record_meeting(office, made, HELD)
    with pytest.raises(UserError):
        write_pack(office, made, "abri", tmp_path / "x.pdf")
    record_meeting(office, made, {"attended": HELD["attended"], "count": 7})
    assert find_meeting(office, made).count == 7


def test_a_case_is_taken_off_until_something_was_decided_and_a_meeting_goes_where_nothing_came_of_it(
    network: Network
) -> None:
    office = network.office
    take_off(office, network.meeting, network.bea.id)
    with pytest.raises(UserError):
        take_off(office, network.meeting, network.bea.id)
    record_meeting(office, network.meeting, HELD)
    with pytest.raises(UserError, match="décidé"):
        take_off(office, network.meeting, network.amina.id)
    with pytest.raises(UserError):
        remove_meeting(office, network.meeting)
    empty = new_meeting(office, plan(office, cases=[]))
    remove_meeting(office, empty)
    with pytest.raises(UserError):
        find_meeting(office, empty)


def test_a_closed_case_comes_on_no_agenda(network: Network) -> None:
    office = network.office
    set_status(office, network.bea.id, CaseStatus.CLOSED)
    with pytest.raises(UserError, match="clos"):
        new_meeting(office, plan(office, cases=[{"case": "2026-0043"}]))


def test_old_actions_go_into_the_next_pack_also_of_a_case_that_is_not_on_the_agenda(
    network: Network, tmp_path: Path
) -> None:
    office: Office = network.office
    record_meeting(office, network.meeting, HELD)
    after = new_meeting(office, plan(office, on=later(office, 3), cases=[]))
    made = write_pack(office, after, "abri", tmp_path / "pack.pdf")
    said = text_of(made.path.read_bytes(), made.passphrase)
    assert made.cases == 0 and "Garder la chambre 4" in said and "rue des Exemples" not in said
    assert "Garder" not in text_of(
        (other := write_pack(office, after, "police", tmp_path / "other.pdf")).path.read_bytes(), other.passphrase
    )
    meeting = find_meeting(office, after)
    assert replace(meeting, packs={}).packs == {} and len(meeting.packs) == 2
