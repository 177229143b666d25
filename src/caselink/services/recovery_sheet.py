"""The recovery code on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from caselink.clock import computer_now, on_this_computer
from caselink.disclosure.gate import case_free
from caselink.disclosure.outputs import CaseFree
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.papers import Sheet, prepare


def write_recovery_sheet(office_name: str, code: str, out: Path) -> None:
    """Write the sheet as a PDF for this system user alone. The code stands in it as it is: print it, then delete it.

    Raises UserError where a file of that name exists or nothing can be written there; nothing is left then.
    """
    _sheet(office_name, code).put_on_disk(out, _(
        "La feuille n’a pas pu être écrite ici : le disque est plein, absent ou n’accepte pas d’écriture. "
        "Choisissez un autre endroit ; le code reste affiché."
    ))


def recovery_sheet(office_name: str, code: str) -> bytes:
    """The sheet in memory, for whoever prints it without leaving a file."""
    return _sheet(office_name, code).content


def _sheet(office_name: str, code: str) -> Sheet:
    return prepare("recovery_sheet", _paper(office_name, code, on_this_computer(computer_now()).date()))


def _paper(office_name: str, code: str, on: date) -> CaseFree:
    where = _(
        "Sous clé, loin de l’ordinateur du coffre : un coffre-fort, une armoire fermée dans un autre lieu, une "
        "enveloppe cachetée et signée. Pas de photo, pas de scan, pas de courriel."
    )
    can = _(
        "Ouvrir le coffre quand une phrase de passe est oubliée, puis en choisir une nouvelle : sur l’écran "
        "d’ouverture de CaseLink, « Code de secours… ». Majuscules, espaces et tirets ne comptent pas."
    )
    cannot = _(
        "Ouvrir un autre coffre, ou celui-ci une fois qu’un nouveau code a été fait. Une ancienne sauvegarde "
        "s’ouvre avec le code du jour où elle a été faite."
    )
    seen = _("Chaque ouverture par ce code est notée dans le journal d’audit du coffre.")
    office = ((_("Service"), office_name),) if office_name else ()
    facts = (
        (_("Code"), code), *office, (_("Établie le"), day_text(on)), (_("Où la garder"), where),
        (_("Ce que peut ce code"), can), (_("Ce qu’il ne peut pas"), cannot), (_("Ce qui en reste"), seen),
    )
    paragraphs = (
        _("Qui tient cette feuille et le coffre peut lire tous ses dossiers. Elle tient lieu de clé."),
        _(
            "Sans ce code et sans phrase de passe, personne ne peut rouvrir les dossiers, "
            "pas même les auteurs de CaseLink."
        ),
    )
    return case_free("", _("Feuille de secours"), paragraphs, facts)
