"""The consent form that she reads and signs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.sharing import purpose_of
from caselink.commands.texts import day_of
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.consent_form import AgreementAsked, write_consent_form


def consent_form(options: Namespace) -> Outcome:
    """Write it. Exit 3 for a recipient never to inform."""
    out = Path(options.out)
    asked = AgreementAsked(
        _categories(options.categories), () if options.purpose is None else (purpose_of(options.purpose),),
        day_of(options.until, "--until"),
    )
    with opened(options) as office:
        warnings = write_consent_form(
            office, find_case(office, options.case).id, options.to, options.language, asked, out,
        )
    document: dict[str, Json] = {"id": None, "path": str(out), "passphrase": None, "warnings": [*warnings]}
    return Outcome(document, (_("Écrit : {path}").format(path=out), *warnings))


def _categories(words: str | None) -> frozenset[Category]:
    try:
        return frozenset(Category(word.strip()) for word in (words or "").split(",") if word.strip())
    except ValueError as fault:
        sentence = _("Cette catégorie n’existe pas. Les catégories : {list}. Rien n’a été fait.")
        raise UserError(sentence.format(list=", ".join(Category))) from fault
