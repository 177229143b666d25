"""Deadlines in words: what is due, and by when."""

from __future__ import annotations

from datetime import date

from caselink.domain.deadlines import Deadline
from caselink.forms.deadlines import KIND_LABELS
from caselink.forms.needs import NEEDS
from caselink.forms.texts import BETWEEN, clock_text, day_text
from caselink.i18n import _, ngettext


def what_is_due(deadline: Deadline) -> str:
    """What it is, about which need, with whom."""
    kind = _(KIND_LABELS[deadline.kind])
    item = NEEDS.get(deadline.item)
    said = [kind[:1].upper() + kind[1:], "" if item is None else _(item.label), deadline.partner, deadline.text]
    return BETWEEN.join(text for text in said if text)


def when_due(deadline: Deadline, today: date) -> str:
    """How it presses: late by so many days, today, tomorrow, or its day; put off, the day to come back to it."""
    days = (deadline.shows_on - today).days
    hour = "" if deadline.at is None else ", " + clock_text(deadline.at)
    if deadline.shows_on != deadline.on and days > 0:
        return _("remis au {day} : {reason}").format(day=day_text(deadline.shows_on), reason=deadline.reason)
    if days < 0:
        return ngettext("en retard d’un jour", "en retard de {count} jours", -days).format(count=-days)
    if days == 0:
        return _("aujourd’hui") + hour
    if days == 1:
        return _("demain") + hour
    return day_text(deadline.on) + hour
