"""What is asked about a partner agency: added to the directory, or corrected there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from caselink.domain.needs import Domain
from caselink.domain.partners import Hours, Partner, PartnerContact, PartnerKind, hours_from_json, hours_to_json
from caselink.forms.asks import Answers, Ask, Choices, Look
from caselink.forms.directory import LANGUAGES_OFFERED, PARTNER_KIND_LABELS
from caselink.forms.needs import DOMAIN_LABELS
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _, language_name
from caselink.names.folding import sorting_key
from caselink.services.directory import save_partner
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire

_SHORT: Final = 40
_PARTED: Final = re.compile("[,;]")
_FIGURES: Final = 3


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """The partner that is corrected, None where one is added; `today` (ISO) is the day of a check made now."""

    partner: Partner | None
    today: str

    @property
    def before(self) -> Partner:
        """What stands there at first."""
        return self.partner or Partner("", "", PartnerKind.OTHER)


def _languages(facts: PartnerFacts, _answers: Answers) -> Choices:
    """Those that are offered, and whatever it speaks already."""
    codes = dict.fromkeys((*LANGUAGES_OFFERED, *facts.before.languages))
    return sorted(((code, language_name(code)) for code in codes), key=lambda choice: sorting_key(choice[1]))


def _hours(answers: Answers) -> Hours | None:
    """The hours; None while a line of theirs can't be understood."""
    written = answers.get("hours", {})
    return hours_from_json(written) if isinstance(written, Mapping) else None


def contacts_of(text: str) -> tuple[PartnerContact, ...]:
    """One person a line: the name, then in any order what is her role, her number (three figures or more), her e-mail.
    """
    return tuple(_contact(line) for line in text.splitlines() if line.strip(" ,;"))


def _contact(line: str) -> PartnerContact:
    name, *rest = (part.strip() for part in _PARTED.split(line.strip(" ,;")))
    emails = [part for part in rest if "@" in part]
    phones = [part for part in rest if part not in emails and sum(sign.isdigit() for sign in part) >= _FIGURES]
    roles = [part for part in rest if part and part not in emails and part not in phones]
    return PartnerContact(name, ", ".join(roles), ", ".join(phones), ", ".join(emails))


def _contact_lines(facts: PartnerFacts) -> str:
    return "\n".join(
        ", ".join(part for part in (each.name, each.role, each.phone, each.email) if part)
        for each in facts.before.contacts
    )


def partner_of(facts: PartnerFacts, answers: Answers) -> Partner:
    """The partner with these answers. What is not asked stays as it was."""
    before = facts.before
    return replace(
        before,
        name=answers.text("name"),
        short_name=before.short_name or answers.text("short_name") or answers.text("name")[:_SHORT],
        kind=PartnerKind(answers.text("kind") or PartnerKind.OTHER),
        domains=tuple(Domain(each) for each in answers.chosen("domains")),
        languages=answers.chosen("languages"),
        with_interpreter=answers.yes("interpreter"),
        phones=tuple(part.strip() for part in answers.text("phones").split(",") if part.strip()),
        email=answers.text("email"), address=answers.text("address"), web=answers.text("web"),
        area=answers.text("area"), hours=_hours(answers) or Hours(), note=answers.text("note"),
        contacts=contacts_of(answers.text("contacts")),
        last_checked=facts.today if answers.yes("checked") else before.last_checked,
    )


def _write(office: Office, facts: PartnerFacts, answers: Answers) -> Partner:
    partner = partner_of(facts, answers)
    save_partner(office, partner)
    return partner


PARTNER: Final = Questionnaire[PartnerFacts, Partner](
    "partner",
    (
        Ask("name", N_("Nom"), Kind.TEXT, needed=N_("Une structure a au moins un nom."),
            proposes=lambda facts: facts.before.name),
        Ask("short_name", N_("Nom court"), Kind.TEXT,
            help=N_("Celui que l’équipe emploie : CPVCF. Il ne change plus ensuite."),
            fixed_if=lambda facts: facts.partner is not None, proposes=lambda facts: facts.before.short_name),
        Ask("kind", N_("Sorte"), Kind.CHOICE,
            options=tuple(Option(kind.value, label) for kind, label in PARTNER_KIND_LABELS.items()),
            proposes=lambda facts: facts.before.kind.value),
        Ask("domains", N_("Domaines"), Kind.CHOICES,
            options=tuple(Option(each.value, DOMAIN_LABELS[each]) for each in Domain),
            proposes=lambda facts: tuple(each.value for each in facts.before.domains)),
        Ask("phones", N_("Téléphones"), Kind.TEXT, help=N_("Séparés par une virgule."),
            proposes=lambda facts: ", ".join(facts.before.phones)),
        Ask("hours", N_("Horaires"), Kind.CHOICES, look=Look.PICTURE,
            proposes=lambda facts: hours_to_json(facts.before.hours),
            check=lambda _facts, answers: "" if _hours(answers) is not None else _(
                "Des horaires ne sont pas compris : par exemple 9–12 h 30, 13–17 h."
            )),
        Ask("languages", N_("Langues parlées"), Kind.CHOICES, look=Look.SEARCHED, options_from=_languages,
            proposes=lambda facts: facts.before.languages),
        Ask("interpreter", N_("Autres langues avec interprète"), Kind.YES_NO, look=Look.TICK,
            proposes=lambda facts: facts.before.with_interpreter),
        Ask("area", N_("Secteur"), Kind.TEXT, proposes=lambda facts: facts.before.area),
        Ask("address", N_("Adresse"), Kind.TEXT, proposes=lambda facts: facts.before.address),
        Ask("contacts", N_("Personnes"), Kind.LONG_TEXT,
            help=N_("Une par ligne : nom, fonction, téléphone, courriel."), proposes=_contact_lines),
        Ask("email", N_("Courriel"), Kind.TEXT, proposes=lambda facts: facts.before.email),
        Ask("web", N_("Site"), Kind.TEXT, proposes=lambda facts: facts.before.web),
        Ask("note", N_("Note"), Kind.LONG_TEXT, proposes=lambda facts: facts.before.note),
        Ask("checked", N_("J’ai vérifié ces renseignements aujourd’hui"), Kind.YES_NO, look=Look.TICK),
    ),
    title_from=lambda facts: _("Nouvelle structure") if facts.partner is None else _("Corriger la structure"),
    save=N_("Enregistrer la structure"),
    write=_write,
    said=N_("Structure enregistrée."),
)
