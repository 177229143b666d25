"""What the first page of a paper says of her: who she is, how she may be reached and what must never be done, what
speaks for danger. Each line knows the paths that it was made from; a fact that fits none stays in its section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from caselink.disclosure.outputs import Shared
from caselink.documents.said import Said, is_exceptional
from caselink.domain.danger import FactorAnswer, FactorKind, Finding, Level
from caselink.forms.danger.levels import KIND_LABELS, LEVEL_LABELS
from caselink.forms.texts import clock_text, partial_date_text, time_of
from caselink.i18n import N_, _

_STALE: Final = "danger.stale"
_BETWEEN: Final = " · "
_CHANNELS: Final = (
    ("may_call", N_("appeler"), N_("appels")),
    ("may_text", N_("envoyer de SMS"), N_("SMS")),
    ("may_voicemail", N_("laisser de message vocal"), N_("message vocal")),
    ("may_email", N_("envoyer de courriel"), N_("courriel")),
    ("may_post", N_("envoyer de courrier"), N_("courrier")),
)
"""Each way of reaching her: what must not be done, and what may be used."""
_WATCHED: Final = (
    ("phone_watched", N_("Son téléphone est surveillé.")),
    ("accounts_shared", N_("Ses comptes ou son cloud sont partagés avec le mis en cause.")),
    ("post_opened", N_("Son courrier est ouvert par un autre.")),
)
_PLAIN: Final = (
    ("hours", N_("Heures")), ("days", N_("Jours")), ("means", N_("Moyens sûrs")), ("safe_email", N_("Courriel sûr")),
    ("safe_post_address", N_("Adresse postale, confidentielle")), ("caller_says", N_("Se présenter comme")),
    ("code_word", N_("Mot de code")),
)
_WAYS: Final = ("means", "safe_email")
_SILENT: Final = (("keep_from", N_("Ne rien dire à")), ("who_must_not_know", N_("Ne doivent rien savoir")))


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the first page, and what it was made from."""

    text: str
    paths: tuple[str, ...]
    exceptional: bool
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How she may be reached. `never` are the lines on what must not be done; `number` is the safe number."""

    number: HeadLine | None
    how: tuple[HeadLine, ...]
    never: tuple[HeadLine, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All that it was made from."""
        lines = (*(() if self.number is None else (self.number,)), *self.how, *self.never)
        return tuple(path for line in lines for path in line.paths)

    @property
    def known(self) -> bool:
        """Whether it says by which way she may be reached: her language, her hours or an address alone do not."""
        ways = {f"contact.{name}" for name in (*_WAYS, *(name for name, _never, _way in _CHANNELS))}
        return self.number is not None or any(path in ways for line in self.how for path in line.paths)


def person_line(answers: Iterable[Said]) -> HeadLine | None:
    """Who she is: the name she goes by, her names, her birth or age."""
    said = _of(answers, "person")
    goes_by = said.get("goes_by")
    names = [said[name] for name in ("first_names", "last_name") if name in said]
    written = " ".join(each.value for each in names)
    parts = [*(() if goes_by is None else (goes_by.value,)), *(() if not written else (written,))]
    used = [*(() if goes_by is None else (goes_by,)), *names]
    birth = said.get("birth")
    if birth is not None:
        used.append(birth)
        parts.append(birth.value)
    return _line(_BETWEEN.join(dict.fromkeys(parts)), used, strong=True) if used else None


def reach_of(answers: Iterable[Said]) -> Reach:
    """The box of safe contact."""
    answers = [*answers]
    said = _of(answers, "contact")
    number = None
    if "safe_number" in said:
        number = _line(said["safe_number"].value, [said["safe_number"]], strong=True)
    how = [*_hours(said), *_named(said, _PLAIN), *_allowed(said), *_language(_of(answers, "language"))]
    return Reach(number, tuple(how), (*_forbidden(said), *_watched(said), *_named(said, _SILENT)))


def danger_lines(answers: Iterable[Said], danger: Sequence[Shared]) -> tuple[HeadLine, ...]:
    """The level, each alert that was found, the signs that the form asks for, no safe place for tonight."""
    answers = [*answers]
    return (
        *_level(danger), *_alerts(danger), *_signs(_of(answers, "violence")), *_tonight(_of(answers, "housing")),
    )


