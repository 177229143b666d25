"""The way of every paper: written from what the gate made, sealed where it is declared so, put on disk by the one
writer, and for one that leaves to somebody together with its register entry.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caselink.documents.letterhead import Letterhead, new_document_id
from caselink.documents.papers import PAPERS, GateType, Paper
from caselink.documents.seal import new_document_passphrase, seal_pdf
from caselink.domain.answers import Json
from caselink.domain.events import EventKind
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.audit import audit_head, shortened_head
from caselink.services.office import Office
from caselink.services.paper_files import write_paper
from caselink.services.worker_card import office_logo, worker_card
from caselink.vault import Change
from caselink.vault.outside import new_file


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper in memory, as it will be handed over. `passphrase` is shown once and kept nowhere; empty for a paper that
    is not sealed.
    """

    paper: Paper
    content: bytes
    passphrase: str

    def put_on_disk(self, out: Path, not_written: str) -> None:
        """Write a paper of which no register entry is kept. Raises UserError where the name is not free, or with
        `not_written`, a finished sentence, where nothing can be written there; nothing is left then. Raises ValueError
        for one that follows the clock: `put_by_the_clock` writes that.
        """
        if not self.paper.by_any_clock:
            raise ValueError(f"{self.paper.kind} is made by a clock that goes with the vault")
        write_paper(self.content, out, not_written)


@dataclass(frozen=True, slots=True)
class Head:
    """What a document that leaves bears, and the audit head that its register entry keeps whole."""

    letterhead: Letterhead
    audit_head: str


def prepare(kind: str, made: GateType, *beside: object, plain: bool = False, known: str = "") -> Sheet:
    """The paper of that kind in memory, made from what the gate made; `plain` without its seal, where its declaration
    allows that; sealed with a passphrase that the recipient knows already where `known` gives it. Raises TypeError for
    what is of another type, ValueError for a seal that may not be left out.
    """
    paper = PAPERS[kind]
    if not isinstance(made, paper.takes):
        raise TypeError(f"{kind} is not made from a {type(made).__name__}")
    content = paper.writer(made, *beside)
    if plain and not paper.may_be_plain:
        raise ValueError(f"{kind} is never handed over without its seal")
    sealed = paper.sealed and not plain
    passphrase = (known or new_document_passphrase()) if sealed else ""
    return Sheet(paper, seal_pdf(content, passphrase, _(paper.label)) if sealed else content, passphrase)


def expect_maker(office: Office, kind: str) -> None:
    """Raises UserError where a worker of this role does not make such a paper."""
    if office.role not in PAPERS[kind].made_by:
        raise UserError(_("Votre rôle ne permet pas de préparer ce document : rien n’a été préparé. Demandez à la "
                          "coordination."))


def head_for(office: Office, recipient_name: str, legal_bases: Mapping[str, str]) -> Head:
    """The letterhead of a new document of this office for that recipient; see `Letterhead` for the legal bases."""
    head, card = audit_head(office), worker_card(office)
    return Head(
        Letterhead(
            document_id=new_document_id(),
            office_name=office.name,
            office_phone=office.phone,
            office_email=office.email,
            worker=card.name or office.user,
            worker_role=card.role,
            worker_phone=card.phone,
            logo=office_logo(office),
            made_on=office.today(),
            recipient_name=recipient_name,
            legal_bases=legal_bases,
            audit_head=shortened_head(head),
        ),
        head,
    )


def put_with_trail(office: Office, case_id: str | None, sheet: Sheet, out: Path) -> None:
    """Put a paper on disk that the one it is about takes away, or the office keeps, together with its line in the audit
    trail, or neither; None for what is of no one case.

    Raises UserError where it can't be written, or nobody vouches for the clock.
    """
    office.vault.clock.expect_sure()
    try:
        with new_file(out, sheet.content) as give_name, office.vault.change(sheet.paper.kind, case_id):
            give_name()
    except OSError as fault:
        raise UserError(_not_written()) from fault


def put_by_the_clock(office: Office, sheet: Sheet, out: Path, not_written: str) -> None:
    """Write a paper of which neither a register entry nor a line in the trail is kept. Raises ClockUnsure by a clock
    that nobody vouches for, UserError as `Sheet.put_on_disk`."""
    office.vault.clock.expect_sure()
    write_paper(sheet.content, out, not_written)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A document that leaves to somebody, and where to. `body` is what its register entry says of whom, what for and of
    what."""

    case_id: str
    sheet: Sheet
    head: Head
    out: Path
    body: Mapping[str, Json]


def hand_over(
    office: Office, case_id: str, sheet: Sheet, head: Head, out: Path, body: Mapping[str, Json]
) -> None:
    """Put a document on disk that leaves to somebody; see `hand_over_all`."""
    hand_over_all(office, [Leaving(case_id, sheet, head, out, body)])


def hand_over_all(office: Office, leaving: Sequence[Leaving]) -> None:
    """Put documents of one kind and one case on disk that leave to somebody: register and files come to be together,
    all or none.

    A file has its name before its entry is kept: where the program is killed in between it lies there with a passphrase
    that nobody has seen, and says nothing to anybody (decision 25). Raises UserError where it can't be written, or the
    worker's role makes no such paper.
    """
    kind, case_id = leaving[0].sheet.paper.kind, leaving[0].case_id
    expect_maker(office, kind)
    try:
        with contextlib.ExitStack() as files, office.vault.change(kind, case_id) as change:
            for each in leaving:
                give_name = files.enter_context(new_file(each.out, each.sheet.content))
                change.add_event(case_id, EventKind.LEFT, _entry(each))
                give_name()
    except OSError as fault:
        raise UserError(_not_written()) from fault


def hand_over_of_cases(
    office: Office, sheet: Sheet, head: Head, out: Path, bodies: Mapping[str, Mapping[str, Json]],
    beside: Callable[[Change], None],
) -> None:
    """Put one document on disk that tells of several cases: a register entry in each (`bodies` by case), what `beside`
    writes, and the file come to be together, or nothing does. Raises UserError as `hand_over_all`."""
    expect_maker(office, sheet.paper.kind)
    office.vault.clock.expect_sure()
    try:
        with new_file(out, sheet.content) as give_name, office.vault.change(sheet.paper.kind) as change:
            for case_id, body in bodies.items():
                change.add_event(case_id, EventKind.LEFT, _entry(Leaving(case_id, sheet, head, out, body)))
            beside(change)
            give_name()
    except OSError as fault:
        raise UserError(_not_written()) from fault


def _entry(leaving: Leaving) -> dict[str, Json]:
    return {
        "document": leaving.head.letterhead.document_id, "paper": leaving.sheet.paper.kind, **leaving.body,
        "sha256": hashlib.sha256(leaving.sheet.content).hexdigest(), "audit_head": leaving.head.audit_head,
    }


def _not_written() -> str:
    return _("Le fichier n’a pas pu être écrit à cet endroit : rien n’a été préparé. Vérifiez la place et les droits.")
