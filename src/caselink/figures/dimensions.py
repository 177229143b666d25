"""What people and happenings are told apart by, each declared once. Nothing here tells of a right to stay: options of
that category, and needs and services of that sort, are counted with the others or not at all (16 essentials, 5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from caselink.domain.danger import Level
from caselink.domain.needs import Domain
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.complaint import COMPLAINT
from caselink.forms.danger.levels import LEVEL_LABELS
from caselink.forms.encounters import CHANNELS
from caselink.forms.needs import DOMAIN_LABELS
from caselink.forms.referrals import STATES
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind
from caselink.forms.texts import option_label
from caselink.i18n import N_, _

UNKNOWN: Final = "unknown"
"""The category of whom nothing is noted of."""
OTHER: Final = "others"
"""What is too rare to be named, and what is never told apart."""
_MIGRANT: Final = frozenset({"stateless"})
"""Options that would tell of a right to stay without being of that category."""
_OWN_WORDS: Final[dict[str, str]] = {
    UNKNOWN: N_("non renseigné"), OTHER: N_("autres"), "yes": N_("oui"), "no": N_("non"),
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of telling apart. `path` is the question of the partner form that it reads; `names` are categories of its
    own. Of a `multiple` one somebody can be in several categories; of a `grouped` one only those that are not rare are
    named. An `open` one has categories that stand in no list."""

    id: str
    label: str
    path: str = ""
    names: tuple[tuple[str, str], ...] = ()
    grouped: bool = False
    open: bool = False

    @property
    def field(self) -> Field | None:
        """The question it reads."""
        return _field_of(self)

    @property
    def multiple(self) -> bool:
        """Whether somebody can be in several categories."""
        return self.field is not None and self.field.kind is Kind.CHOICES

    @property
    def categories(self) -> tuple[str, ...]:
        """Those that are told apart, in order, the unknown last."""
        return tuple(_categories_of(self))

    def counted_as(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The categories that somebody with these values is in; never none, unless all that is known is not told."""
        if not values:
            return (UNKNOWN,)
        if self.open:
            return values
        known = _categories_of(self)
        told = tuple(value for value in values if value in known)
        return told or ((OTHER,) if OTHER in known else () if self.multiple else (UNKNOWN,))

    def words(self, category: str) -> str:
        """What a category is called."""
        own = dict(self.names)
        if category in own:
            return _(own[category])
        field = self.field
        if field is not None and field.option(category) is not None:
            return option_label(field, category)
        return _(_OWN_WORDS[category]) if category in _OWN_WORDS else category


@cache
def _field_of(dimension: Dimension) -> Field | None:
    """Asked for every case: found once."""
    place = PARTNER_FORM.place(dimension.path) if dimension.path else None
    return None if place is None else place.field


@cache
def _categories_of(dimension: Dimension) -> dict[str, None]:
    field = dimension.field
    options = () if field is None else tuple(
        option.id for option in field.options
        if option.category is not Category.RESIDENCE and option.id not in _MIGRANT
    )
    yes_no = ("yes", "no") if field is not None and field.kind is Kind.YES_NO else ()
    own = tuple(name for name, _words in dimension.names)
    return dict.fromkeys((*options, *yes_no, *own, *((OTHER,) if dimension.grouped else ()), UNKNOWN))


VICTIM_KINDS: Final = frozenset({PartnerKind.VICTIM_SUPPORT, PartnerKind.SHELTER, PartnerKind.HELPLINE})
NEVER_NAMED: Final = frozenset({
    PartnerKind.IMMIGRATION_LAW, PartnerKind.IMMIGRATION_AUTHORITY, PartnerKind.EMBASSY,
})
"""Services of which a count would tell of a right to stay."""
_LEVELS: Final = tuple((level.value, LEVEL_LABELS[level]) for level in Level)

DIMENSIONS: Final[dict[str, Dimension]] = {
    each.id: each
    for each in (
        Dimension("gender", N_("genre"), "person.gender"),
        Dimension("country", N_("pays d’origine"), "person.country_of_origin", grouped=True),
        Dimension("age", N_("âge"), "person.age_band"),
        Dimension("language", N_("langue préférée"), "language.preferred", grouped=True),
        Dimension("violence", N_("type de violence"), "violence.types"),
        Dimension("sent_by", N_("venue sur le conseil de"), "request.sent_by"),
        Dimension("interpreter_needed", N_("interprète nécessaire"), "language.interpreter_needed"),
        Dimension("interpreter_had", N_("interprète venu"), names=(("yes", N_("oui")), ("no", N_("non")))),
        Dimension("barriers", N_("obstacle"), "barriers.kinds"),
        Dimension("children", N_("enfants"), names=(
            ("none", N_("aucun enfant noté")), ("one", N_("un enfant")), ("two", N_("deux enfants")),
            ("more", N_("trois enfants ou plus")),
        )),
        Dimension("complaint_wished", N_("souhait de plainte"), "protection_justice.wants_complaint"),
        Dimension("complaint", N_("plainte"), "protection_justice.complaint"),
        Dimension("measures", N_("mesure de protection"), "protection_justice.measures"),
        Dimension("danger_first", N_("premier niveau de danger"), names=_LEVELS),
        Dimension("danger_last", N_("dernier niveau de danger"), names=_LEVELS),
        Dimension("referral_kind", N_("vers"), names=(
            ("victims", N_("services pour victimes")), ("perpetrators", N_("services pour auteurs")),
            (OTHER, N_("autres services")),
        )),
        Dimension("referral_state", N_("réponse"), names=tuple((state.id, state.label) for state in STATES)),
        Dimension("partner", N_("structure"), grouped=True, open=True),
        Dimension("domain", N_("domaine"), names=tuple(
            (domain.value, label) for domain, label in DOMAIN_LABELS.items() if domain is not Domain.RESIDENCE
        )),
        Dimension("consent", N_("décision"), names=(
            ("given", N_("accord donné")), ("withdrawn", N_("accord retiré, en tout ou en partie")),
        )),
        Dimension("paper", N_("document"), names=(
            ("liaison_form", N_("Fiche de liaison")), ("danger_sheet", N_("Fiche de danger")),
            ("chronology", N_("Chronologie")), ("justice_report", N_("Signalement")),
            ("recall_letter", N_("Lettre de rappel")), (OTHER, N_("autres documents")),
        )),
        Dimension("channel", N_("comment"), names=tuple((each.id, each.label) for each in CHANNELS)),
        Dimension("complaint_step", N_("étape"), names=tuple(
            (option.id, option.label) for option in COMPLAINT.columns[0].field.options
        )),
    )
}
BY: Final = ("country", "gender", "violence", "language", "domain", "age", "partner", "sent_by")
"""What every count can be told apart by."""
