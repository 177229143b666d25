"""Figures written out: exact ones for the office, and those that are published, which are remembered for ever.

What was published is checked against whenever more is published; it holds what is shown and which cells are hidden, so
that it tells nothing more once a case is erased.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from caselink.disclosure.aggregates import Weighed, aggregate, office_figures
from caselink.disclosure.outputs import Aggregate, OfficeFigures
from caselink.domain.answers import Json
from caselink.domain.roles import may
from caselink.errors import Refused, UserError
from caselink.figures.counting import Counted, Counting, TableAsked
from caselink.figures.facts import CaseFacts
from caselink.figures.periods import Period
from caselink.figures.publishing import Method, PublicTable, Refusal, table_from_json, table_to_json
from caselink.figures.wording import WordedTable, indicator_of, of_exact, of_public
from caselink.forms.texts import day_text
from caselink.i18n import N_, _, ngettext
from caselink.services.figures.asking import FiguresAsked
from caselink.services.figures.reading import read_facts
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import Sheet, expect_maker, head_for, prepare
from caselink.vault.ids import new_id
from caselink.vault.outside import new_file
from caselink.vault.parts import OFFICE, Part

_CELL_KEY: Final = "cell_key"
_SECRET_BYTES: Final = 32
PUBLIC: Final = {".pdf": "statistics", ".xlsx": "statistics_sheet", ".csv": "statistics_values"}
EXACT: Final = {".pdf": "office_figures", ".xlsx": "office_figures_sheet", ".csv": "office_figures_values"}
FUNDER: Final = {".xlsx": "funder_form", ".csv": "funder_form_values"}
"""Which paper a file of that name is."""

REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.INSIDE_ONLY: N_("ne sort jamais du service"),
    Refusal.CROSSED: N_("un tableau croisé ne sort qu’avec des clés de cellules"),
    Refusal.MIXED: N_("une autre méthode a servi pour certains de ces jours"),
    Refusal.CROSSES: N_(
        "cette période en coupe une qui a déjà été publiée : choisissez des jours qui la contiennent ou n’y touchent "
        "pas"
    ),
    Refusal.TOO_FEW: N_("moins de cinq personnes"),
    Refusal.CHANGED: N_("le compte a changé depuis qu’une partie en a été publiée : la différence dirait qui"),
    Refusal.DIFFERENCE: N_("la différence avec ce qui a été publié dirait un nombre de 1 à 4"),
}
"""Why a table does not leave, in words."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One line of the register of publications. `what` is `published` or `exact`; `tables` are those published."""

    id: str
    period: Period
    by: tuple[str, ...]
    kind: str
    what: str
    who: str
    at: datetime
    """In the office's zone."""
    tables: tuple[PublicTable, ...]

    @property
    def method(self) -> Method | None:
        """How small counts were kept from being told; None for exact figures."""
        return self.tables[0].method if self.tables else None


def publications(office: Office) -> tuple[Publication, ...]:
    """All that was written out, the newest first."""
    kept = office.vault.office_records(Part.PUBLICATIONS)
    found = [_publication(office, key, record) for key, record in kept.items()]
    return tuple(sorted(found, key=lambda each: (each.at, each.id), reverse=True))


def published(office: Office) -> tuple[PublicTable, ...]:
    """Every table that left, each once."""
    tables = [table for each in publications(office) for table in each.tables]
    return tuple({(table.id, table.period, table.method): table for table in tables}.values())


def exact(office: Office, asked: FiguresAsked, give_way: Callable[[], None] = lambda: None) -> tuple[Counted, ...]:
    """The exact counts, of the cases that this worker may see."""
    facts = read_facts(office, asked.tables, give_way)
    counting = Counting(facts, asked.period)
    return tuple(counting.table(each) for each in asked.tables)


def weigh(office: Office, asked: FiguresAsked, *, perturb: bool = False) -> Weighed:
    """What of a question may leave, and why the rest may not. Nothing is remembered."""
    return weighed(office, asked, read_facts(office, asked.tables), perturb=perturb)


def weighed(office: Office, asked: FiguresAsked, facts: Sequence[CaseFacts], *, perturb: bool = False) -> Weighed:
    """The same of facts that were read."""
    secret = _kept_secret(office) if perturb else None
    return aggregate(asked.tables, facts, asked.period, published(office), secret)


def refusal_words(office_refused: Sequence[tuple[TableAsked, Refusal]]) -> tuple[str, ...]:
    """One sentence for each table that does not leave."""
    return tuple(
        _("{table} : {why}.").format(table=_(indicator_of(asked.id).title), why=_(REFUSALS[why]))
        for asked, why in office_refused
    )


def expect_anything(found: Weighed) -> None:
    """Raises Refused where nothing may leave."""
    if not found.aggregate.tables:
        said = " ".join(dict.fromkeys(refusal_words(found.refused)))
        raise Refused(_("Rien ne peut être publié de cette question. {why}").format(why=said).strip())


