"""A real vault on disk, opened by its one worker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.services.cases import new_case
from caselink.services.directory import save_partner
from caselink.services.office import Office, open_office
from tests.conftest import PASSPHRASE, Prepared


@pytest.fixture
def office(prepared_office: Prepared, tmp_path: Path) -> Iterator[Office]:
    opened = open_office(prepared_office.copy_to(tmp_path / "office.caselink"), None, PASSPHRASE)
    yield opened
    opened.close()


@dataclass(frozen=True)
class Desk:
    """An office with one case and a partner for each rule."""

    office: Office
    case: Case


@pytest.fixture
def desk(office: Office) -> Desk:
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    save_partner(office, Partner("parquet", "Parquet", PartnerKind.PUBLIC_PROSECUTOR))
    return Desk(office, new_case(office, "2026-0042", "Amina"))
