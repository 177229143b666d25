"""The indicators: what is counted, in words, whose day decides, what becomes of the unknown, where it comes from.

A definition that changes gets another version. What was published or kept in an annual report stays as it was counted,
with the version of then.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.i18n import N_


class Population(StrEnum):
    """Who or what is counted, and which day decides."""

    RECEIVED = "received"
    ACTIVE = "active"
    CLOSED = "closed"
    REFERRALS = "referrals"
    NEEDS_DONE = "needs_done"
    CONSENTS = "consents"
    LEFT = "left"
    ENCOUNTERS = "encounters"
    COMPLAINTS = "complaints"

    @property
    def is_people(self) -> bool:
        """Whether people are counted, and not what happened: one can have several of these."""
        return self in (Population.RECEIVED, Population.ACTIVE, Population.CLOSED)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One count. `rows` are the dimensions that tell its rows apart; `source` says who asks for it."""

    id: str
    title: str
    definition: str
    decides: str
    """Which day decides whether it counts."""
    source: str
    population: Population
    rows: tuple[str, ...] = ()
    unknown: str = ""
    """What becomes of whom nothing is noted of; empty for the usual sentence."""
    version: int = 1
    public: bool = True
    """Whether it may be published at all."""
    timed: bool = False
    """Whether it says how long it took, within the office."""


DAYS: Final[dict[Population, str]] = {
    Population.RECEIVED: N_(
        "Compte au jour où la personne a été reçue : le premier de l’ouverture du dossier, de l’entretien de la fiche "
        "et des entretiens notés."
    ),
    Population.ACTIVE: N_(
        "Compte si la personne a été reçue avant la fin et que le dossier n’était pas clos avant le début."
    ),
    Population.CLOSED: N_("Compte au jour de la dernière clôture, si le dossier est clos."),
    Population.REFERRALS: N_("Compte au jour de l’orientation."),
    Population.NEEDS_DONE: N_("Compte au jour où le besoin a été marqué fait."),
    Population.CONSENTS: N_("Compte au jour de l’accord ou du retrait."),
    Population.LEFT: N_("Compte au jour où le document est parti."),
    Population.ENCOUNTERS: N_("Compte au jour de l’entretien."),
    Population.COMPLAINTS: N_("Compte au jour de l’étape."),
}
USUAL_UNKNOWN: Final = N_("Sans réponse notée : « non renseigné ».")
SEVERAL: Final = N_("Une personne peut être dans plusieurs lignes : leur somme dépasse le total.")
_WHO: Final = N_("OMS : données ventilées")
_SIXTEEN: Final = N_("16 services essentiels, point 5")
_TACTICS: Final = N_("Rapport TACTICS")
_OURS: Final = N_("le nôtre")
R, A, C = Population.RECEIVED, Population.ACTIVE, Population.CLOSED


def _of_people(name: str, title: str, definition: str, source: str, *rows: str, unknown: str = "") -> Indicator:
    return Indicator(name, title, definition, DAYS[R], source, R, rows, unknown)


