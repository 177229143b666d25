"""A process in which the services are used that the window and the commands of the canary do not reach: a reserved
case, attachments, history, audit, a colleague who comes and goes, a look into a backup of the program's own, and an
erasure with its certificate. What takes text gets a word.

Standard input: one JSON object with `vault`, `user`, `passphrase`, `word` and `certificate`, the file to write it to.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from caselink.domain.roles import Role
from caselink.services.answers import record_answer
from caselink.services.audit import audit_lines
from caselink.services.backups import cleanse_backups, contents, copy_now, look_into
from caselink.services.cases import new_case
from caselink.services.erasing import erase_case, write_certificate
from caselink.services.history import history, take_back
from caselink.services.office import Office, open_office
from caselink.services.reserving import reserve_case
from caselink.services.workers import add_worker, remove_worker
from tests import quick_age

ERASED = "2026-0900"
_RESERVED = "2026-0901"


def main() -> None:
    """Use them once over, in the order of a working day."""
    quick_age.install()
    told = json.load(sys.stdin)
    office = open_office(Path(told["vault"]), told["user"], told["passphrase"])
    try:
        _fill(office, ERASED, told["word"])
        reserved = _fill(office, _RESERVED, told["word"])
        reserve_case(office, reserved, (office.user,))
        _fill_in(office, reserved, told["word"] * 2)
        assert take_back(office, reserved) is not None
        assert told["word"] in repr(history(office, reserved))
        assert audit_lines(office)
        add_worker(office, "ida", Role.WORKER, told["passphrase"], told["passphrase"])
        remove_worker(office, "ida", told["passphrase"])
        _look_into_a_backup(office, told["passphrase"])
        erased = office.vault.case_id_of(ERASED)
        assert erased is not None
        write_certificate(erase_case(office, erased, ERASED), Path(told["certificate"]))
        cleanse_backups(office)
    finally:
        office.close()


def _fill(office: Office, reference: str, word: str) -> str:
    """A case with the word as its name, in an answer and in an attachment; its id."""
    case_id = new_case(office, reference, word).id
    _fill_in(office, case_id, word)
    with office.vault.change("file_added", case_id) as change:
        added = change.add_attachment(case_id, f"{word}.txt", f"{word} ".encode() * 40)
    assert word.encode() in office.vault.attachment(added)
    return case_id


def _fill_in(office: Office, case_id: str, word: str) -> None:
    record_answer(office, case_id, "request.own_words", word)


def _look_into_a_backup(office: Office, passphrase: str) -> None:
    made = copy_now(office).finish()
    looked = look_into(made.path, office.user, passphrase)
    try:
        assert contents(looked).cases == office.vault.count_cases()
    finally:
        looked.close()


if __name__ == "__main__":
    main()
