"""The booklet of the directory: all services, or those that fit her, with nothing of her in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free, expect_paper, grounds_of, is_blocked
from caselink.documents.booklet import SIZES
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner
from caselink.domain.partners import PartnerKind as P
from caselink.errors import UserError
from caselink.i18n import LANGUAGES, N_, _, language, language_name, text_in
from caselink.names.folding import plain, sorting_key
from caselink.services.directory import hours_sentence, partners
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_by_the_clock
from caselink.services.recipients import recipient_of
from caselink.services.suggestions import whom_to_contact

_NEVER: Final = frozenset({P.EMBASSY, P.PERPETRATOR_SERVICE, P.DIRECTORY, P.IMMIGRATION_AUTHORITY})
"""Those that no paper for her names (Brussels sheet: an embassy may tell of who asked for asylum)."""
_FIRST: Final = (P.EMERGENCY, P.HELPLINE)
_HIDDEN_PLACES: Final = frozenset({P.SHELTER})
"""Whose address stands on no paper that is carried about."""
_BETRAYING: Final = re.compile(
    r"violen|victim|viol|conjug|agress|batt|refuge|misbruik|geweld|slachtoffer|vluchthuis|abuse|rape|assault|domestic|"
    r"femmes|vrouwen|women"
)
"""Words, folded, by which a service's name tells what she seeks; ours."""
_TITLE: Final = N_("Adresses utiles")
_PLAIN_TITLE: Final = N_("Numéros")


def write_booklet(
    office: Office, out: Path, *, case_id: str | None = None, tag: str = "", size: str = "a6", large: bool = False,
    discreet: bool = False,
) -> int:
    """Write it, and give how many services stand in it. With a case only those that fit its needs that are to be done,
    and none of those never to inform. `discreet` leaves out every word that could betray her; `tag` is the language.

    Raises Refused for hers where nothing says that she can keep a paper (for a discreet one where she said that she
    can't), UserError for a language that CaseLink has not, where nothing would stand in it, and where it can't be
    written.
    """
    expect_maker(office, "booklet")
    expect_free_place(out)
    spoken = tag or language()
    if size not in SIZES:
        raise UserError(_("Un livret est en a5 ou en a6 : rien n’a été écrit."))
    if spoken not in LANGUAGES:
        raise UserError(_("CaseLink n’a pas cette langue. Rien n’a été écrit : choisissez fr, nl ou en."))
    if case_id is not None:
        expect_paper(office.vault.sealed_case(case_id), discreet=discreet)
    chosen = [partner for partner in _chosen(office, case_id) if partner.phones and partner.kind not in _NEVER]
    if not chosen:
        raise UserError(_("Aucune structure avec un numéro ne convient : rien n’a été écrit. Ajoutez des numéros "
                          "dans l’annuaire."))
    ordered = sorted(chosen, key=lambda each: (_rank(each.kind), sorting_key(each.name)))
    facts = tuple((_name(each, discreet=discreet), _lines(each, spoken, discreet=discreet)) for each in ordered)
    title = text_in(spoken, _PLAIN_TITLE if discreet else _TITLE)
    booklet = case_free("", title, (), facts)
    sheet = prepare("booklet", booklet, size, large)
    put_by_the_clock(office, sheet, out, _("Le livret n’a pas pu être écrit ici."))
    return len(facts)


def _chosen(office: Office, case_id: str | None) -> Iterable[Partner]:
    if case_id is None:
        return partners(office)
    case = office.vault.sealed_case(case_id)
    grounds = grounds_of(case)
    fitting: dict[str, Partner] = {}
    for item, mark in case.needs.items():
        if mark.state is NeedState.TO_DO:
            found = whom_to_contact(office, case, item)
            fitting.update({each.partner.short_name: each.partner for each in found.fits})
            fitting.update({each.short_name: each for each in found.helplines})
    return [each for each in fitting.values() if not is_blocked(grounds, recipient_of(each))]


def _rank(kind: P) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _name(partner: Partner, *, discreet: bool) -> str:
    if not discreet:
        return partner.name
    if not _BETRAYING.search(plain(partner.short_name)) and len(partner.short_name) <= 4:
        return partner.short_name
    return "".join(word[0].upper() for word in plain(partner.name).split()[:3])


def _lines(partner: Partner, spoken: str, *, discreet: bool) -> str:
    phones = " · ".join(partner.phones)
    if discreet:
        return phones
    lines = [phones]
    if spoken == language():
        lines.append(hours_sentence(partner.hours))
    lines.append(", ".join(map(language_name, partner.languages)) if spoken == language() else "")
    marks = ((partner.free, N_("gratuit")), (partner.anonymous, N_("anonyme")))
    lines.append(", ".join(text_in(spoken, words) for holds, words in marks if holds))
    if partner.kind not in _HIDDEN_PLACES:
        lines.append(partner.address)
    return "\n".join(line for line in lines if line)
