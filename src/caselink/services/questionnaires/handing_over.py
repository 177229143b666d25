"""To whom what a worker sees to is handed over, with a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import Role
from caselink.forms.asks import Answers, Ask
from caselink.forms.schema import Kind
from caselink.i18n import N_, _, ngettext
from caselink.services.handing_over import HandOver, hand_over, look_at
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.workers import workers


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    """Whose, what that is, and who can take it."""

    worker: str
    found: HandOver
    colleagues: tuple[str, ...]


def hand_over_facts(office: Office, worker: str) -> HandOverFacts:
    """On what is asked."""
    able = tuple(each.name for each in workers(office) if each.name != worker and each.role is not Role.READ_ONLY)
    return HandOverFacts(worker, look_at(office, worker), able)


def _what_goes(facts: HandOverFacts) -> str:
    found = facts.found
    if not found.cases:
        return _("Aucun besoin, aucune échéance et aucun dossier ouvert n’est suivi par cette personne.")
    if not facts.colleagues:
        return _("Personne d’autre ne peut les suivre : donnez d’abord une clé à une deuxième personne.")
    counts = [ngettext("{count} dossier", "{count} dossiers", len(found.cases)).format(count=len(found.cases))]
    if found.needs:
        counts.append(
            ngettext("{count} besoin à faire", "{count} besoins à faire", found.needs).format(count=found.needs)
        )
    if found.deadlines:
        counts.append(
            ngettext("{count} échéance", "{count} échéances", found.deadlines).format(count=found.deadlines)
        )
    return _(
        "{what}. Dans chaque dossier, le mot devient une échéance d’aujourd’hui. Un dossier réservé ne va qu’à une "
        "personne désignée : les autres restent, et sont dits."
    ).format(what=", ".join(counts))


def _write(office: Office, facts: HandOverFacts, answers: Answers) -> HandOver:
    return hand_over(office, facts.worker, answers.text("colleague"), answers.text("note"))


HAND_OVER_CASES: Final = Questionnaire[HandOverFacts, HandOver](
    "hand_over_cases",
    (
        Ask(
            "colleague", N_("À qui"), Kind.CHOICE, needed=N_("Choisissez à qui."),
            options_from=lambda facts, _answers: [(name, name) for name in facts.colleagues],
        ),
        Ask("note", N_("Un mot pour la suite"), Kind.TEXT, help=N_("Où en sont les choses, ce qui presse.")),
    ),
    title=N_("Confier ses dossiers"),
    intro_from=_what_goes,
    offered_if=lambda facts: bool(facts.found.cases and facts.colleagues),
    save=N_("Confier"),
    write=_write,
    said=N_("Dossiers confiés."),
)