INDICATORS: Final[dict[str, Indicator]] = {
    each.id: each
    for each in (
        _of_people("cases_opened", N_("Personnes reçues"), N_("Dossiers de personnes reçues pour la première fois."),
                   _TACTICS),
        Indicator("cases_active", N_("Dossiers suivis"), N_(
            "Dossiers ouverts à un moment de la période. Pour le service seul : avec les ouverts et les clos, la "
            "différence ferait retrouver de petits nombres."
        ), DAYS[A], _TACTICS, A, public=False),
        Indicator("cases_closed", N_("Dossiers clos"),
                  N_("Dossiers clos, et non rouverts depuis."), DAYS[C], _TACTICS, C),
        _of_people("sent_by", N_("Qui les a adressées"), N_("Personnes reçues, selon qui leur a parlé du service."),
                   _TACTICS, "sent_by"),
        _of_people("gender", N_("Genre"), N_("Personnes reçues, comme elles se présentent."), _SIXTEEN, "gender"),
        _of_people("country", N_("Pays d’origine"), N_(
            "Personnes reçues, selon le pays qu’elles nomment. Ce qui est rare est groupé ; le droit au séjour n’est "
            "compté nulle part."
        ), _SIXTEEN, "country"),
        _of_people("age", N_("Âge"), N_("Personnes reçues, selon leur âge ce jour-là, par tranches de la fiche."), _WHO,
                   "age"),
        _of_people("language", N_("Langue"),
                   N_("Personnes reçues, selon la langue où elles disent le mieux ce qui compte."),
                   _WHO, "language"),
        _of_people("violence", N_("Types de violence"), N_("Personnes reçues, selon les violences qu’elles décrivent."),
                   _SIXTEEN, "violence"),
        _of_people("violence_country_gender", N_("Violences, pays et genre"), N_(
            "Personnes reçues, selon les violences décrites, le pays d’origine et le genre. Hors du service seulement "
            "avec des clés de cellules."
        ), _SIXTEEN, "violence", "country", "gender"),
        _of_people("interpreter_needed", N_("Interprète nécessaire"), N_("Personnes reçues, selon la fiche."), _WHO,
                   "interpreter_needed"),
        _of_people("interpreter_had", N_("Interprète venu"), N_(
            "Personnes reçues, selon qu’un de leurs entretiens nomme une ou un interprète."
        ), _WHO, "interpreter_had", unknown=N_("Sans interprète nommé : « non ».")),
        _of_people("barriers", N_("Obstacles"), N_(
            "Personnes reçues, selon ce qui les empêche de venir ou de demander ; ce qui touche au séjour n’est pas "
            "compté."
        ), _WHO, "barriers"),
        _of_people("children", N_("Enfants"), N_("Personnes reçues, selon le nombre d’enfants de la fiche."), _TACTICS,
                   "children", unknown=N_("Sans enfant dans la fiche : « aucun enfant noté ».")),
        _of_people("complaint_wished", N_("Souhait de plainte"),
                   N_("Personnes reçues, selon leur souhait d’aujourd’hui."),
                   _TACTICS, "complaint_wished"),
        _of_people("complaint", N_("Plaintes"),
                   N_("Personnes reçues, selon où en est leur plainte aujourd’hui."), _TACTICS,
                   "complaint"),
        _of_people("measures", N_("Mesures de protection"),
                   N_("Personnes reçues, selon les mesures de la fiche."), _TACTICS,
                   "measures"),
        _of_people("danger_first", N_("Danger à la première évaluation"), N_(
            "Personnes reçues, selon le niveau de leur première évaluation."
        ), _TACTICS, "danger_first", unknown=N_("Jamais évalué : « non renseigné ».")),
        _of_people("danger_last", N_("Danger à la dernière évaluation"), N_(
            "Personnes reçues, selon le niveau de leur dernière évaluation."
        ), _TACTICS, "danger_last", unknown=N_("Jamais évalué : « non renseigné ».")),
        Indicator("complaint_steps", N_("Étapes des plaintes"), N_("Étapes notées : déposée, refusée, classée…"),
                  DAYS[Population.COMPLAINTS], _TACTICS, Population.COMPLAINTS, ("complaint_step",)),
        Indicator("referrals", N_("Orientations"), N_(
            "Besoins confiés à une structure : services pour victimes (aide aux victimes, hébergement, écoute), pour "
            "auteurs, et tous les autres."
        ), DAYS[Population.REFERRALS], _TACTICS, Population.REFERRALS, ("referral_kind",)),
        Indicator("referral_answers", N_("Réponses aux orientations"),
                  N_("Orientations, selon où elles en sont aujourd’hui."),
                  DAYS[Population.REFERRALS], _TACTICS, Population.REFERRALS, ("referral_state",)),
        Indicator("referral_partners", N_("Orientations par structure"), N_(
            "Orientations, par structure de l’annuaire ; celles dont le nom dirait un droit au séjour sont groupées."
        ), DAYS[Population.REFERRALS], _TACTICS, Population.REFERRALS, ("partner",)),
        Indicator("needs_done", N_("Besoins passés au vert"), N_(
            "Besoins marqués faits, par domaine, sans celui du séjour. La durée médiane va du jour où la personne a "
            "été reçue à celui du vert."
        ), DAYS[Population.NEEDS_DONE], _TACTICS, Population.NEEDS_DONE, ("domain",), timed=True),
        Indicator("consents", N_("Accords"), N_("Accords donnés, et retraits d’un accord en tout ou en partie."),
                  DAYS[Population.CONSENTS], _OURS, Population.CONSENTS, ("consent",)),
        Indicator("transmissions", N_("Transmissions"), N_("Documents partis vers quelqu’un, par sorte."),
                  DAYS[Population.LEFT], _TACTICS, Population.LEFT, ("paper",)),
        Indicator("encounters", N_("Entretiens"), N_("Entretiens notés, selon la façon dont elle a été jointe."),
                  DAYS[Population.ENCOUNTERS], _TACTICS, Population.ENCOUNTERS, ("channel",)),
    )
}
