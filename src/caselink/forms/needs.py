"""Needs: what can be red or green, and which of them the answers propose (docs/rules/needs.md)."""

from __future__ import annotations

from datetime import date
from typing import Final

from caselink.domain.case import Case
from caselink.domain.needs import Domain, NeedState
from caselink.forms.conditions import holds
from caselink.forms.danger.needs import proposed_by
from caselink.forms.danger.plan_items import PLAN, needs_of_plan
from caselink.forms.need_item import NeedItem
from caselink.forms.need_items_hers import ITEMS as _HERS
from caselink.forms.need_items_protection import ITEMS as _PROTECTION
from caselink.i18n import N_

__all__ = ["DOMAIN_LABELS", "NEEDS", "STATE_LABELS", "STATE_SIGNS", "NeedItem", "proposed"]

NEEDS: Final[dict[str, NeedItem]] = {item.id: item for item in (*_PROTECTION, *_HERS)}
"""Every need, by id, in the order of the picture."""

DOMAIN_LABELS: Final[dict[Domain, str]] = {
    Domain.SAFETY: N_("Sécurité"),
    Domain.JUSTICE: N_("Justice"),
    Domain.HOUSING: N_("Hébergement-logement"),
    Domain.HEALTH: N_("Santé"),
    Domain.CHILDREN: N_("Enfants"),
    Domain.RESIDENCE: N_("Séjour et droits"),
    Domain.MONEY: N_("Ressources"),
    Domain.INTEGRATION: N_("Insertion"),
    Domain.SUPPORT: N_("Soutien"),
}

STATE_LABELS: Final[dict[NeedState, str]] = {
    NeedState.TO_DO: N_("à faire"),
    NeedState.DONE: N_("fait"),
    NeedState.NOT_APPLICABLE: N_("sans objet"),
    NeedState.NOT_WISHED: N_("ne souhaite pas"),
    NeedState.NOT_ASSESSED: N_("non évalué"),
}

STATE_SIGNS: Final[dict[NeedState, str]] = {
    NeedState.TO_DO: "✕",
    NeedState.DONE: "✓",
    NeedState.NOT_APPLICABLE: "–",
    NeedState.NOT_WISHED: "◇",
    NeedState.NOT_ASSESSED: "○",
}
"""The sign that stands beside the colour, which is never alone."""


def proposed(case: Case, today: date) -> frozenset[str]:
    """The items that the answers, the latest danger assessment and the safety plan propose on that day; the worker
    decides."""
    by_answers = frozenset(item.id for item in NEEDS.values() if holds(item.proposed_when, case, today))
    return by_answers | proposed_by(case.danger) | needs_of_plan(case.records_of(PLAN.part).values())
