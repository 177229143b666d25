"""Risk factors on his side: what he does to her and to those around her."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import FactorKind, Side
from caselink.forms.categories import Category as C
from caselink.forms.danger.making import declares
from caselink.i18n import N_

_risk = declares(Side.HIM, FactorKind.RISK)

HIS_ACTS: Final = (
    _risk(
        "recent_violence", C.VIOLENCE, "D", N_("Violences récentes"),
        N_("Quand était-ce la dernière fois ? Combien de fois cette année ?"), N_("Appels, interventions."),
    ),
    _risk(
        "physical", C.VIOLENCE, "01", N_("Violences physiques"),
        N_("Vous a-t-il frappée, poussée, brûlée ?"), N_("Blessures ; leur absence ne prouve rien."),
        N_("Comment cela s’est-il passé, geste après geste ?"),
    ),
    _risk(
        "sexual_violence", C.INTIMATE, "01V", N_("Violences sexuelles"),
        N_("Vous a-t-il forcée à un acte sexuel, ou droguée pour cela ?"), N_("Dossier de soins."),
    ),
    _risk(
        "psych_verbal", C.VIOLENCE, "01", N_("Humiliations, insultes"),
        N_("Vous rabaisse-t-il, vous insulte-t-il ?"), N_("Messages."),
    ),
    _risk(
        "coercive_control", C.VIOLENCE, "0VP", N_("Contrôle de sa vie"),
        N_("Devez-vous demander pour sortir, vous habiller, dépenser, voir quelqu’un ?"), "",
        N_("Qui décide, à la maison ?"),
    ),
    _risk(
        "jealousy", C.PERPETRATOR, "0V", N_("Jalousie"),
        N_("Vous accuse-t-il de le tromper, vérifie-t-il ?"), "", N_("De quoi avez-vous peur ?"),
    ),
    _risk(
        "watch_physical", C.VIOLENCE, "03V", N_("La guette, se renseigne sur elle"),
        N_("Vous attend-il, vous suit-il, interroge-t-il d’autres sur vous ?"), N_("Vu devant la porte, le travail."),
    ),
    _risk(
        "watch_digital", C.VIOLENCE, "03", N_("Surveille téléphone et comptes"),
        N_("A-t-il vos codes, lit-il votre téléphone, y a-t-il des balises ?"), N_("Appareils vérifiés."),
    ),
    _risk(
        "confinement", C.VIOLENCE, "RO", N_("Enfermement"),
        N_("Vous a-t-il empêchée de sortir, enfermée ?"), N_("Serrures, clés confisquées."),
    ),
    _risk(
        "isolates_her", C.ENTOURAGE, "0V", N_("L’isole"),
        N_("Vous interdit-il de voir des gens, d’apprendre la langue, de travailler ?"), "",
        N_("Qui voit-elle, en dehors de vous ?"),
    ),
    _risk(
        "objects_broken", C.VIOLENCE, "1V", N_("Objets cassés pour faire peur"),
        N_("Casse-t-il des choses, en disant que la prochaine fois ce sera vous ?"), N_("Photos, dégâts."),
    ),
    _risk(
        "harm_animals", C.VIOLENCE, "013V", N_("Animaux blessés, tués ou menacés"),
        N_("A-t-il fait du mal à un animal, menacé de le tuer ?"), N_("Vétérinaire."),
    ),
    _risk(
        "threat_family", C.ENTOURAGE, "0V", N_("Menaces sur ses proches"),
        N_("Menace-t-il quelqu’un d’autre, ici ou dans le pays d’origine ?"), N_("Messages, appels reçus par eux."),
    ),
    _risk(
        "economic_control", C.MATERIAL, "01", N_("Contrôle de l’argent"),
        N_("Prend-il votre carte, votre salaire ? Des dettes, une pension non payée ?"), N_("Relevés, jugement."),
    ),
    _risk(
        "papers_held", C.RESIDENCE, "01", N_("Papiers gardés ou détruits"),
        N_("Vos papiers sont-ils chez lui, cachés, détruits ?"), "", N_("Où sont ses papiers ?"),
    ),
    _risk(
        "permit_threat", C.RESIDENCE, "1", N_("Chantage au séjour"),
        N_("Menace-t-il de vous dénoncer, de faire échouer votre dossier ?"), N_("Courriers, messages."),
    ),
    _risk(
        "spiritual_pressure", C.INTIMATE, "0", N_("Religion utilisée contre elle"),
        N_("Se sert-il de la religion pour vous faire obéir ?"),
    ),
    _risk("outing_threat", C.INTIMATE, "1", N_("Menace de révéler son orientation ou son identité"),
        N_("Menace-t-il de dire à d’autres ce que vous gardez pour vous ?"),
    ),
    _risk(
        "sexual_exploitation", C.INTIMATE, "1", N_("Exploitation sexuelle"),
        N_("Vous fait-il vendre des actes ou des images ? Qui touche l’argent ?"),
    ),
    _risk(
        "meds_forced", C.HEALTH, "1", N_("Médicaments imposés"),
        N_("Vous fait-il prendre des médicaments, dit-il que vous voulez mourir ?"), N_("Ordonnances."),
    ),
    _risk(
        "aid_removed", C.HEALTH, "1", N_("Aides techniques retirées"),
        N_("Vous prend-il fauteuil, lunettes, appareil auditif ?"), N_("Aide absente au rendez-vous."),
    ),
    _risk(
        "discredits_her", C.HEALTH, "1", N_("La fait passer pour malade"),
        N_("Dit-il aux médecins, au juge, que vous êtes folle ?"), N_("Courriers, conclusions."),
    ),
    _risk(
        "controls_substances", C.HEALTH, "1", N_("Alcool ou drogues comme moyen de contrôle"),
        N_("Est-ce lui qui achète, qui donne ou qui prive ?"),
    ),
    _risk(
        "interprets_for_her", C.ACCESS, "1", N_("Parle à sa place"),
        N_("Traduit-il ou répond-il pour vous ?"), N_("Vu au guichet, au téléphone."),
    ),
)
