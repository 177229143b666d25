"""Forms that offices send each other: what they carry is signed, seen field by field, taken by ticks, never the wrong
way round.
"""

from __future__ import annotations

import base64
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from caselink.documents.carried import digest_of_pages
from caselink.documents.seal import seal_pdf
from caselink.documents.signing import new_private_key, signature_file
from caselink.domain.answers import Json, Source
from caselink.errors import CaseLinkError, UserError, VaultError, WrongPassphrase
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, record_answer
from caselink.services.cases import caseload, new_case
from caselink.services.consents import give_consent
from caselink.services.history import history
from caselink.services.office import Office, open_office
from caselink.services.office_key import export_key, own_fingerprint, trust_key, trusted_offices
from caselink.services.receiving import look_at_form, take_over
from caselink.services.sharing import prepare_liaison
from caselink.services.signatures import BROKEN, GOOD, NONE, UNKNOWN_KEY
from caselink.vault.parts import Part
from tests.conftest import PASSPHRASE, Prepared
from tests.services.conftest import Desk

Raw = dict[str, Json]


@dataclass(frozen=True)
class Sent:
    """A form as it left another office."""

    content: bytes
    passphrase: str
    form: str


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Sent:
    office, case_id = desk.office, desk.case.id
    for path, value in (
        ("person.last_name", "Belkaroui"), ("person.first_names", "Amina"),
        ("housing.status", "home_with_him"), ("housing.town", "Namur"),
        ("housing.with_whom", ["children"]), ("health.injuries_note", "Canari"),
    ):
        record_answer(office, case_id, path, value)
    _case, entry = add_entry(office, case_id, "children")
    record_answer(office, case_id, f"children.{entry}.first_name", "Lina")
    give_consent(
        office, case_id, recipient="abri", categories=[Category.IDENTITY, Category.MATERIAL, Category.FAMILY],
        everything_else=True, purposes=[Purpose.HOUSING], mode=Mode.SPOKEN,
    )
    made = prepare_liaison(office, case_id, "abri", Purpose.HOUSING, tmp_path / "form.pdf")
    return Sent(made.path.read_bytes(), made.passphrase, made.id)


@pytest.fixture
def other(prepared_office: Prepared, tmp_path: Path) -> Iterator[Office]:
    opened = open_office(prepared_office.copy_to(tmp_path / "other.caselink"), None, PASSPHRASE)
    yield opened
    opened.close()


def carried(sent: Sent) -> tuple[bytes, bytes]:
    with pikepdf.open(io.BytesIO(sent.content), password=sent.passphrase) as document:
        return tuple(  # type: ignore[return-value]
            document.attachments[name].get_file().read_bytes() for name in ("caselink.json", "caselink.json.sig")
        )


