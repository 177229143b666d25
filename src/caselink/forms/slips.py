"""The answer slip: what a partner may answer, under names that any reader of forms keeps."""

from __future__ import annotations

from typing import Final

from caselink.i18n import N_

FORM_ID: Final = "form_id"
ANSWER: Final = "answer"
ANSWERS: Final[dict[str, str]] = {
    "accepted": N_("accepté"), "refused": N_("refusé"), "under_way": N_("en cours"), "done": N_("fait"),
}
"""States of a referral, with the word that stands on the slip."""
TEXTS: Final[dict[str, str]] = {
    "why": N_("Si non, pourquoi"), "by": N_("Par qui"), "on": N_("Le (année-mois-jour)"), "line": N_("Une ligne"),
}
LONGEST: Final = 300
"""Letters of a text on a slip."""
