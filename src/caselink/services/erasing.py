"""Erasing one case for good, with a certificate that names only its reference (decision 20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caselink.disclosure.gate import case_free
from caselink.disclosure.outputs import CaseFree
from caselink.documents.letterhead import new_document_id
from caselink.errors import UserError
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.audit import audit_head, shortened_head
from caselink.services.office import Office
from caselink.services.papers import prepare


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is certified: which case by its reference, on what day, by whom, for which office.

    `audit_head` is the hash of the audit row of the erasure; `listed` tells whether every list of what was erased, by
    which older copies follow, has it already.
    """

    id: str
    reference: str
    erased_on: date
    by: str
    office_name: str
    audit_head: str
    listed: bool


def erase_case(office: Office, case_id: str, reference_typed: str) -> Certificate:
    """Erase a case for good: answers, needs, agreements, history, drafts, attachments, search index, at once. The
    program's own backups follow by `services.backups.plan_cleansing`, which the window runs in the background.

    Coordinators only. Raises UserError unless the worker typed the reference of the case, and where the case is
    reserved to others; UnderHold; EventsAltered where its events are not those that the audit chain sealed.
    """
    case = office.vault.sealed_case(case_id)
    if reference_typed.strip() != case.reference:
        raise UserError(_(
            "La référence tapée n’est pas celle de ce dossier : rien n’a été effacé. Tapez-la telle qu’elle est écrite."
        ))
    with office.vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
    return Certificate(
        id=new_document_id(),
        reference=case.reference,
        erased_on=office.today(),
        by=office.user,
        office_name=office.name,
        audit_head=audit_head(office),
        listed=office.vault.erasures_are_listed(),
    )


def write_certificate(certificate: Certificate, out: Path) -> None:
    """Write the certificate as a PDF. Raises UserError where a file of that name exists or nothing can be written
    there; nothing is left then, and the certificate can be written elsewhere."""
    prepare("certificate", _paper(certificate)).put_on_disk(out, _(
        "Le certificat n’a pas pu être écrit ici : le disque est plein, absent ou n’accepte pas d’écriture. "
        "Choisissez un autre endroit ; le dossier, lui, est effacé."
    ))


def _paper(certificate: Certificate) -> CaseFree:
    gone = _(
        "Dans le coffre, aussitôt : réponses, besoins, accords et registre de ce dossier, historique, brouillons, "
        "pièces jointes, index de recherche."
    )
    follows = _(
        "Les sauvegardes que CaseLink fait lui-même : dans les 24 heures si le coffre est ouvert, sinon à sa "
        "prochaine ouverture. Une sauvegarde dont personne n’apporte la clé d’ici là est supprimée. Une copie plus "
        "ancienne du coffre : dès qu’elle est ouverte avec la liste de ce qui a été effacé."
    )
    remains = _(
        "Les copies gardées ailleurs (clé USB, autre ordinateur, sauvegardes de l’établissement), les documents déjà "
        "transmis et les papiers : à détruire à la main. Un coffre laissé par une restauration ou un sauvetage garde "
        "ce dossier jusqu’à ce qu’on l’ouvre ; une sauvegarde qu’une autre session consultait à ce moment, jusqu’à ce "
        "qu’elle la ferme ou que CaseLink démarre de nouveau sur cet ordinateur. Le journal d’audit garde, sans nom "
        "ni réponse, qui a travaillé sur ce dossier et quand."
    )
    office = ((_("Service"), certificate.office_name),) if certificate.office_name else ()
    facts = (
        (_("Dossier"), certificate.reference), (_("Effacé le"), day_text(certificate.erased_on)),
        (_("Par"), certificate.by), *office,
        (_("Journal d’audit"), shortened_head(certificate.audit_head)),
        (_("Effacé"), gone), (_("Suivront"), follows), (_("Pas atteint"), remains),
    )
    paragraphs = (
        _("Ce dossier a été effacé pour de bon, à la demande d’une personne du service."),
        _("Le journal d’audit du coffre porte le code de contrôle ci-dessus à la ligne de cet effacement."),
    )
    return case_free(certificate.id, _("Certificat d’effacement"), paragraphs, facts)
