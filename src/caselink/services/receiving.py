"""A form of another office: what it carries is seen field by field beside what is here; what the worker ticks is taken.

Nothing is merged by itself. Victim and accused never change roles. Where each answer came from is kept with the case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.documents.carried import NAME, SCHEMA
from caselink.domain.answers import Answer, Json, NoAnswer, Source, Value, value_to_json
from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.received import RECEIVED
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Place
from caselink.forms.texts import value_text
from caselink.forms.validation import Invalid, check_asked
from caselink.i18n import _
from caselink.intake.carried import Carried, CarriedAnswer, read_carried
from caselink.intake.files.apart import inside
from caselink.intake.files.recognising import StrangeFile
from caselink.names.comparing import near_name, same_name
from caselink.names.person import Name
from caselink.services.cases import caseload, new_case
from caselink.services.office import Office
from caselink.services.records import expect_open_case, write_record
from caselink.services.signatures import BROKEN, warning_of, who_signed
from caselink.services.stamps import stamped
from caselink.vault.parts import Part

NEW: Final = "new"
SAME: Final = "same"
DIFFERS: Final = "differs"
_MOST_LOOKED_AT: Final = 20
Values = Mapping[str, Value | NoAnswer]
_HERS: Final = ("goes_by", "first_names", "last_name", "birth_name", "latin_name")
_HIS: Final = ("first_names", "last_name", "latin_name")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer that came, beside what stands here. `path` has the number of an entry; `state` is `new`, `same` or
    `differs`; `here_by` and `here_on` say who wrote what stands here, and when (a moment in UTC)."""

    path: str
    label: str
    here: Json
    here_text: str
    there: Json
    there_text: str
    state: str
    here_by: str = ""
    here_on: str = ""


@dataclass(frozen=True, slots=True)
class FormReceived:
    """A form before anything is taken of it. `case_id` is that of the case it is laid beside; empty for a new one."""

    carried: Carried
    case_id: str
    reference: str
    signature: str
    """`good`, `unknown_key`, `broken` or `none`."""
    signed_by: str
    """The office whose key signed it, as it was trusted; else the fingerprint; empty where nothing signed it."""
    changes: tuple[FieldChange, ...]

    @property
    def warning(self) -> str:
        """What the signature leaves open, in a sentence; empty where it is good."""
        return warning_of(self.signature, self.signed_by, _(
            "Rien ne signe cette fiche : appelez ce service avant d’en reprendre quelque chose."
        ))


def look_at_form(office: Office, content: bytes, passphrase: str, case_id: str = "") -> FormReceived:
    """What a form of another office would change in that case, or in a new one. Nothing is changed.

    Raises as `read_carried`; UserError where its data were taken over before, and where who is the victim there is the
    accused here or the other way round.
    """
    carried = read_carried(content, passphrase)
    _expect_first_time(office, carried)
    case = office.vault.sealed_case(case_id) if case_id else None
    _expect_roles(office, carried, case)
    signature, signed_by = who_signed(office, carried.key, is_sound=carried.is_sound)
    return FormReceived(
        carried, case_id, "" if case is None else case.reference, signature, signed_by,
        tuple(_change(answer, case) for answer in carried.answers),
    )


def carries_form(content: bytes, passphrase: str) -> bool:
    """Whether that is a liaison form with data for CaseLink, not a pack of a meeting or another document; what does not
    open is neither."""
    if content.lstrip()[:1] == b"{":
        return False
    try:
        return SCHEMA.encode() in inside(content, NAME, passphrase)
    except StrangeFile:
        return False


def take_over(office: Office, received: FormReceived, paths: Collection[str] | None = None) -> Case:
    """Take the ticked answers over (by the paths of the changes), or all that are new here, with where they came from.

    Raises UserError, with nothing changed, for a broken signature, a closed case, data taken over meanwhile, and an
    answer that the form does not ask here.
    """
    if received.signature == BROKEN:
        raise UserError(received.warning)
    _expect_first_time(office, received.carried)
    wanted = {each.path for each in received.changes if each.state == NEW} if paths is None else {*paths}
    answers = [each for each in received.carried.answers if each.path in wanted]
    if wanted - {each.path for each in answers}:
        raise UserError(_("Cette fiche ne porte pas une des rubriques demandées : rien n’a été changé. Demandez à "
                          "qui l’a envoyée."))
    if not answers:
        raise UserError(_("Rien n’est à reprendre de cette fiche : rien n’a été changé."))
    with office.together():
        case = expect_open_case(office, received.case_id) if received.case_id else new_case(office)
        _expect_roles(office, received.carried, case)
        _write(office, case, answers)
        carried = received.carried
        taken = dict.fromkeys(_label(each) for each in answers)
        raw: dict[str, object] = {
            "on": office.today().isoformat(), "form": carried.form, "sender": carried.office or None,
            "signature": received.signed_by or received.warning, "taken": ", ".join(taken),
            "written_on": carried.on if _is_day(carried.on) else None,
        }
        write_record(
            office, case.id, RECEIVED, {name: value for name, value in raw.items() if value is not None},
            "form_received",
        )
    return office.vault.case(case.id)


