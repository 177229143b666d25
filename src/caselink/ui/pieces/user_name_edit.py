"""A line for the name that a worker signs in with: what is typed becomes one that will do."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from caselink.names.folding import latin

_LONGEST: Final = 32


class UserNameEdit(QLineEdit):
    """`Nora B` becomes `nora-b` as it is typed: small letters, digits, one dash between words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.textEdited.connect(self._spell)

    def _spell(self, typed: str) -> None:
        spelled = spelled_as_user(typed)
        if spelled != typed:
            behind = len(typed) - self.cursorPosition()
            self.setText(spelled)
            self.setCursorPosition(max(0, len(spelled) - behind))


def spelled_as_user(typed: str) -> str:
    """What is typed as a user name; a dash at its end stays, for somebody may be about to go on."""
    words = "".join(sign if sign.isalnum() else " " for sign in typed)
    spelled = latin(words).replace(" ", "-")
    return f"{spelled}-" if spelled and words.endswith(" ") else spelled
