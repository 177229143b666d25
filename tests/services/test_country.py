"""An office reads and prints in the words of its country, from the moment it is opened or its country is set."""

from __future__ import annotations

from pathlib import Path

from caselink.cli import main
from caselink.errors import Exit
from caselink.i18n import _
from caselink.services.cases import new_case
from caselink.services.needs import picture
from caselink.services.office import open_office, set_office_details
from tests.conftest import PASSPHRASE
from tests.services.conftest import Desk


def labels(desk: Desk) -> set[str]:
    return {line.label for domain in picture(desk.case, desk.office.today()) for line in domain.lines}


def test_the_words_follow_the_country_that_is_set(desk: Desk) -> None:
    assert "Ordonnance de protection" in labels(desk)
    set_office_details(desk.office, "Relais", "", "", "BE")
    assert {"Interdiction temporaire de résidence", "Avocat, aide juridique"} <= labels(desk)
    set_office_details(desk.office, "Relais", "", "", "FR")
    assert "Ordonnance de protection" in labels(desk)


def test_the_words_are_those_of_the_office_that_is_opened(tmp_path: Path) -> None:
    password = tmp_path / "password.txt"
    password.write_text(PASSPHRASE, encoding="utf-8")
    for country, word in (("BE", "aide juridique"), ("FR", "aide juridictionnelle")):
        folder = tmp_path / f"{country}.caselink"
        made = ("new", str(folder), "--user", "amal", "--country", country, "--phone", "  +33 (0)1.00", "--json")
        assert main([*made, "--password-file", str(password)]) == Exit.DONE
        office = open_office(folder, None, PASSPHRASE)
        new_case(office, "1")
        assert (office.country, office.phone) == (country, "  +33 (0)1.00")
        assert word in _("Avocat, aide juridictionnelle")
        office.close()
    wrong = ("new", str(tmp_path / "de.caselink"), "--user", "amal", "--country", "DE", "--json")
    assert main([*wrong, "--password-file", str(password)]) == Exit.WRONG_USE
    assert not (tmp_path / "de.caselink").exists()
