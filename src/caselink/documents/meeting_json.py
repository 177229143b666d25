"""The same as JSON (docs/meetings.md): what travels in a pack, and what of it may come back another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from caselink.disclosure.outputs import Action, ForAgency, Situation, require_seal
from caselink.documents.content import content_of, needs_of
from caselink.documents.letterhead import Letterhead

PACK_NAME: Final = "caselink.json"
"""How the file is called inside the PDF."""
FORMAT: Final = "caselink-meeting-1"
ANSWER_FORMAT: Final = "caselink-meeting-answer-1"
"""What goes back: the number of the pack and its actions by id, nothing else of it."""
PAGES: Final = "pages"
"""The digest of the pages that a document lies in: what was signed with other pages is told apart by it."""
MAY_CHANGE: Final = ("state", "why")
"""What of an agency's own actions may come back another."""


def pack_json(given: ForAgency, letterhead: Letterhead, kind: str, meeting: Mapping[str, str]) -> bytes:
    """The pack as JSON, UTF-8, keys sorted. `kind` is `pack` or `minutes`, `meeting` its id, day, hour and place."""
    require_seal(given)
    own = [
        _action(action, situation.number) for situation in given.situations for action in situation.actions
        if action.theirs
    ]
    return spelled({
        "format": FORMAT, "kind": kind, "id": letterhead.document_id, "from": letterhead.office_name,
        "for": given.recipient.key, "for_name": given.name, "meeting": dict(meeting),
        "cases": [_situation(each) for each in given.situations if each.number], "actions": own,
    })


def spelled(document: Mapping[str, Any]) -> bytes:
    """A document in its one spelling."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of all that is said but what may come back another; of no pages, which another program may print anew."""
    actions = [
        {name: value for name, value in each.items() if name not in MAY_CHANGE} for each in document["actions"]
    ]
    told = {name: value for name, value in document.items() if name != PAGES}
    return hashlib.sha256(spelled({**told, "actions": actions})).hexdigest()


def with_pages(beside: bytes, pages: str) -> bytes:
    """The same document with the digest of the pages that it lies in, as it is signed."""
    return spelled({**json.loads(beside), PAGES: pages})


def _situation(situation: Situation) -> dict[str, object]:
    content = content_of(situation.disclosure)
    reach = content.reach
    lines = [*([] if reach.number is None else [reach.number]), *reach.how, *reach.never]
    return {
        "number": situation.number, "name": None if content.person is None else content.person.text,
        "why": situation.why, "wanted": situation.wanted, "decisions": [*situation.decisions],
        "danger": [line.text for line in content.danger], "reach": [line.text for line in lines],
        "needs": [f"{each.sign} {each.label}" for each in needs_of(situation.disclosure.shared)],
        "facts": [
            {"part": part.title, "question": said.label, "answer": said.value}
            for part in content.parts for entry in part.entries for said in entry.answers
        ],
        "agreed": [_action(each, situation.number) for each in situation.actions if not each.theirs],
    }


def _action(action: Action, number: int) -> dict[str, object]:
    due = None if action.due is None else action.due.isoformat()
    return {
        "id": action.id, "case": number or None, "who": action.who, "what": action.what, "due": due,
        "state": action.state, "why": action.why or None,
    }
