"""The consent form in her language, for one recipient: what is asked, or boxes to tick by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import for_her_to_sign
from caselink.disclosure.outputs import Handed
from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms import consent_form as texts
from caselink.forms.categories import Category, is_explicit
from caselink.forms.her_texts import told_of_text
from caselink.forms.purposes import Purpose
from caselink.forms.spoken import CRIMINAL_FILE, FOR_WHOM, HOW_LONG, SPOKEN_CATEGORIES, SPOKEN_PURPOSES, TO_KNOW
from caselink.forms.texts import day_text
from caselink.i18n import RIGHT_TO_LEFT, _, language, language_name, paper_language, text_in
from caselink.services.consents import expiry_problem
from caselink.services.directory import find_partner
from caselink.services.her_language import expect_spoken
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_with_trail
from caselink.services.recipients import recipient_of

_BOX = "□ "
_CHOSEN = "✓ "
_OPEN = "…………………"
_APART = "\u2003"


@dataclass(frozen=True, slots=True)
class AgreementAsked:
    """What she is asked to agree to; what is left out is a box, or a gap, to be filled in by hand."""

    categories: Collection[Category] = ()
    purposes: Sequence[Purpose] = ()
    until: date | None = None


def write_consent_form(
    office: Office, case_id: str, partner: str, tag: str, asked: AgreementAsked, out: Path
) -> tuple[str, ...]:
    """Write it in that language (a language of the form), and behind it in the office's, and give what is to be minded.
    The audit trail says so.

    Raises Refused for a recipient never to inform, UserError for an unknown partner, what is no language, a last day
    that can't be, and where the file can't be written.
    """
    expect_maker(office, "consent_form")
    expect_spoken(tag)
    problem = None if asked.until is None else expiry_problem(office.today(), asked.until)
    if problem is not None:
        raise UserError(problem)
    expect_free_place(out)
    found = find_partner(office, partner)
    case, addressed = office.vault.sealed_case(case_id), recipient_of(found)
    written = paper_language(tag) or language()
    beside = "" if paper_language(tag) else language_name(tag)
    hers = _page(office, case, addressed, found.name, asked, written, beside)
    ours = None if written == language() else _page(office, case, addressed, found.name, asked, language(), "")
    put_with_trail(office, case_id, prepare("consent_form", hers, ours), out)
    if case.value("contact.may_keep_paper") is True:
        return ()
    return (_("Rien ne dit qu’elle peut garder un papier : celui-ci reste au service, qui le garde sous clé."),)


def _page(
    office: Office, case: Case, addressed: Recipient, name: str, asked: AgreementAsked, code: str, beside: str
) -> Handed:
    return for_her_to_sign(
        case, addressed, text_in(code, texts.TITLE), tuple(_blocks(office, addressed, name, asked, code)), code,
        beside=beside, notes=told_of_text(code, texts.CONSENT_TEXTS),
    )


def _blocks(
    office: Office, addressed: Recipient, name: str, asked: AgreementAsked, code: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    to = f"\u2068{name}\u2069" if code in RIGHT_TO_LEFT else name
    until = _OPEN if asked.until is None else day_text(asked.until, code)
    start = _OPEN if asked.until is None else day_text(office.today(), code)
    values = {"recipient": to, "office": office.name, "start": start, "end": until}

    def said(text: str) -> str:
        return text_in(code, text).format(**values)

    yield "", (said(texts.ASKED_BY), said(FOR_WHOM))
    explicit = frozenset(each for each in Category if is_explicit(each, addressed.kind))
    for heading, offered in (
        (texts.ON_PAPER, [each for each in Category if each not in explicit]),
        (texts.ONE_BY_ONE, [each for each in Category if each in explicit]),
    ):
        boxes = _boxes((SPOKEN_CATEGORIES[each], each in asked.categories) for each in offered)
        if shown := boxes.text(code, chosen_alone=bool(asked.categories)):
            yield said(heading), (shown,)
    boxes = _boxes((SPOKEN_PURPOSES[each], each in asked.purposes) for each in Purpose)
    yield said(texts.WHY), (boxes.text(code, chosen_alone=bool(asked.purposes)),)
    criminal = addressed.kind is not None and addressed.kind.feeds_the_criminal_file
    yield said(texts.KNOW), tuple(said(each) for each in (HOW_LONG, *TO_KNOW, *((CRIMINAL_FILE,) if criminal else ())))
    yield said(texts.DECIDE), (_joined(_BOX + said(each) for each in texts.DECISIONS), said(texts.ALOUD))
    yield said(texts.UNDERSTOOD), ("", "")
    for by_hand in (texts.INTERPRETER, texts.PRESENT, texts.DAY, texts.SIGNED):
        yield said(by_hand), ()
    yield "", (_joined(_BOX + said(each) for each in texts.COPIES),)


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Labels, each with whether it is asked for."""

    labels: tuple[tuple[str, bool], ...]

    def text(self, code: str, *, chosen_alone: bool) -> str:
        """Those asked for, or each as a box to tick."""
        shown = (
            (_CHOSEN if chosen_alone else _BOX) + text_in(code, label)
            for label, chosen in self.labels if chosen or not chosen_alone
        )
        return _joined(shown)


def _boxes(labels: Iterable[tuple[str, bool]]) -> _Boxes:
    return _Boxes(tuple(labels))


def _joined(boxes: Iterable[str]) -> str:
    """Beside each other; none is parted from its box."""
    return _APART.join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in boxes)
