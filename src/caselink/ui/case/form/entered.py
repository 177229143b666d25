"""What was chosen and not recorded yet, spelled as a draft: that of a field in which nothing is typed."""

from __future__ import annotations

import json
from typing import Final

from caselink.domain.answers import Answer, Source
from caselink.forms.schema import Field
from caselink.forms.validation import Invalid, read_value

_MARK: Final = "\x1e"
"""No text that a field takes begins with it."""


def entered_words(raw: object, source: Source | None) -> str:
    """The draft that stands for a raw value, None for a field that was cleared."""
    return _MARK + json.dumps([raw, None if source is None else source.value])


def is_entered(draft: str) -> bool:
    """Whether a draft is such a one."""
    return draft.startswith(_MARK)


def read_entered(field: Field, draft: str) -> tuple[object, Answer | None] | None:
    """The raw value, and the answer that it is; None where the field does not take it any more."""
    try:
        raw, source = json.loads(draft.removeprefix(_MARK))
        return raw, None if raw is None else Answer(read_value(field, raw), None if source is None else Source(source))
    except (ValueError, TypeError, Invalid):
        return None
