"""Dated records of a case (encounters, referrals, deadlines): written down, checked, read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.errors import UserError
from caselink.forms.record_forms import Record, RecordForm, Rule
from caselink.forms.records import Wrong, days_to_come, read_record, text_in
from caselink.i18n import _
from caselink.intake.document import GivenRecord
from caselink.services.office import Office
from caselink.services.stamps import utc_now
from caselink.vault import Change
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

_STAMP: Final = frozenset({"by", "at"})


def write_record(
    office: Office, case_id: str, form: RecordForm, raw: Mapping[str, object], action: str,
    record_id: str | None = None, *, also: Record | None = None,
    beside: Callable[[Change, str, Record], None] | None = None,
) -> str:
    """Write down a record, or with its id another wording of it, and give the id. `also` is what no form shows;
    `beside` writes, in the same change, what follows from it.

    Raises UserError, with nothing kept, for a closed case, an unknown id, and what the form does not take.
    """
    case = expect_open_case(office, case_id)
    held = {} if record_id is None else expect_record(case, form, record_id)
    values, wrong = read_record(form, raw)
    partners = {partner.short_name for partner in office.vault.partners()}
    wrong += wrong_here(form, values, office.today(), partners)
    if wrong:
        raise UserError(_("{sentence} Rien n’a été enregistré.").format(sentence=wrong[0].sentence))
    key = record_id or _new_key(form, values)
    record = stamped_record(office, form, {**_hidden(form, held), **values, **(also or {})})
    with office.vault.change(action, case_id) as change:
        change.put_record(case_id, Part(form.part), key, record)
        if beside is not None:
            beside(change, key, record)
    return key


def remove_record(office: Office, case_id: str, form: RecordForm, record_id: str, action: str) -> None:
    """Take a record away; `undo` brings it back. Raises UserError for a closed case or an unknown id."""
    expect_record(expect_open_case(office, case_id), form, record_id)
    with office.vault.change(action, case_id) as change:
        change.put_record(case_id, Part(form.part), record_id, None)


def stamped_record(office: Office, form: RecordForm, values: Record) -> dict[str, Json]:
    """The record with who wrote it and when; who of the office it is about is the worker at the desk unless said."""
    return {**_default_workers(form, values, office.user), **values, "by": office.user, "at": utc_now(office)}


def write_given(
    change: Change, case: Case, form: RecordForm, records: Iterable[GivenRecord]
) -> dict[str, Record]:
    """Write what an import document gives of one sort, and give what was written by id: one of a known id replaces it,
    one that is there already in the same words is not doubled."""
    written: dict[str, Record] = {}
    held = case.records_of(form.part)
    known = {_comparable(record) for record in held.values()}
    for given in records:
        values = {**_default_workers(form, given.values, change.user), **given.values}
        if given.id is None and _comparable(values) in known:
            continue
        known.add(_comparable(values))
        record = {**values, "by": change.user, "at": change.at}
        key = _given_key(form, given)
        change.put_record(case.id, Part(form.part), key, record)
        written[key] = record
    return written


def wrong_here(form: RecordForm, values: Record, today: date, partners: Container[str]) -> Iterator[Wrong]:
    """What only the office can say: days that have not come, partners that nobody knows."""
    yield from days_to_come(form, values, today)
    for column in form.columns:
        if column.rule is Rule.PARTNER and text_in(values, column.kept) and values[column.kept] not in partners:
            yield Wrong(column.name, unknown_partner())


def unknown_partner() -> str:
    """What is said of a short name that nobody knows."""
    return _("Aucune structure partenaire ne porte ce nom court, ni dans le coffre ni dans le document.")


def expect_open_case(office: Office, case_id: str) -> Case:
    """The case; raises UserError where it is closed: nothing is added to it."""
    case = office.vault.case(case_id)
    if case.status is CaseStatus.CLOSED:
        raise UserError(_("Ce dossier est clos : rien n’a été enregistré. Rouvrez-le d’abord."))
    return case


def expect_record(case: Case, form: RecordForm, record_id: str) -> Record:
    """The record of that id; raises UserError where it is not there, or not any more."""
    record = case.records_of(form.part).get(record_id)
    if record is None:
        raise UserError(_("Cet élément n’est pas, ou plus, dans ce dossier : rien n’a été modifié. Rouvrez le "
                          "dossier, il a changé entre-temps."))
    return record


def newest_first(case: Case, form: RecordForm) -> list[tuple[str, Record]]:
    """The records of a case with their ids, the last day first."""
    return sorted(case.records_of(form.part).items(), key=_moment, reverse=True)


def _moment(pair: tuple[str, Record]) -> tuple[str, ...]:
    key, record = pair
    return text_in(record, "on"), text_in(record, "time"), str(record["at"]), key


def _new_key(form: RecordForm, values: Record) -> str:
    return text_in(values, form.keyed_by) if form.keyed_by else new_id()


def _given_key(form: RecordForm, given: GivenRecord) -> str:
    """Whatever id a document gives, a record that is kept under a value of its own stands there."""
    return _new_key(form, given.values) if form.keyed_by or given.id is None else given.id


def _default_workers(form: RecordForm, values: Record, user: str) -> dict[str, Json]:
    return {column.kept: user for column in form.columns if column.rule is Rule.WORKER and column.kept not in values}


def _hidden(form: RecordForm, held: Record) -> dict[str, Json]:
    """What a record holds that its form does not show (what became of it): kept when it is worded anew."""
    shown = {column.kept for column in form.columns}
    return {name: value for name, value in held.items() if name not in shown | _STAMP}


def _comparable(values: Record) -> tuple[tuple[str, str], ...]:
    said = {name: str(value) for name, value in values.items() if name not in _STAMP and value is not None}
    return tuple(sorted(said.items()))
