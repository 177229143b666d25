"""How a key is read out by telephone."""

from __future__ import annotations

from caselink.domain.office_keys import fingerprint, same_fingerprint


def test_a_fingerprint_is_six_groups_of_four_and_of_that_key_alone() -> None:
    one, other = fingerprint(b"\1" * 32), fingerprint(b"\2" * 32)
    assert one != other
    assert [len(group) for group in one.split("-")] == [4] * 6
    assert not set(one) & set("0189")


def test_it_is_the_same_however_it_was_typed_and_nothing_is_none() -> None:
    one = fingerprint(b"\1" * 32)
    assert same_fingerprint(one.lower().replace("-", " "), one)
    assert not same_fingerprint(one[:-1], one)
    assert not same_fingerprint("", "")
