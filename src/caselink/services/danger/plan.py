"""The safety plan of a case: what is to do, done, not wished; and the paper that she takes, where paper is safe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import handed_to_her
from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.partners import PartnerKind
from caselink.errors import UserError
from caselink.forms.danger.plan_items import (
    GROUP_CAUTIONS,
    GROUP_LABELS,
    PLAN,
    PLAN_ITEMS,
    PLAN_NUMBERS,
    PLAN_TEXTS,
    PLAN_TITLE,
    PlanGroup,
    PlanItem,
    reveals_residence,
)
from caselink.forms.her_texts import told_of_text
from caselink.forms.records import day_in, text_in
from caselink.i18n import RIGHT_TO_LEFT, _, language_name, paper_language
from caselink.i18n import language as chosen
from caselink.i18n import text_in as said_in
from caselink.services.cases import read_case
from caselink.services.delivered_words import delivered_words
from caselink.services.directory import partners
from caselink.services.her_language import expect_spoken
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_with_trail
from caselink.services.records import remove_record, write_record

TO_DO: Final = "to_do"
_TICKS: Final = {TO_DO: "□", "done": "✓"}


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One item as it stands in a case; `state` is empty where nobody spoke of it yet."""

    item: PlanItem
    state: str = ""
    due: date | None = None
    note: str = ""


def plan_of(case: Case) -> tuple[PlanLine, ...]:
    """Every item, in the order of the plan."""
    held = case.records_of(PLAN.part)
    return tuple(_line(item, held.get(item.id, {})) for item in PLAN_ITEMS.values())


def set_plan_item(
    office: Office, case_id: str, item: str, state: str, *, due: date | None = None, note: str = ""
) -> Case:
    """Say where an item stands; an empty state takes it out of the plan. `undo` takes either back.

    Raises UserError, with nothing kept, for a closed case, an item or a state that is none, and an item that tells of
    her residence where nothing of it is to be written down.
    """
    problem = plan_residence_problem(office.vault.case(case_id).answers, {"item": item})
    if problem and state:
        raise UserError(problem)
    if not state:
        remove_record(office, case_id, PLAN, item, "plan_item_removed")
    else:
        raw = {"item": item, "state": state, "due": None if due is None else due.isoformat(), "note": note or None}
        write_record(office, case_id, PLAN, raw, "plan_item")
    return read_case(office, case_id)


def plan_residence_problem(answers: Mapping[str, Answer], raw: Mapping[str, object]) -> str:
    """A sentence where an item would tell of a permit that is not to be written down; empty otherwise."""
    if not reveals_residence(raw.get("item")):
        return ""
    held = answers.get("residence.recording")
    if held is None or held.value != "do_not_record":
        return ""
    return _("Il a été choisi de ne pas noter cette partie de la fiche : rien n’a été enregistré. Changez d’abord "
             "ce choix avec la personne.")


def write_plan(office: Office, case_id: str, language: str, out: Path) -> None:
    """Write the paper that she takes, in her language: what is to do and what is done, the numbers of the country; no
    note, no name, no reference. The audit trail says so. For a language that papers have no text in it is in the
    office's, with room beside each line for an interpreter to write it down in hers.

    Raises Refused where nothing says that she can keep a paper, UserError for what is no language, an empty plan, and
    where the file can't be written.
    """
    expect_maker(office, "safety_plan")
    expect_spoken(language)
    expect_free_place(out)
    written = paper_language(language)
    beside = "" if written else language_name(language)
    written = written or chosen()
    case = office.vault.sealed_case(case_id)
    blocks = tuple(_blocks(plan_of(case), written))
    if not blocks:
        raise UserError(_("Le plan est vide : rien n’a été écrit. Choisissez d’abord avec elle ce qui est à faire."))
    numbers = (said_in(written, PLAN_NUMBERS), tuple(_numbers(office, written)))
    paper = handed_to_her(
        case, said_in(written, PLAN_TITLE), (*blocks, numbers), written, beside=beside,
        notes=told_of_text(written, PLAN_TEXTS),
    )
    put_with_trail(office, case_id, prepare("safety_plan", paper), out)


def _line(item: PlanItem, record: Mapping[str, object]) -> PlanLine:
    held = {key: value for key, value in record.items() if isinstance(value, str)}
    return PlanLine(item, text_in(held, "state"), day_in(held, "due"), text_in(held, "note"))


def _blocks(lines: tuple[PlanLine, ...], language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for group in PlanGroup:
        shown = [each for each in lines if each.item.group is group and each.state in _TICKS]
        said = [f"{_TICKS[each.state]}  {said_in(language, each.item.label)}" for each in shown]
        if said and group in GROUP_CAUTIONS:
            said.insert(0, said_in(language, GROUP_CAUTIONS[group]))
        if said:
            yield said_in(language, GROUP_LABELS[group]), tuple(said)


def _numbers(office: Office, language: str) -> Iterator[str]:
    """Emergency numbers, then helplines, of the office's country, by the directory."""
    for partner in sorted(partners(office), key=lambda each: each.kind is not PartnerKind.EMERGENCY):
        near = partner.country in ("", office.country) or not office.country
        if near and partner.phones and partner.kind in (PartnerKind.EMERGENCY, PartnerKind.HELPLINE):
            phones = " · ".join(partner.phones)
            name = delivered_words(partner.name, language).removeprefix(phones).lstrip(", ،")
            yield number_line(phones, name, language)


def number_line(number: str, name: str, language: str) -> str:
    """A number and whose it is. On a page that is read from right to left its parts keep their order, so that nobody
    dials it backwards."""
    return f"\u2066{number}\u2069  {name}" if language in RIGHT_TO_LEFT else f"{number}  {name}"
