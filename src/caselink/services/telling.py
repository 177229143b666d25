"""Words that somebody types for a paper: they hold no answer and name nobody that the paper may not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from caselink.disclosure.gate import grounds_of
from caselink.domain.case import Case
from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Standing
from caselink.i18n import _
from caselink.names.addresses import ends_of_numbers, mails, same_door
from caselink.names.comparing import is_within, same_name
from caselink.names.folding import plain
from caselink.names.person import Name

_TYPED: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL})
_NAMES: Final = frozenset({"goes_by", "first_names", "first_name", "last_name", "birth_name", "latin_name", "name"})
_SHORTEST: Final = 4
"""An answer of fewer letters may stand in any sentence by chance, but for a name."""
_SHORTEST_NAME: Final = 3


def refuse_telling(case: Case, text: str, shared: Collection[str]) -> None:
    """Raises Refused where typed words hold an answer of the form, a number, a mail or postal address, or the name of
    somebody never to inform, and it is not among what the paper shares anyway (paths)."""
    refuse_answers(case, text, shared)
    known = {*" ".join(map(plain, _texts(case, shared))).split()}
    words = Name(text)
    for entry in grounds_of(case).never_inform:
        listed = Name(entry.name)
        if not {*plain(entry.name).split()} <= known and (is_within(listed, words) or same_name(listed, words)):
            raise Refused(_(
                "Ce que vous écrivez nomme quelqu’un à ne jamais informer, que ce document ne nomme pas : reformulez. "
                "Rien n’a été préparé."
            ))


def refuse_answers(case: Case, text: str, shared: Collection[str] = ()) -> None:
    """The same of answers alone, for a paper that may name the one it is about: who is accused is then none of them."""
    standing = {plain(each) for each in _texts(case, shared)}
    for path, answer in case.answers.items():
        place = PARTNER_FORM.place(path)
        if place is None or path in shared or place.section.names is Standing.WORKER:
            continue
        value = answer.value
        if place.field.kind not in _TYPED or not isinstance(value, str) or plain(value) in standing:
            continue
        if _is_told(place.field, value, text):
            raise Refused(_(
                "Ce que vous écrivez contient la réponse à « {question} », qui n’est pas transmise : reformulez. Rien "
                "n’a été préparé."
            ).format(question=_(place.field.label)))


def paths_of_accused(case: Case) -> frozenset[str]:
    """The answers about who is accused."""
    found = ((path, PARTNER_FORM.place(path)) for path in case.answers)
    return frozenset(
        path for path, place in found if place is not None and place.section.names is Standing.ACCUSED
    )


def _texts(case: Case, paths: Collection[str]) -> list[str]:
    return [value for path in paths if isinstance(value := case.value(path), str)]


def _is_told(field: Field, value: str, text: str) -> bool:
    if field.kind is Kind.PHONE and ends_of_numbers(value) & ends_of_numbers(text):
        return True
    if mails(value).keys() & mails(text).keys():
        return True
    if field.category is Category.WHEREABOUTS and same_door(value, text):
        return True
    named = field.name in _NAMES
    shortest = _SHORTEST_NAME if named else _SHORTEST
    spellings = [value, *(value.replace(",", " ").split() if field.name in ("first_names", "first_name") else ())]
    said = f" {plain(text)} "
    return any(len(plain(each)) >= shortest and f" {plain(each)} " in said for each in spellings)
