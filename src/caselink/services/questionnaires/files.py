"""Taking a file away for good: said first, with a word to be typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.case import Case
from caselink.forms.asks import Answers, Ask, Kept
from caselink.forms.schema import Kind
from caselink.i18n import N_, _
from caselink.services.attachments import remove_attachment
from caselink.services.cases import read_case
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Which file of which case."""

    case_id: str
    attachment_id: str
    name: str


def _word() -> str:
    return _("retirer")


def _write(office: Office, facts: FileFacts, _answers: Answers) -> Case:
    remove_attachment(office, facts.case_id, facts.attachment_id)
    return read_case(office, facts.case_id)


REMOVE_FILE: Final = Questionnaire[FileFacts, Case](
    "remove_file",
    (
        Ask(
            "word", N_("Pour confirmer"), Kind.TEXT, kept=Kept.NEVER,
            label_from=lambda _facts: _("Tapez « {word} » pour confirmer").format(word=_word()),
            needed=N_("Tapez le mot demandé : rien n’a été retiré."),
            check=lambda _facts, answers: "" if answers.text("word").casefold() == _word() else _(
                "Ce n’est pas le mot demandé : rien n’a été retiré."
            ),
        ),
    ),
    title=N_("Retirer définitivement"),
    intro_from=lambda facts: _(
        "« {name} » disparaît du coffre, et dans les 24 heures de ses sauvegardes. Une copie déjà transmise reste chez "
        "qui l’a reçue. Cela ne peut pas être annulé."
    ).format(name=facts.name),
    save=N_("Retirer la pièce"),
    write=_write,
    said=N_("Pièce retirée."),
)
