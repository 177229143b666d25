"""In which language a paper of hers is written: what can be chosen, what fits her, what is said of the choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.codes import LANGUAGE_OPTIONS
from caselink.forms.her_texts import told_of_text
from caselink.i18n import HER_LANGUAGES, LANGUAGES, _, language, language_name, paper_language

SPOKEN: Final = frozenset(option.id for option in LANGUAGE_OPTIONS if option.id != "other")
"""What a paper can be asked in: every language that the form knows by name."""


def paper_languages() -> tuple[tuple[str, str], ...]:
    """Every language with its name in the chosen one; those that papers have a text in come first."""
    named = sorted((language_name(code).casefold(), code) for code in SPOKEN - {*HER_LANGUAGES})
    ordered = (*HER_LANGUAGES, *(code for _name, code in named))
    return tuple((code, language_name(code)) for code in ordered)


def language_of_papers(case: Case) -> str:
    """The one that she reads, else the one that she prefers, else that of the window; one with a text before others."""
    reads = case.value("language.reads_in")
    said = (*(reads if isinstance(reads, tuple) else ()), case.value("language.preferred"))
    known = [code for code in said if isinstance(code, str) and code in SPOKEN]
    return next((code for code in known if paper_language(code)), known[0] if known else language())


def expect_spoken(tag: str) -> None:
    """Raises UserError for what is no language of the form."""
    if tag not in SPOKEN:
        raise UserError(_(
            "« {tag} » n’est pas une langue de la fiche, comme fr, ar ou ti : rien n’a été écrit."
        ).format(tag=tag[:20]))


def told_of_choice(tag: str, texts: Iterable[str]) -> str:
    """What whoever chooses that language must know of these texts in it; empty where there is nothing to say."""
    written = paper_language(tag)
    if not written:
        return _(
            "CaseLink n’a pas de texte dans cette langue : la feuille laisse une colonne où l’interprète l’écrit à la "
            "main."
        )
    if written in LANGUAGES:
        return ""
    return told_of_text(written, texts)[-1]
