"""Figures of an office counted by hand, what is published of them, and what stays when cases change or go."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from caselink.domain.answers import Answer
from caselink.domain.case import CaseStatus
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import Refused, UserError
from caselink.figures.publishing import Refusal
from caselink.services.audit import audit_lines
from caselink.services.cases import set_status
from caselink.services.directory import save_partner
from caselink.services.erasing import erase_case
from caselink.services.figures.asking import FiguresAsked, question
from caselink.services.figures.publishing import (
    exact,
    publications,
    publish,
    published,
    weigh,
    worded,
    write_exact,
)
from caselink.services.figures.tables import WordedTable
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.services.workers import workers
from caselink.vault import Vault, check
from caselink.vault.parts import Part
from tests.vault.colleagues import add_colleague, seen_by

JANUARY = ("2026-01-01", "2026-01-31")
YEAR = ("2026-01-01", "2026-12-31")


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def somebody(office: Office, reference: str, on: str = "2026-01-10", **answers: object) -> str:
    """A case of somebody interviewed on that day; answers by `section__field`."""
    with office.vault.change("case_opened") as change:
        case_id = change.new_case(reference)
        change.put_answer(case_id, "professional.seen_on", Answer(on))
        for name, value in answers.items():
            change.put_answer(case_id, name.replace("__", "."), Answer(value))  # type: ignore[arg-type]
    return case_id


def some(office: Office, count: int, begins: int = 0, on: str = "2026-01-10", **answers: object) -> list[str]:
    return [somebody(office, f"2026-{begins + number:04d}", on, **answers) for number in range(count)]


def table(office: Office, name: str, period: Sequence[str] = YEAR, by: Sequence[str] = ()) -> WordedTable:
    (found,) = worded(exact(office, question(period[0], period[1], by, (name.partition("_by_")[0],))))
    assert found.id == name
    return found


def rows(found: WordedTable) -> dict[str, int]:
    """The counts that are not none, by the words before them."""
    at = found.counts_at
    return {" ".join(map(str, row[:at])).strip(): row[at] for row in found.rows if row[at]}  # type: ignore[misc]


def test_an_office_counted_by_hand(office: Office) -> None:
    save_partner(office, Partner("refuge", "Refuge", PartnerKind.SHELTER))
    save_partner(office, Partner("auteurs", "Service pour auteurs", PartnerKind.PERPETRATOR_SERVICE))
    save_partner(office, Partner("sejour", "Droit des étrangers", PartnerKind.IMMIGRATION_LAW))
    amina = somebody(office, "1", "2026-01-10", person__gender="woman", person__country_of_origin="ml",
                     violence__types=("physical", "sexual"), person__birth="1990-05-01", request__sent_by="police")
    berthe = somebody(office, "2", "2026-02-10", person__gender="woman", violence__types=("physical",),
                      barriers__kinds=("papers", "shame"), person__age_band="from_65")
    somebody(office, "3", "2025-12-31", person__gender="man")
    with office.vault.change("filled", amina) as change:
        change.put_need(amina, "lawyer", NeedMark(NeedState.DONE, marked_at="2026-01-30T10:00:00.000+00:00"))
        for key, to, state in (("a", "refuge", "accepted"), ("b", "auteurs", "sent"), ("c", "sejour", "refused")):
            change.put_record(amina, Part.REFERRALS, key, {
                "need": "lawyer", "to": to, "state": state, "on": "2026-03-01", "by": "amal", "at": "x",
            })
        change.put_record(amina, Part.ENCOUNTERS, "e", {"on": "2026-01-05", "channel": "phone", "interpreter": "Oui"})
        change.add_entry(amina, "children")
        change.add_event(amina, EventKind.CONSENT_GIVEN, {"given_on": "2026-01-20"})
    assert rows(table(office, "cases_opened")) == {"Total": 2}
    assert rows(table(office, "cases_opened", JANUARY)) == {"Total": 1}
    assert rows(table(office, "cases_opened", ("2026-01-05", "2026-01-05"))) == {"Total": 1}
    assert rows(table(office, "gender")) == {"femme": 2, "Total": 2}
    assert rows(table(office, "country")) == {"Mali": 1, "non renseigné": 1, "Total": 2}
    assert rows(table(office, "age")) == {"35 à 49 ans": 1, "65 ans et plus": 1, "Total": 2}
    assert rows(table(office, "violence")) == {"physique": 2, "sexuelle": 1, "Total": 2}
    assert rows(table(office, "barriers")) == {"honte": 1, "non renseigné": 1, "Total": 2}
    assert rows(table(office, "sent_by")) == {"police, gendarmerie": 1, "non renseigné": 1, "Total": 2}
    assert rows(table(office, "children")) == {"un enfant": 1, "aucun enfant noté": 1, "Total": 2}
    assert rows(table(office, "interpreter_had")) == {"oui": 1, "non": 1, "Total": 2}
    assert rows(table(office, "referrals")) == {
        "services pour victimes": 1, "services pour auteurs": 1, "autres services": 1, "Total": 3,
    }
    assert rows(table(office, "referral_answers")) == {"acceptée": 1, "envoyée": 1, "refusée": 1, "Total": 3}
    assert rows(table(office, "referral_partners")) == {
        "Refuge": 1, "Service pour auteurs": 1, "autres": 1, "Total": 3,
    }
    done = table(office, "needs_done")
    assert rows(done) == {"Justice": 1, "Total": 1}
    assert done.rows[-1] == ("Total", 1, 1, "25 jours")
    assert rows(table(office, "encounters")) == {"au téléphone": 1, "Total": 1}
    assert rows(table(office, "consents")) == {"accord donné": 1, "Total": 1}
    assert rows(table(office, "violence_country_gender")) == {
        "physique Mali femme": 1, "sexuelle Mali femme": 1, "physique non renseigné femme": 1, "Total": 2,
    }
    assert rows(table(office, "referrals_by_gender", by=["gender"])) == {
        "services pour victimes femme": 1, "services pour auteurs femme": 1, "autres services femme": 1, "Total": 3,
    }
    set_status(office, berthe, CaseStatus.CLOSED)
    today = office.today().isoformat()
    assert rows(table(office, "cases_closed", (today, today))) == {"Total": 1}
    assert rows(table(office, "cases_active", ("2025-12-01", "2025-12-31"))) == {"Total": 1}
    assert rows(table(office, "cases_active", ("2100-01-01", "2100-01-31"))) == {"Total": 2}


def test_whom_a_definition_does_not_count_changes_nothing(office: Office) -> None:
    """The day after, an unknown answer, a need that is not green: each by itself would change one count."""
    somebody(office, "1", "2026-02-01", person__gender="woman")
    assert rows(table(office, "gender", JANUARY)) == {}
    assert rows(table(office, "gender", ("2026-02-01", "2026-02-28"))) == {"femme": 1, "Total": 1}


def test_her_choice_not_to_be_counted_holds_outside_and_is_seen_within(office: Office, tmp_path: Path) -> None:
    some(office, 6, person__gender="woman")
    somebody(office, "2026-0100", person__gender="woman", request__not_counted=True)
    assert rows(table(office, "gender")) == {"femme": 7, "Total": 7}
    made = publish(office, question(*YEAR), tmp_path / "out.csv")
    assert {each.total for each in made.aggregate.tables if each.population == "received"} == {6}


def test_what_was_published_is_remembered_and_the_same_question_gives_the_same_tables(
    office: Office, tmp_path: Path
) -> None:
    some(office, 8, person__gender="woman")
    first = publish(office, question(*YEAR), tmp_path / "a.xlsx").aggregate.tables
    some(office, 7, 50, person__gender="man")
    again = publish(office, question(*YEAR), tmp_path / "b.pdf").aggregate.tables
    assert {each.id: each for each in again} == {each.id: each for each in again} | {each.id: each for each in first}
    assert [each.kind for each in publications(office)] == ["pdf", "xlsx"]
    assert [each.action for each in audit_lines(office)][-1] == "statistics"
    assert check(office.vault).sound


def test_a_preview_is_not_published(office: Office) -> None:
    some(office, 8)
    assert weigh(office, question(*YEAR)).aggregate.tables
    assert published(office) == ()


def test_the_erasure_of_a_case_is_not_seen_in_later_tables(office: Office, tmp_path: Path) -> None:
    cases = some(office, 8, person__gender="woman")
    asked = question(*JANUARY, wanted=("cases_opened",))
    publish(office, asked, tmp_path / "a.csv")
    erase_case(office, cases[0], "2026-0000")
    assert cases[0] not in str(office.vault.office_records(Part.PUBLICATIONS))
    later = weigh(office, question(*JANUARY, wanted=("gender", "cases_opened")))
    assert [each.total for each in later.aggregate.tables] == [8]
    assert [why for _asked, why in later.refused] == [Refusal.CHANGED]
    year = weigh(office, question(*YEAR, wanted=("cases_opened",)))
    assert [why for _asked, why in year.refused] == [Refusal.CHANGED]


def test_where_nothing_is_left_nothing_is_written_or_remembered(office: Office, tmp_path: Path) -> None:
    some(office, 3)
    with pytest.raises(Refused, match="moins de cinq personnes"):
        publish(office, question(*YEAR, wanted=("gender",)), tmp_path / "out.xlsx")
    assert not [*tmp_path.glob("out*")]
    assert publications(office) == ()


def test_cell_keys_move_the_same_people_by_the_same_chance(office: Office, tmp_path: Path) -> None:
    some(office, 9, person__gender="woman", person__country_of_origin="ml", violence__types=("physical",))
    some(office, 3, 20, person__gender="man", violence__types=("verbal",))
    asked = question(*YEAR)
    first = publish(office, asked, tmp_path / "a.csv", perturb=True).aggregate.tables
    assert "violence_country_gender" in {each.id for each in first}
    assert weigh(office, question("2025-01-01", "2026-12-31"), perturb=True).aggregate.tables[0].cells == first[0].cells
    with pytest.raises(Refused):
        weigh(office, asked) and publish(office, question(*JANUARY), tmp_path / "b.csv")
    assert not any(0 < number < 5 for each in first for number in each.numbers)


def test_a_reserved_case_counts_for_who_is_named_and_others_hear_how_many_are_left_out(office: Office) -> None:
    case_id = somebody(office, "1", person__gender="woman")
    somebody(office, "2", person__gender="man")
    slot = add_colleague(office.vault, "lea", Role.COORDINATOR)
    reserve_case(office, case_id, [each.name for each in workers(office) if each.name == office.user])
    set_status(office, case_id, CaseStatus.CLOSED)
    assert rows(table(office, "gender")) == {"femme": 1, "homme": 1, "Total": 2}
    today = office.today().isoformat()
    assert rows(table(office, "cases_closed", (today, today))) == {"Total": 1}
    lea = Office(seen_by(office.vault, "lea", slot))
    assert rows(table(lea, "gender")) == {"homme": 1, "Total": 1}
    assert lea.vault.count_hidden() == 1


def test_a_spreadsheet_holds_text_as_text_and_counts_as_numbers(office: Office, tmp_path: Path) -> None:
    save_partner(office, Partner("eq", "=1+1", PartnerKind.SHELTER))
    for case_id in some(office, 6):
        with office.vault.change("filled", case_id) as change:
            change.put_record(case_id, Part.REFERRALS, "a", {"to": "eq", "state": "sent", "on": "2026-01-12"})
    write_exact(office, question(*YEAR), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert "=1+1" in {cell.value for cell in cells if cell.data_type == "s"}
    write_exact(office, question(*YEAR), tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "'=1+1" in {cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row}


def test_migrant_status_is_in_no_table(office: Office) -> None:
    canaries: dict[str, Any] = {
        "residence__recording": "record", "residence__permit": "be_card_f", "person__nationality": ("ml",),
        "barriers__kinds": ("papers", "fear_of_her_deportation"), "person__country_of_origin": "stateless",
    }
    save_partner(office, Partner("sejour", "Zizanie des étrangers", PartnerKind.IMMIGRATION_LAW))
    for case_id in some(office, 12, **canaries):
        with office.vault.change("filled", case_id) as change:
            change.put_need(case_id, "permit_renewal", NeedMark(NeedState.DONE))
            change.put_record(case_id, Part.REFERRALS, "a", {"to": "sejour", "state": "sent", "on": "2026-01-12"})
    for perturb in (True, False):
        said = str(worded(weigh(office, question(*YEAR), perturb=perturb).aggregate.tables))
        said += str(worded(exact(office, question(*YEAR, by=("partner", "domain", "country")))))
        for word in ("carte F", "apatride", "Zizanie", "papiers", "expulsée", "Séjour et droits"):
            assert word not in said, word


@pytest.mark.parametrize(("start", "end", "by"), [
    ("2026-02-01", "2026-01-01", ()), ("2026-13-01", "2026-12-31", ()), ("hier", "2026-12-31", ()),
    ("2026-1-1", "2026-12-31", ()), ("0001-01-01", "2026-12-31", ()), ("2026-01-01", "2026-12-31", ("permit",)),
])
def test_a_question_that_makes_no_sense_is_refused(start: str, end: str, by: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        question(start, end, by)


def test_another_kind_of_file_is_refused_and_so_is_a_worker(office: Office, tmp_path: Path) -> None:
    some(office, 6)
    for out in (tmp_path / "a.docx", tmp_path / "a"):
        with pytest.raises(UserError, match="se termine par"):
            publish(office, question(*YEAR), out)
    slot = add_colleague(office.vault, "lea", Role.WORKER)
    lea = Office(seen_by(office.vault, "lea", slot))
    for write in (publish, write_exact):
        with pytest.raises(UserError, match="rôle"):
            write(lea, question(*YEAR), tmp_path / "a.xlsx")
    assert not [*tmp_path.glob("a*")]


def test_periods_are_told_in_words_and_months_by_their_days() -> None:
    asked: FiguresAsked = question(*JANUARY, by=("gender",))
    assert asked.period.days == 31
    assert "gender" in {each.id for each in asked.tables}
    assert date(2026, 1, 31) in asked.period
