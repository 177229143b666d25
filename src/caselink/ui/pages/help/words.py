"""Words of the field as this program uses them, one line each."""

from __future__ import annotations

from typing import Final

from caselink.i18n import N_

GLOSSARY: Final = (
    (N_("coffre"), N_("Le fichier chiffré du service : tous ses dossiers, ouvert par phrase de passe.")),
    (N_("structure partenaire"), N_("Un service à qui quelque chose d’un dossier peut être transmis.")),
    (N_("accord"), N_(
        "Ce qu’une personne accepte de transmettre : à qui, pour quoi, jusqu’à quand. Elle le retire quand elle veut."
    )),
    (N_("finalité"), N_("Ce pour quoi quelque chose part : rien d’autre n’est alors transmis.")),
    (N_("fiche de liaison"), N_("Le document chiffré que reçoit une structure.")),
    (N_("non transmis"), N_("Ce qui ne part pas, avec la raison à côté.")),
    (N_("cadre légal"), N_("La loi qui permet ou oblige de transmettre sans accord, dans un cas précis.")),
    (N_("code de secours"), N_(
        "Les signes sur papier qui rouvrent le coffre quand toutes les phrases de passe sont perdues."
    )),
)
