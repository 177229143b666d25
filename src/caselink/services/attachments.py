"""Attachments of a case: kept byte for byte, shown, given out as they are, or as a copy without hidden data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.attachments import FILE_TYPES, KIND_IDS, LARGEST_FILE, FileType
from caselink.forms.categories import Category
from caselink.i18n import _
from caselink.intake.files import apart
from caselink.intake.files.recognising import StrangeFile, plain_name, recognise
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.records import expect_open_case
from caselink.vault.attachments import AttachmentEntry
from caselink.vault.outside import new_file

_UNKNOWN_TYPE: Final = FileType("application/octet-stream", "", ())


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment. `type` is of its content, `sha256` (hex) of it as it was added, `size` in bytes; `at` in UTC."""

    id: str
    name: str
    kind: str
    category: Category
    type: FileType
    sha256: str
    size: int
    taken_on: date | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its plain name, what it is, and the day a picture says it was taken."""

    name: str
    type: FileType
    content: bytes
    taken_on: date | None
    pages: int = 0

    @property
    def sha256(self) -> str:
        """Of its content, hex: what tells that a case has it already."""
        return hashlib.sha256(self.content).hexdigest()


def attachments(office: Office, case_id: str) -> tuple[Attachment, ...]:
    """The attachments of a case, in the order they were added."""
    return tuple(_attachment(kept) for kept in office.vault.attachments(case_id))


def find_attachment(office: Office, case_id: str, attachment_id: str) -> Attachment:
    """The attachment of that id; raises UserError where that case has none."""
    for each in attachments(office, case_id):
        if each.id == attachment_id:
            return each
    raise UserError(_("Cette pièce jointe n’est pas, ou plus, dans ce dossier : rien n’a été fait. Rouvrez le "
                      "dossier, il a changé entre-temps."))


def check_file(content: bytes, name: str) -> Checked:
    """Say what a file is, once it was decoded apart. Needs no vault, on any thread. Raises UserError for one that is
    not taken in."""
    try:
        kind = recognise(content, plain_name(name))
        looked = apart.look(kind, content)
    except StrangeFile as fault:
        raise UserError(_("{sentence} Rien n’a été ajouté.").format(sentence=fault.sentence)) from fault
    day = date.fromisoformat(looked.taken_on) if looked.taken_on else None
    return Checked(plain_name(name) or f"piece.{kind.endings[0]}", kind, content, day, looked.pages)


def read_file(file: Path) -> bytes:
    """The bytes of a file, as many as may be kept and one. Raises UserError where it can't be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as fault:
        sentence = _("Le fichier à joindre ne peut pas être lu : vérifiez son nom et les droits. Rien n’a été ajouté.")
        raise UserError(sentence) from fault


def attach(office: Office, case_id: str, checked: Checked, kind: str, category: str) -> Attachment:
    """Keep a checked file with a case. Raises UserError for a closed case, an unknown kind or category, VaultError
    where the disk does not take it; nothing is kept then."""
    expect_open_case(office, case_id)
    facts = _facts(kind, category)
    facts |= {"type": checked.type.id}
    if checked.taken_on is not None and checked.taken_on <= office.today():
        facts |= {"taken_on": checked.taken_on.isoformat()}
    with office.vault.change("attachment_added", case_id) as change:
        made = change.add_attachment(case_id, checked.name, checked.content, facts)
    return find_attachment(office, case_id, made)


def remove_attachment(office: Office, case_id: str, attachment_id: str) -> None:
    """Take it away for good, older copies too. Raises UserError where it is not there, UnderHold, EventsAltered."""
    find_attachment(office, case_id, attachment_id)
    with office.vault.change("attachment_removed", case_id) as change:
        change.remove_attachment(attachment_id)


def content_of(office: Office, case_id: str, attachment_id: str) -> bytes:
    """The content as it was added. Raises UserError where it is not there, VaultError where its file is damaged."""
    return office.vault.attachment(find_attachment(office, case_id, attachment_id).id)


def extract(office: Office, case_id: str, attachment_id: str, out: Path) -> None:
    """Write the file as it was added, byte for byte; the audit trail says so.

    Raises UserError where it is not there, the name is not free or nothing can be written, VaultError where its file is
    damaged; nothing is left then.
    """
    expect_free_place(out)
    content = content_of(office, case_id, attachment_id)
    try:
        with new_file(out, content) as give_name, office.vault.change("attachment_extracted", case_id):
            give_name()
    except OSError as fault:
        raise UserError(_(
            "Le fichier n’a pas pu être écrit ici : le disque est plein, absent ou n’accepte pas d’écriture. Rien "
            "n’a été laissé. Libérez de la place, puis réessayez."
        )) from fault


def copy_to_leave(attachment: Attachment, content: bytes) -> bytes:
    """A copy that tells neither place nor device nor author. Raises UserError where none can be made."""
    try:
        return apart.without_hidden_data(attachment.type, content)
    except StrangeFile as fault:
        raise UserError(_("{sentence} Rien n’a été préparé.").format(sentence=fault.sentence)) from fault


def picture_of(kind: FileType, content: bytes, page: int, width: int, height: int) -> bytes:
    """A page or the picture as a PNG of at most that size, for the window. Raises UserError where it does not open."""
    try:
        return apart.picture(kind, content, page, width, height)
    except StrangeFile as fault:
        raise UserError(fault.sentence) from fault


def pages_of(kind: FileType, content: bytes) -> int:
    """How many pages the window can turn; 1 for what has none. On any thread. Raises UserError where it does not open.
    """
    try:
        return max(1, apart.look(kind, content).pages)
    except StrangeFile as fault:
        raise UserError(fault.sentence) from fault


def listed(attachment: Attachment) -> dict[str, Json]:
    """As commands print it."""
    return {
        "id": attachment.id, "kind": attachment.kind, "category": attachment.category.value,
        "type": attachment.type.id, "sha256": attachment.sha256, "size": attachment.size,
        "taken_on": None if attachment.taken_on is None else attachment.taken_on.isoformat(), "by": attachment.by,
    }


def _facts(kind: str, category: str) -> dict[str, Json]:
    if kind not in KIND_IDS:
        raise UserError(_("Cette sorte de pièce n’existe pas. Les sortes : {list}. Rien n’a été ajouté.").format(
            list=", ".join(sorted(KIND_IDS))
        ))
    if category not in set(Category):
        raise UserError(_("Cette catégorie n’existe pas. Les catégories : {list}. Rien n’a été ajouté.").format(
            list=", ".join(Category)
        ))
    return {"kind": kind, "category": category}


def _attachment(kept: AttachmentEntry) -> Attachment:
    """One of before kinds and categories is held like what is most intimate (decision 8)."""
    facts = kept.facts
    day, size, category = facts.get("taken_on"), facts.get("size"), facts.get("category")
    taken_on = date.fromisoformat(day) if isinstance(day, str) else None
    return Attachment(
        kept.id, kept.name, str(facts.get("kind", "other")),
        Category(category) if category in set(Category) else Category.INTIMATE,
        FILE_TYPES.get(str(facts.get("type")), _UNKNOWN_TYPE), str(facts.get("sha256", "")),
        size if isinstance(size, int) else 0, taken_on, kept.by, kept.at,
    )
