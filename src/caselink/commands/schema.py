"""The JSON Schema of the import document. Needs no vault, so nothing of one is imported here."""

from __future__ import annotations

import json
from argparse import Namespace

from caselink.commands.outcome import Outcome
from caselink.forms.import_schema import import_schema


def schema(_options: Namespace) -> Outcome:
    """The schema, made from the forms; there is no shorter way to say it in words."""
    document = import_schema()
    return Outcome(document, (json.dumps(document, ensure_ascii=False, indent=2),))
