"""Her own sheet before a complaint, and why a refused one is taken: sentences with their country
(docs/rules/follow-up.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.i18n import N_

TITLE: Final = N_("Ma plainte, avant d’y aller")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sentence; `country` where it holds in one alone, `evidence` an option of `violence.evidence` that ticks it."""

    words: str
    country: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its sentences."""

    heading: str
    lines: tuple[SheetLine, ...]
    ticked: bool = False
    """Whether each line has room for a tick."""


SHEET: Final = (
    Block(N_("Mes droits"), (
        SheetLine(N_("Ma plainte doit être prise, dans n’importe quel commissariat ou gendarmerie."), "FR"),
        SheetLine(N_("Ma plainte peut être déposée dans n’importe quelle zone de police."), "BE"),
        SheetLine(N_("Quelqu’un peut m’accompagner. Un interprète est gratuit.")),
        SheetLine(N_("L’assistance policière aux victimes prépare la plainte avec moi et m’accompagne."), "BE"),
        SheetLine(
            N_("Je peux demander que mon adresse ne soit pas dite, et donner celle d’un service ou d’un avocat.")
        ),
        SheetLine(N_("Je relis avant de signer, je fais corriger, et je demande une copie et un récépissé.")),
        SheetLine(N_("Je peux me déclarer personne lésée : on me dit alors la suite."), "BE"),
    )),
    Block(N_("Comment cela se passe"), (
        SheetLine(N_("On me demande les faits : quand, où, ce qui a été dit et fait. Cela peut durer des heures.")),
        SheetLine(N_("Ce que j’ai oublié peut être ajouté plus tard.")),
        SheetLine(N_("Une confrontation peut être proposée : je peux la refuser, et être avec un avocat.")),
    )),
    Block(N_("Ce qui peut suivre"), (
        SheetLine(N_("La personne mise en cause est entendue. Elle ou son avocat peut lire ce que j’ai dit.")),
        SheetLine(N_("C’est le parquet qui décide de la suite. Retirer ma plainte n’arrête pas toujours l’enquête.")),
        SheetLine(N_("Je prévois d’avance où dormir ce jour-là, et qui garde les enfants.")),
        SheetLine(N_("Sans nouvelles après trois mois, je peux me constituer partie civile."), "FR"),
        SheetLine(N_("Si l’affaire est classée, je peux écrire au procureur général."), "FR"),
    )),
    Block(N_("Ce que j’apporte"), (
        SheetLine(
            N_("Messages : l’original, et une capture entière avec date, heure et expéditeur"), evidence="messages"
        ),
        SheetLine(N_("Courriels, avec leur en-tête"), evidence="emails"),
        SheetLine(N_("Journal d’appels, messages vocaux"), evidence="calls"),
        SheetLine(N_("Photos, faites avec un appareil sûr"), evidence="photos"),
        SheetLine(N_("Certificat médical : mes mots, les constats, les jours d’incapacité"), evidence="certificates"),
        SheetLine(N_("Noms de témoins"), evidence="witnesses"),
        SheetLine(N_("Journal tenu par moi, courriers, relevés"), evidence="diary"),
        SheetLine(N_("Plaintes ou mains courantes d’avant"), evidence="earlier_reports"),
        SheetLine(N_("Liste des comptes et appareils auxquels un autre a accès")),
        SheetLine(N_("Papier d’identité, si je l’ai")),
    ), ticked=True),
    Block(N_("Avant d’effacer, de bloquer ou de signaler un compte"), (
        SheetLine(N_("J’enregistre d’abord : ce qui est signalé ou bloqué peut disparaître.")),
    )),
)

RULES: Final = {
    "FR": N_(
        "L’article 15-3 du code de procédure pénale fait obligation de recevoir les plaintes des victimes, quel que "
        "soit le service."
    ),
    "BE": N_("Toute zone de police reçoit la plainte d’une victime, quel que soit le lieu des faits."),
    "": N_("Une plainte doit être reçue, quel que soit le service."),
}
"""Why a complaint is taken, by the country of the office [c]."""
