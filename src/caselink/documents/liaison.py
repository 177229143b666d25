"""The liaison form: what one recipient receives for one purpose, as a PDF."""

from __future__ import annotations

from caselink.disclosure.outputs import Disclosure, require_seal
from caselink.documents.carried import Sign, carried_with
from caselink.documents.content import content_of
from caselink.documents.enclosing import Enclosure, enclose
from caselink.documents.layout import liaison_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows, print_with_places
from caselink.documents.passages import Spot
from caselink.errors import Refused
from caselink.i18n import _


def write_liaison(
    disclosure: Disclosure, letterhead: Letterhead, enclosures: tuple[Enclosure, ...] = (), slip: bytes = b"",
    sign: Sign | None = None,
) -> bytes:
    """The form as a PDF in memory: not encrypted, without metadata. `seal_pdf` comes next, before anything is stored.

    `enclosures` are copies of the files that the disclosure shares, in its order; they lie inside the form, as the
    answer `slip` does. With `sign` it carries its data too, signed for another CaseLink (`carried.py`).

    Raises Refused where nothing is shared: there is no form about nothing.
    """
    require_seal(disclosure)
    if not disclosure.shared:
        raise Refused(_("Rien ne peut être transmis à ce destinataire pour cette finalité : aucune fiche n’est faite."))
    frame = _frame(disclosure, letterhead)
    if len(enclosures) != sum(shared.piece.path.startswith("attachments.") for shared in disclosure.shared):
        raise ValueError("each file that is shared lies in the form, and no other")
    beside = (Enclosure("reponse.pdf", "application/pdf", slip),) if slip else ()
    pages = print_rows(liaison_rows(disclosure, content_of(disclosure), letterhead), frame)
    data = () if sign is None else carried_with(disclosure, letterhead, pages, sign)
    return enclose(pages, (*enclosures, *beside, *data))


def look_at_liaison(disclosure: Disclosure, letterhead: Letterhead) -> tuple[bytes, tuple[Spot, ...]]:
    """The pages as they will be printed, to be looked at before they leave, and where each answer stands on them."""
    require_seal(disclosure)
    rows = liaison_rows(disclosure, content_of(disclosure), letterhead)
    return print_with_places(rows, _frame(disclosure, letterhead))


def _frame(disclosure: Disclosure, letterhead: Letterhead) -> Frame:
    head = _("Fiche de liaison")
    foot = (
        _("Confidentiel. Réservé au destinataire et à la finalité indiqués.") if disclosure.stays_there
        else _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    )
    return Frame(head, foot, letterhead.document_id)
