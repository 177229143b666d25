"""A referral: a need of hers handed to a partner, and what became of it (TACTICS report)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

STATES: Final = (
    Option("prepared", N_("préparée")),
    Option("sent", N_("envoyée")),
    Option("accepted", N_("acceptée")),
    Option("refused", N_("refusée")),
    Option("under_way", N_("en cours")),
    Option("done", N_("aboutie")),
    Option("withdrawn", N_("retirée")),
)
BEGINS: Final = frozenset({"prepared", "sent"})
"""States by which a partner is asked: none of them for somebody who must never be informed."""
AWAITED: Final = frozenset({"sent"})
"""States in which an answer is awaited."""
ENDS: Final = frozenset({"refused", "done", "withdrawn"})
"""States after which asking again is another referral."""

REFERRAL: Final = RecordForm(
    "referrals",
    N_("Orientation"),
    (
        RecordColumn(
            Field("need", N_("Besoin"), K.TEXT, C.INTIMATE, N_("Le besoin dont il s’agit.")), Rule.NEED, required=True
        ),
        RecordColumn(
            Field("to", N_("Structure"), K.TEXT, C.INTIMATE, N_("Son nom court dans l’annuaire.")), Rule.PARTNER,
            required=True,
        ),
        RecordColumn(
            Field("state", N_("État"), K.CHOICE, C.INTIMATE, N_("Où elle en est."), STATES), required=True
        ),
        RecordColumn(Field("on", N_("Le"), K.DATE, C.INTIMATE, N_("Le jour où elle en est là.")), Rule.PAST_DAY),
        RecordColumn(
            Field("due", N_("Réponse attendue le"), K.DATE, C.INTIMATE, N_("Le jour convenu."), lies_ahead=True),
            Rule.DAY,
        ),
        RecordColumn(Field("why", N_("Pourquoi"), K.LONG_TEXT, C.INTIMATE, N_("Surtout d’un refus : ses raisons."))),
    ),
    not_before=(("due", "on"),),
)
