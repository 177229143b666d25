"""Grids of an office's own, from a file: factors of the list and factors of its own, questions, rules that raise.

Ids of its own begin with `x-`. A rule refers to factors alone and can only say high or immediate: nothing that a file
says lowers a level, and the rules of the program hold over its factors too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from caselink.domain.answers import Json
from caselink.domain.danger import FactorKind, Level, Side
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.danger.grids import FACTORS
from caselink.forms.danger.rules import standard_rules
from caselink.forms.danger.schema import AnyFactor, AtLeast, Either, Every, Factor, Grid, GridQuestion, LevelRule, When
from caselink.i18n import _

OWN_ID_PATTERN: Final = r"^x-[a-z0-9][a-z0-9_-]{0,60}$"
_OWN_ID: Final = re.compile(OWN_ID_PATTERN)
_MOST: Final = 200
"""Factors, questions or rules of one grid."""
_LONGEST: Final = 400
_MOST_FACTORS_OF_A_QUESTION: Final = 3
_DEEPEST: Final = 4
_LONGEST_TIME: Final = 36_500
_GRID_KEYS: Final = frozenset({"id", "version", "label", "sides", "factors", "questions", "rules"})
_FACTOR_KEYS: Final = frozenset({
    "id", "side", "kind", "category", "label", "ask_her", "seen", "ask_him", "source", "state"
})
_QUESTION_KEYS: Final = frozenset({"id", "label", "factors"})
_RULE_KEYS: Final = frozenset({"id", "level", "label", "when", "source"})


_E = TypeVar("_E", Side, FactorKind, Category, Level)


def read_own_grid(raw: object) -> Grid:
    """The grid of a file. Raises UserError with one sentence that names the place."""
    held = _object(raw, "grid", _GRID_KEYS)
    factors = tuple(_factor(each, f"factors[{place}]") for place, each in enumerate(_list(held, "factors", "grid")))
    _expect_once((factor.id for factor in factors), "factors")
    known = {factor.id for factor in factors}
    given = _list(held, "questions", "grid") if held.get("questions") else []
    questions = tuple(_question(each, f"questions[{place}]", known) for place, each in enumerate(given))
    _expect_once((each for question in questions for each in question.factors), "questions")
    rules = tuple(
        _rule(each, f"rules[{place}]", known)
        for place, each in enumerate(_list(held, "rules", "grid") if held.get("rules") else [])
    )
    _expect_once((rule.id for rule in rules), "rules")
    asked = {each for question in questions for each in question.factors}
    rest = tuple(GridQuestion(each.id, each.label, (each.id,)) for each in factors if each.id not in asked)
    return Grid(
        _own_id(held, "grid"), _version(held), _said(held, "label", "grid"), factors, (*questions, *rest),
        (*standard_rules(factors), *rules),
    )


def _factor(raw: object, place: str) -> Factor:
    """One of the list, by its id alone or by an object that begins with it; or one of the office's own."""
    if isinstance(raw, str):
        return _listed(raw, place)
    held = _object(raw, place, _FACTOR_KEYS)
    if held.get("id") in FACTORS:
        return _listed(str(held["id"]), place)
    return Factor(
        _own_id(held, place), _one_of(Side, held, "side", place), _one_of(FactorKind, held, "kind", place),
        _one_of(Category, held, "category", place), _said(held, "label", place),
        _said(held, "ask_her", place, required=False), _said(held, "seen", place, required=False),
        _said(held, "ask_him", place, required=False), (_source(held, place),), held.get("state") is True,
    )


def _listed(factor_id: str, place: str) -> Factor:
    if factor_id not in FACTORS:
        raise _fault(place, _("ce facteur n’est pas dans la liste ; un facteur à vous commence par « x- »"))
    return FACTORS[factor_id]


def _question(raw: object, place: str, known: set[str]) -> GridQuestion:
    held = _object(raw, place, _QUESTION_KEYS)
    ids = _ids(held.get("factors"), f"{place}.factors", known)
    if len(ids) > _MOST_FACTORS_OF_A_QUESTION:
        raise _fault(place, _("une question porte sur trois facteurs au plus"))
    return GridQuestion(_said(held, "id", place), _said(held, "label", place), ids)


def _rule(raw: object, place: str, known: set[str]) -> LevelRule:
    held = _object(raw, place, _RULE_KEYS)
    level = _one_of(Level, held, "level", place)
    if level not in (Level.HIGH, Level.IMMEDIATE):
        raise _fault(f"{place}.level", _("une règle à vous ne peut que relever : high ou immediate"))
    when = _when(held.get("when"), f"{place}.when", known, _DEEPEST)
    return LevelRule(_own_id(held, place), level, _said(held, "label", place), when, _source(held, place))


