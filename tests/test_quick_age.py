"""What the tests write in place of age is what age itself reads."""

from __future__ import annotations

import pyrage  # type: ignore[import-untyped]
import pytest

from tests.quick_age import QUICK, encrypt, work_factor


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 131_072])
def test_age_opens_it_with_the_passphrase(length: int) -> None:
    content = bytes(number % 251 for number in range(length))
    sealed = encrypt(content, "prairie fenêtre sept")
    assert work_factor(sealed) == QUICK
    assert pyrage.passphrase.decrypt(sealed, "prairie fenêtre sept") == content


def test_another_passphrase_and_a_changed_letter_open_nothing() -> None:
    sealed = encrypt(b"content", "prairie")
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, "prairies")
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]), "prairie")
