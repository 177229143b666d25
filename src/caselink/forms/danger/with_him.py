"""Him, by those who work with him: the interview, its questions as data, and to whom he is sent (TACTICS report).

What he says stays in the office. His paper holds what he agreed to have written, and nothing that came from her.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """One step of the funnel: from what happened, over his part in it, to what it is called. `source` is an id of
    `danger.sources`."""

    id: str
    title: str
    questions: tuple[str, ...]
    source: str


INTERVIEW: Final = (
    InterviewStep(
        "facts", N_("Les faits"),
        (
            N_("Racontez ce jour-là, heure par heure."),
            N_("Qu’avez-vous fait, geste après geste ? Où étaient vos mains ?"),
            N_("Qui a vu, qui a entendu ?"),
        ),
        "tactics",
    ),
    InterviewStep(
        "responsibility", N_("Sa part"),
        (
            N_("Qu’est-ce qui, là-dedans, vient de vous ?"),
            N_("À qui la faute, d’après vous ?"),
            N_("Qu’auriez-vous pu faire d’autre ?"),
        ),
        "tactics",
    ),
    InterviewStep(
        "children", N_("Les enfants"),
        (N_("Où étaient les enfants, qu’ont-ils entendu ?"), N_("Qu’est-ce que cela leur fait ?")), "tactics",
    ),
    InterviewStep(
        "named", N_("Nommer la violence"),
        (
            N_("Ce que vous décrivez est une violence, et la loi l’interdit : comment l’entendez-vous ?"),
            N_("Que voulez-vous changer, avec l’aide de qui ?"),
        ),
        "tactics",
    ),
)
"""Asked in this order: who begins with blame hears no facts."""

NEVER_WITH_HIM: Final = (
    N_("Lui seul, jamais avec elle ; jamais de médiation."),
    N_("Jamais ce qu’elle a dit, ni qu’elle est venue, ni où elle est."),
)

RESPONSIBILITY: Final = (
    Option("takes", N_("la reconnaît")),
    Option("partly", N_("en partie")),
    Option("denies", N_("la rejette, accuse elle ou d’autres")),
    Option("not_asked", N_("non abordé")),
)
ANSWERS: Final = (
    Option("accepted", N_("accepté")),
    Option("refused", N_("refusé")),
    Option("thinking", N_("y réfléchit")),
)

WITH_HIM: Final = RecordForm(
    "with_him",
    N_("Entretien avec lui"),
    (
        RecordColumn(
            Field("on", N_("Jour"), K.DATE, C.PERPETRATOR, N_("Le jour où il a été entendu.")), Rule.PAST_DAY,
            required=True,
        ),
        RecordColumn(
            Field("by", N_("Qui"), K.TEXT, C.PERPETRATOR, N_("Qui l’a entendu.")), Rule.WORKER, kept_as="worker"
        ),
        RecordColumn(Field("facts", N_("Ce qu’il dit des faits"), K.LONG_TEXT, C.PERPETRATOR, N_("Ses mots."))),
        RecordColumn(
            Field(
                "responsibility", N_("Sa responsabilité"), K.CHOICE, C.PERPETRATOR, N_("Ce qu’il en dit de lui-même."),
                RESPONSIBILITY,
            )
        ),
        RecordColumn(
            Field("children", N_("Ce qu’il dit des enfants"), K.LONG_TEXT, C.PERPETRATOR, N_("Où ils étaient."))
        ),
        RecordColumn(
            Field(
                "named", N_("La violence a été nommée devant lui"), K.YES_NO, C.PERPETRATOR,
                N_("Par son nom, comme la loi."),
            )
        ),
        RecordColumn(
            Field("number_given", N_("Un numéro lui a été donné"), K.YES_NO, C.PERPETRATOR, N_("Une ligne d’écoute."))
        ),
        RecordColumn(
            Field("service", N_("Service proposé"), K.TEXT, C.PERPETRATOR, N_("Son nom court dans l’annuaire.")),
            Rule.PARTNER,
        ),
        RecordColumn(Field("answer", N_("Sa réponse"), K.CHOICE, C.PERPETRATOR, N_("À ce service."), ANSWERS)),
        RecordColumn(
            Field("answered_on", N_("Répondu le"), K.DATE, C.PERPETRATOR, N_("Le jour de sa réponse.")), Rule.PAST_DAY
        ),
        RecordColumn(
            Field(
                "agreed", N_("Il accepte un papier pour ce service"), K.YES_NO, C.PERPETRATOR,
                N_("Sans son accord, rien n’est écrit."),
            )
        ),
        RecordColumn(
            Field("name", N_("Le nom qu’il donne"), K.TEXT, C.PERPETRATOR, N_("Pour ce papier, de sa bouche."))
        ),
        RecordColumn(
            Field(
                "words", N_("Ce qu’il veut y voir écrit"), K.LONG_TEXT, C.PERPETRATOR,
                N_("Ses mots ; rien d’elle, rien de la fiche."),
            )
        ),
    ),
    not_before=(("answered_on", "on"),),
    closed=True,
)
