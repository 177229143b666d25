"""How papers name the worker, and the office's picture at their head."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.unlocking import opened
from caselink.i18n import _
from caselink.services.worker_card import office_logo, set_logo_from, set_worker_card, worker_card


def card(options: Namespace) -> Outcome:
    """Show how papers name this worker and whether they bear a picture, after changing what is given."""
    given = {
        name: value for name, value in (("name", options.name), ("role", options.function), ("phone", options.phone))
        if value is not None
    }
    with opened(options) as office:
        if given:
            set_worker_card(office, replace(worker_card(office), **given))
        if options.logo is not None:
            set_logo_from(office, None if options.logo == "none" else Path(options.logo))
        kept, has_logo = worker_card(office), bool(office_logo(office))
    words = ", ".join(part for part in (kept.name, kept.role, kept.phone) if part) or _("Rien n’est noté.")
    return Outcome({"name": kept.name, "function": kept.role, "phone": kept.phone, "logo": has_logo}, (words,))
