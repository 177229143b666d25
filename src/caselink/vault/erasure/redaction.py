"""Taking values out of the history of a case for good, write by write; all others stay, with who and when.

Each write of what is erased becomes one that says neither where nor what; the commit around it keeps its author, its
moment and its place among the others. The same erasure gives the same history in every copy of a case: two copies that
both followed it can still be merged, while Loro refuses to merge one that did with one that did not (decision 20).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final, cast

from loro import LoroDoc, VersionVector

from caselink.vault.document import CaseDocument, Nature, Record, Stamp
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

Place = tuple[Part, str]
ERASED_KEY: Final = ""
"""The key of a write that was erased: no answer, entry or need has it."""
_MARK: Final = (Part.CASE, "erased")
"""Where a document says by whom and when something was last erased from it."""


def forget(
    document: CaseDocument, erased: Mapping[Place, str | None], by: str, timestamp: int, peer: int
) -> CaseDocument:
    """The document without what stands and ever stood at these places; a commit of its own says that this was done.

    A place may come with a moment (UTC, ISO 8601): what was written there later stays. What was put must be committed
    before. `timestamp` in seconds since 1970.
    """
    for (part, key), until in erased.items():
        held = document.get(part, key)
        if held is not None and not _is_later(held, until):
            document.put(part, key, None)
    document.put(*_MARK, {"by": by, "at": timestamp})
    document.commit(Stamp(by, new_id(), Nature.ERASED), timestamp)
    redacted = _without(document, erased, peer)
    redacted.pending = document.pending
    return redacted


def written(document: CaseDocument) -> set[Place]:
    """Every place where something stands or ever stood, as far as the document still knows."""
    begin, writes = document.writes()
    held = {(Part(part), key) for part, records in begin.items() for key in records}
    return held | {(write.part, write.key) for write in writes if write.key != ERASED_KEY}


def _without(document: CaseDocument, erased: Mapping[Place, str | None], peer: int) -> CaseDocument:
    doc = _blank()
    doc.import_(document.export())
    if doc.is_shallow():
        doc = _from_its_beginning(document)
    log = json.loads(doc.export_json_updates(_start(), doc.oplog_vv))
    here = [(place, content) for place, content in _contents(log) if place in erased]
    written_later = {place for place, content in here if _is_later(content.get("value"), erased[place])}
    for place, content in here:
        taken_away_later = "value" not in content and place in written_later
        if not taken_away_later and not _is_later(content.get("value"), erased[place]):
            content.clear()
            content.update(type="delete", key=ERASED_KEY)
    redacted = _blank()
    redacted.import_json_updates(json.dumps(log))
    return CaseDocument(redacted, peer)


def _contents(log: Mapping[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Each write as Loro tells it, and its place."""
    for change in log["changes"]:
        for op in change["ops"]:
            part = Part(str(op["container"]).removeprefix("cid:root-").removesuffix(":Map"))
            yield (part, op["content"]["key"]), op["content"]


def _from_its_beginning(document: CaseDocument) -> LoroDoc:
    """A document whose history began with an erasure of an earlier format, written anew: what Loro began with after
    it stands in no write that could be taken out."""
    begin, writes = document.writes()
    doc = _blank()
    doc.peer_id = secrets.randbits(63)
    for part, records in begin.items():
        for key, record in records.items():
            doc.get_map(part).insert(key, cast(Any, record))
    doc.commit_with(timestamp=writes[0].at if writes else 0)
    for (stamp, at), of_commit in groupby(writes, key=lambda write: (write.stamp, write.at)):
        for write in of_commit:
            held = doc.get_map(write.part.value)
            if write.record is not None:
                held.insert(write.key, cast(Any, write.record))
            elif write.key in held:
                held.delete(write.key)
        doc.commit_with(timestamp=at, commit_msg=None if stamp is None else stamp.message())
    return doc


def _is_later(record: Record | None, until: str | None) -> bool:
    return record is not None and until is not None and str(record["at"]) > until


def _start() -> VersionVector:
    return VersionVector()  # type: ignore[no-untyped-call]


def _blank() -> LoroDoc:
    return LoroDoc()  # type: ignore[no-untyped-call]
