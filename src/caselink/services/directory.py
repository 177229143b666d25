"""The directory of partners, as the office keeps it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from babel.dates import format_date, get_day_names

from caselink.domain.partners import DayHours, Hours, Partner
from caselink.errors import UserError
from caselink.forms.texts import clock_text, day_text
from caselink.i18n import _, language
from caselink.services.office import Office

_SHORT_NAME: Final = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,38}[^\s\x00-\x1f\x7f])?")


def partners(office: Office) -> tuple[Partner, ...]:
    """Every partner, by name."""
    return office.vault.partners()


def find_partner(office: Office, short_name: str) -> Partner:
    """The partner of that short name; raises UserError where there is none."""
    partner = office.vault.partner(short_name)
    if partner is None:
        raise UserError(_("Aucune structure partenaire ne porte ce nom court : rien n’a été transmis. Vérifiez-le "
                          "dans l’annuaire."))
    return partner


def save_partner(office: Office, partner: Partner) -> None:
    """Add a partner, or write over the one of the same short name.

    Raises UserError for a name that won't do, or for another sort of agency: consents were given for what it was.
    """
    if _SHORT_NAME.fullmatch(partner.short_name) is None or not partner.name.strip():
        raise UserError(_("Une structure a un nom et un nom court de 1 à 40 signes : rien n’a été enregistré. "
                          "Complétez-les."))
    before = office.vault.partner(partner.short_name)
    if before is not None and before.kind is not partner.kind:
        raise UserError(_("Une structure ne change pas de sorte : ajoutez-la sous un autre nom court. Rien n’a été "
                          "enregistré."))
    with office.vault.change("partner_saved") as change:
        change.put_partner(partner)


def hours_sentence(hours: Hours) -> str:
    """When it can be reached, in words."""
    parts = [_("24 h sur 24, 7 jours sur 7")] if hours.always else [_spans(hours)] if hours.openings else []
    if hours.by_appointment and not hours.always:
        parts.append(_("sur rendez-vous"))
    return " · ".join([*(parts or [_("horaires non connus")]), *map(_exception, hours.exceptions)])


def checked_sentence(partner: Partner) -> str:
    """When someone last made sure that the entry is right."""
    if partner.last_checked is None:
        return _("jamais vérifié")
    day = date.fromisoformat(partner.last_checked)
    return _("vérifié le {day}").format(day=day_text(day))


def _exception(day: DayHours) -> str:
    spans = ", ".join(f"{clock_text(start)}–{clock_text(until)}" for start, until in day.spans)
    return _("le {day} : {hours}").format(
        day=format_date(day.on, "short", locale=language()), hours=spans or _("fermé")
    )


def _spans(hours: Hours) -> str:
    names = get_day_names("abbreviated", locale=language())
    by_span: dict[tuple[str, str], list[int]] = {}
    for opening in hours.openings:
        span = (clock_text(opening.start), clock_text(opening.until))
        by_span.setdefault(span, []).append(opening.weekday)
    by_days: dict[tuple[int, ...], list[str]] = {}
    for (start, until), days in by_span.items():
        by_days.setdefault(tuple(sorted(days)), []).append(f"{start}–{until}")
    return " · ".join(
        f"{_day_range(days, names)} {', '.join(spans)}" for days, spans in by_days.items()
    )


def _day_range(days: tuple[int, ...], names: Mapping[int, str]) -> str:
    named = [names[day] for day in days]
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{named[0]}–{named[-1]}"
    return ", ".join(named)
