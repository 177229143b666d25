"""Evidence of violence by phone and computer: what is saved, who has access, what is not erased
(docs/rules/follow-up.md).

Each point is a record of a case. What exists and is saved fills the questions on evidence of the partner form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Value
from caselink.forms.categories import Category as C
from caselink.forms.record_forms import Record, RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

PHONE_OUTSIDE: Final = "phone_outside"
TO_DO: Final = "to_do"
DONE: Final = "done"
NONE: Final = "none"
STATES: Final = (
    Option(TO_DO, N_("à faire")), Option(DONE, N_("fait, à l’abri")), Option(NONE, N_("rien de tel")),
)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One point; `answer` is the option of `violence.evidence` that it speaks of."""

    id: str
    label: str
    answer: str = ""


ITEMS: Final[dict[str, EvidenceItem]] = {
    each.id: each
    for each in (
        EvidenceItem(PHONE_OUTSIDE, N_("Téléphone hors de la pièce avant de parler")),
        EvidenceItem("screenshots", N_("Messages : original et capture entière, date, heure, expéditeur"), "messages"),
        EvidenceItem("headers", N_("Courriels avec leur en-tête"), "emails"),
        EvidenceItem("links", N_("Adresses des pages, profils et groupes"), "messages"),
        EvidenceItem("calls", N_("Journal d’appels, messages vocaux"), "calls"),
        EvidenceItem("photos", N_("Photos faites avec un appareil sûr, hors de sa portée à lui"), "photos"),
        EvidenceItem("recordings", N_("Enregistrements, gardés tels quels"), "recordings"),
        EvidenceItem("bills", N_("Factures, relevés, abonnements payés par lui"), "papers"),
        EvidenceItem("devices", N_("Liste des appareils, ceux des enfants aussi")),
        EvidenceItem("access", N_("Qui a accès : codes, localisation, cloud, adresse de secours")),
        EvidenceItem("nothing_erased", N_("Dit de ne rien effacer, bloquer ni signaler avant d’avoir enregistré")),
    )
}

EVIDENCE: Final = RecordForm(
    "evidence",
    N_("Preuve numérique"),
    (
        RecordColumn(
            Field(
                "item", N_("Point"), K.CHOICE, C.VIOLENCE, N_("Ce qui est mis à l’abri, ou dit."),
                tuple(Option(each.id, each.label) for each in ITEMS.values()),
            ),
            required=True,
        ),
        RecordColumn(Field("state", N_("État"), K.CHOICE, C.VIOLENCE, N_("Où il en est."), STATES), required=True),
        RecordColumn(Field("on", N_("Jour"), K.DATE, C.VIOLENCE, N_("Le jour où c’était fait.")), Rule.PAST_DAY),
    ),
    keyed_by="item",
)


@dataclass(frozen=True, slots=True)
class Card:
    """Guidance on one thing, in a few lines."""

    title: str
    lines: tuple[str, ...]


CARDS: Final = (
    Card(N_("Avant de parler"), (
        N_(
            "Son téléphone, sa montre et ceux des enfants restent hors de la pièce : un appareil peut écouter et dire "
            "où il est."
        ),
        N_("Rien n’est changé sur un appareil surveillé sans plan de sécurité : un changement brusque se voit."),
        N_("On regarde ensemble depuis un appareil sûr, jamais depuis le sien."),
    )),
    Card(N_("Ce qu’on garde, et comment"), (
        N_(
            "L’original reste où il est. La capture est entière : date, heure, expéditeur, application, adresse de la "
            "page."
        ),
        N_("D’un courriel, l’en-tête complet. Journal d’appels, messages vocaux, factures."),
        N_("Photos avec un appareil sûr ; une copie hors de chez elle, que lui ne peut atteindre."),
    )),
    Card(N_("Qui avait accès"), (
        N_("Qui paie l’abonnement ? Qui connaît les codes ? Localisation, plans, balises, voiture."),
        N_("Cloud, sauvegardes, adresse et numéro de secours ; comptes de la banque, des allocations, des impôts."),
        N_("Tablettes, jeux, cadeaux, école des enfants ; box, caméras."),
    )),
    Card(N_("Ce qu’on n’efface pas"), (
        N_("Ni message, ni compte, ni appareil remis à zéro avant d’avoir tout gardé : signaler ou bloquer efface."),
        N_("Ne pas répondre à sa place, ne pas entrer dans ses comptes à lui."),
    )),
)
"""In the order of an interview."""


def fields_of(records: Mapping[str, Record]) -> dict[str, Value]:
    """What the partner form says of evidence, by path: what exists, and whether it is saved. Nothing where no point
    speaks of it."""
    known = [
        (item, str(records[key].get("state"))) for key, item in ITEMS.items() if item.answer and key in records
    ]
    states = [state for _item, state in known if state in (TO_DO, DONE)]
    if not states:
        return {}
    there = tuple(dict.fromkeys(item.answer for item, state in known if state in (TO_DO, DONE)))
    saved = "yes" if TO_DO not in states else "partly" if DONE in states else "no"
    return {"violence.evidence": there, "violence.evidence_saved": saved}
