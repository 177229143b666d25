"""Who has seen her: encounters, written down and listed."""

from __future__ import annotations

from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.commands.texts import day_of, json_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.complaint import COMPLAINT
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.evidence import STATES
from caselink.forms.records import record_text
from caselink.i18n import _, ngettext
from caselink.services import encounters as followed
from caselink.services import timeline as lines
from caselink.services.cases import find_case
from caselink.services.complaints import complaints as complaint_steps
from caselink.services.complaints import record_complaint
from caselink.services.evidence import evidence_of, set_evidence


def encounter(options: Namespace) -> Outcome:
    """Write down an encounter from a file."""
    raw = json_from(options.file)
    with opened(options) as office:
        made = followed.record_encounter(office, find_case(office, options.case).id, raw)
    return Outcome({"id": made}, (_("L’entretien est noté."),))


def encounters(options: Namespace) -> Outcome:
    """The encounters of a case, the last one first."""
    with opened(options) as office:
        case = find_case(office, options.case)
    found = followed.encounters(case)
    listed: list[Json] = [{"id": each.id, **each.values} for each in found]
    records = case.records_of(ENCOUNTER.part)
    shown = tuple(record_text(ENCOUNTER, records[each.id]).replace("\n", " ") for each in found)
    return Outcome({"case": options.case, "encounters": listed}, shown)


def complaint(options: Namespace) -> Outcome:
    """Write down a step of the complaint from a file."""
    raw = json_from(options.file)
    with opened(options) as office:
        made = record_complaint(office, find_case(office, options.case).id, raw)
    return Outcome({"id": made}, (_("L’étape de la plainte est notée."),))


def complaints(options: Namespace) -> Outcome:
    """The steps of the complaint of a case, the last one first."""
    with opened(options) as office:
        case = find_case(office, options.case)
    found = complaint_steps(case)
    listed: list[Json] = [{"id": each.id, **each.values} for each in found]
    records = case.records_of(COMPLAINT.part)
    shown = tuple(record_text(COMPLAINT, records[each.id]).replace("\n", " ") for each in found)
    return Outcome({"case": options.case, "complaints": listed}, shown)


def evidence(options: Namespace) -> Outcome:
    """The points of evidence by phone and computer; with `--item` one of them is set before."""
    if (options.item is None) != (options.state is None):
        raise UserError(_("« --item » et « --state » vont ensemble : rien n’a été modifié."))
    with opened(options) as office:
        case = find_case(office, options.case)
        if options.item is not None:
            case = set_evidence(office, case.id, options.item, options.state)
    lines = evidence_of(case)
    listed: list[Json] = [
        {
            "item": line.item.id, "label": _(line.item.label), "state": line.state or None,
            "on": None if line.on is None else line.on.isoformat(),
        }
        for line in lines
    ]
    words = {option.id: option.label for option in STATES}
    shown = tuple(f"{_(words[line.state])}  {_(line.item.label)}" for line in lines if line.state in words)
    return Outcome({"case": options.case, "evidence": listed}, shown)


def seen(options: Namespace) -> Outcome:
    """The last contact of each open case, the longest ago first."""
    since = day_of(options.since, "--since")
    with opened(options) as office:
        found = followed.seen(office, since)
    listed: list[Json] = [
        {
            "case": each.case, "last": None if each.last is None else each.last.isoformat(), "by": each.by,
            "days": each.days,
        }
        for each in found
    ]
    return Outcome({"seen": listed}, tuple(map(_readable, found)))


def timeline(options: Namespace) -> Outcome:
    """All dated things of a case, the oldest first."""
    with opened(options) as office:
        found = lines.timeline(office, find_case(office, options.case))
    listed: list[Json] = [
        {"on": each.on, "at": each.at or None, "kind": each.kind.value, "what": each.what} for each in found
    ]
    shown = tuple(f"{each.on}  {each.at or '     '}  {each.what}".replace("\n", " ") for each in found)
    return Outcome({"case": options.case, "timeline": listed}, shown)


def _readable(each: followed.Seen) -> str:
    if each.last is None or each.days is None:
        return _("{case}  jamais vue").format(case=each.case)
    ago = ngettext("il y a {count} jour", "il y a {count} jours", each.days).format(count=each.days)
    return f"{each.case}  {each.last}  {ago}  {each.by or ''}".rstrip()
