"""What is asked when she agrees: to whom, what for, what, until when, how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.consent.grounds import default_expiry, latest_expiry
from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.asks import Answers, Ask, Choices, Kept, Look
from caselink.forms.categories import Category
from caselink.forms.consent_terms import MODES, Mode
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind, Option
from caselink.forms.texts import day_text, options_in_order
from caselink.i18n import N_, _
from caselink.services.consents import expiry_problem, give_consent
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire

PARTNER: Final = "partner"
PERSON: Final = "person"
_USUAL, _EMERGENCY, _OTHER = "usual", "emergency", "other"


@dataclass(frozen=True, slots=True)
class GivingFacts:
    """The case, the partners of the directory, the day; for whom and what for, where that is known."""

    case_id: str
    partners: Sequence[Partner]
    today: date
    recipient: str = ""
    individual: bool = False
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class Giving:
    """A consent as it is being given: what stands in the answers, with what is proposed where they say nothing."""

    facts: GivingFacts
    answers: Answers

    @property
    def individual(self) -> bool:
        """Whether it is for a person."""
        return self.answers.text("kind") == PERSON

    @property
    def recipient(self) -> str:
        """The partner's short name, or the person's name; empty for none."""
        return self.answers.text("person" if self.individual else "partner")

    @property
    def partner(self) -> Partner | None:
        """The partner of the directory; None for a person, or as long as none is chosen."""
        named = [each for each in self.facts.partners if each.short_name == self.recipient]
        return named[0] if named and not self.individual else None

    @property
    def partner_kind(self) -> PartnerKind | None:
        """What kind of agency it is."""
        return None if self.partner is None else self.partner.kind

    @property
    def name(self) -> str:
        """The name as it is read aloud."""
        return self.recipient if self.partner is None else self.partner.name

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """What for."""
        return tuple(Purpose(each) for each in self.answers.chosen("purposes"))

    @property
    def categories(self) -> tuple[Category, ...]:
        """What she named: the current ones, where it is not all of them, and the sensitive ones ticked."""
        named = self._what().get("categories")
        return tuple(Category(str(each)) for each in named) if isinstance(named, list) else ()

    @property
    def everything_else(self) -> bool:
        """Whether she agrees to all that is current for this recipient."""
        return self._what().get("everything_else") is True

    @property
    def emergency(self) -> bool:
        """Whether it is the short consent of an emergency."""
        return self.answers.text("length") == _EMERGENCY

    @property
    def given_on(self) -> date:
        """The day she agreed."""
        return self.answers.day("given_on") or self.facts.today

    @property
    def expires_on(self) -> date:
        """The last day that it counts."""
        until = self.answers.day("until") if self.answers.text("length") == _OTHER else None
        return until or default_expiry(self.given_on, emergency=self.emergency)

    def _what(self) -> Mapping[str, object]:
        what = self.answers.get("what")
        return what if isinstance(what, Mapping) else {}


def _partners(facts: GivingFacts, _answers: Answers) -> Choices:
    return [
        (each.short_name, each.name if each.name == each.short_name else _("{name} · {short_name}").format(
            name=each.name, short_name=each.short_name
        ))
        for each in facts.partners
    ]


def _languages(_facts: GivingFacts, _answers: Answers) -> Choices:
    place = PARTNER_FORM.place("language.spoken")
    return [] if place is None else options_in_order(place.field)


def _last_day(facts: GivingFacts, answers: Answers) -> str:
    giving = Giving(facts, answers)
    if giving.expires_on > latest_expiry(giving.given_on):
        return _("Douze mois au plus : le {day}.").format(day=day_text(latest_expiry(giving.given_on)))
    return _("Jusqu’au {day} compris.").format(day=day_text(giving.expires_on))


def _wrong_end(facts: GivingFacts, answers: Answers) -> str:
    giving = Giving(facts, answers)
    return expiry_problem(giving.given_on, giving.expires_on) or ""


def _nothing_named(facts: GivingFacts, answers: Answers) -> str:
    giving = Giving(facts, answers)
    if giving.categories or giving.everything_else or not giving.purposes:
        return ""
    return _("Choisissez au moins une catégorie : l’accord n’a pas été enregistré.")


def _write(office: Office, facts: GivingFacts, answers: Answers) -> Case:
    giving = Giving(facts, answers)
    return give_consent(
        office, facts.case_id, recipient=giving.recipient, individual=giving.individual,
        categories=giving.categories, everything_else=giving.everything_else, purposes=giving.purposes,
        given_on=giving.given_on, expires_on=giving.expires_on, mode=Mode(answers.text("mode")),
        language=answers.text("language"), interpreter=answers.text("interpreter"), emergency=giving.emergency,
    )


GIVE_CONSENT: Final = Questionnaire[GivingFacts, Case](
    "consent",
    (
        Ask("kind", N_("1 · À qui"), Kind.CHOICE, always_one=True, kept=Kept.ALWAYS,
            options=(Option(PARTNER, N_("une structure partenaire")), Option(PERSON, N_("une personne"))),
            proposes=lambda facts: PERSON if facts.individual else PARTNER),
        Ask("partner", N_("Structure partenaire"), Kind.CHOICE, look=Look.SEARCHED, kept=Kept.ALWAYS,
            needed=N_("Choisissez à qui elle donne cet accord."), options_from=_partners,
            shown_if=lambda _facts, answers: answers.text("kind") != PERSON,
            proposes=lambda facts: None if facts.individual else facts.recipient or None),
        Ask("person", N_("Nom de la personne"), Kind.TEXT, kept=Kept.ALWAYS,
            needed=N_("Choisissez à qui elle donne cet accord."),
            placeholder=N_("Nom de la personne, tel qu’elle le dit"),
            shown_if=lambda _facts, answers: answers.text("kind") == PERSON,
            proposes=lambda facts: facts.recipient if facts.individual else None),
        Ask("purposes", N_("2 · Pour quoi"), Kind.CHOICES, look=Look.VISIBLE, kept=Kept.ALWAYS,
            needed=N_("Choisissez au moins une finalité : l’accord n’a pas été enregistré."),
            options=tuple(Option(each.value, PURPOSES[each].label) for each in Purpose),
            proposes=lambda facts: () if facts.purpose is None else (facts.purpose.value,)),
        Ask("what", N_("3 · Ce qui peut être dit"), Kind.CHOICES, look=Look.PICTURE, kept=Kept.ALWAYS,
            check=_nothing_named),
        Ask("length", N_("4 · Jusqu’à quand"), Kind.CHOICE, always_one=True, kept=Kept.ALWAYS, look=Look.VISIBLE,
            options=(
                Option(_USUAL, N_("trois mois")), Option(_EMERGENCY, N_("urgence : sept jours")),
                Option(_OTHER, N_("jusqu’à une autre date")),
            ),
            proposes=lambda _facts: _USUAL, note=_last_day),
        Ask("until", N_("Dernier jour"), Kind.DATE, lies_ahead=True, kept=Kept.ALWAYS, check=_wrong_end,
            placeholder=N_("31/12, 15 janvier…"), shown_if=lambda _facts, answers: answers.text("length") == _OTHER),
        Ask("given_on", N_("Donné le"), Kind.DATE, kept=Kept.ALWAYS, proposes=lambda facts: facts.today.isoformat(),
            check=lambda facts, answers: "" if Giving(facts, answers).given_on <= facts.today else _(
                "Un accord ne peut pas être daté d’un jour à venir : il n’a pas été enregistré."
            )),
        Ask("mode", N_("5 · Comment elle a donné son accord"), Kind.CHOICE, always_one=True, kept=Kept.ALWAYS,
            options=tuple(Option(each.value, MODES[each]) for each in Mode),
            proposes=lambda _facts: Mode.SPOKEN.value),
        Ask("language", N_("Langue de l’entretien"), Kind.CHOICE, look=Look.SEARCHED, kept=Kept.ALWAYS,
            options_from=_languages),
        Ask("interpreter", N_("Interprète"), Kind.TEXT, kept=Kept.ALWAYS,
            help=N_("Son nom, ou le service. Vide sans interprète.")),
    ),
    title=N_("Recueillir un accord"),
    save=N_("Enregistrer l’accord"),
    write=_write,
    said=N_("Accord enregistré."),
)
