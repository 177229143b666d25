"""What is asked before a case is opened: nothing that is needed."""

from __future__ import annotations

from typing import Final

from caselink.domain.case import Case
from caselink.forms.asks import Ask
from caselink.forms.schema import Kind
from caselink.i18n import N_
from caselink.services.cases import new_case
from caselink.services.questionnaires.questionnaire import Questionnaire

NEW_CASE: Final = Questionnaire[None, Case](
    "new_case",
    (
        Ask("name", N_("Nom par lequel on l’appelle (facultatif)"), Kind.TEXT),
        Ask(
            "reference", N_("Référence (facultatif)"), Kind.TEXT, placeholder=N_("la suivante de l’année"),
        ),
    ),
    title=N_("Nouveau dossier"),
    save=N_("Ouvrir le dossier"),
    write=lambda office, _facts, answers: new_case(office, answers.text("reference") or None, answers.text("name")),
)
