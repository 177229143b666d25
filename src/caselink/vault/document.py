"""A case, or what is the office's own, as a Loro document: a map for each part (`parts.PARTS`), each record with who
and when.

A record is written whole, so two copies merge record by record. Each commit says in its message who did it, in which
change, and whether it can be taken back; the rows of the database are written from the same records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from loro import ID, ChangeMeta, ExportMode, Frontiers, LoroDoc, ValueOrContainer, VersionVector

from caselink.domain.answers import Json
from caselink.vault.parts import Part, expect_declared

Record = dict[str, Json]
Maps = dict[str, dict[str, Record]]


class Nature(StrEnum):
    """What a commit is to the one who wants to take something back."""

    OPENED = "opened"
    CHANGE = "change"
    UNDO = "undo"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The message of a commit. `undoes` names the change that an UNDO took back."""

    by: str
    change: str
    nature: Nature
    undoes: str | None = None

    def message(self) -> str:
        """As a commit bears it."""
        told = {"by": self.by, "change": self.change, "nature": self.nature, "undoes": self.undoes}
        return json.dumps(told, separators=(",", ":"))

    @classmethod
    def read(cls, message: str | None) -> Stamp | None:
        """Read a message; None where it is not one of ours."""
        try:
            raw = json.loads(message or "")
            return cls(str(raw["by"]), str(raw["change"]), Nature(raw["nature"]), raw["undoes"])
        except (ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the history: its stamp and the versions just before and just after it."""

    stamp: Stamp
    before: Frontiers
    after: Frontiers


@dataclass(frozen=True, slots=True)
class Write:
    """One record as one commit wrote it; `record` is None where it was taken away. `at` in seconds since 1970.

    `stamp` is None for a commit that is not one of ours.
    """

    stamp: Stamp | None
    at: int
    part: Part
    key: str
    record: Record | None


class DamagedDocument(Exception):
    """The bytes are not the document that was written."""


class CaseDocument:
    """One document in memory. `pending` are the records that the rows of the database don't have yet."""

    def __init__(self, doc: LoroDoc, peer: int) -> None:
        doc.peer_id = peer
        self._doc = doc
        self._parts = {part: doc.get_map(part.value) for part in Part}
        self.pending: dict[tuple[Part, str], Record | None] = {}

    @classmethod
    def new(cls, peer: int) -> CaseDocument:
        """An empty one. `peer` is who writes: one number for each opening of a vault, never used again."""
        return cls(_blank(), peer)

    @classmethod
    def load(cls, body: bytes, peer: int = 0, updates: Iterable[bytes] = ()) -> CaseDocument:
        """Read what `export` wrote and the updates since; raises DamagedDocument, also where one is missing between."""
        doc = _blank()
        _import(doc, [body])  # by itself: a snapshot whose history was forgotten does not come in with others
        _import(doc, [*updates])
        return cls(doc, peer)

    def put(self, part: Part, key: str, record: Record | None) -> None:
        """Write a record whole, or take it away with None; raises ValueError for values that its part does not have."""
        if record is not None:
            expect_declared(part, record)
            self._parts[part].insert(key, cast(Any, record))
        elif key in self._parts[part]:
            self._parts[part].delete(key)
        self.pending[part, key] = record

    def get(self, part: Part, key: str) -> Record | None:
        """The record, or None."""
        held = self._parts[part].get(key)
        return None if held is None else cast(Record, cast(ValueOrContainer.Value, held).value)

    def keys(self, part: Part) -> list[str]:
        """The keys of a part."""
        return self._parts[part].keys()

    def maps(self) -> Maps:
        """The whole current state."""
        return _maps(self._doc)

    def commit(self, stamp: Stamp, timestamp: int) -> None:
        """Close what was put since the last commit; `timestamp` in seconds since 1970."""
        self._doc.commit_with(timestamp=timestamp, commit_msg=stamp.message())

    def export(self) -> bytes:
        """The bytes to keep, with the whole history."""
        return self._doc.export(ExportMode.Snapshot())

    @property
    def version(self) -> VersionVector:
        """Up to where it is written, for `updates_since`."""
        return self._doc.oplog_vv

    def updates_since(self, version: VersionVector) -> bytes:
        """What was committed since that version."""
        return self._doc.export(ExportMode.Updates(version))

    def merge(self, other: bytes) -> None:
        """Take in what another copy of the same document wrote; raises DamagedDocument."""
        _import(self._doc, [other])

    def history(self) -> list[Step]:
        """The commits that are kept, newest first."""
        steps: list[Step] = []

        def visit(change: ChangeMeta) -> bool:
            stamp = Stamp.read(change.message)
            if stamp is not None:
                last = ID(change.id.peer, change.id.counter + change.len - 1)
                steps.append(Step(stamp, change.deps, Frontiers.from_id(last)))
            return False

        ends = (ID(peer, end - 1) for peer, (_start, end) in self._doc.oplog_vv.to_spans().inner().items())
        kept = [end for end in ends if self._doc.get_change(end) is not None]
        self._doc.travel_change_ancestors(kept, visit)
        return steps

    def writes(self) -> tuple[Maps, list[Write]]:
        """The state that the kept history begins with, and every record written since, the last one last.

        Of two copies that wrote the same record at once, the one that holds after the merge comes later, as in Loro:
        by logical clock, then by peer. Read in one go: a checkout of each version would take a hundred times longer.
        """
        begin = self.maps_at(self._doc.shallow_since_frontiers) if self._doc.is_shallow() else None
        log = json.loads(self._doc.export_json_updates(_start(), self._doc.oplog_vv))
        ordered: list[tuple[tuple[int, int], Write]] = []
        for change in log["changes"]:
            stamp = Stamp.read(change["msg"])
            first, _at, place = str(change["id"]).partition("@")
            for op in change["ops"]:
                clock = change["lamport"] + op["counter"] - int(first)
                ordered.append(((clock, int(log["peers"][int(place)])), _write(stamp, change["timestamp"], op)))
        return begin or {}, [write for _order, write in sorted(ordered, key=lambda pair: pair[0])]

    def maps_at(self, version: Frontiers) -> Maps | None:
        """The state as it was, or None where the history begins later."""
        try:
            self._doc.checkout(version)
            return _maps(self._doc)
        except (Exception, KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # as in `load`: Loro says that the version was forgotten
            return None
        finally:
            self._doc.checkout_to_latest()


def _import(doc: LoroDoc, pieces: list[bytes]) -> None:
    try:
        if pieces and doc.import_batch(pieces).pending is not None:
            raise DamagedDocument
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # Loro 1.17 raises BaseException itself for bytes that are no document
        raise DamagedDocument from fault


def _maps(doc: LoroDoc) -> Maps:
    held = cast(dict[str, dict[str, Record]], doc.get_deep_value())
    return {part.value: held.get(part.value, {}) for part in Part}


def _write(stamp: Stamp | None, at: int, op: Mapping[str, Any]) -> Write:
    part = Part(str(op["container"]).removeprefix("cid:root-").removesuffix(":Map"))
    return Write(stamp, at, part, op["content"]["key"], op["content"].get("value"))


def _start() -> VersionVector:
    return VersionVector()  # type: ignore[no-untyped-call]


def _blank() -> LoroDoc:
    return LoroDoc()  # type: ignore[no-untyped-call]
