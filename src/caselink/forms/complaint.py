"""The complaint, step by step: prepared, filed or refused, reported, asked after, ended (TACTICS report; `domain-2`).

Each step is a record with its day. What the partner form says of the complaint is read from them (`fields_of`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caselink.domain.answers import Value
from caselink.forms.categories import Category as C
from caselink.forms.record_forms import Record, RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

STEPS: Final = (
    Option("in_preparation", N_("en préparation")),
    Option("told", N_("suites expliquées avant")),
    Option("logged", N_("main courante ou simple déclaration")),
    Option("filed", N_("déposée")),
    Option("refused", N_("refusée par le service")),
    Option("reported", N_("refus signalé")),
    Option("news_asked", N_("nouvelles demandées")),
    Option("news", N_("nouvelles reçues")),
    Option("discontinued", N_("classée sans suite")),
    Option("hearing", N_("audience fixée")),
    Option("judged", N_("jugée")),
    Option("withdrawn", N_("retirée par elle")),
)
REPORTED_TO: Final = (
    Option("hierarchy", N_("hiérarchie du service")),
    Option("social_worker", N_("intervenant social, assistance aux victimes")),
    Option("prosecutor", N_("procureur, parquet")),
    Option("inspection", N_("inspection (IGPN, IGGN, Comité P)")),
    Option("other", N_("autre")),
)

COMPLAINT: Final = RecordForm(
    "complaints",
    N_("Plainte"),
    (
        RecordColumn(
            Field("step", N_("Étape"), K.CHOICE, C.JUSTICE, N_("Ce qui s’est passé ce jour-là."), STEPS),
            required=True, leaves_as=C.JUSTICE,
        ),
        RecordColumn(
            Field("on", N_("Jour"), K.DATE, C.JUSTICE, N_("Le jour où c’est arrivé.")), Rule.PAST_DAY, required=True,
            leaves_as=C.JUSTICE,
        ),
        RecordColumn(
            Field("place", N_("Lieu"), K.TEXT, C.JUSTICE, N_("Commissariat, brigade, zone de police, parquet."))
        ),
        RecordColumn(Field("number", N_("Numéro de plainte"), K.TEXT, C.JUSTICE, N_("Numéro de procédure."))),
        RecordColumn(
            Field("who", N_("Par qui, à qui"), K.TEXT, C.JUSTICE, N_("Qui l’a prise, refusée ou suit : nom, grade."))
        ),
        RecordColumn(
            Field(
                "reported_to", N_("Refus signalé à"), K.CHOICE, C.JUSTICE,
                N_("Une plainte doit être prise : un refus se signale."), REPORTED_TO,
            )
        ),
        RecordColumn(
            Field("what", N_("Ce qui a été dit"), K.LONG_TEXT, C.INTIMATE, N_("Raison du refus, suites expliquées."))
        ),
        RecordColumn(
            Field("due", N_("Relancer le"), K.DATE, C.JUSTICE, N_("Pour demander des nouvelles."), lies_ahead=True),
            Rule.DAY,
        ),
    ),
    not_before=(("due", "on"),),
)

_STATES: Final = frozenset({"in_preparation", "logged", "filed", "refused", "withdrawn"})
_OUTCOMES: Final = {"discontinued": "dropped", "hearing": "trial"}
_ENDS: Final = frozenset({"judged", "withdrawn"})
"""Steps after which nothing is asked after any more."""


FIELDS: Final = frozenset({
    *(f"protection_justice.{name}" for name in ("complaint", "complaint_on", "complaint_place", "complaint_number")),
    "protection_justice.outcome", "request.told_complaint_effects", "request.told_complaint_effects_on",
})
"""The answers of the partner form that steps can tell."""


def in_order(records: Mapping[str, Record]) -> list[Record]:
    """The steps by their day; of one day as they were written, which their ids tell too."""

    def moment(pair: tuple[str, Record]) -> tuple[str, str, str]:
        return str(pair[1].get("on", "")), str(pair[1].get("at", "")), pair[0]

    return [record for _key, record in sorted(records.items(), key=moment)]


def chaser(records: Mapping[str, Record]) -> Record | None:
    """The last step where it says when to ask after it; a later step answers for it."""
    steps = in_order(records)
    last = steps[-1] if steps else None
    return last if last is not None and last.get("due") and last.get("step") not in _ENDS else None


def fields_of(records: Mapping[str, Record]) -> dict[str, Value]:
    """What the partner form says of the complaint, by path: only what a step tells."""
    found: dict[str, Value] = {}
    for record in in_order(records):
        step, on = str(record.get("step", "")), str(record.get("on", ""))
        if step in _STATES:
            found["protection_justice.complaint"] = step
            found["protection_justice.complaint_on"] = on
        if step in _OUTCOMES:
            found["protection_justice.outcome"] = _OUTCOMES[step]
        if step == "told":
            found |= {"request.told_complaint_effects": True, "request.told_complaint_effects_on": on}
        for name in ("place", "number"):
            said = record.get(name)
            if isinstance(said, str) and said:
                found[f"protection_justice.complaint_{name}"] = said
    return found
