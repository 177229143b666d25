"""What a screen reader is told without asking: the announcements that Qt is given."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


def announcements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is announced from now on, in order, as it comes."""
    heard: list[str] = []
    tell = QAccessible.updateAccessibility

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return heard
