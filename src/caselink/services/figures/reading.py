"""The cases of the office as they are counted: their days, their answers, what happened in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from caselink.domain.answers import Age, Json, value_from_json
from caselink.domain.events import EventKind
from caselink.domain.needs import Domain, NeedState
from caselink.domain.partial_date import PartialDate
from caselink.domain.partners import Partner, PartnerKind
from caselink.figures.counting import TableAsked
from caselink.figures.dimensions import DIMENSIONS, NEVER_NAMED, OTHER, VICTIM_KINDS
from caselink.figures.facts import NOT_COUNTED, CaseFacts, Happening, answer_values
from caselink.figures.indicators import Population
from caselink.forms.needs import NEEDS
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in, text_in
from caselink.services.office import Office
from caselink.vault.counting import CountedRows
from caselink.vault.parts import Part

_SEEN_ON: Final = "professional.seen_on"
_BIRTH: Final = "person.birth"
_AGES: Final = ((18, "under_18"), (25, "from_18_to_24"), (35, "from_25_to_34"), (50, "from_35_to_49"),
                (65, "from_50_to_64"))
"""Years from which on the next band counts, in the bands of the form."""
_PARTS: Final[Mapping[Population, Part]] = {
    Population.REFERRALS: Part.REFERRALS, Population.NEEDS_DONE: Part.NEEDS, Population.COMPLAINTS: Part.COMPLAINTS,
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What of the cases must be read for these tables."""

    paths: frozenset[str]
    parts: frozenset[Part]
    plain: tuple[tuple[str, str], ...]
    """Dimensions that are an answer as it stands, each with its path."""
    others: frozenset[str]
    """All other dimensions."""
    populations: frozenset[Population]


def read_facts(
    office: Office, asked: Collection[TableAsked], give_way: Callable[[], None] = lambda: None, *, owners: bool = False
) -> list[CaseFacts]:
    """Every case that this worker may see, as far as these tables count it; with `owners` also who sees to each. It
    stops between two thousand cases where something else waits."""
    wanted = _wanted(asked, owners=owners)
    partners = {each.short_name: each for each in office.vault.partners()}
    rows = office.vault.rows_to_count(wanted.paths, wanted.parts, "children")
    give_way()
    events = dict(_events(office, wanted.populations))
    found = []
    for number, each in enumerate(rows):
        if number % 2_000 == 0:
            give_way()
        found.append(_facts(office, each, wanted, partners, events.get(each.case, ()), owners=owners))
    return found


def _wanted(asked: Collection[TableAsked], *, owners: bool) -> _Wanted:
    dimensions = {dimension.id: dimension for table in asked for dimension in table.dimensions}
    populations = {table.indicator.population for table in asked}
    paths = {dimension.path for dimension in dimensions.values() if dimension.path}
    paths |= {_SEEN_ON, NOT_COUNTED} | ({_BIRTH} if "age" in dimensions else set())
    parts = {Part.ENCOUNTERS} | {_PARTS[each] for each in populations if each in _PARTS}
    parts |= {Part.ASSESSMENTS} if dimensions.keys() & {"danger_first", "danger_last"} else set()
    parts |= {Part.NEEDS} if owners else set()
    plain = tuple((name, each.path) for name, each in dimensions.items() if each.path and name != "age")
    others = frozenset(dimensions) - {name for name, _path in plain}
    return _Wanted(frozenset(paths), frozenset(parts), plain, others, frozenset(populations))


def _facts(
    office: Office, rows: CountedRows, wanted: _Wanted, partners: Mapping[str, Partner], events: Iterable[Happening],
    *, owners: bool,
) -> CaseFacts:
    received = _received(office, rows)
    happenings = [*events, *_happenings(rows, wanted, partners, received, office)]
    return CaseFacts(
        rows.case, received, None if rows.closed_at is None else _day(office, rows.closed_at),
        dict(_values(rows, wanted, received)), tuple(happenings), rows.answers.get(NOT_COUNTED) is not True,
        frozenset(_owners(rows)) if owners else frozenset(),
    )


def _day(office: Office, moment: str) -> date:
    return office.time.local(datetime.fromisoformat(moment)).date()


def _received(office: Office, rows: CountedRows) -> date:
    days = [_day(office, rows.opened_at)]
    days += [on for _key, record in rows.records.get(Part.ENCOUNTERS, ()) if (on := day_in(record, "on")) is not None]
    seen_on = rows.answers.get(_SEEN_ON)
    if isinstance(seen_on, str):
        said = PartialDate.parse(seen_on)
        days += [said.first_day()] if said.day is not None and not said.about else []
    return min(days)


