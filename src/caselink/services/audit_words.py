"""The actions of the audit trail in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from caselink.documents.papers import PAPERS
from caselink.domain.events import EventKind
from caselink.forms.texts import BETWEEN
from caselink.i18n import N_, _
from caselink.services.role_words import role_words

_ACTIONS: Final[Mapping[str, str]] = {
    "annual_report_set": N_("Rapport annuel confié"),
    "answer": N_("Réponse notée"),
    "answers_erased": N_("Réponses effacées pour de bon"),
    "answers_erased_again": N_("Réponses effacées aussi dans cette copie"),
    "assessment": N_("Danger évalué"),
    "attachment_added": N_("Pièce jointe ajoutée"),
    "attachment_extracted": N_("Pièce jointe sortie du coffre, telle quelle"),
    "attachment_removed": N_("Pièce jointe retirée pour de bon"),
    "backup": N_("Coffre sauvegardé"),
    "case_erased": N_("Dossier effacé"),
    "case_erased_again": N_("Dossier effacé aussi dans cette copie"),
    "case_held": N_("Effacement du dossier suspendu"),
    "case_key_renewed": N_("Clé d’un dossier réservé renouvelée"),
    "backup_made": N_("Sauvegarde faite par le programme"),
    "backup_looked_at": N_("Sauvegarde consultée"),
    "erased_list_passed_over": N_("Liste d’effacements étrangère laissée de côté"),
    "case_kept": N_("Conservation du dossier décidée"),
    "case_opened": N_("Dossier ouvert"),
    "case_opened_to_all": N_("Dossier ouvert à tout le service"),
    "case_reserved": N_("Dossier réservé à des personnes nommées"),
    "case_reserved_again": N_("Dossier réservé aussi dans cette copie"),
    "case_reserved_to_nobody_here": N_("Dossier réservé à des personnes qui n’ont pas de clé dans cette copie"),
    "case_status": N_("Dossier clos ou rouvert"),
    "cell_keys_made": N_("Clés de cellules créées"),
    "clock_behind": N_("Horloge de l’ordinateur en retard : elle dit ce jour"),
    "clock_said_right": N_("Horloge de l’ordinateur dite juste"),
    "complaint": N_("Étape de la plainte notée"),
    "complaint_removed": N_("Étape de la plainte retirée"),
    "consent": N_("Accord donné"),
    "consent_given": N_("Accord donné"),
    "consent_withdrawn": N_("Accord retiré"),
    "data_key_renewed": N_("Clé des données renouvelée"),
    "deadline": N_("Échéance notée"),
    "deadline_done": N_("Échéance faite"),
    "deadline_removed": N_("Échéance retirée"),
    "deadline_snoozed": N_("Échéance remise à plus tard"),
    "disclosure_looked_at": N_("Aperçu d’une transmission"),
    "encounter": N_("Entretien noté"),
    "encounter_removed": N_("Entretien retiré"),
    "entry_added": N_("Élément ajouté à la fiche"),
    "entry_removed": N_("Élément retiré de la fiche"),
    "second_named": N_("Nombre de personnes par dossier réservé changé"),
    "grid_added": N_("Grille de danger ajoutée"),
    "funder_form_kept": N_("Formulaire d’un financeur gardé"),
    "survey_counted": N_("Avis comptés, par cinq feuilles au moins"),
    "handed_over": N_("Dossier confié à une autre personne"),
    "hold_lifted": N_("Suspension de l’effacement levée"),
    "hold_set": N_("Effacement suspendu"),
    "idle_minutes": N_("Délai de verrouillage changé"),
    "export": N_("Dossiers exportés"),
    "import": N_("Document importé"),
    "left": N_("Document transmis"),
    "legal_decision": N_("Cadre légal noté"),
    "legal_decision_ended": N_("Fin d’un cadre légal notée"),
    "legal_ground": N_("Cadre légal invoqué"),
    "legal_ground_ended": N_("Cadre légal terminé"),
    "office_key_made": N_("Clé de signature du service faite"),
    "office_trusted": N_("Clé d’un autre service reconnue"),
    "said_aloud": N_("Dit au téléphone, inscrit au registre"),
    "form_received": N_("Fiche d’un autre service reprise"),
    "meeting_action": N_("État d’une action de réunion noté"),
    "meeting_agenda": N_("Ordre du jour d’une réunion changé"),
    "meeting_decided": N_("Décision ou action de réunion notée"),
    "meeting_held": N_("Réunion tenue : présents et décisions notés"),
    "meeting_planned": N_("Réunion préparée"),
    "meeting_received": N_("Paquet de réunion repris"),
    "meeting_removed": N_("Réunion retirée"),
    "migrated": N_("Coffre mis au format d’aujourd’hui"),
    "need": N_("Besoin changé"),
    "never_inform": N_("Nom à ne jamais informer"),
    "never_inform_lifted": N_("Nom retiré de ceux à ne jamais informer"),
    "office_details": N_("Coordonnées du service changées"),
    "office_made": N_("Coffre créé"),
    "office_zone": N_("Fuseau horaire du service changé"),
    "partner_removed": N_("Structure retirée de l’annuaire"),
    "partner_saved": N_("Structure de l’annuaire changée"),
    "passphrase_changed": N_("Phrase de passe changée"),
    "passphrase_reset": N_("Phrase de passe remplacée par la coordination"),
    "evidence": N_("Preuve numérique notée"),
    "evidence_removed": N_("Preuve numérique retirée de la liste"),
    "plan_item": N_("Plan de sécurité changé"),
    "plan_item_removed": N_("Point retiré du plan de sécurité"),
    "recovery_noted": N_("Code de secours noté"),
    "recovery_renewed": N_("Code de secours renouvelé"),
    "recovery_revoked": N_("Code de secours révoqué"),
    "recovery_shown": N_("Code de secours montré"),
    "recovery_used": N_("Coffre ouvert avec le code de secours"),
    "referral": N_("Orientation notée"),
    "referral_removed": N_("Orientation retirée"),
    "rescued": N_("Coffre tiré d’un coffre endommagé"),
    "review_months": N_("Délai de réexamen changé"),
    "reviewed": N_("Dossier réexaminé"),
    "exported": N_("Dossier exporté"),
    "role_changed": N_("Rôle changé"),
    "sealed_change": N_("Dossier réservé modifié, ce jour-là"),
    "sealed_event": N_("Fait noté dans un dossier réservé, ce jour-là"),
    "unlocked": N_("Coffre déverrouillé"),
    "undo": N_("Modification annulée"),
    "withdrawal": N_("Accord retiré"),
    "with_him": N_("Entretien avec lui noté"),
    "with_him_removed": N_("Entretien avec lui retiré"),
    "wrong_day_taken_back": N_("Jours faux repris : c’est ce jour qui compte"),
    "worker_card": N_("Nom et fonction sur les documents changés"),
    "worker_added": N_("Personne ajoutée au coffre"),
    "worker_removed": N_("Personne retirée du coffre"),
    "worker_renamed": N_("Personne nommée autrement"),
}


_TELLS: Final[Mapping[str, frozenset[str]]] = {
    "consent": frozenset({EventKind.CONSENT_GIVEN}),
    "withdrawal": frozenset({EventKind.CONSENT_WITHDRAWN}),
    "legal_decision": frozenset({EventKind.LEGAL_GROUND}),
    "legal_decision_ended": frozenset({EventKind.LEGAL_GROUND_ENDED}),
    "export": frozenset({EventKind.EXPORTED}),
}
"""The events of a case that an act of that name writes beside what else it changes."""


class AuditPart(StrEnum):
    """What a row is about, of what is looked for by itself."""

    SHARING = "sharing"
    """What she agreed to or withdrew, legal grounds, what was looked at before it left, and what left."""
    TEAM = "team"
    """Who has a key, and which keys there are."""
    KEEPING = "keeping"
    """What was erased, held, kept or reviewed."""


_PARTS: Final = {
    **dict.fromkeys((
        "attachment_extracted", "consent", "consent_given", "consent_withdrawn", "disclosure_looked_at", "export",
        "exported", "left", "legal_decision", "legal_decision_ended", "legal_ground", "legal_ground_ended",
        "never_inform", "never_inform_lifted", "withdrawal",
    ), AuditPart.SHARING),
    **dict.fromkeys((
        "case_key_renewed", "case_opened_to_all", "case_reserved", "case_reserved_again",
        "case_reserved_to_nobody_here", "data_key_renewed", "office_made", "passphrase_changed", "passphrase_reset",
        "recovery_noted", "recovery_renewed", "recovery_revoked", "recovery_shown", "recovery_used", "role_changed",
        "second_named", "unlocked", "worker_added", "worker_removed",
    ), AuditPart.TEAM),
    **dict.fromkeys((
        "answers_erased", "answers_erased_again", "attachment_removed", "case_erased", "case_erased_again",
        "case_held", "case_kept", "erased_list_passed_over", "hold_lifted", "hold_set", "review_months", "reviewed",
    ), AuditPart.KEEPING),
}


def part_of(action: str) -> AuditPart | None:
    """What a row of that action is about; None for the daily work on cases, and for what is not known here."""
    return AuditPart.SHARING if action in PAPERS else _PARTS.get(action)


def tells_event(act: str, event: str) -> bool:
    """Whether a row of that act tells the event beside it already: both are one act of one person."""
    return event in _TELLS.get(act, ())


def act_words(act: str, became: str) -> str:
    """What was done; with the role that somebody got by it (an id, or empty)."""
    words = action_words(act)
    return f"{words}{BETWEEN}{role_words(became)}" if became else words


def action_words(action: str) -> str:
    """What was done; the id itself for an action that has no words here."""
    if action in PAPERS:
        return _(PAPERS[action].said)
    return _(_ACTIONS[action]) if action in _ACTIONS else action
