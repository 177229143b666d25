"""Recipients who resemble somebody never to be informed: said before anything is prepared, and answered for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caselink.consent.grounds import MustNotReceive, Recipient
from caselink.disclosure.gate import grounds_of, near_matches
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import Refused, UserError
from caselink.forms.consent_terms import EXCLUDED_KINDS
from caselink.forms.typed_text import LONGEST_LINE, text_fault
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class LikenessAnswer:
    """Whom a recipient resembles, and why the worker sends all the same."""

    names: tuple[str, ...]
    reason: str

    def body(self) -> dict[str, Json]:
        """What the event of the document keeps of it; nothing where there was no likeness."""
        return {"despite": {"near": [*self.names], "reason": self.reason}} if self.names else {}


def answered_all(case: Case, audience: Iterable[Recipient], reason: str | None) -> LikenessAnswer:
    """The same for everybody who gets it, those who forward it too. Raises as `answered`."""
    each = [answered(case, addressed, reason) for addressed in audience]
    names = dict.fromkeys(name for found in each for name in found.names)
    return LikenessAnswer(tuple(names), next((found.reason for found in each if found.names), ""))


def near_sentences(case: Case, addressed: Recipient) -> tuple[str, ...]:
    """One sentence for each entry of the list that this recipient resembles."""
    return tuple(
        _("Ce destinataire ressemble à « {name} » ({kind}), à ne jamais informer : vérifiez avant d’envoyer.").format(
            name=entry.name, kind=_(EXCLUDED_KINDS[entry.kind])
        )
        for entry in _near(case, addressed)
    )


def answered(case: Case, addressed: Recipient, reason: str | None) -> LikenessAnswer:
    """The likenesses of this recipient with the reason to send all the same.

    Raises Refused, which names whom it resembles, where there is one and no reason, and UserError for a reason that
    says nothing.
    """
    names = tuple(entry.name for entry in _near(case, addressed))
    if not names:
        return LikenessAnswer((), "")
    if reason is None:
        raise Refused(
            _(
                "Ce destinataire ressemble à {names}, à ne jamais informer : rien n’a été préparé. Vérifiez que ce "
                "n’est pas la même personne, puis dites pourquoi."
            ).format(names=", ".join(f"« {name} »" for name in names))
        )
    written = " ".join(reason.split())
    if (fault := text_fault(written, LONGEST_LINE, many_lines=False)) is not None:
        raise UserError(_("La raison d’envoyer malgré la ressemblance : {fault} Rien n’a été préparé.").format(
            fault=fault
        ))
    return LikenessAnswer(names, written)


def _near(case: Case, addressed: Recipient) -> tuple[MustNotReceive, ...]:
    return near_matches(grounds_of(case), addressed)
