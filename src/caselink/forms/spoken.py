"""What is said aloud to her: words of its own in the second person, one idea a sentence, never a label of the form.

Read to her before she agrees and after she withdraws, in the language of the talk where it is one of the program's;
for any other the interpreter is given that of the window. About level B1 of the European framework, so that an
interpreter can follow (docs/rules/consent.md: who, what, why, until when, what a no changes, what can't be taken back).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.forms.texts import day_text
from caselink.i18n import H_, LANGUAGES, N_, language, text_in

SPOKEN_CATEGORIES: Final[dict[Category, str]] = {
    Category.IDENTITY: H_("votre nom et votre âge"),
    Category.CONTACT: H_("comment vous joindre"),
    Category.WHEREABOUTS: H_("où vous dormez, l’école, le travail"),
    Category.MATERIAL: H_("votre logement, votre travail et votre argent"),
    Category.FAMILY: H_("votre famille"),
    Category.CHILD_HARM: H_("ce que les enfants ont vu ou subi"),
    Category.ENTOURAGE: H_("les gens qui vous aident"),
    Category.ACCESS: H_("votre langue, l’interprète, le trajet"),
    Category.HEALTH: H_("votre santé"),
    Category.RESIDENCE: H_("vos papiers de séjour"),
    Category.VIOLENCE: H_("ce qu’on vous a fait"),
    Category.INTIMATE: H_("des choses très personnelles, que nous nommons une par une"),
    Category.PERPETRATOR: H_("la personne qui vous fait du mal"),
    Category.JUSTICE: H_("la plainte, le juge, l’avocat"),
}
SPOKEN_PURPOSES: Final[dict[Purpose, str]] = {
    Purpose.SAFETY: H_("vous mettre à l’abri"),
    Purpose.HOUSING: H_("trouver où dormir"),
    Purpose.COMPLAINT: H_("votre plainte"),
    Purpose.CARE: H_("des soins"),
    Purpose.CHILD_PROTECTION: H_("protéger les enfants"),
    Purpose.RESIDENCE: H_("votre séjour dans ce pays"),
    Purpose.RESOURCES_INTEGRATION: H_("l’argent, le travail, une formation"),
    Purpose.NETWORK: H_("que ceux qui vous aident se parlent"),
}
_UNKNOWN: Final = "…"


FOR_WHOM: Final = H_("Nous voulons donner un papier sur vous. Ce papier est pour : {recipient}.")
HOW_LONG: Final = H_("Votre accord commence le {start} et finit le {end}.")
TO_KNOW: Final = (
    H_("Vous pouvez dire oui à une partie. Vous pouvez dire non. Nous vous aidons quand même."),
    H_("Sans ce papier, cette aide-là n’est peut-être pas possible : {recipient}."),
    H_("Vous pouvez dire non plus tard : nous arrêtons le jour même."),
    H_("Le papier déjà donné reste là-bas."),
    H_("Votre accord est seulement pour ce papier."),
    H_("Parfois la loi permet de parler sans votre accord. Par exemple : un enfant est en grand danger."),
)
CRIMINAL_FILE: Final = H_(
    "La police et le juge gardent ce papier. La personne qui vous fait du mal peut le lire, son avocat aussi. "
    "Nous ne pouvons pas le reprendre."
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What she is about to agree to. An empty name or list is read as "…"."""

    recipient: str
    categories: Collection[Category]
    purposes: Sequence[Purpose]
    given_on: date
    expires_on: date
    criminal_file: bool = False


def spoken_language(talk: str) -> str:
    """In which language of the program it is read: that of the talk (BCP 47), else that of the window."""
    code = talk.partition("-")[0]
    return code if code in LANGUAGES else language()


def before_she_agrees(agreement: Agreement, code: str) -> tuple[str, ...]:
    """What is read aloud before she agrees, in order; she says it back afterwards in her own words."""
    recipient = agreement.recipient or _UNKNOWN
    what = [text_in(code, SPOKEN_CATEGORIES[each]) for each in Category if each in agreement.categories]
    why = [text_in(code, SPOKEN_PURPOSES[each]) for each in agreement.purposes]
    said = [
        text_in(code, FOR_WHOM),
        text_in(code, N_("Sur le papier il y a : {what}. Le reste n’est pas sur le papier.")),
        text_in(code, N_("Pourquoi ce papier ? {why}.")),
        text_in(code, HOW_LONG),
        *(text_in(code, each) for each in TO_KNOW),
    ]
    if agreement.criminal_file:
        said.append(text_in(code, CRIMINAL_FILE))
    said.append(text_in(code, N_("Pouvez-vous me redire avec vos mots ce que vous acceptez ?")))
    values = {
        "recipient": recipient, "what": spoken_list(what, code) or _UNKNOWN, "why": _sentence(spoken_list(why, code)),
        "start": day_text(agreement.given_on, code), "end": day_text(agreement.expires_on, code),
    }
    return tuple(each.format(**values) for each in said)


def after_she_withdraws(
    recipient: str, sent: Sequence[date], code: str, *, whole: bool, comes_back: bool
) -> tuple[str, ...]:
    """What is said to her once a withdrawal is noted. `sent`: the days on which that recipient was given something;
    `comes_back`: they can be asked to destroy it, as police and justice can't."""
    said = [
        text_in(code, N_("C’est noté. À partir d’aujourd’hui, nous ne donnons plus rien à : {recipient}.") if whole
                else N_("C’est noté. À partir d’aujourd’hui, nous ne donnons plus cette partie à : {recipient}.")),
    ]
    if sent:
        said.append(text_in(code, N_("Ce qui a déjà été donné est encore là-bas : {days}.")))
        said.append(text_in(code, N_("Nous demandons de le détruire.") if comes_back
                            else N_("Nous ne pouvons pas le reprendre.")))
    said.append(text_in(code, N_("Nous continuons à vous aider.")))
    values = {"recipient": recipient or _UNKNOWN, "days": ", ".join(day_text(each, code) for each in sent)}
    return tuple(each.format(**values) for each in said)


def spoken_list(words: Sequence[str], code: str) -> str:
    """Words as a list is spoken: "a ; b ; et c", since one of them may hold commas of its own."""
    if len(words) < 2:
        return "".join(words)
    between = " ; " if code == "fr" else "; "
    return text_in(code, N_("{first} ; et {last}")).format(first=between.join(words[:-1]), last=words[-1])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] if words else _UNKNOWN
