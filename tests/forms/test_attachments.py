"""Kinds of attachments, and the sorts of files that are taken in."""

from __future__ import annotations

from caselink.forms.attachments import FILE_TYPES, KIND_IDS, LARGEST_FILE, kind_label


def test_every_kind_has_words_and_one_that_is_gone_is_another() -> None:
    assert {"injury_photo", "certificate", "complaint_receipt", "message", "signed_consent"} <= KIND_IDS
    assert kind_label("injury_photo") == "photo de blessures"
    assert kind_label("of-another-time") == kind_label("other") == "autre"


def test_an_ending_belongs_to_one_sort_of_file_and_no_program_is_among_them() -> None:
    endings = [ending for each in FILE_TYPES.values() for ending in each.endings]
    assert len(endings) == len(set(endings))
    assert not {"exe", "js", "html", "svg", "zip", "docm", "bat"} & set(endings)
    assert LARGEST_FILE == 50 * 1024 * 1024
