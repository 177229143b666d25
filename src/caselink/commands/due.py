"""What is due, and what partners were asked."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import day_of, json_from, text_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.domain.deadlines import Deadline
from caselink.errors import UserError
from caselink.forms.deadlines import KIND_LABELS
from caselink.forms.needs import NEEDS
from caselink.forms.referrals import REFERRAL
from caselink.forms.schema import Option
from caselink.i18n import _, ngettext
from caselink.services import deadlines as dated
from caselink.services import handing_over
from caselink.services import referrals as handed
from caselink.services.calendar_file import write_deadlines
from caselink.services.cases import find_case
from caselink.services.figures.annual import report_due
from caselink.services.office import Office


def deadlines(options: Namespace) -> Outcome:
    """Everything due, overdue first; with `--ics` also a calendar file that tells nothing of it."""
    until = day_of(options.until, "--until")
    with opened(options) as office:
        found = (*report_deadlines(office, until), *dated.deadlines(office, until))
        today = office.today()
        if options.ics is not None:
            write_deadlines(office, found, Path(options.ics))
    listed: list[Json] = [
        {
            "id": each.id, "case": each.case, "kind": each.kind.value, "on": each.on.isoformat(),
            "overdue": each.overdue(today),
        }
        for each in found
    ]
    written = {} if options.ics is None else {"id": None, "path": options.ics, "passphrase": None, "warnings": []}
    return Outcome({"deadlines": listed, **written}, tuple(_readable(each) for each in found))


def report_deadlines(office: Office, until: date | None) -> tuple[Deadline, ...]:
    """That of the annual report, which is of no case."""
    due = report_due(office)
    return () if due is None or (until is not None and due.on > until) else (due,)


def deadline(options: Namespace) -> Outcome:
    """Write a deadline down from a file, put one off, or say that it is done."""
    asked = [option for option in (options.new, options.snooze, options.done) if option is not None]
    if len(asked) != 1:
        raise UserError(_("Une seule de ces options est attendue : --new, --snooze ou --done. Rien n’a été modifié."))
    if options.snooze is not None and (options.until is None or options.why_file is None):
        raise UserError(_("« --snooze » va avec « --until » et « --why-file » : rien n’a été modifié."))
    until = day_of(options.until, "--until")
    raw = json_from(options.new) if options.new is not None else {}
    why = text_from(options.why_file) if options.why_file is not None else ""
    with opened(options) as office:
        case_id = find_case(office, options.case).id
        if options.new is not None:
            return Outcome({"id": dated.record_deadline(office, case_id, raw)}, (_("L’échéance est notée."),))
        if options.done is not None:
            dated.finish_deadline(office, case_id, options.done)
        elif until is not None:
            dated.snooze(office, case_id, options.snooze, until, why)
    return Outcome({"id": asked[0]}, (_("C’est noté."),))


def referral(options: Namespace) -> Outcome:
    """Write down where a referral stands."""
    why = text_from(options.why_file).strip() if options.why_file is not None else ""
    raw = {
        "need": options.need, "to": options.to, "state": options.state, "on": options.on, "due": options.due,
        "why": why or None,
    }
    with opened(options) as office:
        made = handed.record_referral(office, find_case(office, options.case).id, raw)
    return Outcome({"id": made}, (_("L’orientation est notée."),))


def referrals(options: Namespace) -> Outcome:
    """The referrals of a case or of all, the last one first, and what each partner made of them."""
    with opened(options) as office:
        found = handed.all_referrals(office) if options.case is None else handed.referrals(
            find_case(office, options.case)
        )
        references = _references(office, found)
    listed: list[Json] = [
        {
            "id": each.id, "case": references[each.case_id], "need": each.need, "to": each.to, "state": each.state,
            "on": None if each.on is None else each.on.isoformat(),
            "due": None if each.due is None else each.due.isoformat(), "why": each.why or None, "by": each.by,
        }
        for each in found
    ]
    partners: list[Json] = [
        {
            "partner": each.partner, "asked": each.asked, "accepted": each.accepted, "refused": each.refused,
            "reasons": [{"why": why, "count": count} for why, count in each.reasons],
        }
        for each in handed.answers_by_partner(found)
    ]
    shown = tuple(
        f"{each.on or ''}  {references[each.case_id]}  {_(NEEDS[each.need].label)}  {each.to}  {_state(each.state)}"
        for each in found
    )
    return Outcome({"referrals": listed, "partners": partners}, shown)


def hand_over(options: Namespace) -> Outcome:
    """Hand what a worker sees to over to a colleague; with `--look` only say what would go."""
    note = text_from(options.note_file).strip() if options.note_file is not None else ""
    with opened(options) as office:
        worker = options.of or office.user
        if options.look:
            found = handing_over.look_at(office, worker, options.to)
        else:
            found = handing_over.hand_over(office, worker, options.to, note)
    document: dict[str, Json] = {
        "cases": list(found.cases), "needs": found.needs, "deadlines": found.deadlines, "stays": list(found.stays),
    }
    stays = _("Restent, réservés à d’autres : {cases}.").format(cases=", ".join(found.stays))
    said = ngettext("{count} dossier : {cases}", "{count} dossiers : {cases}", len(found.cases))
    line = said.format(count=len(found.cases), cases=", ".join(found.cases))
    return Outcome(document, (line,), (stays,) if found.stays else ())


def _references(office: Office, found: tuple[handed.Referral, ...]) -> dict[str, str]:
    return office.vault.references_of(each.case_id for each in found)


def _state(state: str) -> str:
    column = REFERRAL.column("state")
    option: Option | None = None if column is None else column.field.option(state)
    return state if option is None else _(option.label)


def _readable(each: Deadline) -> str:
    about = [_(NEEDS[each.item].label)] if each.item in NEEDS else []
    about += [text for text in (each.partner, each.text.replace("\n", " ")) if text]
    return "  ".join([each.on.isoformat(), each.case, _(KIND_LABELS[each.kind]), *about])
