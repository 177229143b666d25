"""The page that prepares a meeting: who hears each case of it. Processor time, and what it is beside one agency."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks.figure import Figure
from benchmarks.large_vault import PASSPHRASE, USER, LargeVault
from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.domain.partners import Partner, PartnerKind
from caselink.services.meetings.planning import new_meeting
from caselink.services.meetings.room import prepared
from caselink.services.office import Office, create_office
from caselink.vault import Change
from caselink.vault.keys.unlocking import Unlocked

_CASES: Final = 60
_AGENCIES: Final = 25
_MOST_TIMES: Final = 8.0
"""Of 25 agencies beside one: what is read of a case is read once, whoever may hear it."""
_TIMES: Final = 3
_ANSWERS: Final = {
    "person.goes_by": "Amina", "housing.address": "rue des Exemples 12", "violence.facts": "Il l’a frappée",
    "contact.safe_number": "0470 12 34 56",
}


def meeting(_large: LargeVault, _keys: Unlocked) -> Iterator[Figure]:
    """A vault of its own: 60 situations of as many people, half of the agencies may have something of each."""
    with tempfile.TemporaryDirectory() as folder:
        office, _code = create_office(Path(folder) / "network.caselink", USER, PASSPHRASE, "Relais")
        with office.vault.change("partner_saved") as change:
            for number in range(_AGENCIES):
                name = f"Association numéro {number}"
                change.put_partner(Partner(f"p{number}", name, PartnerKind.SHELTER, note="Sonner fort."))
        with office.vault.change("case_opened") as change:
            references = [_case(office, change, number) for number in range(_CASES)]
        many, one = (_spent(office, _planned(office, count, references)) for count in (_AGENCIES, 1))
        office.close()
    yield Figure(
        f"a meeting of {_CASES} situations and {_AGENCIES} agencies, beside one agency", many / one, "×", _MOST_TIMES,
        f"{many * 1000:.0f} ms",
    )


def _case(office: Office, change: Change, number: int) -> str:
    case_id = change.new_case(reference := f"2026-{number:04}")
    for name in (f"Karim Benali{number}", f"Jean Dupont{number}"):
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "family", "name": name})
    for agency in range(0, _AGENCIES, 2):
        change.add_event(case_id, EventKind.CONSENT_GIVEN, {
            "recipient": f"p{agency}", "recipient_kind": "", "individual": False, "categories": ["identity", "contact"],
            "purposes": ["network"], "given_on": office.today().isoformat(),
            "expires_on": (office.today() + timedelta(90)).isoformat(), "mode": "spoken", "language": "fr",
            "interpreter": "", "emergency": False,
        })
    for path, text in _ANSWERS.items():
        change.put_answer(case_id, path, Answer(text))
    return reference


def _planned(office: Office, agencies: int, references: list[str]) -> str:
    return new_meeting(office, {
        "on": office.today().isoformat(), "kind": "network", "invited": [f"p{each}" for each in range(agencies)],
        "cases": [{"case": each} for each in references],
    })


def _spent(office: Office, meeting_id: str) -> float:
    """The median of a few runs, in seconds of this process."""
    prepared(office, meeting_id)
    spent = []
    for _time in range(_TIMES):
        before = time.process_time()
        prepared(office, meeting_id)
        spent.append(time.process_time() - before)
    return statistics.median(spent)
