"""What is erased leaves no trace in the document of a case, and everything else in its history stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st
from loro import ExportMode

from caselink.domain.answers import Json
from caselink.vault.document import CaseDocument, Nature, Record, Stamp, Write
from caselink.vault.erasure.redaction import ERASED_KEY, Place, _start, forget, written
from caselink.vault.history import PastChange, PastRecord, read_history
from caselink.vault.parts import Part
from caselink.vault.undoing import plan_undo

CANARY = "Qzxwvkjhpl"
GONE: Place = (Part.ANSWERS, "residence.permit")
KEYS = ["residence.permit", "housing.status", "x-a.b"]
PLACES: list[Place] = [*((Part.ANSWERS, key) for key in KEYS), (Part.NEEDS, "lawyer"), (Part.ENTRIES, "steps/1")]
PLAIN = st.none() | st.booleans() | st.integers(-2**53, 2**53) | st.text()
VALUES: st.SearchStrategy[Json] = st.recursive(
    PLAIN | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=6,
)
PUTS = st.lists(st.tuples(st.sampled_from(PLACES), st.none() | VALUES), max_size=4)
WRITES = st.lists(st.tuples(st.sampled_from(["amal", "ida"]), PUTS), max_size=8)
Said = list[tuple[str, list[tuple[Place, Json]]]]


SAYS = {Part.ANSWERS: "v", Part.NEEDS: "outcome", Part.ENTRIES: "position"}


def record(value: Json, at: str = "2026-01-01T00:00:00.000+00:00", part: Part = Part.ANSWERS) -> Record:
    return {SAYS[part]: value, "at": at}


def filled(said: Said, *, document: CaseDocument | None = None, first: int = 0) -> CaseDocument:
    """A document in which each change was one commit, a minute after the one before."""
    document = document or CaseDocument.new(7)
    for number, (by, puts) in enumerate(said, start=first):
        for (part, key), value in puts:
            document.put(part, key, None if value is None else record(value, part=part))
        document.commit(Stamp(by, f"c{number}", Nature.CHANGE), 60 * number)
    document.pending = {}
    return document


def erased(document: CaseDocument, *places: Place, until: str | None = None) -> CaseDocument:
    return forget(document, dict.fromkeys(places, until), "amal", 10_000, 8)


def log(document: CaseDocument) -> str:
    told = json.loads(document._doc.export_json_updates(_start(), document._doc.oplog_vv))
    return json.dumps(told, ensure_ascii=False)


def elsewhere(writes: Iterable[Write], *gone: Place) -> list[Write]:
    return [
        write for write in writes
        if write.key != ERASED_KEY and (write.part, write.key) not in (*gone, (Part.CASE, "erased"))
    ]


def told_elsewhere(changes: Iterable[PastChange], *gone: Place) -> list[tuple[str, str, str, list[PastRecord]]]:
    return [
        (change.id, change.at, change.by, records)
        for change in changes
        if (records := [each for each in change.records if (each.part, each.key) not in gone])
        and change.nature is not Nature.ERASED
    ]


@given(WRITES, st.sets(st.sampled_from(PLACES)))
@example([("amal", [(GONE, CANARY), (PLACES[1], "kept")]), ("ida", [(GONE, None), (PLACES[3], "kept")])], {GONE})
def test_the_history_of_all_other_places_stays_as_it_was(said: Said, gone: set[Place]) -> None:
    before = filled(said)
    after = erased(CaseDocument.load(before.export(), 7), *gone)
    again = CaseDocument.load(after.export())
    for part, records in before.maps().items():
        kept = {key: held for key, held in records.items() if (Part(part), key) not in gone and key != "erased"}
        assert {key: held for key, held in again.maps()[part].items() if key != "erased"} == kept
    assert elsewhere(again.writes()[1]) == elsewhere(before.writes()[1], *gone)
    assert told_elsewhere(read_history(again, "amal").changes) == told_elsewhere(
        read_history(before, "amal").changes, *gone
    )
    assert not written(again) & gone


@given(WRITES, st.sets(st.sampled_from(PLACES), min_size=1))
def test_undo_leads_back_through_all_that_is_left(said: Said, gone: set[Place]) -> None:
    """The next change of hers that still says something is the one that would have been next without the others."""
    without = filled([(by, [(place, value) for place, value in puts if place not in gone]) for by, puts in said])
    left = erased(filled(said), *gone)
    for user in ("amal", "ida"):
        wanted, plan = plan_undo(without, user), plan_undo(left, user)
        assert (plan and (plan.change, plan.records)) == (wanted and (wanted.change, wanted.records))


def canaries(place: Place = GONE) -> Said:
    return [
        ("amal", [(place, f"{CANARY} one"), (PLACES[1], "before")]),
        ("ida", [(place, {"deep": [f"{CANARY} two"]})]),
        ("amal", [(place, None), (PLACES[1], "after")]),
        ("amal", [(place, f"{CANARY} three")]),
    ]


def test_no_byte_of_what_was_erased_and_no_name_of_its_place_is_left() -> None:
    for place in PLACES:
        before = filled(canaries(place))
        assert CANARY.encode() in before.export()
        assert CANARY in log(before)
        after = erased(before, place)
        for read in (after, CaseDocument.load(after.export(), 9)):
            assert CANARY.encode() not in read.export()
            assert CANARY not in log(read)
            assert place[1] not in log(read) or place == PLACES[1]
            for step in read.history():
                assert CANARY not in str(read.maps_at(step.before)) + str(read.maps_at(step.after))


def test_who_wrote_when_what_was_erased_stays_known() -> None:
    """Or a worker could write, erase, and never have been there."""
    history = read_history(erased(filled(canaries()), GONE), "amal").changes
    assert [(change.id, change.by, change.erased, change.nature) for change in history[1:]] == [
        ("c3", "amal", True, Nature.CHANGE), ("c2", "amal", True, Nature.CHANGE),
        ("c1", "ida", True, Nature.CHANGE), ("c0", "amal", True, Nature.CHANGE),
    ]
    assert (history[0].by, history[0].nature, history[0].erased) == ("amal", Nature.ERASED, False)


def test_what_is_erased_goes_from_the_rows_too() -> None:
    assert erased(filled(canaries()), GONE).pending == {
        GONE: None, (Part.CASE, "erased"): {"by": "amal", "at": 10_000}
    }


def test_what_was_written_after_the_moment_stays() -> None:
    document = filled([("amal", [(GONE, CANARY)])])
    document.put(*GONE, record("later", "2026-06-01T00:00:00.000+00:00"))
    document.put(Part.NEEDS, "lawyer", record(CANARY, part=Part.NEEDS))
    document.commit(Stamp("ida", "c8", Nature.CHANGE), 600)
    document.put(*GONE, None)
    document.commit(Stamp("ida", "c9", Nature.CHANGE), 660)
    after = erased(document, GONE, (Part.NEEDS, "lawyer"), until="2026-03-01T00:00:00.000+00:00")
    assert [write.record for write in after.writes()[1] if write.key == GONE[1]] == [
        record("later", "2026-06-01T00:00:00.000+00:00"), None,
    ]
    assert after.get(*GONE) is None
    assert CANARY not in log(after)


def test_a_later_answer_that_stands_stays_where_it_is() -> None:
    document = filled([("amal", [(GONE, CANARY)])])
    document.put(*GONE, record("later", "2026-06-01T00:00:00.000+00:00"))
    document.commit(Stamp("ida", "c8", Nature.CHANGE), 600)
    after = erased(document, GONE, until="2026-03-01T00:00:00.000+00:00")
    assert after.get(*GONE) == record("later", "2026-06-01T00:00:00.000+00:00")
    assert CANARY not in log(after)


def test_two_copies_that_both_followed_can_be_merged() -> None:
    common = filled(canaries())
    one, other = (CaseDocument.load(common.export(), peer) for peer in (21, 22))
    filled([("amal", [(PLACES[1], "one"), (GONE, f"{CANARY} four")])], document=one, first=10)
    filled([("ida", [(PLACES[2], "other")])], document=other, first=20)
    merged = erased(one, GONE)
    merged._doc.import_(erased(other, GONE).export())
    assert (merged.get(*PLACES[1]), merged.get(*PLACES[2]), merged.get(*GONE)) == (record("one"), record("other"), None)
    assert {write.stamp.change for write in merged.writes()[1] if write.stamp} >= {"c0", "c2", "c10", "c20"}
    assert CANARY not in log(merged)


@settings(max_examples=50)
@given(WRITES, WRITES, st.sets(st.sampled_from(PLACES)))
@example([("amal", [(GONE, CANARY), (PLACES[1], "begin")])], [("ida", [(PLACES[1], "later")])], {GONE})
def test_a_document_of_an_older_format_that_forgot_its_beginning_keeps_the_rest(
    earlier: Said, later: Said, gone: set[Place]
) -> None:
    """Until format 2 an erasure made Loro forget all that was before; what it begins with stands in no write."""
    begun = filled(earlier, document=CaseDocument.new(3))
    begun.put(Part.CASE, "reference", record("2026-0001"))
    begun.commit(Stamp("amal", "cut", Nature.ERASED), 900)
    cut = CaseDocument.load(begun._doc.export(ExportMode.ShallowSnapshot(begun._doc.oplog_frontiers)), 4)
    before = filled(later, document=cut, first=20)
    kept = {
        part: {key: held for key, held in records.items() if (Part(part), key) not in gone}
        for part, records in before.maps().items()
    }
    told = told_elsewhere(read_history(before, "amal").changes, *gone)
    after = erased(before, *gone)
    maps = after.maps()
    del maps["case"]["erased"]
    assert maps == kept
    assert told_elsewhere(read_history(after, "amal").changes) == told
    if GONE in gone:
        assert CANARY.encode() not in after.export()