def publish(
    office: Office, asked: FiguresAsked, out: Path, *, perturb: bool = False, kinds: Mapping[str, str] = PUBLIC,
    beside: tuple[object, ...] = (),
) -> Weighed:
    """Write what may leave to that file (`.xlsx`, `.pdf`, `.csv`), and remember it as published. `kinds` are the papers
    by the ending of their file, `beside` what their writer gets too.

    It is remembered before the file has its name: where the program is killed in between, less can be published than
    could be, never more. Raises Refused where nothing may leave, UserError for another kind of file, a role that may
    not, and where it can't be written.
    """
    kind = _kind_of(out, kinds)
    expect_maker(office, kind)
    expect_free_place(out)
    office.vault.clock.expect_sure()
    found = weigh(office, asked, perturb=perturb)
    expect_anything(found)
    _write(office, kind, found.aggregate, asked, out, found.aggregate.tables, beside)
    return found


def write_exact(office: Office, asked: FiguresAsked, out: Path) -> tuple[Counted, ...]:
    """Write exact counts to that file, for the office alone. Raises UserError as `publish`."""
    kind = _kind_of(out, EXACT)
    expect_maker(office, kind)
    expect_free_place(out)
    office.vault.clock.expect_sure()
    counted = exact(office, asked)
    _write(office, kind, office_figures(office.role, counted, inside_notes(office)), asked, out, ())
    return counted


def inside_notes(office: Office) -> tuple[str, ...]:
    """What is to be known of exact counts."""
    hidden = office.vault.count_hidden()
    notes = [_("Chiffres exacts, pour le service seul : ne les transmettez pas.")]
    if hidden:
        notes.append(ngettext(
            "{count} dossier réservé à d’autres n’y est pas.", "{count} dossiers réservés à d’autres n’y sont pas.",
            hidden,
        ).format(count=hidden))
    return tuple(notes)


def worded(tables: Sequence[Counted] | Sequence[PublicTable]) -> tuple[WordedTable, ...]:
    """Tables in words."""
    return tuple(of_exact(each) if isinstance(each, Counted) else of_public(each) for each in tables)


def period_words(period: Period) -> str:
    """A period written out."""
    return _("du {start} au {end}").format(start=day_text(period.start), end=day_text(period.end))


def _write(
    office: Office, kind: str, made: Aggregate | OfficeFigures, asked: FiguresAsked, out: Path,
    tables: Sequence[PublicTable], beside: tuple[object, ...] = (),
) -> None:
    sheet = prepare(kind, made, head_for(office, "", {}).letterhead, period_words(asked.period), *beside)
    try:
        with new_file(out, sheet.content) as give_name:
            _remember(office, sheet, asked, tables)
            give_name()
    except OSError as fault:
        raise UserError(_(
            "Le fichier n’a pas pu être écrit à cet endroit. Ce qui devait y être compte comme publié : la même "
            "question donne les mêmes tableaux. Vérifiez la place et les droits, puis recommencez."
        ) if tables else _(
            "Le fichier n’a pas pu être écrit à cet endroit : vérifiez la place et les droits, puis recommencez."
        )) from fault


def _remember(office: Office, sheet: Sheet, asked: FiguresAsked, tables: Sequence[PublicTable]) -> None:
    with office.vault.change(sheet.paper.kind) as change:
        change.put_record(OFFICE, Part.PUBLICATIONS, new_id(), {
            "from": asked.period.start.isoformat(), "to": asked.period.end.isoformat(), "by": [*asked.by],
            "kind": sheet.paper.suffix.removeprefix("."), "what": "published" if tables else "exact",
            "tables": [table_to_json(each) for each in tables],
            "sha256": hashlib.sha256(sheet.content).hexdigest(), "who": change.user, "at": change.at,
        })


def _publication(office: Office, key: str, record: Mapping[str, Json]) -> Publication:
    by, tables = record["by"], record["tables"]
    return Publication(
        key, Period(date.fromisoformat(str(record["from"])), date.fromisoformat(str(record["to"]))),
        tuple(map(str, by)) if isinstance(by, list) else (), str(record["kind"]), str(record["what"]),
        office.known_as(str(record["who"])), office.local(str(record["at"])),
        tuple(map(table_from_json, tables)) if isinstance(tables, list) else (),
    )


def _kind_of(out: Path, kinds: Mapping[str, str]) -> str:
    kind = kinds.get(out.suffix.lower())
    if kind is None:
        raise UserError(_("Le fichier se termine par {list} : rien n’a été écrit.").format(list=", ".join(kinds)))
    return kind


def _secret(office: Office) -> bytes | None:
    record = office.vault.office_records(Part.FIGURES).get(_CELL_KEY)
    return None if record is None else bytes.fromhex(str(record["v"]))


def _kept_secret(office: Office) -> bytes:
    """The office's secret of the record keys, made once, also before a first look: chance that is drawn anew at each
    look would average out. What it is made with differs by computer, what it gives does not. Raises UserError where
    there is none and this worker can't make one."""
    held = _secret(office)
    if held is None and (office.read_only or not may(office.role, "cell_keys_made")):
        raise UserError(_("La coordination crée les clés de cellules à la première publication : rien n’a été "
                          "compté. Demandez à la coordination."))
    if held is None:
        with office.vault.change("cell_keys_made") as change:
            change.put_record(OFFICE, Part.FIGURES, _CELL_KEY, {
                "v": (held := secrets.token_bytes(_SECRET_BYTES)).hex(), "by": change.user, "at": change.at,
            })
    return held
