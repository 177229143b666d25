"""What a data-protection officer asks for: the register on paper, the record of processing, the note of an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free, office_page
from caselink.domain.answers import Json
from caselink.domain.partners import PartnerKind
from caselink.errors import UserError
from caselink.forms.categories import CATEGORIES
from caselink.forms.directory import PARTNER_KIND_LABELS
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, head_for, prepare, put_by_the_clock, put_with_trail
from caselink.services.register import RegisterEntry, entries
from caselink.services.retention import review_months
from caselink.services.telling import paths_of_accused, refuse_answers

NOTIFY_WITHIN: Final = timedelta(hours=72)
"""From when the office knew (GDPR, article 33(1))."""
_ASKED: Final = ("known_at", "what", "went_to", "endangers", "told", "done")
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class PaperMade:
    """A page on disk. The passphrase is shown once and kept nowhere; empty for one without a seal."""

    path: Path
    passphrase: str


def write_register(office: Office, out: Path, reference: str | None = None, *, plain: bool = False) -> PaperMade:
    """Write what left, the last first, of one case where its reference is given. For a coordinator; raises UserError
    otherwise, and where it can't be written."""
    expect_maker(office, "register")
    expect_free_place(out)
    found = entries(office, reference)
    heads = (_("Date"), _("Dossier"), _("Document"), _("Destinataire"), _("Contenu"), _("Fondement"), _("Par"))
    rows = [
        (
            _moment(office, each), each.case, f"{each.paper_label} {each.id}", each.reached_names,
            f"{each.purpose_label} : {', '.join(each.categories)}" if each.categories else each.purpose_label,
            _ground(each), each.made_by,
        )
        for each in found
    ]
    page = office_page(office.role, _("Registre des transmissions"), (), heads, rows)
    sheet = prepare("register", page, head_for(office, "", {}).letterhead, plain=plain)
    put_with_trail(office, None if reference is None else find_case(office, reference).id, sheet, out)
    return PaperMade(out, sheet.passphrase)


def write_processing_record(office: Office, out: Path) -> PaperMade:
    """Write the record of processing activities (GDPR, article 30) as the program and the office's settings tell it."""
    expect_maker(office, "processing_record")
    expect_free_place(out)
    contact = ", ".join(part for part in (office.name, office.phone, office.email) if part)
    facts = (
        (_("Responsable du traitement"), contact),
        (_("Finalités"), ", ".join(_(each.label) for each in PURPOSES.values())),
        (_("Personnes concernées"), _(
            "personnes victimes, leurs enfants, mis en cause, personnes ressources, professionnels partenaires"
        )),
        (_("Catégories de données"), ", ".join(f"{_(each.label)} ({_(each.holds)})" for each in CATEGORIES.values())),
        (_("Destinataires"), ", ".join(_(PARTNER_KIND_LABELS[kind]) for kind in PartnerKind)),
        (_("Fondements"), ", ".join((_("accord exprès"), *(_(each.label) for each in LEGAL_BASES.values())))),
        (_("Transferts hors de l’Union"), _("aucun : le programme n’utilise pas de réseau")),
        (_("Délais"), _("réexamen de chaque dossier sans contact depuis {count} mois ; effacement décidé, avec "
                        "certificat").format(count=review_months(office))),
        (_("Mesures de sécurité"), _(
            "fichier chiffré, clés par personne, rôles, dossiers réservés, journal scellé, verrouillage, sauvegardes "
            "vérifiées ; chaque transmission passe par une seule décision et s’inscrit au registre"
        )),
    )
    record = case_free("", _("Registre des activités de traitement"), (
        _("Règlement (UE) 2016/679, article 30. Établi d’après les réglages du programme, à relire et à compléter par "
          "la déléguée ou le délégué à la protection des données."),
    ), facts)
    sheet = prepare("processing_record", record, head_for(office, "", {}).letterhead)
    put_by_the_clock(office, sheet, out, _("Le registre n’a pas pu être écrit ici."))
    return PaperMade(out, sheet.passphrase)


def write_incident(office: Office, document_id: str, raw: Mapping[str, Json], out: Path) -> PaperMade:
    """Write the note of a document that went astray, for the authority: what it was, what of, whom it endangers, who
    was told, until when the authority must know. The words are the worker's, and name nobody by themselves.

    `raw` has `known_at` (a local moment of the office, ISO 8601) and texts `what`, `went_to`, `endangers`, `told`,
    `done`. Raises Refused for words that hold an answer of hers, UserError for an unknown document, a moment that is
    none or has not come, and where it can't be written.
    """
    expect_maker(office, "incident_note")
    expect_free_place(out)
    entry = next((each for each in entries(office) if each.id == document_id), None)
    if entry is None:
        raise UserError(_("Aucun document de ce numéro n’est parti d’ici : rien n’a été écrit. Vérifiez-le sur le "
                          "document."))
    said = _checked(raw)
    case = office.vault.sealed_case(find_case(office, entry.case).id)
    refuse_answers(case, "\n".join(said.values()), paths_of_accused(case))
    known = _known(office, said["known_at"])
    until = known + NOTIFY_WITHIN
    facts = (
        (_("Document"), f"{entry.paper_label} {entry.id}"), (_("Parti le"), _moment(office, entry)),
        (_("Pour"), entry.reached_names), (_("Contenu"), ", ".join(entry.categories)),
        (_("Connu le"), _at(known)), (_("Autorité à prévenir avant le"), _at(until)),
        (_("Ce qui s’est passé"), said["what"]), (_("Arrivé chez"), said["went_to"]),
        (_("Qui cela met en danger"), said["endangers"]), (_("Qui a été prévenu, et quand"), said["told"]),
        (_("Ce qui est fait"), said["done"]),
    )
    last = (
        _("La personne concernée est prévenue d’abord : son plan de sécurité change (article 34)."),
        _("L’autorité est prévenue dans les 72 heures, même sans tout savoir encore (article 33)."),
    )
    page = office_page(office.role, _("Note d’incident"), tuple(pair for pair in facts if pair[1]), (), (), last)
    sheet = prepare("incident_note", page, head_for(office, "", {}).letterhead)
    put_with_trail(office, case.id, sheet, out)
    return PaperMade(out, sheet.passphrase)


def _checked(raw: Mapping[str, Json]) -> dict[str, str]:
    if not {*raw} <= {*_ASKED} or not all(isinstance(value, str) and len(value) <= _LONGEST for value in raw.values()):
        raise UserError(_("Un incident se décrit par des textes : {names}. Rien n’a été écrit.").format(
            names=", ".join(_ASKED)
        ))
    return {name: str(raw.get(name, "")).strip() for name in _ASKED}


def _known(office: Office, text: str) -> datetime:
    problem = UserError(_(
        "« known_at » est le moment où le service l’a su, comme 2026-11-03T14:30, et il est passé : rien n’a été écrit."
    ))
    try:
        known = datetime.fromisoformat(text)
    except ValueError as fault:
        raise problem from fault
    if known.tzinfo is not None or known > office.now():
        raise problem
    return known


def _moment(office: Office, entry: RegisterEntry) -> str:
    return _at(office.local(datetime.fromisoformat(entry.made_at)))


def _at(moment: datetime) -> str:
    return _("{day}, {hour}").format(day=day_text(date(moment.year, moment.month, moment.day)), hour=f"{moment:%H:%M}")


def _ground(entry: RegisterEntry) -> str:
    kinds = {ground.partition(":")[0] for ground in entry.basis.split()}
    words = {"consent": _("accord"), "legal": _("cadre légal")}
    return " + ".join(words[kind] for kind in words if kind in kinds)
