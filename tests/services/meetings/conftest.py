"""The network of these tests."""

from __future__ import annotations

import pytest

from caselink.services.office import Office
from tests.services.meetings.network import Network
from tests.services.meetings.network import network as make


@pytest.fixture
def network(office: Office) -> Network:
    return make(office)
