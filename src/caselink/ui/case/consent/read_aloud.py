"""The sentences that the worker reads to her before she agrees: short, one fact each, in words she can follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class Agreement:
    """What she is about to agree to, in words: labels of categories and purposes, dates as they are read."""

    recipient: str
    what: Sequence[str]
    purposes: Sequence[str]
    given_on: str
    expires_on: str
    criminal_file: bool = False


def sentences(agreement: Agreement) -> tuple[str, ...]:
    """What is read aloud, in order; she says it back afterwards in her own words."""
    said = [
        _("Vous acceptez que nous parlions de vous à {recipient}, et à personne d’autre.").format(
            recipient=agreement.recipient
        ),
        _("Nous lui dirons seulement : {what}.").format(what=listed(agreement.what)),
        _("C’est pour : {purposes}.").format(purposes=listed(agreement.purposes)),
        _("Cela vaut du {start} au {end}.").format(start=agreement.given_on, end=agreement.expires_on),
        _("Vous pouvez changer d’avis quand vous voulez : il suffit de le dire. Cela compte tout de suite."),
        _("Si vous dites non, nous continuons à vous aider de la même façon."),
    ]
    if agreement.criminal_file:
        said.append(
            _(
                "Ce que la police ou la justice reçoit peut être lu par lui ou par son avocat, et nous ne pourrons "
                "pas le reprendre."
            )
        )
    said.append(_("Pouvez-vous me redire avec vos mots ce que vous acceptez ?"))
    return tuple(said)


def listed(words: Sequence[str]) -> str:
    """Words as a list is spoken: "a, b et c"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} et {last}").format(first=", ".join(words[:-1]), last=words[-1])