def altered(sent: Sent, change: Callable[[pikepdf.Pdf], None]) -> Sent:
    """The same form after somebody with its passphrase changed it."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(sent.content), password=sent.passphrase) as document:
        change(document)
        document.save(written, deterministic_id=True, encryption=False)
    return Sent(seal_pdf(written.getvalue(), sent.passphrase), sent.passphrase, sent.form)


def with_data(sent: Sent, change: Callable[[Raw], None], private: bytes | None = None) -> Sent:
    data, signature = carried(sent)
    document: Raw = json.loads(data)
    change(document)
    spelled = json.dumps(document).encode()
    if private is not None:
        signature = signature_file(private, spelled)

    def put(pdf: pikepdf.Pdf) -> None:
        for name, content in (("caselink.json", spelled), ("caselink.json.sig", signature)):
            del pdf.attachments[name]
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, content, filename=name, description="", mime_type="", creation_date="", mod_date="",
            )

    return altered(sent, put)


def test_it_carries_what_its_pages_say_and_nothing_else(sent: Sent, desk: Desk) -> None:
    data, signature = carried(sent)
    document = json.loads(data)
    answers = {each["path"]: each["value"] for each in document["answers"]}
    assert answers["person.last_name"] == "Belkaroui"
    assert answers["children.1.first_name"] == "Lina"
    assert answers["housing.with_whom"] == ["children"]
    assert b"Canari" not in data, "no consent for her health"
    assert desk.case.id.encode() not in data + signature
    assert desk.case.reference.encode() not in data
    entry = desk.office.vault.case(desk.case.id).entries["children"][0]
    assert entry.encode() not in data, "the ids of the vault tell when something was written"


def test_the_names_and_the_description_of_what_it_carries_tell_nothing(sent: Sent) -> None:
    with pikepdf.open(io.BytesIO(sent.content), password=sent.passphrase) as document:
        assert {*document.attachments} == {"reponse.pdf", "caselink.json", "caselink.json.sig"}
        for name in document.attachments:
            spec = document.attachments[name]
            assert (spec.description, spec.get_file().creation_date, spec.get_file().mod_date) == ("", None, None)
    for word in (b"Belkaroui", b"Lina", b"Namur", b"caselink-form"):
        assert word not in sent.content
        assert base64.b64encode(word) not in sent.content


def test_good_unknown_broken_and_missing_signatures_are_told_apart(
    sent: Sent, desk: Desk, other: Office, tmp_path: Path
) -> None:
    assert look_at_form(other, sent.content, sent.passphrase).signature == UNKNOWN_KEY
    heard = export_key(desk.office, tmp_path / "key.json")
    with pytest.raises(UserError, match="empreinte"):
        trust_key(other, tmp_path / "key.json", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")
    assert trusted_offices(other) == ()
    trust_key(other, tmp_path / "key.json", heard.lower())
    found = look_at_form(other, sent.content, sent.passphrase)
    assert (found.signature, found.warning) == (GOOD, "")
    changed = with_data(sent, lambda raw: raw.update(office="Un autre"))
    assert look_at_form(other, changed.content, changed.passphrase).signature == BROKEN

    def unsigned(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments["caselink.json.sig"]

    bare = altered(sent, unsigned)
    assert look_at_form(other, bare.content, bare.passphrase).signature == NONE


def test_data_that_were_signed_with_other_pages_are_broken(
    sent: Sent, desk: Desk, other: Office, tmp_path: Path
) -> None:
    trust_key(other, _key_of(desk.office, tmp_path))

    def other_page(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\n% another")

    found = altered(sent, other_page)
    received = look_at_form(other, found.content, found.passphrase)
    assert received.signature == BROKEN
    with pytest.raises(UserError, match="changées"):
        take_over(other, received)
    assert caseload(other).total == 0


def _key_of(office: Office, folder: Path) -> Path:
    export_key(office, folder / "key.json")
    return folder / "key.json"


def test_nothing_is_taken_before_it_is_ticked_and_only_that(sent: Sent, other: Office) -> None:
    received = look_at_form(other, sent.content, sent.passphrase)
    assert caseload(other).total == 0
    assert {each.state for each in received.changes} == {"new"}
    case = take_over(other, received, ["person.last_name", "children.1.first_name"])
    (entry,) = case.entries["children"]
    assert {*case.answers} == {"person.last_name", f"children.{entry}.first_name"}
    assert all(answer.source is Source.DOCUMENT for answer in case.answers.values())


def test_what_stands_here_is_laid_beside_with_who_wrote_it_when_and_is_replaced_only_by_a_tick(
    sent: Sent, other: Office
) -> None:
    case = new_case(other, "2026-0007", "Amina")
    record_answer(other, case.id, "housing.status", "shelter")
    record_answer(other, case.id, "person.last_name", "Belkaroui")
    received = look_at_form(other, sent.content, sent.passphrase, case.id)
    by_path = {each.path: each for each in received.changes}
    status = by_path["housing.status"]
    assert (status.state, status.here, status.there) == ("differs", "shelter", "home_with_him")
    assert status.here_by == "amal"
    assert status.here_on
    assert by_path["person.last_name"].state == "same"
    after = take_over(other, received)
    assert after.value("housing.status") == "shelter"
    assert after.value("person.first_names") == "Amina"


def test_where_it_came_from_is_kept_and_it_is_taken_once(sent: Sent, other: Office) -> None:
    received = look_at_form(other, sent.content, sent.passphrase)
    case = take_over(other, received)
    (record,) = case.records_of(Part.RECEIVED.value).values()
    assert record["form"] == sent.form
    assert "Nom de famille" in str(record["taken"])
    assert any("Fiche reçue" in repr(line) for line in history(other, case.id))
    with pytest.raises(UserError, match="déjà été reprise"):
        take_over(other, received)
    with pytest.raises(UserError, match=case.reference):
        look_at_form(other, sent.content, sent.passphrase)


def test_victim_and_accused_never_change_roles(sent: Sent, other: Office) -> None:
    case = new_case(other, "2026-0008", "Samira")
    record_answer(other, case.id, "perpetrator.first_names", "Amina")
    record_answer(other, case.id, "perpetrator.last_name", "Belkaroui")
    with pytest.raises(UserError, match="sens inverse"):
        look_at_form(other, sent.content, sent.passphrase, case.id)
    record_answer(other, case.id, "person.first_names", "Marc")
    record_answer(other, case.id, "person.last_name", "Peeters")

    def accuse(raw: Raw) -> None:
        answers = raw["answers"]
        assert isinstance(answers, list)
        answers += [
            {"path": "perpetrator.first_names", "value": "Marc"}, {"path": "perpetrator.last_name", "value": "Peeters"},
        ]

    swapped = with_data(sent, accuse, new_private_key())
    with pytest.raises(UserError, match="sens inverse"):
        look_at_form(other, swapped.content, swapped.passphrase)
    look_at_form(other, sent.content, sent.passphrase)


def test_an_answer_that_the_form_does_not_ask_here_is_refused_and_nothing_is_taken(sent: Sent, other: Office) -> None:
    def residence(raw: Raw) -> None:
        answers = raw["answers"]
        assert isinstance(answers, list)
        answers.append({"path": "residence.permit", "value": "none"})

    odd = with_data(sent, residence, new_private_key())
    received = look_at_form(other, odd.content, odd.passphrase)
    with pytest.raises(UserError):
        take_over(other, received)
    assert caseload(other).total == 0


def test_a_wrong_passphrase_another_document_and_a_form_without_data_are_a_sentence_each(
    sent: Sent, other: Office
) -> None:
    with pytest.raises(WrongPassphrase):
        look_at_form(other, sent.content, "autre phrase")
    with pytest.raises(VaultError):
        look_at_form(other, b"no PDF at all", "x")
    blank = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(blank)
    with pytest.raises(UserError, match="ne porte pas de données"):
        look_at_form(other, blank.getvalue(), "")


@pytest.mark.parametrize("spoil", [
    lambda raw: raw.update(schema="other"), lambda raw: raw.update(version=2), lambda raw: raw.update(form="../x"),
    lambda raw: raw.update(answers={}), lambda raw: raw.update(needs=[{"item": "nothing", "state": "done"}]),
    lambda raw: raw["answers"].append({"path": "person.nothing", "value": 1}),
    lambda raw: raw["answers"].append({"path": "children.__.first_name", "value": "x"}),
    lambda raw: raw["answers"].append({"path": "housing.status", "value": "castle"}),
    lambda raw: raw["answers"].append(raw["answers"][0]), lambda raw: raw["answers"].append("x"),
    lambda raw: raw.update(office="x" * 10_000), lambda raw: raw.update(office="\u202e"),
])
def test_data_that_the_form_does_not_know_are_refused_whole_though_well_signed(
    sent: Sent, other: Office, spoil: Callable[[Raw], None]
) -> None:
    bad = with_data(sent, spoil, new_private_key())
    with pytest.raises(UserError, match="ne reconnaît pas"):
        look_at_form(other, bad.content, bad.passphrase)
    assert caseload(other).total == 0


def test_forms_that_were_damaged_anywhere_change_nothing_and_are_a_sentence(sent: Sent, other: Office) -> None:
    """More of them in `make torture`: each is decoded in a process of its own."""
    chance = random.Random(14)  # noqa: S311
    for _time in range(8):
        spoiled = bytearray(sent.content)
        for _byte in range(chance.choice((1, 20, 400))):
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        try:
            found = look_at_form(other, bytes(spoiled), sent.passphrase)
        except CaseLinkError as fault:
            assert fault.sentence
        else:
            assert found.signature in (UNKNOWN_KEY, BROKEN, NONE)
    assert caseload(other).total == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"caselink_office_key": 1}', b"\xff\xfe", json.dumps({
    "caselink_office_key": 1, "office": "x", "key": base64.b64encode(b"short").decode(),
}).encode(), json.dumps({"caselink_office_key": 1, "office": "\n", "key": "AAAA"}).encode()])
def test_a_file_that_is_no_key_is_trusted_by_nobody(other: Office, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key.json").write_bytes(content)
    with pytest.raises(UserError):
        trust_key(other, tmp_path / "key.json")
    with pytest.raises(UserError):
        trust_key(other, tmp_path / "missing.json")
    assert trusted_offices(other) == ()


def test_a_key_is_made_once_leaves_only_by_half_and_is_not_trusted_by_its_own_office(
    desk: Desk, tmp_path: Path
) -> None:
    own = own_fingerprint(desk.office)
    assert own == own_fingerprint(desk.office)
    assert export_key(desk.office, tmp_path / "key.json") == own
    private = desk.office.vault.setting("office_key")
    assert isinstance(private, str)
    assert private not in (tmp_path / "key.json").read_text()
    with pytest.raises(UserError, match="propre service"):
        trust_key(desk.office, tmp_path / "key.json")


def test_pages_and_their_reading_have_one_digest(sent: Sent) -> None:
    data, _signature = carried(sent)
    open_again = io.BytesIO()
    with pikepdf.open(io.BytesIO(sent.content), password=sent.passphrase) as document:
        document.save(open_again, encryption=False)
    assert json.loads(data)["pages"] == digest_of_pages(open_again.getvalue())
