"""Deadlines: their kinds, those that a worker writes down, and the answers that others follow from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.deadlines import DeadlineKind
from caselink.forms.categories import Category as C
from caselink.forms.conditions import Chosen, Condition, Unless
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

KIND_LABELS: Final[dict[DeadlineKind, str]] = {
    DeadlineKind.PERMIT: N_("titre de séjour"),
    DeadlineKind.PROTECTION_ORDER: N_("mesure de protection"),
    DeadlineKind.HEARING: N_("audience"),
    DeadlineKind.EMERGENCY_PHONE: N_("téléphone grave danger, alarme mobile"),
    DeadlineKind.END_OF_SHELTER: N_("fin de l’hébergement"),
    DeadlineKind.ANSWER_DUE: N_("réponse attendue"),
    DeadlineKind.NEED_DUE: N_("besoin à satisfaire"),
    DeadlineKind.NEXT_STEP: N_("prochaine démarche"),
    DeadlineKind.CONSENT_END: N_("fin d’un accord"),
    DeadlineKind.DANGER_REVIEW: N_("danger à réévaluer"),
    DeadlineKind.CASE_REVIEW: N_("dossier à réexaminer"),
    DeadlineKind.ASK_AGAIN: N_("question à reposer"),
    DeadlineKind.OWN: N_("échéance notée"),
}


@dataclass(frozen=True, slots=True)
class FromAnswer:
    """A deadline that follows from an answer: the date at `path`, or in each entry of a section at `section.*.field`.

    `given` must hold for the case, where there is one; of an entry, `states` names a field and the options that count.
    """

    kind: DeadlineKind
    path: str
    given: Condition | None = None
    states: tuple[str, tuple[str, ...]] | None = None


_MEASURES: Final = "protection_justice.measures"

FROM_ANSWERS: Final = (
    FromAnswer(DeadlineKind.PERMIT, "residence.expires_on"),
    FromAnswer(DeadlineKind.HEARING, "protection_justice.next_hearing_on"),
    FromAnswer(
        DeadlineKind.PROTECTION_ORDER, "protection_justice.measures_until",
        Unless(Chosen(_MEASURES, ("emergency_phone", "none", "asked"))),
    ),
    FromAnswer(
        DeadlineKind.PROTECTION_ORDER, "protection_justice.measures_until",
        Chosen(_MEASURES, ("protection_order", "no_contact", "eviction", "judicial_supervision", "bracelet")),
    ),
    FromAnswer(
        DeadlineKind.EMERGENCY_PHONE, "protection_justice.measures_until", Chosen(_MEASURES, ("emergency_phone",))
    ),
    FromAnswer(DeadlineKind.END_OF_SHELTER, "housing.until"),
    FromAnswer(DeadlineKind.NEXT_STEP, "steps.*.on", states=("state", ("planned", "under_way"))),
    FromAnswer(DeadlineKind.ASK_AGAIN, "guidance.*.ask_again_on"),
)
"""By the section's own words: a measure whose sort nobody chose counts as a measure of protection."""

DEADLINE: Final = RecordForm(
    "deadlines",
    N_("Échéance"),
    (
        RecordColumn(
            Field(
                "kind", N_("Sorte"), K.CHOICE, C.INTIMATE, N_("Ce qui est dû."),
                tuple(Option(kind.value, label) for kind, label in KIND_LABELS.items()),
            ),
            required=True,
        ),
        RecordColumn(
            Field("on", N_("Pour le"), K.DATE, C.INTIMATE, N_("Le dernier jour."), lies_ahead=True), Rule.DAY,
            required=True,
        ),
        RecordColumn(
            Field("at", N_("Heure"), K.TEXT, C.INTIMATE, N_("Par exemple 14:30.")), Rule.CLOCK, kept_as="time"
        ),
        RecordColumn(Field("what", N_("De quoi il s’agit"), K.TEXT, C.INTIMATE, N_("En une ligne, pour le service."))),
        RecordColumn(
            Field("owner", N_("Qui y veille"), K.TEXT, C.INTIMATE, N_("Une personne ; sinon, tout le service."))
        ),
        RecordColumn(
            Field("snoozed_until", N_("Remis au"), K.DATE, C.INTIMATE, N_("Le jour où y revenir."), lies_ahead=True),
            Rule.DAY,
        ),
        RecordColumn(Field("reason", N_("Pourquoi"), K.TEXT, C.INTIMATE, N_("Pourquoi l’échéance est remise."))),
        RecordColumn(
            Field("done_on", N_("Fait le"), K.DATE, C.INTIMATE, N_("Le jour où c’était fait.")), Rule.PAST_DAY
        ),
    ),
)
