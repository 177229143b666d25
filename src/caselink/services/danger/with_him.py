"""Him, in her case: interviews by those who work with him, the services near, and the paper that he takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caselink.disclosure.gate import handed_to_him
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import UserError
from caselink.forms.danger.with_him import WITH_HIM
from caselink.forms.records import day_in, text_in
from caselink.i18n import _, language
from caselink.services.directory import hours_sentence, partners
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_with_trail
from caselink.services.records import expect_record, newest_first, remove_record, write_record
from caselink.services.telling import paths_of_accused, refuse_answers


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview with him: its id and day, and the rest by name."""

    id: str
    on: date
    values: Mapping[str, Json]


def interviews(case: Case) -> tuple[Interview, ...]:
    """Those of a case, the last one first."""
    return tuple(
        Interview(key, day, dict(WITH_HIM.shown(record)))
        for key, record in newest_first(case, WITH_HIM) if (day := day_in(record, "on")) is not None
    )


def record_interview(office: Office, case_id: str, raw: Mapping[str, object], interview_id: str | None = None) -> str:
    """Write down an interview with him (names as in an import document) and give its id; with an id, another wording
    of it.

    Raises UserError, with nothing kept, for a closed case, an unknown id, a day to come, an unknown service.
    """
    return write_record(office, case_id, WITH_HIM, raw, "with_him", interview_id)


def remove_interview(office: Office, case_id: str, interview_id: str) -> None:
    """Take it away; `undo` brings it back. Raises UserError for a closed case or an unknown id."""
    remove_record(office, case_id, WITH_HIM, interview_id, "with_him_removed")


def services_for_him(office: Office) -> tuple[Partner, ...]:
    """Services for those who use violence, of the office's country first: named here and nowhere else."""
    found = (each for each in partners(office) if each.kind is PartnerKind.PERPETRATOR_SERVICE)
    return tuple(sorted(found, key=lambda each: bool(office.country) and each.country not in (office.country, "")))


def write_his_paper(office: Office, case_id: str, interview_id: str, out: Path) -> None:
    """Write what he takes away of that interview. The audit trail says so.

    Raises Refused where he did not agree and where his words, or the name he gives, hold an answer of her form,
    UserError for an unknown interview, one in which no service was proposed, and where the file can't be written.
    """
    expect_maker(office, "his_orientation")
    expect_free_place(out)
    case = office.vault.sealed_case(case_id)
    record = expect_record(case, WITH_HIM, interview_id)
    named = text_in(record, "service")
    service = next((each for each in services_for_him(office) if each.short_name == named), None)
    if service is None:
        raise UserError(_("Aucun service pour auteurs n’est choisi dans cet entretien : rien n’a été écrit. "
                          "Choisissez-en un d’abord."))
    said = "\n".join(text_in(record, each) for each in ("name", "words"))
    refuse_answers(case, said, paths_of_accused(case))
    paper = handed_to_him(record, _("Orientation"), tuple(_service_lines(service)), language())
    put_with_trail(office, case_id, prepare("his_orientation", paper), out)


def _service_lines(service: Partner) -> Iterator[str]:
    said = (service.name, " · ".join(service.phones), service.address, service.web, hours_sentence(service.hours))
    yield from (each for each in said if each)
