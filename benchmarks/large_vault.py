"""A vault of very many cases, made once and kept in `build/`."""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from caselink.domain.answers import Answer, Json
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.vault import Vault, create
from caselink.vault.parts import Part
from caselink.vault.records import assessment_record
from caselink.vault.schema import FORMAT

USER: Final = "amal"
PASSPHRASE: Final = "prairie fenêtre sept colibri ombre tiroir"  # noqa: S105 - of a vault that holds nothing
FIRST_NAMES: Final = ("Amina", "Élodie", "Fatou", "Ines", "Jana", "Leïla", "Maria", "Nadia", "Oksana", "Rosa", "Zélie")
_BUILD: Final = Path(__file__).resolve().parent.parent / "build" / "bench"
_AT_ONCE: Final = 2_000
_CONSENT: Final[dict[str, Json]] = {
    "recipient": "abri", "recipient_kind": "", "individual": False, "categories": ["identity", "contact"],
    "purposes": ["housing"], "given_on": "2026-01-05", "expires_on": "2027-01-05", "mode": "spoken", "language": "",
    "interpreter": "", "emergency": False, "note": "à voix haute",
}


@dataclass(frozen=True)
class LargeVault:
    """A closed vault of so many cases."""

    folder: Path
    cases: int

    def copy(self) -> Path:
        """A copy to write into, in place of the one before."""
        folder = _BUILD / "copy.caselink"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return folder


_ASSESSED = 20
"""Of so many cases one was assessed."""
LOOK = Assessment(
    "look", "full", 1, date(2026, 9, 1), USER,
    {factor: FactorAnswer(Finding.YES) for factor in ("jealousy", "separation", "physical", "found_her")}, Level.HIGH,
    Level.HIGH, at="2026-09-01T09:00:00.000000+00:00",
)
"""An assessment, its id and day to be put in."""


def large_vault(cases: int) -> LargeVault:
    """The vault of that many cases, from `build/` where one of today's format lies there."""
    folder = _BUILD / f"format-{FORMAT}-{cases}-with-consents-and-danger.caselink"
    if not folder.exists():
        sys.stdout.write(f"Making a vault of {cases} cases in build/ (once)\n")
        sys.stdout.flush()
        unfinished = folder.with_name(f"unfinished-{cases}.caselink")
        shutil.rmtree(unfinished, ignore_errors=True)
        _BUILD.mkdir(parents=True, exist_ok=True)
        vault, _code = create(unfinished, USER, PASSPHRASE)
        with vault:
            _fill(vault, cases)
        unfinished.rename(folder)
    return LargeVault(folder, cases)


def _fill(vault: Vault, cases: int) -> None:
    chance = random.Random(2026)  # noqa: S311 - stories, not secrets
    for start in range(1, cases + 1, _AT_ONCE):
        with vault.change("import") as change:
            for number in range(start, min(start + _AT_ONCE, cases + 1)):
                case_id = change.new_case(f"2026-{number:06d}")
                change.put_answer(case_id, "person.goes_by", Answer(f"{chance.choice(FIRST_NAMES)} {number % 977:03d}"))
                change.put_answer(case_id, "person.last_name", Answer(f"Nom{number}"))
                change.put_answer(case_id, "housing.status", Answer(chance.choice(("lease_joint", "shelter", "hotel"))))
                change.put_answer(case_id, "contact.safe_number", Answer(f"0470 {number:06d}"))
                change.put_answer(case_id, "request.seen_alone", Answer(number % 2 == 0))
                change.put_answer(case_id, "request.own_words", Answer("Elle demande un endroit sûr. " * 4))
                for item in ("lawyer", "accommodation", "safe_phone"):
                    change.put_need(case_id, item, NeedMark(chance.choice((NeedState.TO_DO, NeedState.DONE))))
                change.add_event(case_id, EventKind.CONSENT_GIVEN, dict(_CONSENT))
                if number % _ASSESSED == 0:
                    made = replace(LOOK, id=f"look-{number}", level=chance.choice([*Level]))
                    change.put_record(case_id, Part.ASSESSMENTS, made.id, assessment_record(made))


def rich_case(vault: Vault, changes: int, reference: str = "2027-0001") -> str:
    """A case of sixty answers that was changed so many times; gives its id."""
    chance = random.Random(60)  # noqa: S311
    with vault.change("case_opened") as change:
        case_id = change.new_case(reference)
        for number in range(60):
            change.put_answer(case_id, f"x-office.field-{number}", Answer(_words(chance)))
    for number in range(changes):
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, f"x-office.field-{number % 60}", Answer(_words(chance)))
    return case_id


def _words(chance: random.Random) -> str:
    return " ".join(chance.choice(("loyer", "école", "mardi", "rappeler", "avocate")) for _word in range(6))

