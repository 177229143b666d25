"""The office's time zone: kept in the vault, so that a day begins for everybody in the office when hers does."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from caselink.errors import UserError
from caselink.i18n import _, language
from caselink.services.office import Office
from caselink.vault.clock import ZONE

_OFFERED: Final = (
    "Europe/Paris", "Europe/Brussels", "America/Cayenne", "America/Guadeloupe", "America/Marigot", "America/Martinique",
    "America/Miquelon", "America/St_Barthelemy", "Indian/Mayotte", "Indian/Reunion", "Pacific/Noumea",
    "Pacific/Tahiti", "Pacific/Wallis",
)
"""Where offices in France and Belgium are, by the names of the time zone database."""


def office_zone(office: Office) -> str:
    """The office's zone by its name (`Europe/Brussels`); empty where neither the vault nor the computer names one."""
    return str(getattr(office.time.zone, "key", ""))


def set_office_zone(office: Office, name: str) -> None:
    """Set it. Raises UserError for a name that is no zone, and for a worker who is no coordinator."""
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError) as fault:
        raise UserError(_("Ce fuseau horaire n’existe pas : écrivez par exemple Europe/Brussels. Rien n’a été "
                          "enregistré.")) from fault
    with office.vault.change("office_zone") as change:
        change.set_setting(ZONE, name)
    office.vault.clock.read_zone()


def zone_choices(kept: str) -> list[tuple[str, str]]:
    """The zones to choose from, with the one that is kept: names and words."""
    names = _OFFERED if kept in _OFFERED or not kept else (kept, *_OFFERED)
    return [(name, _words(name)) for name in names]


def _words(name: str) -> str:
    try:
        return get_timezone_location(ZoneInfo(name), language(), return_city=True)
    except (LookupError, ValueError, OSError):
        return name
