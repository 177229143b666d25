"""Her right to stay (Brussels sheet, A5.3). Nothing is asked before she and the worker chose what may be written at
all: a record can endanger her (16 essentials 5)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

RECORDING: Final = "residence.recording"
"""Path of the choice that comes first."""

MENTIONS: Final = (
    *("sejour", "titre de", "carte a ", "carte b ", "carte f", "carte de resident", "carte orange", "annexe", "visa "),
    *("permis de", "papiers", "passeport", "prefecture", "office des etrangers", "asile", "refugie", "regularis"),
    *("regroupement", "expuls", "reconduite", "oqtf", "recepisse", "clandestin", "frontiere", "immigration", "migra"),
    *("cire ", "fedasil", "cada ", "ofpra", "cgra", "fgab", "residence", "permit", "asylum", "deport", "undocumented"),
    *("verblijf", "vreemdeling", "asiel", "papieren", "paspoort", "uitwijz", "dienst vreemdelingen"),
)
"""How words begin, without accents, by which a text elsewhere may tell of it (French, Dutch, English). Each text found
is only named to the worker, who looks at it; one too many costs a look."""

_RECORDED: Final = (RECORDING, ("record",))


def _field(
    name: str, label: str, kind: K, help_line: str, options: tuple[Option, ...] = (), *, lies_ahead: bool = False
) -> Field:
    """A field that is asked only where she agreed that her residence status is written down."""
    return Field(
        name, label, kind, C.RESIDENCE, help_line, options,
        sensitivity=Sensitivity.CLOSED, asked_if=_RECORDED, lies_ahead=lies_ahead,
    )


RESIDENCE: Final = Section(
    "residence",
    N_("Séjour et droits"),
    (
        Field(
            "recording", N_("Que noter sur son séjour"), K.CHOICE, C.RESIDENCE,
            N_("À choisir avec elle : une trace écrite peut la mettre en danger."),
            (
                Option("do_not_record", N_("ne rien noter")),
                Option("advice_needed", N_("noter seulement qu’un conseil est nécessaire")),
                Option("record", N_("noter")),
            ),
        ),
        _field(
            "permit", N_("Titre de séjour"), K.CHOICE, N_("Celui qu’elle a aujourd’hui."),
            (
                Option("be_card_a", N_("Belgique : carte A, séjour limité")),
                Option("be_card_b", N_("Belgique : carte B, séjour illimité")),
                Option("be_card_f", N_("Belgique : carte F, membre de famille")),
                Option("be_card_f_plus", N_("Belgique : carte F+, séjour permanent")),
                Option("be_card_k", N_("Belgique : carte K, établissement")),
                Option("be_registration", N_("Belgique : attestation d’immatriculation")),
                Option("be_annex", N_("Belgique : annexe")),
                Option("fr_family", N_("France : vie privée et familiale, conjoint")),
                Option("fr_family_reunification", N_("France : regroupement familial")),
                Option("fr_private_life", N_("France : vie privée et familiale, autre motif")),
                Option("fr_resident", N_("France : carte de résident")),
                Option("fr_work", N_("France : salarié, travailleur")),
                Option("fr_student", N_("France : étudiant")),
                Option("fr_receipt", N_("France : récépissé ou attestation")),
                Option("eu_citizen", N_("citoyenneté de l’Union européenne")),
                Option("asylum_seeker", N_("demande d’asile en cours")),
                Option("refugee", N_("statut de réfugié")),
                Option("subsidiary_protection", N_("protection subsidiaire")),
                Option("temporary_protection", N_("protection temporaire")),
                Option("visa", N_("visa")),
                Option("application", N_("demande en cours, sans titre")),
                Option("none", N_("sans titre")),
                Option("not_needed", N_("pas de titre nécessaire")),
                Option("other", N_("autre titre")),
            ),
        ),
        _field(
            "tied_to_partner", N_("Titre lié au conjoint"), K.YES_NO, N_("Il dépend du mariage ou de la vie commune."),
        ),
        _field(
            "joined_since", N_("Regroupement familial depuis"), K.DATE,
            N_("En Belgique, la vie commune compte pendant les cinq premières années."),
        ),
        _field("arrived_on", N_("Arrivée dans le pays"), K.DATE, N_("Même une année suffit.")),
        _field(
            "expires_on", N_("Titre valable jusqu’au"), K.DATE, N_("Date de fin écrite sur le titre."), lies_ahead=True,
        ),
        _field(
            "papers_held_by", N_("Papiers détenus par"), K.CHOICE, N_("Passeport et titre de séjour."),
            (
                Option("her", N_("elle")),
                Option("him", N_("lui")),
                Option("his_family", N_("sa famille à lui")),
                Option("employer", N_("son employeur à elle")),
                Option("authority", N_("une administration")),
                Option("lost", N_("perdus ou détruits")),
                Option("other", N_("une autre personne")),
            ),
        ),
        _field("left_home_on", N_("Domicile quitté le"), K.DATE, N_("Date où la vie commune a cessé.")),
        _field(
            "plans_to_leave", N_("Prévoit de quitter le domicile"), K.YES_NO, N_("Voir d’abord le juriste spécialisé."),
        ),
        _field(
            "lawyer_agrees", N_("Le juriste est d’avis d’informer l’administration"), K.YES_NO,
            N_("Rien n’est écrit à l’administration sans cet avis."),
        ),
        _field("office_told", N_("Administration informée"), K.YES_NO, N_("Office des étrangers ou préfecture.")),
        _field("office_told_on", N_("Administration informée le"), K.DATE, N_("Date de l’envoi.")),
        _field(
            "proof_sent", N_("Preuves des violences jointes"), K.YES_NO,
            N_("Avec l’aide d’un juriste ou d’un service."),
        ),
        _field(
            "legal_service_contacted", N_("Service juridique spécialisé contacté"), K.YES_NO,
            N_("En droit des étrangers."),
        ),
        _field("legal_service", N_("Service ou juriste"), K.TEXT, N_("Nom et numéro.")),
        _field(
            "joint_asylum_file", N_("Dossier d’asile commun avec lui"), K.YES_NO,
            N_("Un dossier séparé peut être demandé."),
        ),
        _field(
            "file_sabotaged", N_("Dossier saboté"), K.YES_NO,
            N_("Fausses informations, courriers cachés, démarches bloquées."),
        ),
        _field(
            "threat_to_denounce", N_("Menace de la dénoncer"), K.YES_NO,
            N_("Chantage à l’administration ou à la police."),
        ),
        _field(
            "return_planned", N_("Retour au pays envisagé"), K.YES_NO,
            N_("L’aide et la procédure peuvent se poursuivre."),
        ),
        _field("note", N_("Remarque"), K.LONG_TEXT, N_("Le strict nécessaire.")),
    ),
)
