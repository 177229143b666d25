"""The annual report: who sees to it, by when, and the years that were published (16 essential services, 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.domain.roles import Role, may
from caselink.errors import UserError
from caselink.figures.periods import Period
from caselink.i18n import _
from caselink.services.figures.asking import year_of
from caselink.services.figures.publishing import Publication, publications
from caselink.services.office import Office
from caselink.services.workers import workers
from caselink.vault.parts import OFFICE, Part

_KEY: Final = "report"
_LAST_DAY: Final = 28
"""A day that every month has."""


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """Who sees to the report of a year, and by which day of the next one; empty for nobody yet."""

    owner: str = ""
    month: int = 3
    day: int = 1

    def due(self, year: int) -> date:
        """By when the report of that year is due."""
        return date(year + 1, self.month, self.day)


def annual_report(office: Office) -> AnnualReport:
    """What the office decided."""
    record = office.vault.office_records(Part.FIGURES).get(_KEY)
    held = {} if record is None else record["v"]
    if not isinstance(held, Mapping) or not held:
        return AnnualReport()
    owner = office.vault.former_names().get(str(held["owner"]), str(held["owner"]))
    return AnnualReport(owner, int(str(held["month"])), int(str(held["day"])))


def set_annual_report(office: Office, owner: str, month: int, day: int) -> AnnualReport:
    """Name who sees to it, and until when. Raises UserError for whoever does not coordinate, who has no key here, and
    for a day that not every month has."""
    if not may(office.role, "annual_report_set"):
        raise UserError(_("La coordination nomme qui tient le rapport annuel : rien n’a été modifié. Demandez à la "
                          "coordination."))
    if owner not in {each.name for each in workers(office)}:
        raise UserError(_("Cette personne n’a pas de clé dans ce coffre : rien n’a été modifié. Vérifiez le nom."))
    if not (1 <= month <= 12 and 1 <= day <= _LAST_DAY):
        raise UserError(_("Choisissez un jour de 1 à {last} : rien n’a été modifié.").format(last=_LAST_DAY))
    with office.vault.change("annual_report_set") as change:
        change.put_record(OFFICE, Part.FIGURES, _KEY, {
            "v": {"owner": owner, "month": month, "day": day}, "by": change.user, "at": change.at,
        })
    return annual_report(office)


def reports(office: Office) -> tuple[Publication, ...]:
    """The publications of whole years, the newest first: what each said stays as it was."""
    return tuple(each for each in publications(office) if each.tables and each.period == year_of(each.period.start))


def report_due(office: Office) -> Deadline | None:
    """The report of the last year, until it is published; None where nobody was named."""
    held, today = annual_report(office), office.today()
    last = Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if not held.owner or any(each.period == last for each in reports(office)):
        return None
    words = _("Rapport annuel {year}").format(year=today.year - 1)
    on = held.due(today.year - 1)
    return Deadline(_KEY, "", "", DeadlineKind.OWN, on, _KEY, text=words, owner=held.owner)


def may_publish(office: Office) -> bool:
    """Whether this worker publishes figures, and writes exact ones."""
    return office.role is Role.COORDINATOR and not office.read_only