def _write(office: Office, case: Case, answers: list[CarriedAnswer]) -> None:
    """Residence only where its recording was chosen here: what nobody chose to note here is not brought in."""
    written = {**case.answers}
    with office.vault.change("form_received", case.id) as change:
        entries: dict[tuple[str, int], str] = {}
        for each in answers:
            path = f"{each.section}.{each.field}"
            if each.entry is not None:
                key = (each.section, each.entry)
                entry = entries.get(key) or _entry_here(case, *key) or change.add_entry(case.id, each.section)
                entries[key] = entry
                path = f"{each.section}.{entry}.{each.field}"
            answer = stamped(office, Answer(each.value, Source.DOCUMENT))
            written[path] = answer
            try:
                check_asked(path, written)
            except Invalid as fault:
                raise UserError(fault.sentence) from fault
            change.put_answer(case.id, path, answer)


def _entry_here(case: Case, section: str, number: int) -> str | None:
    """The entry of that number here; the first names of both are compared by whoever ticks."""
    entries = case.entries.get(section, ())
    return entries[number - 1] if number <= len(entries) else None


def _change(answer: CarriedAnswer, case: Case | None) -> FieldChange:
    place = _place(answer)
    here = None if case is None else case.answers.get(_path_here(answer, case))
    there = value_text(place.field, answer.value)
    if here is None or case is None:
        return FieldChange(answer.path, _label(answer), None, "", value_to_json(answer.value), there, NEW)
    state = SAME if here.value == answer.value else DIFFERS
    return FieldChange(
        answer.path, _label(answer), value_to_json(here.value), value_text(place.field, here.value),
        value_to_json(answer.value), there, state, here.recorded_by or "", here.recorded_at or "",
    )


def _path_here(answer: CarriedAnswer, case: Case) -> str:
    if answer.entry is None:
        return answer.path
    return f"{answer.section}.{_entry_here(case, answer.section, answer.entry) or ''}.{answer.field}"


def _place(answer: CarriedAnswer) -> Place:
    place = PARTNER_FORM.place(answer.path)
    if place is None:
        raise KeyError(answer.path)
    return place


def _label(answer: CarriedAnswer) -> str:
    place = _place(answer)
    number = "" if answer.entry is None else f" {answer.entry}"
    return f"{_(place.section.label)}{number} · {_(place.field.label)}"


def _expect_first_time(office: Office, carried: Carried) -> None:
    for case_id, _key, record in office.vault.records(Part.RECEIVED):
        if record.get("form") == carried.form:
            case = office.vault.case(case_id)
            raise UserError(_(
                "Cette fiche a déjà été reprise, dans le dossier {reference} : rien n’a été changé."
            ).format(reference=case.reference))


def _expect_roles(office: Office, carried: Carried, case: Case | None) -> None:
    """Raises UserError where the victim of the form is the accused of the case, or the accused of the form its victim:
    a form read the wrong way round would put her name where his stands. Beside no case, where both are so in one of
    this office: one alone may be another story of the same person."""
    values: Values = {each.path: each.value for each in carried.answers}
    hers, his = _names(values, "person", _HERS), _names(values, "perpetrator", _HIS)
    if case is not None:
        swapped = any(_are_swapped(hers, his, case))
    else:
        swapped = any(all(_are_swapped(hers, his, each)) for each in _cases_named(office, his))
    if swapped:
        raise UserError(_(
            "Dans cette fiche, victime et mis en cause portent les noms d’un dossier d’ici en sens inverse : rien n’a "
            "été repris. Vérifiez avec ce service de qui il parle."
        ))


def _are_swapped(hers: list[Name], his: list[Name], case: Case) -> tuple[bool, bool]:
    """Whether she is accused there, and whether he is the victim there."""
    return _meet(hers, _names_here(case, "perpetrator", _HIS)), _meet(his, _names_here(case, "person", _HERS))


def _meet(some: list[Name], others: list[Name]) -> bool:
    return any(same_name(one, other) or near_name(one, other) for one in some for other in others)


def _cases_named(office: Office, names: list[Name]) -> Iterator[Case]:
    """Cases of this office in which a name like these stands, as the search of the caseload finds them."""
    seen: set[str] = set()
    for name in names:
        for row in caseload(office, " ".join(name.plain), limit=_MOST_LOOKED_AT).rows:
            if row.id not in seen:
                seen.add(row.id)
                yield office.vault.case(row.id)


def _names(values: Values, section: str, fields: Collection[str]) -> list[Name]:
    said = {name: text for name in fields if isinstance(text := values.get(f"{section}.{name}"), str) and text.strip()}
    whole = " ".join(filter(None, (said.get("first_names", ""), said.get("last_name", ""))))
    found = [whole, said.get("latin_name", "")] if "last_name" in said else [whole, said.get("goes_by", "")]
    return [Name(each) for each in found if each]


def _names_here(case: Case, section: str, fields: Collection[str]) -> list[Name]:
    return _names({path: answer.value for path, answer in case.answers.items()}, section, fields)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False

