"""What the form says to herself: it speaks to her, of nobody else, and no label is forgotten."""

from __future__ import annotations

import re
from typing import Final

import pytest

from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Section, Standing
from caselink.forms.to_her import TO_HER, field_to_her, label_to_her, title_to_her

_OF_HER: Final = re.compile(
    r"\b(elle|sa|ses|son)\b|[dl]’elle|qu’elle|l’empêche|la dénoncer|se soigner|à elle|^la personne$", re.IGNORECASE
)
_OF_HIM: Final = (
    "sa famille à lui", "à son nom à lui", "travaille pour lui ou sa famille", "Cycle : de son côté à lui",
)
_HERS: Final = [
    (section, field) for section, field in PARTNER_FORM.fields()
    if section.names not in (Standing.ACCUSED, Standing.CONTACT, Standing.WORKER) and section.id != "children"
]


@pytest.mark.parametrize(("section", "field"), _HERS, ids=lambda each: getattr(each, "id", getattr(each, "name", "")))
def test_nothing_that_is_said_to_her_speaks_of_her_as_somebody_else(section: Section, field: Field) -> None:
    said = field_to_her(field)
    for words in (title_to_her(section.id), said.label, *(option.label for option in said.options)):
        assert not _OF_HER.search(words) or words in _OF_HIM, words


def test_each_of_these_labels_is_still_one_of_the_form() -> None:
    labels = {section.label for section in PARTNER_FORM.sections}
    for _section, field in PARTNER_FORM.fields():
        labels |= {field.label, *(option.label for option in field.options)}
    assert TO_HER.keys() - labels == set()


def test_what_speaks_of_nobody_is_said_as_it_is_asked() -> None:
    assert label_to_her("Commune") == "Commune"
    assert title_to_her("request") == "Votre demande"
    assert title_to_her("nothing") == ""
