"""Needs that an assessment proposes: data, a factor or two and the need. The worker decides.

Any single factor of the guidelines for frontline professionals calls for a specialised service.
"""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import Assessment, FactorKind, Finding
from caselink.forms.danger.describing import factor_of

_SPECIALISED: Final = "specialised_service"
_GUIDELINES: Final = "guidelines"

_OF_FACTORS: Final[dict[str, frozenset[str]]] = {
    "safety_plan": frozenset({"lives_together", "her_fear"}),
    "safe_phone": frozenset({"watch_digital"}),
    "weapons_reported": frozenset({"firearm_access", "weapon_used"}),
    "urgent_care": frozenset({"injured_now"}),
    "child_protection": frozenset({"threat_kill_children", "child_violence", "child_sexualised"}),
    "child_support": frozenset({"child_witness"}),
    "contact_arrangements": frozenset({"unsafe_handover"}),
    "interpreter": frozenset({"language_barrier"}),
    "immigration_lawyer": frozenset({"permit_dependent", "permit_threat"}),
}
"""Each of these factors proposes the need."""
_OF_ANY_ALERT: Final = ("safety_plan", "protection_order")
_OF_ALERT_AND_SEPARATION: Final = "emergency_phone"
_SEPARATION: Final = "separation"


def proposed_by(assessment: Assessment | None) -> frozenset[str]:
    """The needs that what was found proposes; none where nobody assessed."""
    if assessment is None:
        return frozenset()
    found = {factor for factor, answer in assessment.answers.items() if answer.finding is Finding.YES}
    needs = {need for need, factors in _OF_FACTORS.items() if found & factors}
    known = [factor for each in found if (factor := factor_of(assessment, each)) is not None]
    if any(_GUIDELINES in factor.sources for factor in known):
        needs.add(_SPECIALISED)
    if any(factor.kind is FactorKind.ALERT for factor in known):
        needs.update(_OF_ANY_ALERT)
        if _SEPARATION in found:
            needs.add(_OF_ALERT_AND_SEPARATION)
    return frozenset(needs)
