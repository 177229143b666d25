"""Papers of a meeting that say nothing of a case: what everybody signs, the agenda, an entry for a calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free
from caselink.disclosure.outputs import CaseFree
from caselink.forms.meetings import KIND_LABELS, NO_FILE_WORDS, STATEMENTS, current_statement
from caselink.i18n import _, ngettext
from caselink.services.calendar_file import TITLE
from caselink.services.meetings.agenda import agenda_records
from caselink.services.meetings.packs import when
from caselink.services.meetings.people import name_of, present
from caselink.services.meetings.records import find_meeting
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, head_for, prepare, put_by_the_clock

_EMPTY_LINES: Final = 6
"""For whoever comes without being expected."""


def statement_words(version: str = "", *, no_file: bool = False) -> tuple[str, ...]:
    """The confidentiality statement in the chosen language, in that version or the one of today, to be read aloud."""
    held = next((each for each in STATEMENTS if each.version == version), current_statement())
    return tuple(_(each) for each in (*held.paragraphs, *(NO_FILE_WORDS if no_file else ())))


def write_confidentiality_statement(office: Office, meeting_id: str, out: Path) -> None:
    """Write the statement with a line for each who comes. Raises UserError where it can't be written."""
    expect_maker(office, "confidentiality_statement")
    expect_free_place(out)
    meeting = find_meeting(office, meeting_id)
    people = [(each.person, name_of(office, each.partner)) for each in meeting.invited]
    facts = (*people, *((("", ""),) * _EMPTY_LINES))
    version = meeting.statement or current_statement().version
    words = (
        _("Réunion du {day}. Texte {version}.").format(day=when(meeting), version=version),
        *statement_words(version, no_file=meeting.no_file),
    )
    paper = case_free("", _("Engagement de confidentialité"), words, facts)
    _put("confidentiality_statement", office, paper, out)


def write_agenda_paper(office: Office, meeting_id: str, out: Path) -> None:
    """Write the agenda: day, place, who comes, how many situations. Raises UserError where it can't be written."""
    expect_maker(office, "meeting_agenda")
    expect_free_place(out)
    meeting = find_meeting(office, meeting_id)
    count = len(agenda_records(office, meeting_id))
    facts = [(_("Réunion"), _(KIND_LABELS[meeting.kind])), (_("Jour"), when(meeting))]
    facts += [(label, text) for label, text in ((_("Lieu"), meeting.place), (_("Conduite par"), meeting.chair)) if text]
    facts += [(_("Structures"), ", ".join(each.name for each in present(office, meeting)))]
    words = [_("1. Engagement de confidentialité, signé ou dit à voix haute par chaque personne.")]
    words.append(_("2. Actions décidées la dernière fois : faites, ou pourquoi elles ne le sont pas."))
    if meeting.no_file:
        words.append(_("3. Situations, sans fichier : chaque service note chez lui ce dont il se charge."))
    else:
        words.append(ngettext(
            "3. {count} situation, par son numéro. Avant elle il est dit qui sort.",
            "3. {count} situations, par leur numéro. Avant chacune il est dit qui sort.", count,
        ).format(count=count))
    words.append(_("4. Qui fait quoi, pour quand ; prochaine réunion."))
    _put("meeting_agenda", office, case_free("", _("Ordre du jour"), tuple(words), tuple(facts)), out)


def write_meeting_calendar(office: Office, meeting_id: str, out: Path) -> None:
    """Write an entry for a calendar, which names nobody and no place. Raises UserError where it can't be written."""
    expect_maker(office, "meeting_calendar")
    expect_free_place(out)
    meeting = find_meeting(office, meeting_id)
    moment = meeting.on.isoformat()
    if meeting.at:
        local = datetime.fromisoformat(f"{moment}T{meeting.at}").replace(tzinfo=office.time.zone)
        moment = local.astimezone(UTC).isoformat()
    paper = case_free("", TITLE, (), ((moment, ""),))
    sheet = prepare("meeting_calendar", paper, office.vault.clock.now().replace(microsecond=0))
    put_by_the_clock(office, sheet, out, _not_written())


def _put(kind: str, office: Office, paper: CaseFree, out: Path) -> None:
    put_by_the_clock(office, prepare(kind, paper, head_for(office, "", {}).letterhead), out, _not_written())


def _not_written() -> str:
    return _("Le fichier n’a pas pu être écrit ici : vérifiez la place et les droits.")

