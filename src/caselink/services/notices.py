"""What somebody is told who opens the vault, without having asked: a list that was passed over, files that do not
belong in its folder, cases that colleagues reserved, and names in opposite roles. Each stays until she says that she
has seen it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from caselink.domain.roles import may
from caselink.forms.schema import Standing
from caselink.i18n import N_, _, ngettext
from caselink.services.office import Office
from caselink.services.reserving import reserved_cases
from caselink.services.strays import strays
from caselink.vault.seen import seen_as

_COORDINATES: Final = "second_named"
"""An action of the coordination: whom her role allows it is told of names in opposite roles."""
_WORDS: Final = {
    Standing.PERSON: N_(
        "La personne mise en cause dans {accused} porte le nom de la personne accompagnée dans {other}. Qui peut voir "
        "quel dossier ?"
    ),
    Standing.CONTACT: N_(
        "La personne mise en cause dans {accused} porte le nom d’une personne ressource de {other}. Qui peut voir quel "
        "dossier ?"
    ),
    Standing.WORKER: N_(
        "La personne mise en cause dans {accused} porte le nom de la personne qui remplit la fiche de {other}. Qui "
        "peut voir quel dossier ?"
    ),
}
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class CaseNamed:
    """A case that a notice speaks of."""

    id: str
    reference: str


@dataclass(frozen=True, slots=True)
class OppositeRoles:
    """Who is accused in one case bears the name of somebody in others, and what that one is there."""

    accused_in: CaseNamed
    standing: Standing
    others: tuple[CaseNamed, ...]

    @property
    def words(self) -> str:
        """In a sentence, without the name."""
        named = ", ".join(case.reference for case in self.others[:_MOST_NAMED])
        left = len(self.others) - _MOST_NAMED
        if left > 0:
            named = ngettext("{named} et {count} autre", "{named} et {count} autres", left).format(
                named=named, count=left
            )
        return _(_WORDS[self.standing]).format(accused=self.accused_in.reference, other=named)


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence to be told. `cases` are those of which it may be decided who sees them; `seen` is what it is known
    by once she has seen it, empty where that is kept nowhere."""

    words: str
    cases: tuple[CaseNamed, ...] = ()
    seen: tuple[str, ...] = ()


def expect_told_of_opposites(office: Office) -> None:
    """Raises UserError where this worker's role is not told of them."""
    office.vault.expect_allowed(_COORDINATES)


def opposite_roles(office: Office) -> tuple[OppositeRoles, ...]:
    """All names in opposite roles, among the cases that this session can open; for the coordination, nobody else is
    told. Each case of an accused person by itself."""
    if not may(office.role, _COORDINATES):
        return ()
    found = sorted(office.vault.opposites())
    references = office.vault.references_of({each.accused_in for each in found} | {each.other for each in found})
    shown = [each for each in found if {each.accused_in, each.other} <= references.keys()]
    return tuple(
        OppositeRoles(
            CaseNamed(case_id, references[case_id]), standing,
            tuple(CaseNamed(each.other, references[each.other]) for each in of_case),
        )
        for (case_id, standing), of_case in groupby(
            sorted(shown, key=lambda each: (each.accused_in, each.standing)),
            key=lambda each: (each.accused_in, each.standing),
        )
    )


def notices(office: Office) -> tuple[Notice, ...]:
    """What she has not seen yet, what weighs most first."""
    seen = office.vault.seen()
    found = [*_of_list(office), *_of_strays(office), *_of_opposites(office), *_of_reservations(office)]
    return tuple(each for each in found if not each.seen or not set(each.seen) <= seen)


def note_seen(office: Office, notice: Notice) -> tuple[Notice, ...]:
    """She has seen it; gives what is left. What is no longer told of is forgotten with it."""
    if not notice.seen:
        office.vault.passes_over_a_list = False
    found = (*_of_strays(office), *_of_opposites(office), *_of_reservations(office))
    told = {key for each in found for key in each.seen}
    office.vault.keep_seen((office.vault.seen() & told) | {*notice.seen})
    return notices(office)


def list_notice(office: Office) -> str:
    """That a list of what was erased lay in the folder that was not followed; empty where there was none."""
    return next((each.words for each in _of_list(office)), "")


def _of_list(office: Office) -> Iterator[Notice]:
    if office.vault.passes_over_a_list:
        yield Notice(_(
            "À côté de ce coffre se trouvait une liste d’effacements et de réservations qui n’est pas la suite de ce "
            "coffre, ou qui ne s’ouvre pas : elle n’a pas été suivie. Si vous avez restauré une copie, vérifiez que ce "
            "qui devait être effacé l’est."
        ))


def _of_strays(office: Office) -> Iterator[Notice]:
    """Told again where there is more in one than when she saw it."""
    for each in strays(office):
        yield Notice(each.sentence, (), (seen_as("stray", each.name, each.sentence),))


def _of_opposites(office: Office) -> Iterator[Notice]:
    for each in opposite_roles(office):
        keys = (seen_as("opposite", each.accused_in.id, each.standing, other.id) for other in each.others)
        cases = (each.accused_in, *each.others) if len(each.others) == 1 else (each.accused_in,)
        yield Notice(each.words, cases, tuple(keys))


def _of_reservations(office: Office) -> Iterator[Notice]:
    """Those of colleagues, together: of a case that is reserved to others there is nothing more to be told."""
    made = [each for each in reserved_cases(office) if each.by not in office.own_names]
    seen = office.vault.seen()
    new = [each for each in made if seen_as("reserved", each.reference, each.since) not in seen]
    if new:
        lines = ngettext(
            "Un dossier est réservé depuis la dernière fois : {cases}.",
            "{count} dossiers sont réservés depuis la dernière fois : {cases}.", len(new),
        )
        told = _some(f"{each.reference} ({', '.join(each.named)})" for each in new)
        yield Notice(
            lines.format(count=len(new), cases=told), (), tuple(
                seen_as("reserved", each.reference, each.since) for each in new
            ),
        )


def _some(texts: Iterable[str]) -> str:
    every = list(texts)
    return ", ".join(every[:_MOST_NAMED]) + (" …" if len(every) > _MOST_NAMED else "")
