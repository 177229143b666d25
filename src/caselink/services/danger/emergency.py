"""In danger now: which numbers, the page that is printed, and what was done noted in a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from caselink.disclosure.gate import case_free
from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.danger.emergency import bases_of, steps_of
from caselink.forms.directory import starter_directory
from caselink.i18n import _, country_name
from caselink.services.cases import read_case
from caselink.services.directory import partners
from caselink.services.encounters import record_encounter
from caselink.services.office import Office
from caselink.services.opening import know_holidays
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import prepare


@dataclass(frozen=True, slots=True)
class EmergencyNumbers:
    """Emergency numbers and helplines, those of the country first; `country` is empty where nobody said."""

    emergency: tuple[Partner, ...]
    helplines: tuple[Partner, ...]
    country: str


def numbers_of(office: Office) -> EmergencyNumbers:
    """Those of the office's directory."""
    know_holidays(office.today())
    return _sorted(partners(office), office.country)


def numbers_without_vault(country: str, today: date) -> EmergencyNumbers:
    """Those that the program comes with: no vault is open."""
    know_holidays(today)
    return _sorted(starter_directory(), country)


def write_emergency_sheet(numbers: EmergencyNumbers, country: str, out: Path) -> None:
    """Write numbers and steps of that country on one page: nothing of anybody is in it. Raises UserError where it can't
    be written."""
    expect_free_place(out)
    calls = ", ".join(" · ".join(each.phones) for each in numbers.emergency if each.country in ("", country))
    steps = tuple(
        (f"{number}. {_(step.title)}", " ".join(_(line) for line in step.lines))
        for number, step in enumerate(steps_of(country), start=1)
    )
    listen = tuple(
        (" · ".join(each.phones), each.name) for each in numbers.helplines if each.country in ("", country)
    )
    title = _("En danger maintenant : {country}").format(country=country_name(country))
    paper = case_free("", title, (calls, *bases_of(country, date.max)), (*steps, *listen))
    not_written = _("La page n’a pas pu être écrite ici : choisissez un autre endroit.")
    prepare("emergency_sheet", paper).put_on_disk(out, not_written)


def record_emergency(office: Office, case_id: str, done: Mapping[str, datetime]) -> Case:
    """Note in a case which steps were taken, when and by whom, as an encounter: the office's own, which never leaves.

    Raises UserError, with nothing kept, for a closed case.
    """
    first = min(done.values())
    titles = {step.id: step.title for country in ("FR", "BE") for step in steps_of(country)}
    said = (f"{moment:%H:%M} {_(titles[step])}" for step, moment in done.items() if step in titles)
    record_encounter(office, case_id, {
        "on": first.date().isoformat(), "at": f"{first:%H:%M}", "why": _("Danger immédiat : protocole d’urgence"),
        "done": "\n".join(said),
    })
    return read_case(office, case_id)


def _sorted(known: Iterable[Partner], country: str) -> EmergencyNumbers:
    near = sorted(
        (each for each in known if each.phones),
        key=lambda each: (bool(country) and each.country not in (country, ""), each.country),
    )
    return EmergencyNumbers(
        tuple(each for each in near if each.kind is PartnerKind.EMERGENCY),
        tuple(each for each in near if each.kind is PartnerKind.HELPLINE), country,
    )
