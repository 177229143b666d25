"""The two grids of the program, over one list of factors, and all their versions.

A change of what is asked, or of a rule, is a new version beside the old one: assessments keep theirs for ever.
"""

from __future__ import annotations

from typing import Final

from caselink.forms.danger.hers import CHILDREN, CONTEXT, HERS
from caselink.forms.danger.his_acts import HIS_ACTS
from caselink.forms.danger.his_alerts import HIS_ALERTS
from caselink.forms.danger.his_state import HIS_SAFETY, HIS_STATE
from caselink.forms.danger.rules import standard_rules
from caselink.forms.danger.schema import Factor, Grid, GridQuestion
from caselink.i18n import N_

FACTORS: Final[dict[str, Factor]] = {
    factor.id: factor
    for factor in (*HIS_ALERTS, *HERS, *HIS_ACTS, *HIS_STATE, *HIS_SAFETY, *CHILDREN, *CONTEXT)
}
"""Every factor, by id, alerts first, then side by side."""

FULL: Final = "full"
SHORT: Final = "short"
GRID_PATTERN: Final = r"^(full|short|x-[a-z0-9][a-z0-9_-]{0,60})$"
"""What a grid can be called; those of an office begin with `x-`."""

_ASKED_SHORT: Final = (
    GridQuestion("strangulation", N_("Étranglement"), ("strangulation",)),
    GridQuestion(
        "threat_kill", N_("Menace de la tuer, ou les enfants"), ("threat_kill_her", "threat_kill_children")
    ),
    GridQuestion("weapon", N_("Arme"), ("firearm_access", "weapon_used")),
    GridQuestion("escalation", N_("De plus en plus souvent ou grave"), ("escalation",)),
    GridQuestion("separation", N_("Séparation : le sait-il ?"), ("separation",)),
    GridQuestion("watches", N_("La retrouve, la surveille"), ("found_her", "watch_physical", "watch_digital")),
    GridQuestion("control", N_("Contrôle, jalousie"), ("coercive_control", "jealousy")),
    GridQuestion("suicide_threat", N_("Il menace de se tuer"), ("suicide_threat_him",)),
    GridQuestion("pregnancy", N_("Grossesse, enfant de moins de deux ans"), ("pregnant_or_birth",)),
    GridQuestion(
        "harm_to_others", N_("Mal aux enfants, aux proches, aux animaux"),
        ("child_violence", "threat_family", "harm_animals"),
    ),
    GridQuestion("substances", N_("Alcool, drogues, troubles psychiques"), ("alcohol_drugs", "psychiatric")),
    GridQuestion("her_fear", N_("Sa propre peur"), ("her_fear",)),
)
"""Twelve questions, each with three sources or more and none about an intimate act: it is asked at a counter."""

_READ_SHORT: Final = ("breach_measure", "police_court_step", "earlier_reports")


def _full() -> Grid:
    factors = tuple(FACTORS.values())
    questions = tuple(GridQuestion(factor.id, factor.label, (factor.id,)) for factor in factors)
    return Grid(FULL, 1, N_("Grille complète"), factors, questions, standard_rules(factors))


def _short() -> Grid:
    factors = tuple(FACTORS[each] for question in _ASKED_SHORT for each in question.factors)
    read = tuple(FACTORS[each] for each in _READ_SHORT)
    return Grid(SHORT, 1, N_("Grille courte"), factors, _ASKED_SHORT, standard_rules((*factors, *read)), read)


VERSIONS: Final[dict[tuple[str, int], Grid]] = {(grid.id, grid.version): grid for grid in (_full(), _short())}
"""Every version there ever was."""

GRIDS: Final[dict[str, Grid]] = {
    grid.id: grid for _key, grid in sorted(VERSIONS.items(), key=lambda each: each[0])
}
"""The newest version of each."""
