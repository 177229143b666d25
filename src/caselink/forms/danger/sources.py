"""Where factors and rules come from: public texts by their titles, read for facts alone. `ours` has no source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from caselink.i18n import N_, _

OURS: Final = "ours"

SOURCES: Final[Mapping[str, str]] = {
    "guidelines": N_("Guidelines for frontline professionals, femmes migrantes (we-access.eu)"),
    "brussels": N_("Violences entre (ex-)partenaires, fiche pour professionnels (Bruxelles)"),
    "tactics": N_("TACTICS, rapport régional France (Psytel)"),
    "vaada": N_("MARAM, facteurs de risque (vaada.org.au)"),
    "maram": N_("MARAM, guide de pratique (vic.gov.au)"),
    "dash": N_("DASH, liste de contrôle (Plymouth)"),
    "praticien": N_("La Revue du praticien, critères de danger"),
    "limportant": N_("Grille d’évaluation du danger, 2019 (limportant.fr)"),
    "odara": N_("ODARA (Ontario)"),
    "danger_assessment": N_("Danger Assessment, vingt questions (États-Unis)"),
    "maisonsejour": N_("Plan de sécurité, maisons d’hébergement (Québec)"),
    "violencequefaire": N_("Préparer un départ (violencequefaire.ch)"),
    "techsafety": N_("Safety Net, téléphone et comptes (techsafety.org)"),
    OURS: N_("règle de CaseLink, sans autre source"),
}


def sources_text(ids: Iterable[str]) -> str:
    """The sources in words, one after the other; an id that is none is a text of its own (an office's own grid)."""
    return " · ".join(_(SOURCES[each]) if each in SOURCES else each for each in ids)
