"""How long things last or may take, by country, as dated data: proposed as a day, never decided
(docs/rules/follow-up.md).

What nobody confirmed says so where it is proposed. A length that has changed gets a second entry with its first day.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caselink.domain.deadlines import DeadlineKind as K
from caselink.i18n import N_


@dataclass(frozen=True, slots=True)
class Length:
    """One length: for which kind of deadline, of what (`about`, an id), in which country (empty: ours, anywhere), how
    long, since when it counts.

    `source` is where it stands, `confirmed` whether it was read there and nothing of it is left to counsel.
    """

    kind: K
    about: str
    country: str
    label: str
    source: str
    days: int = 0
    months: int = 0
    since: date = date.min
    confirmed: bool = False

    def ends(self, begins: date) -> date:
        """The last day where it begins on that one: of a month too short for it, the last."""
        month = begins.month - 1 + self.months
        year, number = begins.year + month // 12, month % 12 + 1
        day = min(begins.day, calendar.monthrange(year, number)[1])
        return date(year, number, day) + timedelta(days=self.days)


_ORDER: Final = K.PROTECTION_ORDER
LENGTHS: Final[tuple[Length, ...]] = (
    Length(_ORDER, "order", "FR", N_("ordonnance de protection"), "code civil, avant 2024", months=6, confirmed=True),
    Length(
        _ORDER, "order", "FR", N_("ordonnance de protection, au plus"), "loi 2024-536", months=12,
        since=date(2024, 6, 15), confirmed=True,
    ),
    Length(
        _ORDER, "immediate_order", "FR", N_("ordonnance provisoire de protection immédiate, décision"),
        "décret du 15.1.2025", days=1, since=date(2025, 1, 15), confirmed=True,
    ),
    Length(_ORDER, "bracelet", "FR", N_("bracelet anti-rapprochement, au plus"), "décret du 23.9.2020", months=6),
    Length(
        K.HEARING, "hearing", "FR", N_("audience sur l’ordonnance de protection, au plus"), "loi 2024-536", days=6,
        confirmed=True,
    ),
    Length(K.EMERGENCY_PHONE, "phone", "FR", N_("téléphone grave danger, renouvelable"), "CDAD 63, 2022", months=6),
    Length(
        K.ANSWER_DUE, "complaint", "FR", N_("silence après une plainte : partie civile possible"), "droits.fr",
        months=3,
    ),
    Length(K.ANSWER_DUE, "limitation", "FR", N_("prescription d’un délit"), "service-public SP12544", months=72),
    Length(
        K.PERMIT, "permit_by_order", "FR", N_("titre par l’ordonnance de protection"), "immigration.interieur",
        months=12,
    ),
    Length(
        K.CASE_REVIEW, "file", "FR", N_("dossier gardé après le dernier contact, conseillé"), "CNIL 2023-095",
        months=24, confirmed=True,
    ),
    Length(K.OWN, "aid", "FR", N_("aide d’urgence : preuve de moins de"), "loi 2023-140", months=12, confirmed=True),
    Length(K.OWN, "lease", "FR", N_("congé du logement"), "declicviolence", months=1),
    Length(
        K.OWN, "samples", "FR", N_("prélèvements gardés sans plainte, à Paris et Bordeaux"), "Europe 1, 2024",
        months=36,
    ),
    Length(
        _ORDER, "order", "BE", N_("interdiction temporaire de résidence, au plus"), "loi du 15.5.2012", days=14,
        since=date(2012, 5, 15), confirmed=True,
    ),
    Length(
        _ORDER, "extended_ban", "BE", N_("prolongation par le tribunal de la famille, au plus"), "loi du 15.5.2012",
        months=3, since=date(2012, 5, 15), confirmed=True,
    ),
    Length(K.PERMIT, "permit", "BE", N_("protection du séjour, dès la carte"), "droitsquotidiens, Myria", months=60),
    Length(K.OWN, "acute_care", "BE", N_("CPVS : soins aigus"), "loi 2024004825", days=7, confirmed=True),
    Length(K.ANSWER_DUE, "refusal", "", N_("réponse à une lettre après un refus"), "", days=30),
    Length(K.ANSWER_DUE, "complaint", "", N_("demander des nouvelles de la plainte"), "", months=1),
)
"""The last two are ours, for whichever country."""
_OURS: Final = Length(K.OWN, "", "", "", "", days=30)


def length_of(about: str, country: str, on: date) -> Length | None:
    """The length that counts on that day in that country; ours, where that country has none. None where there is none.
    """
    found = [each for each in LENGTHS if each.about == about and each.since <= on]
    here = [each for each in found if each.country == country] or [each for each in found if not each.country]
    return max(here, key=lambda each: each.since, default=None)


def chaser_day(about: str, country: str, on: date) -> date:
    """On which day to ask again about something that began on that one."""
    return (length_of(about, country, on) or _OURS).ends(on)


def lengths_for(kind: str, country: str, on: date) -> tuple[Length, ...]:
    """All that count on that day for such a deadline in that country; of each, the latest rule."""
    abouts = dict.fromkeys(each.about for each in LENGTHS if each.kind == kind)
    found = (length_of(about, country, on) for about in abouts)
    return tuple(each for each in found if each is not None)
