"""Listing cases, partners, needs and what left."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from caselink.commands.accounting import written
from caselink.commands.outcome import Outcome
from caselink.commands.texts import text_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.needs import STATE_LABELS, STATE_SIGNS
from caselink.i18n import _
from caselink.services.accounting import write_register
from caselink.services.cases import CaseRow, caseload, find_case
from caselink.services.directory import partners as all_partners
from caselink.services.needs import picture
from caselink.services.notices import expect_told_of_opposites, opposite_roles
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.register import entries

_PAGE: Final = 500


def cases(options: Namespace) -> Outcome:
    """Every case that matches, by reference, newest first."""
    search = _searched(options)
    with opened(options) as office:
        rows = list(all_rows(office, search))
    listed: list[Json] = [{"reference": row.reference, "name": row.name, "status": row.status.value} for row in rows]
    return Outcome({"cases": listed}, tuple(f"{row.reference}  {row.name}".rstrip() for row in rows))


def opposites(options: Namespace) -> Outcome:
    """Every case whose accused person bears the name of somebody in another; for the coordination alone."""
    with opened(options) as office:
        expect_told_of_opposites(office)
        found = opposite_roles(office)
    listed: list[Json] = [
        {
            "accused_in": each.accused_in.reference, "standing": each.standing.value,
            "others": [case.reference for case in each.others],
        }
        for each in found
    ]
    return Outcome({"opposites": listed}, tuple(each.words for each in found))


def partners(options: Namespace) -> Outcome:
    """Every partner of the directory, by name."""
    with opened(options) as office:
        found = all_partners(office)
    listed: list[Json] = [
        {
            "short_name": partner.short_name, "name": partner.name, "kind": partner.kind.value,
            "domains": [domain.value for domain in partner.domains],
        }
        for partner in found
    ]
    return Outcome({"partners": listed}, tuple(f"{partner.short_name}  {partner.name}" for partner in found))


def needs(options: Namespace) -> Outcome:
    """The needs of a case by domain, the ones that nobody assessed included."""
    with opened(options) as office:
        domains = picture(find_case(office, options.case), office.today())
    lines = [line for domain in domains for line in domain.lines]
    listed: list[Json] = [
        {"domain": line.domain.value, "item": line.item, "state": line.state.value, "proposed": line.proposed}
        for line in lines
    ]
    shown: list[str] = []
    for domain in domains:
        shown.append(domain.label)
        shown += [f"  {STATE_SIGNS[line.state]} {line.label} ({_(STATE_LABELS[line.state])})" for line in domain.lines]
    return Outcome({"case": options.case, "needs": listed}, tuple(shown))


def register(options: Namespace) -> Outcome:
    """What left, newest first; or the same as a page."""
    if options.pdf is not None:
        expect_free_place(Path(options.pdf))
        with opened(options) as office:
            return written(write_register(office, Path(options.pdf), options.case, plain=options.plain))
    with opened(options) as office:
        found = entries(office, options.case)
    listed: list[Json] = [
        {
            "id": entry.id, "paper": entry.paper, "case": entry.case, "recipient": entry.recipient,
            "purpose": entry.purpose, "basis": entry.basis, "made_at": entry.made_at,
            "unconfirmed": [*entry.unconfirmed], "through": [key for key, _name in entry.through],
        }
        for entry in found
    ]
    shown = tuple(f"{entry.made_at}  {entry.case}  {entry.recipient}  {entry.purpose_label}" for entry in found)
    return Outcome({"entries": listed}, shown)


def _searched(options: Namespace) -> str:
    """What is searched for; with `-` it stands on standard input, which no list of processes and no history shows."""
    if options.search != "-":
        return str(options.search)
    if options.password_file is None:
        raise UserError(_("« --search - » lit l’entrée standard : donnez la phrase de passe avec --password-file. "
                          "Rien n’a été fait."))
    return " ".join(text_from("-").split())


def all_rows(office: Office, search: str) -> Iterator[CaseRow]:
    """The lines of all cases that match, a page at a time."""
    after: str | None = None
    while True:
        page = caseload(office, search, _PAGE, after)
        yield from page.rows
        after = page.after
        if after is None:
            return
