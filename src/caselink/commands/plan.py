"""The safety plan of a case, what was spoken of with him, and the papers that each takes away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.texts import day_of, json_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.danger.plan_items import STATES
from caselink.forms.danger.with_him import WITH_HIM
from caselink.forms.records import record_text
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.danger.plan import PlanLine, plan_of, set_plan_item, write_plan
from caselink.services.danger.with_him import interviews, record_interview, write_his_paper

_STATES = {option.id: option.label for option in STATES}


def plan(options: Namespace) -> Outcome:
    """The items of the plan; with `--item` one of them is set before."""
    if (options.item is None) != (options.state is None):
        raise UserError(_("« --item » et « --state » vont ensemble : rien n’a été modifié."))
    with opened(options) as office:
        case = find_case(office, options.case)
        if options.item is not None:
            state = "" if options.state == "none" else options.state
            case = set_plan_item(office, case.id, options.item, state, due=day_of(options.due, "--due"))
        lines = plan_of(case)
    listed: list[Json] = [_document(line) for line in lines]
    said = (f"{_(_STATES[line.state])}  {_(line.item.label)}" for line in lines if line.state in _STATES)
    return Outcome({"case": options.case, "plan": listed}, tuple(said))


def plan_paper(options: Namespace) -> Outcome:
    """Write the paper that she takes. Exit 3 where nothing says that she can keep one."""
    out = Path(options.out)
    with opened(options) as office:
        write_plan(office, find_case(office, options.case).id, options.language, out)
    return _written(out)


def with_him(options: Namespace) -> Outcome:
    """What was spoken of with him, the last first; with `--new` one more is noted before."""
    data = None if options.new is None else json_from(options.new)
    with opened(options) as office:
        case = find_case(office, options.case)
        if data is not None:
            record_interview(office, case.id, data)
            case = find_case(office, options.case)
        found = interviews(case)
    listed: list[Json] = [{"id": each.id, **each.values} for each in found]
    records = case.records_of(WITH_HIM.part)
    said = tuple(record_text(WITH_HIM, records[each.id]).replace("\n", " ") for each in found)
    return Outcome({"case": options.case, "with_him": listed}, said)


def his_paper(options: Namespace) -> Outcome:
    """Write what he takes away of an interview. Exit 3 where he did not agree."""
    out = Path(options.out)
    with opened(options) as office:
        write_his_paper(office, find_case(office, options.case).id, options.interview, out)
    return _written(out)


def _document(line: PlanLine) -> dict[str, Json]:
    return {
        "item": line.item.id, "group": line.item.group.value, "label": _(line.item.label),
        "state": line.state or None, "due": None if line.due is None else line.due.isoformat(),
        "need": line.item.need or None,
    }


def _written(out: Path) -> Outcome:
    document: dict[str, Json] = {"id": None, "path": str(out), "passphrase": None, "warnings": []}
    return Outcome(document, (_("Écrit : {path}").format(path=out),))
