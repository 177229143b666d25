"""The timeline of a case on paper, for the office that follows it: days and sorts, nothing that anybody typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from caselink.disclosure.gate import timeline_page
from caselink.domain.partial_date import PartialDate
from caselink.forms.texts import partial_date_text
from caselink.i18n import _
from caselink.services.accounting import PaperMade
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, head_for, prepare, put_with_trail
from caselink.services.timeline import TimelineKind, found_in, timeline


def write_timeline(
    office: Office, case_id: str, out: Path, *, kinds: Iterable[TimelineKind] = (), plain: bool = False
) -> PaperMade:
    """Write what is dated in a case, of these kinds (none: of all), the oldest first; without its seal where it is
    `plain`. The trail says so. Raises UserError for who only reads, and where it can't be written."""
    expect_maker(office, "timeline_page")
    expect_free_place(out)
    case = office.vault.sealed_case(case_id)
    rows = [
        (" ".join(filter(None, (partial_date_text(PartialDate.parse(line.on)), line.at))), line.printed)
        for line in found_in(timeline(office, case), kinds, "")
    ]
    title = _("Frise du dossier {reference}").format(reference=case.reference)
    page = timeline_page(office.role, title, (_("Date"), _("Quoi")), rows)
    sheet = prepare("timeline_page", page, head_for(office, "", {}).letterhead, plain=plain)
    put_with_trail(office, case_id, sheet, out)
    return PaperMade(out, sheet.passphrase)