def _when(raw: object, place: str, known: set[str], depth: int) -> When:
    """`{"any": […]}`, `{"all": […]}`, `{"at_least": [N, …]}`; with `within_days` beside it."""
    if not isinstance(raw, dict) or depth == 0:
        raise _fault(place, _("une condition est un objet avec any, all ou at_least"))
    operators = raw.keys() - {"within_days"}
    if len(operators) != 1 or not operators <= {"any", "all", "at_least"}:
        raise _fault(place, _("l’opérateur est any, all ou at_least, un seul"))
    (operator,) = operators
    days = _days(raw.get("within_days"), place)
    parts = raw[operator]
    if not isinstance(parts, list) or not parts:
        raise _fault(place, _("une liste est attendue, avec au moins un facteur"))
    if operator == "at_least":
        return _at_least(parts, place, known, days)
    read: list[When] = [
        AnyFactor(_ids([part], place, known), days) if isinstance(part, str) else _when(part, place, known, depth - 1)
        for part in parts
    ]
    return Every(tuple(read)) if operator == "all" else Either(tuple(read))


def _at_least(parts: list[object], place: str, known: set[str], days: int | None) -> AtLeast:
    count, *ids = parts
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= len(ids):
        raise _fault(place, _("at_least commence par un nombre, au plus celui des facteurs qui suivent"))
    return AtLeast(count, _ids(ids, place, known), days)


def _days(raw: object, place: str) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= _LONGEST_TIME:
        raise _fault(place, _("within_days est un nombre de jours"))
    return raw


def _ids(raw: object, place: str, known: set[str]) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(each, str) and each in known for each in raw):
        raise _fault(place, _("seuls les facteurs de cette grille sont nommés ici"))
    return tuple(dict.fromkeys(raw))


def _object(raw: object, place: str, keys: frozenset[str]) -> Mapping[str, Json]:
    if not isinstance(raw, dict):
        raise _fault(place, _("un objet est attendu, entre accolades"))
    if unknown := raw.keys() - keys:
        raise _fault(place, _("« {key} » n’existe pas ici").format(key=min(unknown)[:40]))
    return raw


def _list(held: Mapping[str, Json], key: str, place: str) -> list[Json]:
    raw = held.get(key)
    if not isinstance(raw, list) or not raw or len(raw) > _MOST:
        raise _fault(f"{place}.{key}", _("une liste est attendue, de 1 à {most} éléments").format(most=_MOST))
    return raw


def _said(held: Mapping[str, Json], key: str, place: str, *, required: bool = True) -> str:
    raw = held.get(key)
    if raw is None and not required:
        return ""
    if not isinstance(raw, str) or not (raw.strip() or not required) or len(raw) > _LONGEST:
        raise _fault(f"{place}.{key}", _("un texte est attendu, de {most} signes au plus").format(most=_LONGEST))
    return " ".join(raw.split())


def _source(held: Mapping[str, Json], place: str) -> str:
    if not isinstance(held.get("source"), str) or not str(held["source"]).strip():
        raise _fault(f"{place}.source", _("il manque la source : d’où vient cela ?"))
    return _said(held, "source", place)


def _own_id(held: Mapping[str, Json], place: str) -> str:
    raw = held.get("id")
    if not isinstance(raw, str) or _OWN_ID.fullmatch(raw) is None:
        raise _fault(f"{place}.id", _("un identifiant à vous commence par « x- », en minuscules"))
    return raw


def _version(held: Mapping[str, Json]) -> int:
    raw = held.get("version")
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= 10_000:
        raise _fault("grid.version", _("la version est un nombre, à partir de 1"))
    return raw


def _one_of(kind: type[_E], held: Mapping[str, Json], key: str, place: str) -> _E:
    try:
        return kind(str(held.get(key)))
    except ValueError as fault:
        raise _fault(f"{place}.{key}", _("un de ces mots est attendu : {words}").format(
            words=", ".join(kind)
        )) from fault


def _expect_once(ids: Iterable[str], place: str) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise _fault(place, _("« {id} » s’y trouve deux fois").format(id=each))
        seen.add(each)


def _fault(place: str, said: str) -> UserError:
    return UserError(_("Grille refusée, rien n’a été ajouté : {place} : {said}.").format(place=place, said=said))
