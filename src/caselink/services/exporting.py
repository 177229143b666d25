"""Taking whole cases out of the vault, in the document that imports again: a coordinator's act, with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caselink.disclosure.gate import office_view
from caselink.documents.export import export_document, seal_export
from caselink.documents.letterhead import new_document_id
from caselink.documents.seal import new_document_passphrase
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.errors import UserError
from caselink.i18n import _, ngettext
from caselink.services.cases import find_case
from caselink.services.imports import LARGEST_DOCUMENT
from caselink.services.meetings.records import meetings_of
from caselink.services.office import Office
from caselink.vault.outside import expect_free_place, new_file


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. `passphrase` is shown once and kept nowhere; None for a document in the clear."""

    id: str
    path: Path
    passphrase: str | None
    cases: int
    warnings: tuple[str, ...]


def export_cases(
    office: Office, references: Sequence[str], out: Path, reason: str, *, plain: bool = False
) -> Exported:
    """Write these cases and the directory; without references all cases but the reserved ones, which are named.

    Each case keeps who took it out, when and why; file and that come to be together. Raises UserError where the worker
    is no coordinator or gives no reason, for an unknown case and where nothing can be written there, EventsAltered
    where a case does not match its audit chain.
    """
    expect_free_place(out)
    left_out = 0 if references else len(_reserved(office) & {*office.vault.references().values()})
    cases = list(_named(office, references) if references else _open_to_all(office))
    view = office_view(office.role, cases, office.vault.partners(), reason, meetings_of(office, cases))
    content, passphrase = export_document(view), None
    if len(content) > LARGEST_DOCUMENT:
        raise UserError(
            _("Ces dossiers font un document trop grand pour se réimporter : exportez-les en plusieurs fois. Rien "
              "n’a été écrit.")
        )
    if not plain:
        passphrase = new_document_passphrase()
        content = seal_export(content, passphrase)
    export_id = new_document_id()
    body: dict[str, Json] = {
        "export": export_id, "reason": view.reason, "plain": plain, "sha256": hashlib.sha256(content).hexdigest(),
    }
    try:
        with new_file(out, content) as give_name, office.vault.change("export") as change:
            for case in cases:
                change.add_event(case.id, EventKind.EXPORTED, body)
            give_name()
    except OSError as fault:
        raise UserError(
            _("Le fichier n’a pas pu être écrit à cet endroit : rien n’a été exporté. Vérifiez la place et les droits.")
        ) from fault
    return Exported(export_id, out, passphrase, len(cases), tuple(_warnings(cases, left_out, plain=plain)))


def _named(office: Office, references: Sequence[str]) -> Iterator[Case]:
    for reference in dict.fromkeys(references):
        yield office.vault.sealed_case(find_case(office, reference).id)


def _open_to_all(office: Office) -> Iterator[Case]:
    reserved = _reserved(office)
    for case_id, reference in sorted(office.vault.references().items()):
        if reference not in reserved:
            yield office.vault.sealed_case(case_id)


def _reserved(office: Office) -> frozenset[str]:
    return frozenset(reference for reference, *_more in office.vault.reservations())


def _warnings(cases: Sequence[Case], left_out: int, *, plain: bool) -> Iterator[str]:
    if plain:
        yield _("Ce fichier se lit sans phrase de passe : gardez-le comme le coffre, et effacez-le après usage.")
    if left_out:
        yield ngettext(
            "{count} dossier réservé n’y est pas : nommez-le pour l’exporter.",
            "{count} dossiers réservés n’y sont pas : nommez-les pour les exporter.", left_out,
        ).format(count=left_out)
    taken = sum(case.reserved for case in cases)
    if taken:
        yield ngettext(
            "{count} dossier réservé en fait partie : dans ce fichier il ne l’est plus.",
            "{count} dossiers réservés en font partie : dans ce fichier ils ne le sont plus.", taken,
        ).format(count=taken)
