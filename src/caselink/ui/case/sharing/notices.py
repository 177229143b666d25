"""What the worker should know before anything is prepared, above the two columns."""

from __future__ import annotations

from caselink.i18n import _
from caselink.services.sharing import Preview
from caselink.ui.look.dates import day_words


def notices(preview: Preview) -> list[tuple[str, str]]:
    """Sentences with the role of their ground: `notice_fault` or `notice_warning`."""
    said: list[tuple[str, str]] = []
    if preview.blocked:
        sentence = _("{recipient} est sur la liste « à ne jamais informer » de ce dossier : rien ne lui sera transmis.")
        said.append((sentence.format(recipient=preview.recipient_name), "notice_fault"))
    elif not preview.shared:
        sentence = _("{recipient} : rien ne peut être transmis pour cette finalité. Aucun accord de la personne ne "
                     "le permet aujourd’hui.")
        said.append((sentence.format(recipient=preview.recipient_name), "notice_warning"))
    if preview.closed:
        sentence = _("Ce dossier est clos : rien n’en part avant que vous confirmiez que c’est voulu.")
        said.append((sentence, "notice_fault"))
    said.extend((sentence, "notice_fault") for sentence in preview.near)
    if preview.by_legal_ground:
        sentence = _("Une partie repose sur un cadre légal, sans son accord : le document le dira.")
        said.append((sentence, "notice_warning"))
    said.extend((warning, "notice_warning") for warning in preview.warnings)
    return said


def validity(preview: Preview) -> str:
    """Until when all that is shared still rests on a ground; empty where nothing is shared."""
    if preview.valid_until is None:
        return ""
    return _("valable jusqu’au {day}").format(day=day_words(preview.valid_until))
