"""Reading the import document (docs/commands.md): bytes in, plain typed values and every fault with its place out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from caselink.domain.partners import Partner
from caselink.forms.directory import partner_from_json
from caselink.forms.validation import Invalid
from caselink.i18n import _
from caselink.intake.cases import read_case
from caselink.intake.document import GivenCase, GivenMeeting, ImportDocument
from caselink.intake.faults import DocumentFaults, Enough, Fault, shown_key
from caselink.intake.json_text import read_json
from caselink.intake.meetings import read_planned
from caselink.intake.reading import Reader

_KEYS: Final = frozenset({"partners", "cases", "meetings"})


def read_document(data: bytes) -> ImportDocument:
    """Read an import document. Never raises for what a stranger wrote: `faults` says what is wrong, and where.

    Whether references and recipients exist in a vault is not seen here but in `services/imports.py`. Where the list of
    faults is full the rest is not read.
    """
    values = read_json(data)
    if isinstance(values, Fault):
        return ImportDocument(faults=(values,))
    if not isinstance(values, dict):
        sentence = _("Le document est un objet avec « cases », « partners » ou les deux.")
        return ImportDocument(faults=(Fault("", sentence),))
    faults = DocumentFaults()
    reader = Reader(values, "", faults)
    partners: tuple[Partner, ...] = ()
    cases: tuple[GivenCase, ...] = ()
    meetings: tuple[GivenMeeting, ...] = ()
    with suppress(Enough):
        reader.only(_KEYS)
        partners = tuple(_read_partners(reader))
        cases = tuple(_read_cases(reader))
        meetings = tuple(_read_meetings(reader))
    return ImportDocument(partners, cases, meetings, tuple(faults.listed), faults.more)


def _read_cases(document: Reader) -> Iterator[GivenCase]:
    seen: set[str] = set()
    for reader in document.objects("cases"):
        case = read_case(reader)
        if case.reference in seen and case.reference:
            reader.fault("reference", _("Cette référence se trouve deux fois dans le document."))
        seen.add(case.reference)
        yield case


def _read_meetings(document: Reader) -> Iterator[GivenMeeting]:
    seen: set[str] = set()
    for reader in document.objects("meetings"):
        given = read_planned(reader, whole=True)
        if given.meeting.id in seen and given.meeting.id:
            reader.fault("id", _("Cet identifiant se trouve deux fois."))
        seen.add(given.meeting.id)
        yield given


def _read_partners(document: Reader) -> Iterator[Partner]:
    seen: set[str] = set()
    for reader in document.objects("partners"):
        try:
            partner = partner_from_json(reader.raw)
        except Invalid as fault:
            reader.fault(shown_key(fault.place), fault.sentence)
            continue
        if partner.short_name in seen:
            reader.fault("short_name", _("Ce nom court se trouve deux fois dans le document."))
        seen.add(partner.short_name)
        yield partner