def _of(answers: Iterable[Said], section: str) -> dict[str, Said]:
    return {said.name: said for said in answers if said.section == section}


def _line(text: str, used: Sequence[Said], *, strong: bool = False) -> HeadLine:
    return HeadLine(text, tuple(said.path for said in used), any(said.exceptional for said in used), strong)


def _hours(said: dict[str, Said]) -> Iterator[HeadLine]:
    start, until = said.get("call_from"), said.get("call_until")
    clock = {each.name: clock_text(time_of(str(each.raw))) for each in (start, until) if each is not None}
    if start is not None and until is not None:
        yield _line(_("De {start} à {until}").format(
            start=clock["call_from"], until=clock["call_until"]
        ), [start, until], strong=True)
    elif start is not None:
        yield _line(_("À partir de {start}").format(start=clock["call_from"]), [start], strong=True)
    elif until is not None:
        yield _line(_("Jusqu’à {until}").format(until=clock["call_until"]), [until], strong=True)


def _named(said: dict[str, Said], names: Iterable[tuple[str, str]]) -> Iterator[HeadLine]:
    for name, label in names:
        if name in said:
            text = _("{label} : {value}").format(label=_(label), value=said[name].value)
            yield _line(text, [said[name]])


def _allowed(said: dict[str, Said]) -> Iterator[HeadLine]:
    used = [said[name] for name, _never, _way in _CHANNELS if name in said and said[name].raw is True]
    if used:
        ways = [_(way) for name, _never, way in _CHANNELS if name in said and said[name].raw is True]
        yield _line(_("Possible : {ways}").format(ways=", ".join(ways)), used)


def _forbidden(said: dict[str, Said]) -> Iterator[HeadLine]:
    used = [said[name] for name, _never, _way in _CHANNELS if name in said and said[name].raw is False]
    if used:
        ways = [_(never) for name, never, _way in _CHANNELS if name in said and said[name].raw is False]
        yield _line(_("NE PAS {ways}").format(ways=", ".join(ways)), used, strong=True)


def _watched(said: dict[str, Said]) -> Iterator[HeadLine]:
    for name, sentence in _WATCHED:
        if name in said and said[name].raw is True:
            yield _line(_(sentence), [said[name]])


def _language(said: dict[str, Said]) -> Iterator[HeadLine]:
    used = [said["preferred"]] if "preferred" in said else []
    parts = [each.value for each in used]
    needed, gender = said.get("interpreter_needed"), said.get("interpreter_gender")
    if needed is not None and needed.raw is True:
        parts.append(_("interprète nécessaire"))
        used.append(needed)
        if gender is not None:
            parts.append(gender.value)
            used.append(gender)
    if used:
        yield _line(_("Langue : {language}").format(language=", ".join(parts)), used)


def _level(danger: Sequence[Shared]) -> Iterator[HeadLine]:
    stale = [shared.piece.path for shared in danger if shared.piece.path == _STALE]
    for shared in danger:
        if isinstance(shared.piece.value, Level):
            words = _(LEVEL_LABELS[shared.piece.value]).upper()
            said = _("{level}, à réévaluer").format(level=words) if stale else words
            yield HeadLine(said, (shared.piece.path, *stale), is_exceptional(shared), strong=True)


def _alerts(danger: Sequence[Shared]) -> Iterator[HeadLine]:
    for shared in danger:
        value = shared.piece.value
        alert = shared.piece.heading == KIND_LABELS[FactorKind.ALERT]
        if isinstance(value, FactorAnswer) and alert and value.finding is Finding.YES:
            text = _(shared.piece.label)
            if value.last is not None:
                text = _("{fact} ({day})").format(fact=text, day=partial_date_text(value.last))
            yield HeadLine(text, (shared.piece.path,), is_exceptional(shared))


def _signs(said: dict[str, Said]) -> Iterator[HeadLine]:
    if "alerts" in said:
        value = said["alerts"].value
        yield _line(value[:1].upper() + value[1:], [said["alerts"]], strong=True)


def _tonight(said: dict[str, Said]) -> Iterator[HeadLine]:
    if "safe_tonight" in said and said["safe_tonight"].raw is False:
        yield _line(_("Pas d’endroit sûr pour ce soir."), [said["safe_tonight"]], strong=True)
