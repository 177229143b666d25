"""What is kept of figures: the annual report and its day, what people thought, the forms of funders."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.services.audit import audit_lines
from caselink.services.deadlines import deadlines
from caselink.services.figures.annual import annual_report, report_due, reports, set_annual_report
from caselink.services.figures.asking import question
from caselink.services.figures.funder import fill_form, funder_forms, keep_form, places
from caselink.services.figures.publishing import publish, published
from caselink.services.figures.survey import count_sheets, surveys
from caselink.services.office import Office
from caselink.services.today import today_of
from caselink.vault import Vault, check, open_vault
from caselink.vault.parts import OFFICE, Part
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER
from tests.services.test_figures import some
from tests.vault.colleagues import add_colleague, seen_by


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def colleague(office: Office, role: Role) -> Office:
    slot = add_colleague(office.vault, "lea", role)
    return Office(seen_by(office.vault, "lea", slot))


def test_the_annual_report_has_a_named_owner_and_is_due_until_its_year_is_published(
    office: Office, tmp_path: Path
) -> None:
    last = office.today().year - 1
    assert report_due(office) is None
    set_annual_report(office, USER, 1, 1)
    due = report_due(office)
    assert due is not None
    assert (due.on.year, due.owner, due.case) == (last + 1, USER, "")
    shown = today_of(office, mine=True)
    assert shown.report == due
    assert not shown.is_empty
    assert due not in deadlines(office)
    some(office, 6, on=f"{last}-06-01")
    publish(office, question(f"{last}-01-01", f"{last}-12-31"), tmp_path / "report.pdf")
    assert report_due(office) is None
    (kept,) = reports(office)
    assert kept.period.start.year == last


@pytest.mark.parametrize(("owner", "month", "day"), [("nobody", 3, 1), (USER, 13, 1), (USER, 2, 31), (USER, 0, 1)])
def test_what_is_no_owner_or_no_day_is_refused(office: Office, owner: str, month: int, day: int) -> None:
    with pytest.raises(UserError):
        set_annual_report(office, owner, month, day)
    assert annual_report(office).owner == ""


def test_a_worker_names_nobody_and_keeps_no_form(office: Office) -> None:
    lea = colleague(office, Role.WORKER)
    with pytest.raises(UserError, match="coordination"):
        set_annual_report(lea, USER, 3, 1)
    with pytest.raises(UserError, match="coordination"):
        keep_form(lea, "Ville", "Toutes = cases_opened")
    assert count_sheets(lea, 5, {}).sheets == 5


def test_sheets_are_added_by_five_at_least_and_nothing_of_one_is_kept(office: Office) -> None:
    for few in (0, 1, 4, -5, 10_001):
        with pytest.raises(UserError):
            count_sheets(office, few, {})
    for wrong in ({"useful_yes": 6}, {"useful_yes": 3, "useful_no": 3}, {"useful_yes": -1}, {"nothing": 1}):
        with pytest.raises(UserError, match="plus de réponses"):
            count_sheets(office, 5, wrong)
    assert surveys(office) == ()
    count_sheets(office, 5, {"useful_yes": 4, "heard_no": 1})
    count_sheets(office, 7, {"useful_yes": 1})
    (quarter,) = surveys(office)
    assert (quarter.sheets, quarter.given("useful"), quarter.given("heard")) == (12, (5, 0, 0, 7), (0, 0, 1, 11))
    (record,) = [record for key, record in office.vault.office_records(Part.FIGURES).items() if "survey" in key]
    assert record["by"] == record["at"] == ""
    assert [line.case for line in audit_lines(office) if line.action == "survey_counted"] == [None, None]


def test_a_form_of_a_funder_is_filled_from_what_may_leave(office: Office, tmp_path: Path) -> None:
    some(office, 9, person__gender="woman")
    some(office, 2, 50, person__gender="man")
    typed = "Femmes reçues = gender/woman\n\n=1+1 = gender/man\nToutes = cases_opened\n"
    form = keep_form(office, " Ville  2026 ", typed)
    assert [each.name for each in funder_forms(office)] == ["Ville 2026"]
    assert form.lines[0].written == "Femmes reçues = gender/woman"
    fill_form(office, "Ville 2026", question("2026-01-01", "2026-12-31"), tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    filled = [*csv.reader(io.StringIO(text), delimiter=";")]
    assert ["Toutes", "11"] in filled
    assert ["'=1+1", "…"] in filled
    assert ["Femmes reçues", "…"] in filled
    assert {each.id for each in published(office)} == {"gender", "cases_opened"}


@pytest.mark.parametrize("lines", [
    "Femmes", "Femmes = nothing", "Femmes = gender/cat", "= gender", "A = cases_active", "A = gender/woman/x",
    "A = violence_country_gender", "", "A = country/stateless",
])
def test_a_line_that_names_no_published_count_is_refused(office: Office, lines: str) -> None:
    with pytest.raises(UserError):
        keep_form(office, "Ville", lines)
    assert funder_forms(office) == ()


def test_every_place_that_a_form_is_offered_can_be_kept(office: Office) -> None:
    offered = [*places()]
    assert len(offered) > 60
    keep_form(office, "Tout", "\n".join(f"{place} = {place}" for place in offered))


def test_what_was_published_and_counted_outlives_a_rescue(office: Office, tmp_path: Path) -> None:
    some(office, 6, person__gender="woman")
    publish(office, question("2026-01-01", "2026-12-31"), tmp_path / "a.csv")
    count_sheets(office, 5, {"useful_yes": 5})
    before, folder = published(office), office.vault.folder
    office.vault.opened.database.run("UPDATE documents SET digest = 'x' WHERE owner = ?", OFFICE)
    office.vault.close()
    rescue(folder, USER, PASSPHRASE, folder.with_name("rescued.caselink"))
    with open_vault(folder.with_name("rescued.caselink"), USER, PASSPHRASE) as rescued:
        assert published(Office(rescued)) == before
        assert surveys(Office(rescued))[0].sheets == 5
        assert check(rescued).sound
