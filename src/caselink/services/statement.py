"""The draft of a professional's attestation, to be copied out by hand (FR 202 CPC, BE 961/1 of the judicial code).

Days and places of encounters are offered; the text is typed anew, and repeats nothing of what stands in an encounter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import worker_statement
from caselink.domain.case import Case
from caselink.errors import Refused, UserError
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.records import column_text, text_in
from caselink.forms.schema import Kind
from caselink.forms.statement import LONGEST, STATEMENTS, Statement
from caselink.forms.texts import day_text
from caselink.forms.typed_text import text_fault
from caselink.i18n import _, language
from caselink.names.folding import plain
from caselink.services.encounters import Encounter, encounters
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_with_trail
from caselink.services.telling import refuse_answers

_RUN: Final = 5
"""Words in a row that are no longer typed anew."""
_SHORTEST: Final = 8
"""Letters of a whole cell that may not be repeated; a shorter one may stand in any sentence by chance."""
_OFFERED: Final = frozenset({"on", "at", "by", "place", "channel", "alone", "next_on"})


def offered_days(case: Case) -> tuple[tuple[str, str], ...]:
    """Each encounter by its id, with its day, way and place: what an attestation may begin its sentences with."""
    return tuple((each.id, _offer(each)) for each in encounters(case))


def _offer(encounter: Encounter) -> str:
    way, column, place = encounter.values.get("channel"), ENCOUNTER.column("channel"), encounter.values.get("place")
    said = "" if column is None or way is None else column_text(column, way)
    return ", ".join(filter(None, (day_text(encounter.on), said, place if isinstance(place, str) else "")))


def write_statement(office: Office, case_id: str, text: str, out: Path, *, asked_by_her: bool) -> None:
    """Write the draft; the audit trail says so. Names of the parties and of whoever attests are left to be written.

    Raises Refused unless she asked for it, for words that stand in an encounter or hold an answer of the form,
    UserError for no text or one that can't be printed, and where it can't be written.
    """
    expect_maker(office, "statement")
    said = text.strip()
    if not said:
        raise UserError(_("Écrivez ce que vous avez vu et entendu vous-même : rien n’a été écrit."))
    fault = text_fault(said, LONGEST, many_lines=True)
    if fault is not None:
        raise UserError(_("Ce qui est attesté : {fault} Rien n’a été écrit.").format(fault=fault))
    expect_free_place(out)
    case = office.vault.sealed_case(case_id)
    if _repeats(case, said):
        raise Refused(_(
            "Ce texte reprend ce qui est noté dans un entretien, qui ne quitte jamais le service : dites-le avec "
            "d’autres mots, tels que vous les diriez au juge. Rien n’a été écrit."
        ))
    refuse_answers(case, said)
    model = STATEMENTS.get(office.country, STATEMENTS[""])
    made = worker_statement(_(model.title), tuple(_blocks(model, said)), language(), asked_by_her=asked_by_her)
    put_with_trail(office, case_id, prepare("statement", made), out)


def _blocks(model: Statement, said: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("À recopier en entier à la main, puis dater et signer"), tuple(_(line) for line in model.rules)
    yield _("Qui atteste"), tuple(_(line) for line in model.blanks)
    yield _("Ce que j’ai vu et entendu moi-même"), tuple(line for line in said.splitlines() if line.strip())
    yield _("À la fin"), tuple(_(line) for line in model.end)


def _repeats(case: Case, said: str) -> bool:
    words = plain(said)
    typed = f" {words} "
    for record in case.records_of(ENCOUNTER.part).values():
        for column in ENCOUNTER.columns:
            if column.name in _OFFERED or column.field.kind not in (Kind.TEXT, Kind.LONG_TEXT):
                continue
            noted = plain(text_in(record, column.kept))
            if len(noted) >= _SHORTEST and f" {noted} " in typed:
                return True
            each = noted.split()
            if any(f" {' '.join(each[at:at + _RUN])} " in typed for at in range(len(each) - _RUN + 1)):
                return True
    return False
