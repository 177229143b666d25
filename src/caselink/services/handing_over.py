"""A worker goes on leave, or goes: what she sees to is a colleague's from one step on, with a note in each case.

A case is nobody's by itself. What she sees to are the needs still to be done and the deadlines that bear her name, and
the open cases in which she was the last to see the person, or that were handed to her since. Who has seen whom stays as
it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.forms.deadlines import DEADLINE
from caselink.forms.records import text_in
from caselink.i18n import _
from caselink.services.deadlines import deadlines
from caselink.services.encounters import last_encounters
from caselink.services.office import Office
from caselink.services.records import stamped_record
from caselink.services.stamps import utc_now
from caselink.services.workers import workers
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

ACTION: Final = "handed_over"


@dataclass(slots=True)
class _Hers:
    """What a worker sees to in one case."""

    needs: list[str] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HandOver:
    """What goes, or went: references of cases, how many needs and deadlines in them. `stays` are the references of
    reserved cases, which the colleague can't open: who may is changed in the case itself, by one of the named."""

    cases: tuple[str, ...]
    needs: int
    deadlines: int
    stays: tuple[str, ...]


def look_at(office: Office, worker: str, colleague: str | None = None) -> HandOver:
    """What would go; without a colleague, all that she sees to. Reserved cases that who asks can't open are in neither.
    Raises UserError as `hand_over`."""
    if colleague is None:
        return _told(office, _found(office, worker), ())
    _expect_may(office, worker, colleague)
    return _told(office, *_split(office, worker, colleague))


def hand_over(office: Office, worker: str, colleague: str, note: str) -> HandOver:
    """Hand what `worker` sees to over to a colleague, in one step; the note presses today, in each case.

    Raises UserError, with nothing changed, for who has no key here, for one who only reads, for the same person twice,
    and for somebody else's without being of the coordination.
    """
    _expect_may(office, worker, colleague)
    goes, stays = _split(office, worker, colleague)
    said = " ".join(note.split())
    what = _("Suivi jusqu’ici par {worker}").format(worker=worker)
    written = _("{what} : {note}").format(what=what, note=said) if said else what
    with office.together():
        for case_id, hers in goes.items():
            _write(office, case_id, hers, worker, colleague, written)
    return _told(office, goes, stays)


def _expect_may(office: Office, worker: str, colleague: str) -> None:
    roles = {each.name: each.role for each in workers(office)}
    if worker != office.user and office.role is not Role.COORDINATOR:
        raise UserError(_("La coordination seule confie ce que suit une autre personne : rien n’a été modifié. "
                          "Demandez à la coordination."))
    if colleague == worker:
        raise UserError(_("Choisissez une autre personne : rien n’a été modifié."))
    if colleague not in roles:
        raise UserError(_("Cette personne n’a pas de clé dans ce coffre : rien n’a été modifié. Vérifiez le nom."))
    if roles[colleague] is Role.READ_ONLY:
        raise UserError(_("Cette personne ne fait que lire : rien ne peut lui être confié, et rien n’a été modifié. "
                          "Choisissez quelqu’un d’autre."))


def _split(office: Office, worker: str, colleague: str) -> tuple[dict[str, _Hers], tuple[str, ...]]:
    """What goes, and the cases that stay since the colleague can't open them."""
    found = _found(office, worker)
    stays = [case_id for case_id in found if not _may_open(office, case_id, colleague)]
    return {case_id: hers for case_id, hers in found.items() if case_id not in stays}, tuple(stays)


def _may_open(office: Office, case_id: str, colleague: str) -> bool:
    named = office.vault.reserved_to(case_id)
    return named is None or colleague in named


def _found(office: Office, worker: str) -> dict[str, _Hers]:
    opened, found, names = office.vault.open_cases(), dict[str, _Hers](), office.names_of(worker)
    for case_id, item, record in office.vault.records(Part.NEEDS, having=("owner",)):
        if record.get("owner") in names and record.get("state") == NeedState.TO_DO.value and case_id in opened:
            found.setdefault(case_id, _Hers()).needs.append(item)
    for each in deadlines(office):
        if each.owner in names and not each.source.startswith("needs."):
            found.setdefault(each.case_id, _Hers()).deadlines.append(each)
    for case_id, keeper in _keepers(office).items():
        if keeper in names and case_id in opened:
            found.setdefault(case_id, _Hers())
    return found


def _keepers(office: Office) -> dict[str, str]:
    """Who sees to each case: who had the last encounter, or to whom it was handed over on that day or since."""
    last: dict[str, tuple[str, str, str]] = {}
    for case_id, record in last_encounters(office).items():
        last[case_id] = (text_in(record, "on"), "", text_in(record, "worker"))
    for case_id, _key, record in office.vault.records(Part.DEADLINES, having=("from",)):
        moment = (text_in(record, "on"), text_in(record, "at"), text_in(record, "to"))
        last[case_id] = max(last.get(case_id, moment), moment)
    return {case_id: keeper for case_id, (_on, _at, keeper) in last.items()}


def _write(office: Office, case_id: str, hers: _Hers, worker: str, colleague: str, written: str) -> None:
    case, today = office.vault.case(case_id), office.today().isoformat()
    note: dict[str, Json] = {
        "kind": DeadlineKind.OWN.value, "on": today, "what": written, "owner": colleague, "from": worker,
        "to": colleague,
    }
    with office.vault.change(ACTION, case_id, whom=(colleague,)) as change:
        for item in hers.needs:
            mark = replace(case.needs[item], owner=colleague, marked_by=office.user, marked_at=utc_now(office))
            change.put_need(case_id, item, mark)
        for each in hers.deadlines:
            record = stamped_record(office, DEADLINE, _of_colleague(case, each, colleague))
            change.put_record(case_id, Part.DEADLINES, each.id, record)
        change.put_record(case_id, Part.DEADLINES, new_id(), stamped_record(office, DEADLINE, note))


def _of_colleague(case: Case, deadline: Deadline, colleague: str) -> dict[str, Json]:
    """As it stands, with the colleague's name; of one that follows from elsewhere only that."""
    held = case.records_of(DEADLINE.part).get(deadline.id)
    if held is None:
        held = {"kind": deadline.kind.value, "on": deadline.on.isoformat(), "follows": True}
    return {**held, "owner": colleague}


def _told(office: Office, goes: dict[str, _Hers], stays: Iterable[str]) -> HandOver:
    references = office.vault.references_of([*goes, *stays])
    return HandOver(
        tuple(sorted(references[case_id] for case_id in goes)), sum(len(each.needs) for each in goes.values()),
        sum(len(each.deadlines) for each in goes.values()), tuple(sorted(references[case_id] for case_id in stays)),
    )
