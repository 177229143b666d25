"""Who a paper is about."""

from __future__ import annotations

import pytest

from caselink.documents.who import who_line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"goes_by": "A. B.", "first_names": "Amina", "last_name": "Belkaroui"}, "A. B. · Amina Belkaroui"),
        ({"last_name": "Terradou", "where": "au domicile"}, "Terradou · au domicile"),
        ({"relationship": "époux, épouse"}, "époux, épouse"),
    ],
)
def test_first_and_last_names_stand_together(said: dict[str, str], line: str) -> None:
    assert who_line(said) == line
