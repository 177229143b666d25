"""The liaison form: what one recipient receives for one purpose, as a PDF."""

from __future__ import annotations

from caselink.disclosure.outputs import Disclosure, require_seal
from caselink.documents.content import content_of
from caselink.documents.enclosing import Enclosure, enclose
from caselink.documents.layout import liaison_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.errors import Refused
from caselink.i18n import _


def write_liaison(
    disclosure: Disclosure, letterhead: Letterhead, enclosures: tuple[Enclosure, ...] = (), slip: bytes = b""
) -> bytes:
    """The form as a PDF in memory: not encrypted, without metadata. `seal_pdf` comes next, before anything is stored.

    `enclosures` are copies of the files that the disclosure shares, in its order; they lie inside the form, as the
    answer `slip` does.

    Raises Refused where nothing is shared: there is no form about nothing.
    """
    require_seal(disclosure)
    if not disclosure.shared:
        raise Refused(_("Rien ne peut être transmis à ce destinataire pour cette finalité : aucune fiche n’est faite."))
    head = _("Fiche de liaison")
    foot = (
        _("Confidentiel. Réservé au destinataire et à la finalité indiqués.") if disclosure.stays_there
        else _("Confidentiel. Réservé au destinataire et à la finalité indiqués ; ne pas transmettre plus loin.")
    )
    frame = Frame(head, foot, letterhead.document_id)
    if len(enclosures) != sum(shared.piece.path.startswith("attachments.") for shared in disclosure.shared):
        raise ValueError("each file that is shared lies in the form, and no other")
    beside = (Enclosure("reponse.pdf", "application/pdf", slip),) if slip else ()
    pages = print_rows(liaison_rows(disclosure, content_of(disclosure), letterhead), frame)
    return enclose(pages, (*enclosures, *beside))
