"""The empty partner form, in one of the languages of the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free
from caselink.documents.blank_form import LONG
from caselink.errors import UserError
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind
from caselink.forms.texts import options_in_order
from caselink.i18n import LANGUAGES, N_, _, choose_language, language
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import prepare

_BOX: Final = "[  ] "
_MOST: Final = 30
"""So many options are printed; of languages and countries there are more, which are written."""
_ENTRIES: Final = {"children": 2}
"""So many places a repeating section has on paper, where it is not one."""


def write_blank_form(out: Path, tag: str = "") -> None:
    """Write it. Raises UserError for a language that CaseLink has not, and where it can't be written."""
    expect_free_place(out)
    before = language()
    if (tag or before) not in LANGUAGES:
        raise UserError(_("CaseLink n’a pas cette langue. Rien n’a été écrit : choisissez fr, nl ou en."))
    choose_language(tag or before)
    try:
        paragraphs = (
            _("Confidentiel. À recopier dans CaseLink, puis à détruire."),
            _("Ne demandez que ce qui est utile. Une question laissée vide ne veut pas dire non."),
        )
        form = case_free("", _("Fiche partenariale"), paragraphs, tuple(_facts()))
        sheet = prepare("blank_form", form)
    finally:
        choose_language(before)
    sheet.put_on_disk(out, _("La fiche vierge n’a pas pu être écrite ici."))


def _facts() -> list[tuple[str, str]]:
    facts = []
    for section in PARTNER_FORM.sections:
        for number in range(_ENTRIES.get(section.id, 1)):
            title = _(section.label)
            facts.append((f"{title} · {number + 1}" if section.id in _ENTRIES else title, "#"))
            facts += [(_(field.label), _answer(field)) for field in section.fields]
    return facts


def _answer(field: Field) -> str:
    if field.kind is Kind.YES_NO:
        return "   ".join(_BOX + _(word) for word in (N_("oui"), N_("non"), N_("inconnu")))
    if field.options and len(field.options) <= _MOST:
        return "   ".join(f"{_BOX}{words}" for _id, words in options_in_order(field))
    return LONG if field.kind is Kind.LONG_TEXT else ""
