"""The one check of every answer, for import and window alike, driven by the declarations.

A sentence of refusal says which field and what is wrong, and never repeats the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from caselink.domain.answers import Age, Answer, NoAnswer, Source, Value
from caselink.domain.partial_date import PartialDate
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Form, Kind, Question
from caselink.forms.typed_text import LONGEST_LINE, LONGEST_TEXT, as_signs, as_text, text_fault
from caselink.i18n import N_, _

LARGEST_COUNT: Final = 1_000_000
OLDEST_AGE: Final = 130
LONGEST_EMAIL: Final = 254

PHONE_PATTERN: Final = r"^[-0-9 ().+/\u00a0\u202f]{2,40}(?: ?(?:poste|ext\.?|toestel|tst\.?) ?[0-9]{1,6})?$"
EMAIL_PATTERN: Final = r"^[^\s@]+@[^\s@]+\.[^\s@]+$"
DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_PHONE: Final = re.compile(PHONE_PATTERN)
_EMAIL: Final = re.compile(EMAIL_PATTERN)
_DAY: Final = re.compile(DAY_PATTERN)


class Invalid(ValueError):
    """A value that its field cannot hold. `sentence` is finished, translated, and does not contain the value.

    `place` is the key it stands under, where the caller does not know it already.
    """

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place


def read_value(field: Question, raw: object) -> Value | NoAnswer:
    """The value that `raw` (JSON-like: text, bool, int, list, dict) gives this field, or one of the three non-answers.

    Text is kept as typed, once `typed_text` made it plain. Chosen options come back in the order of the declaration.
    Raises Invalid.
    """
    if isinstance(raw, Mapping) and "state" in raw:
        return _read_state(field, raw)
    match field.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            return _read_text(field, raw)
        case Kind.CHOICE:
            return _read_choice(field, raw)
        case Kind.CHOICES:
            return _read_choices(field, raw)
        case Kind.YES_NO:
            return _read_yes_no(field, raw)
        case Kind.COUNT:
            return _read_count(field, raw)
        case Kind.DATE:
            return _read_date(field, raw)
        case Kind.BIRTH:
            return _read_birth(field, raw)
        case Kind.PHONE:
            return _read_phone(field, raw)
        case Kind.EMAIL:  # pragma: no branch (every kind is named, mypy sees to it)
            return _read_email(field, raw)


def read_answer(field: Question, raw: object) -> Answer:
    """The answer in `raw`: a value, `{"state": …}`, or `{"value": …, "source": "said_by_her"}`. Raises Invalid."""
    if not (isinstance(raw, Mapping) and "value" in raw):
        return Answer(read_value(field, raw))
    if not set(raw) <= {"value", "source"}:
        raise _refusal(field, N_("{field} : une réponse a une valeur et une source, rien d’autre."))
    try:
        source = None if raw.get("source") is None else Source(raw["source"])
    except ValueError:
        raise _refusal(field, N_("{field} : cette source n’existe pas.")) from None
    return Answer(read_value(field, raw["value"]), source)


def is_asked(path: str, answers: Mapping[str, Answer], form: Form = PARTNER_FORM) -> bool:
    """Whether the form asks the field at `path` at all, given the other answers; False for a path it has not."""
    place = form.place(path)
    if place is None:
        return False
    if place.field.asked_if is None:
        return True
    condition, options = place.field.asked_if
    answer = answers.get(condition)
    return answer is not None and answer.value in options


CONDITIONS: Final = frozenset(
    field.asked_if[0] for _section, field in PARTNER_FORM.fields() if field.asked_if is not None
)
"""Paths of the choices under which other answers are asked."""


def check_asked(path: str, answers: Mapping[str, Answer], form: Form = PARTNER_FORM) -> None:
    """Raises Invalid where a value stands in a field that is not asked under the other answers.

    So nothing is kept about her right to stay unless "record" was chosen first (16 essentials 5).
    """
    answer = answers.get(path)
    place = form.place(path)
    if answer is None or place is None or not answer.is_value or is_asked(path, answers, form):
        return
    raise _refusal(
        place.field, N_("{field} : rien n’est noté ici sans le choix « noter » dans « Que noter sur son séjour ».")
    )


def read_day(raw: object) -> date | None:
    """A whole day written `2026-11-03`, or None for anything else."""
    if not isinstance(raw, str) or _DAY.fullmatch(day := as_signs(raw)) is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _refusal(field: Question, sentence: str, **numbers: int) -> Invalid:
    return Invalid(_(sentence).format(field=_(field.label), **numbers))


def _read_state(field: Question, raw: Mapping[object, object]) -> NoAnswer:
    state = raw["state"]
    if set(raw) == {"state"} and isinstance(state, str) and state in set(NoAnswer):
        return NoAnswer(state)
    raise _refusal(
        field, N_("{field} : une absence de réponse s’écrit « unknown », « not_asked » ou « declined », seule.")
    )


def _read_text(field: Question, raw: object) -> str:
    if not isinstance(raw, str):
        raise _refusal(field, N_("{field} : un texte est attendu."))
    many_lines = field.kind is Kind.LONG_TEXT
    longest = LONGEST_TEXT if many_lines else LONGEST_LINE
    text = as_text(raw)
    fault = text_fault(text, longest, many_lines=many_lines)
    if fault is not None:
        raise Invalid(f"{_(field.label)} : {fault}")
    return text


def _read_choice(field: Question, raw: object) -> str:
    if not isinstance(raw, str):
        raise _refusal(field, N_("{field} : un seul choix de la liste est attendu."))
    if field.option(raw) is None:
        raise _refusal(field, N_("{field} : ce choix n’est pas dans la liste."))
    return raw


def _read_choices(field: Question, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not raw:
        raise _refusal(field, N_("{field} : une liste d’au moins un choix est attendue."))
    if any(not isinstance(option, str) or field.option(option) is None for option in raw):
        raise _refusal(field, N_("{field} : un de ces choix n’est pas dans la liste."))
    if len(set(raw)) != len(raw):
        raise _refusal(field, N_("{field} : le même choix figure deux fois."))
    if "none" in raw and len(raw) > 1:
        raise _refusal(field, N_("{field} : « aucun » ne va avec aucun autre choix."))
    return tuple(option.id for option in field.options if option.id in raw)


def _read_yes_no(field: Question, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise _refusal(field, N_("{field} : oui ou non est attendu."))
    return raw


def _read_count(field: Question, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= LARGEST_COUNT:
        raise _refusal(field, N_("{field} : un nombre entier de 0 à {largest} est attendu."), largest=LARGEST_COUNT)
    return raw


def _read_date(field: Question, raw: object) -> str:
    try:
        if isinstance(raw, str):
            return str(PartialDate.parse(as_signs(raw)))
    except ValueError:
        pass
    raise _refusal(
        field,
        N_("{field} : une date est attendue (2019, 2019-03 ou 2019-03-11, précédée de ~ si elle est approximative)."),
    )


def _read_birth(field: Question, raw: object) -> str | Age:
    if not isinstance(raw, Mapping):
        return _read_date(field, raw)
    years, said_on = raw.get("age"), read_day(raw.get("said_on"))
    if set(raw) != {"age", "said_on"} or said_on is None or isinstance(years, bool) or not isinstance(years, int):
        raise _refusal(field, N_("{field} : un âge va avec le jour où il a été dit."))
    if not 0 <= years <= OLDEST_AGE:
        raise _refusal(field, N_("{field} : un âge de 0 à {oldest} ans est attendu."), oldest=OLDEST_AGE)
    return Age(years, said_on)


def _read_phone(field: Question, raw: object) -> str:
    number = as_signs(raw) if isinstance(raw, str) else ""
    if _PHONE.fullmatch(number) is None or sum(sign.isdigit() for sign in number) < 2:
        raise _refusal(
            field,
            N_("{field} : un numéro a des chiffres, des espaces, les signes . - / ( ) + et au besoin « poste 12 »."),
        )
    return number


def _read_email(field: Question, raw: object) -> str:
    fits = isinstance(raw, str) and text_fault(as_text(raw), LONGEST_EMAIL, many_lines=False) is None
    if not isinstance(raw, str) or not fits or _EMAIL.fullmatch(address := as_signs(raw)) is None:
        raise _refusal(field, N_("{field} : une adresse de courriel est attendue."))
    return address
