"""What a thing is called in one country where the labels are written in the words of another (docs/rules/words.md).

The labels are written for France, some for both countries; an office of Belgium reads these instead, on paper too.
"""

from __future__ import annotations

from typing import Final

from caselink.i18n import N_

COUNTRY_TERMS: Final[dict[str, dict[str, str]]] = {
    "BE": {
        "Avocat, aide juridictionnelle": N_("Avocat, aide juridique"),
        "avocat, aide juridictionnelle": N_("avocat, aide juridique"),
        "Aide juridictionnelle ou juridique": N_("Aide juridique"),
        "Ordonnance de protection": N_("Interdiction temporaire de résidence"),
        "ordonnance de protection": N_("interdiction temporaire de résidence"),
        "Téléphone grave danger, alarme mobile": N_("Alarme mobile"),
        "téléphone grave danger, alarme mobile": N_("alarme mobile"),
        "en garde à vue": N_("privé de liberté par la police"),
        "Convocation, garde à vue, sortie prochaine": N_("Convocation, privation de liberté, sortie prochaine"),
        "contrôle judiciaire": N_("liberté sous conditions"),
        "main courante ou simple déclaration": N_("simple déclaration"),
        "Jours d’incapacité (ITT)": N_("Jours d’incapacité de travail"),
        "Par exemple\N{NO-BREAK SPACE}: juge aux affaires familiales.": N_("Par exemple : tribunal de la famille."),
        "CAF, allocations familiales": N_("Allocations familiales"),
        "CAF versée à": N_("Allocations familiales versées à"),
        "CAF, allocations à son nom": N_("Allocations familiales à son nom"),
        "RSA": N_("RSA (France)"),
        "RSA, CPAS": N_("Revenu d’intégration, CPAS"),
        "RSA, revenu d’intégration": N_("Revenu d’intégration"),
        "RSA, CPAS, secours\N{NO-BREAK SPACE}: à part de la CAF.": N_(
            "CPAS, secours : à part des allocations familiales."
        ),
        "Domiciliation": N_("Adresse de référence"),
        "domiciliation": N_("adresse de référence"),
        "Domiciliation ou adresse d’un tiers de confiance.": N_(
            "Adresse de référence ou adresse d’un tiers de confiance."
        ),
        "Ce qui permet de la retrouver. Proposer une domiciliation.": N_(
            "Ce qui permet de la retrouver. Proposer une adresse de référence."
        ),
        "Office des étrangers ou préfecture.": N_("Office des étrangers."),
        "préfecture, Office des étrangers": N_("Office des étrangers, commune"),
        "coordination en réseau": N_("concertation en réseau"),
    },
}
"""By country of the office: the word to read in place of the one that is declared."""