def _values(rows: CountedRows, wanted: _Wanted, received: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, path in wanted.plain:
        if path in rows.answers and (said := answer_values(rows.answers[path])):
            yield name, said
    for name in wanted.others:
        found: tuple[str, ...] = ()
        match name:
            case "age":
                band = DIMENSIONS[name].path
                found = _age(rows.answers.get(_BIRTH), received) or answer_values(rows.answers.get(band))
            case "children":
                found = (("none", "one", "two", "more")[min(3, len(rows.records.get(Part.ENTRIES, ())))],)
            case "interpreter_had":
                had = any(text_in(record, "interpreter") for _key, record in rows.records.get(Part.ENCOUNTERS, ()))
                found = ("yes" if had else "no",)
            case "danger_first" | "danger_last":
                made = sorted((text_in(record, "on"), text_in(record, "at"), text_in(record, "level"))
                              for _key, record in rows.records.get(Part.ASSESSMENTS, ()))
                found = (made[0 if name == "danger_first" else -1][2],) if made else ()
            case _:
                pass
        if found:
            yield name, found


def _age(raw: Json, on: date) -> tuple[str, ...]:
    """The band of her age on that day, where a date of birth or an age tells it for certain."""
    if raw is None:
        return ()
    value = value_from_json(raw)
    if isinstance(value, Age):
        return (_band(value.years + round((on - value.said_on).days / 365.25)),)
    if not isinstance(value, str):
        return ()
    birth = PartialDate.parse(value)
    bands = {_band(_years(day, on)) for day in (birth.first_day(), birth.last_day())}
    return tuple(bands) if len(bands) == 1 else ()


def _years(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _band(years: int) -> str:
    return next((band for until, band in _AGES if years < until), "from_65")


def _happenings(
    rows: CountedRows, wanted: _Wanted, partners: Mapping[str, Partner], received: date, office: Office
) -> Iterator[Happening]:
    for population in wanted.populations:
        match population:
            case Population.ENCOUNTERS:
                yield from _dated(population, rows.records.get(Part.ENCOUNTERS, ()), lambda record: {
                    "channel": text_in(record, "channel")
                })
            case Population.COMPLAINTS:
                yield from _dated(population, rows.records.get(Part.COMPLAINTS, ()), lambda record: {
                    "complaint_step": text_in(record, "step")
                })
            case Population.REFERRALS:
                yield from _dated(population, rows.records.get(Part.REFERRALS, ()), lambda record: {
                    "referral_state": text_in(record, "state"), **_towards(partners.get(text_in(record, "to"))),
                })
            case Population.NEEDS_DONE:
                yield from _needs(office, rows.records.get(Part.NEEDS, ()), received)
            case _:
                pass


def _dated(
    population: Population, records: Iterable[tuple[str, Record]], values: Callable[[Record], dict[str, str]]
) -> Iterator[Happening]:
    for _key, record in records:
        on = day_in(record, "on")
        if on is not None:
            yield Happening(population.value, on, {name: value for name, value in values(record).items() if value})


def _towards(partner: Partner | None) -> dict[str, str]:
    """To whom, without telling of a right to stay."""
    if partner is None or partner.kind in NEVER_NAMED:
        return {"referral_kind": OTHER, "partner": OTHER}
    kind = "victims" if partner.kind in VICTIM_KINDS else OTHER
    kind = "perpetrators" if partner.kind is PartnerKind.PERPETRATOR_SERVICE else kind
    return {"referral_kind": kind, "partner": partner.name}


def _needs(office: Office, records: Iterable[tuple[str, Record]], received: date) -> Iterator[Happening]:
    for item, record in records:
        declared, at = NEEDS.get(item), text_in(record, "at")
        if declared is None or declared.domain is Domain.RESIDENCE or record.get("state") != NeedState.DONE or not at:
            continue
        on = _day(office, at)
        days = max(0, (on - received).days)
        yield Happening(Population.NEEDS_DONE.value, on, {"domain": declared.domain.value}, days)


def _events(office: Office, populations: Collection[Population]) -> Iterator[tuple[str, list[Happening]]]:
    by_case: dict[str, list[Happening]] = {}
    if Population.CONSENTS in populations:
        for kind, said in ((EventKind.CONSENT_GIVEN, "given"), (EventKind.CONSENT_WITHDRAWN, "withdrawn")):
            for event in office.vault.events_of_kind(kind):
                on = date.fromisoformat(str(event.body["given_on" if said == "given" else "on"]))
                happening = Happening(Population.CONSENTS.value, on, {"consent": said})
                by_case.setdefault(event.case_id, []).append(happening)
    if Population.LEFT in populations:
        for event in office.vault.events_of_kind(EventKind.LEFT):
            paper = str(event.body.get("paper", "liaison_form"))
            happening = Happening(Population.LEFT.value, _day(office, event.at), {"paper": paper})
            by_case.setdefault(event.case_id, []).append(happening)
    yield from by_case.items()


def _owners(rows: CountedRows) -> Iterator[str]:
    """Who sees to a need of it that is to be done, and who saw her last."""
    for _item, record in rows.records.get(Part.NEEDS, ()):
        if record.get("state") == NeedState.TO_DO and (owner := text_in(record, "owner")):
            yield owner
    met = [(text_in(record, "on"), text_in(record, "time"), text_in(record, "worker"))
           for _key, record in rows.records.get(Part.ENCOUNTERS, ())]
    if met and max(met)[2]:
        yield max(met)[2]
