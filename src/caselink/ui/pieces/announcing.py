"""Saying something to whoever listens with a screen reader, without moving the keyboard."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(about: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have it said about that widget; `at_once` interrupts what is being read. Nothing is said for empty words."""
    if not words:
        return
    polite = QAccessible.AnnouncementPoliteness
    said = QAccessibleAnnouncementEvent(about, words)
    said.setPoliteness(polite.Assertive if at_once else polite.Polite)
    QAccessible.updateAccessibility(said)


def field_of_keys(widget: QWidget) -> QWidget:
    """What has the keyboard while the worker is in that widget: what it is told of the widget belongs there."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget
