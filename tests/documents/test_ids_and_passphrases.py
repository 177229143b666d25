"""What is drawn at random: ids of documents, passphrases."""

from __future__ import annotations

import math
import re

import pytest

from caselink.documents.letterhead import new_document_id
from caselink.documents.seal import new_document_passphrase
from caselink.wordlist import BITS, WORDS_IN_A_PASSPHRASE, new_passphrase, word_list


def test_ids_are_random_groups_without_signs_that_look_alike() -> None:
    ids = {new_document_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}", each) for each in ids)


def test_the_passphrase_of_a_document_is_short_enough_for_every_reader_and_at_least_seventy_seven_bits() -> None:
    drawn = {new_document_passphrase() for _ in range(500)}
    assert len(drawn) == 500
    assert all(re.fullmatch(r"[2-9a-hj-km-np-z]{4}(-[2-9a-hj-km-np-z]{4}){3}", each) for each in drawn)
    assert len(max(drawn)) <= 32
    assert 16 * math.log2(31) >= 77


def test_six_words_are_at_least_seventy_seven_bits() -> None:
    words = word_list()
    assert len(set(words)) == len(words)
    assert WORDS_IN_A_PASSPHRASE * math.log2(len(words)) >= BITS == 77


def test_no_word_of_a_passphrase_wounds_or_takes_a_side() -> None:
    unwanted = {
        "agresser", "arme", "cadavre", "crime", "enculer", "fellation", "fusil", "gauchiste", "guerre", "homicide",
        "macron",
        "meurtre", "niquer", "pute", "race", "salafiste", "suicide", "taliban", "tuer", "viol",
    }
    assert not unwanted & set(word_list())


def test_words_are_plain_and_short_so_that_they_can_be_read_out_and_typed() -> None:
    assert all(re.fullmatch(r"[a-z]{4,9}", word) for word in word_list())
    assert list(word_list()) == sorted(word_list())


def test_a_passphrase_is_six_words_of_the_list_and_never_twice_the_same() -> None:
    drawn = {new_passphrase() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(each.split("-")) == 6 and set(each.split("-")) <= set(word_list()) for each in drawn)
    assert len(new_passphrase(8).split("-")) == 8


def test_fewer_words_are_refused() -> None:
    with pytest.raises(ValueError, match="six words"):
        new_passphrase(5)
