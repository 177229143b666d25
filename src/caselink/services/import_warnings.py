"""What an import says before it is written, although it is no fault: what would be taken away, what looks odd."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import Final

from caselink.domain.case import Case
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.i18n import _, ngettext
from caselink.intake.document import GivenCase, ImportDocument
from caselink.intake.faults import DocumentFaults, Enough, Fault
from caselink.services.import_checks import Known, goes_by
from caselink.services.import_people import is_another_birth, is_another_name, known_entries
from caselink.services.office import Office

_BIRTH: Final = "answers.person.birth"


def warnings_of(office: Office, document: ImportDocument, known: Known) -> tuple[Fault, ...]:
    """The first of them, each with its place; no value of a case stands in one."""
    found = DocumentFaults()
    with contextlib.suppress(Enough):
        for case in document.cases:
            _old_texts(case, office.today(), found)
        for given, held in _held(office, document, known):
            _other_person(given, held, found)
            _taken_away(given, held, found)
    return tuple(found.listed)


def going_words(office: Office, document: ImportDocument, known: Known) -> Iterator[str]:
    """What the import would erase for good, by name, each with the reference of its case."""
    for given, held in _held(office, document, known):
        yield from (f"{held.reference} · {trace.words}" for trace in goes_by(office, held, given))


def _held(office: Office, document: ImportDocument, known: Known) -> Iterator[tuple[GivenCase, Case]]:
    for given in document.cases:
        case_id = known.cases.get(given.reference)
        if case_id is not None:
            yield given, office.vault.case(case_id)


def _other_person(given: GivenCase, held: Case, found: DocumentFaults) -> None:
    if given.same_person:
        return
    birth = is_another_birth(held, given)
    if birth:
        found.add(f"{given.place}.{_BIRTH}", _(
            "Ce n’est pas la naissance notée dans ce dossier : vérifiez que c’est la même personne."
        ))
    elif birth is None and is_another_name(held, given):
        found.add(f"{given.place}.reference", _(
            "Ce n’est pas le nom noté dans ce dossier : vérifiez que c’est la même personne."
        ))


def _old_texts(given: GivenCase, today: date, found: DocumentFaults) -> None:
    for decided in given.legal:
        if LEGAL_BASES[decided.decision.basis].may_have_ended(today):
            found.add(f"{decided.place}.basis", _(
                "Un nouveau code était annoncé à la place de ce texte : à confirmer avant d’envoyer."
            ))


def _taken_away(given: GivenCase, held: Case, found: DocumentFaults) -> None:
    for section, entries in given.sections.items():
        kept = {each for each in known_entries(held, section, entries) if each is not None}
        count = len([entry for entry in held.entries.get(section, ()) if entry not in kept])
        if count:
            found.add(f"{given.place}.answers.{section}", ngettext(
                "{count} entrée notée n’est plus dans le document : elle quitte la fiche et reste dans l’historique.",
                "{count} entrées notées ne sont plus dans le document : elles quittent la fiche et restent dans "
                "l’historique.",
                count,
            ).format(count=count))
