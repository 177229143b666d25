"""A fictional case in a real vault, to try things on. Its reference says what it is."""

from __future__ import annotations

import json
from typing import Final

from caselink.demo.showcase import showcase
from caselink.services.imports import import_document
from caselink.services.office import Office

EXAMPLE_REFERENCE: Final = "EXEMPLE-FICTIF"

_KEPT: Final = ("answers", "must_not_receive")


def open_example(office: Office) -> str:
    """The id of the fictional case, which is added where it is missing.

    It comes without consents and with needs handed to nobody: the demo's partners are not in a real directory.
    """
    known = office.vault.case_id_of(EXAMPLE_REFERENCE)
    if known is not None:
        return known
    story = showcase(office.today())
    if not isinstance(story, dict) or not isinstance(story["needs"], list):
        raise TypeError("the showcase is a case of the import document")
    needs = [{key: need[key] for key in need if key != "partner"} for need in story["needs"] if isinstance(need, dict)]
    case = {"reference": EXAMPLE_REFERENCE, "needs": needs, **{key: story[key] for key in _KEPT}}
    result = import_document(office, json.dumps({"cases": [case]}, ensure_ascii=False).encode(), update=False)
    added = office.vault.case_id_of(EXAMPLE_REFERENCE)
    if added is None:
        raise ValueError(f"the example does not fit the forms: {len(result.problems)} faults")
    return added
