"""Figures of the office: a period, the indicators with their number, and of one the chart, the table, the cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError, UserError
from caselink.i18n import N_, _
from caselink.services.figures.annual import may_publish
from caselink.services.figures.asking import FiguresAsked, month_of, quarter_of, question, year_of
from caselink.services.figures.overview import FiguresShown, Overview, overview, references
from caselink.services.figures.publishing import period_words, write_exact
from caselink.services.figures.tables import cell_text, chart_picture
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.pages.figures.cases_dialog import CasesDialog
from caselink.ui.pages.figures.chart import ChartPicture
from caselink.ui.pages.figures.publish_dialog import KINDS, PublishDialog
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.listing import Asked, Column, Listing, Rows
from caselink.ui.pieces.listing_table import ListingTable
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_DATES: Final = "dates"
_ALL, _MINE = "all", "mine"
_PERIODS: Final = (
    ("month", N_("ce mois")), ("quarter", N_("ce trimestre")), ("year", N_("cette année")),
    ("last_year", N_("l’an dernier")), (_DATES, N_("d’autres jours")),
)


@dataclass(frozen=True, slots=True)
class CountLine:
    """A row of the table: its words, its count, what else is said, and which row it is."""

    words: str
    count: str
    more: str
    number: int


INDICATORS: Final[tuple[Column[FiguresShown], ...]] = (
    Column("title", N_("Indicateur"), lambda each: each.table.title, sorts=False),
    Column("total", N_("Nombre"), lambda each: cell_text(each.table.total), width=24, sorts=False),
)
LINES: Final[tuple[Column[CountLine], ...]] = (
    Column("words", N_("Ligne"), lambda line: line.words, sorts=False),
    Column("count", N_("Nombre"), lambda line: line.count, width=24, sorts=False),
    Column("more", N_("Et aussi"), lambda line: line.more, width=40, sorts=False),
)


class FiguresPage(WindowPage):
    """Exact, for the office; every number opens its cases. What leaves goes by « Publier »."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Chiffres"), thread, shell, parent, scrolls=False)
        self.asked: FiguresAsked | None = None
        self.found = Overview((), ())
        self.current: FiguresShown | None = None
        self.part = ChoiceChips([(_ALL, _("tout le service")), (_MINE, _("ce que je suis"))], _("Partie du service"),
                                required=True)
        self.part.set_value(_ALL)
        self.kept_button = QPushButton(_("Publications, rapport, avis"))
        self.kept_button.clicked.connect(lambda: shell.show_page("figures_kept"))
        self.write_button = QPushButton(_("Écrire…"))
        self.write_button.setToolTip(_("Les chiffres exacts dans un fichier, pour le service seul : coordination"))
        self.write_button.clicked.connect(self._ask_where)
        for tool in (self.part, self.kept_button, self.write_button):
            self.add_tool(tool)
        self.publish_button = self.set_main_action(_("Publier…"), _("Ce qui peut sortir du service : coordination"))
        self.publish_button.clicked.connect(self.ask_publish)
        self._make_period()
        self._make_lists()
        keep_for_reading(self.part, self.kept_button, self.period, self.start, self.end, self.indicators, self.lines)
        self.setFocusProxy(self.indicators)
        self.part.changed.connect(lambda *_value: self.refresh())
        self.period.changed.connect(lambda *_value: self._period_chosen())
        for field in (self.start, self.end):
            field.returnPressed.connect(self.refresh)

    def _make_period(self) -> None:
        self.period = ChoiceChips([(name, _(words)) for name, words in _PERIODS], _("Période"), required=True)
        self.period.set_value("year")
        self.start, self.end = QLineEdit(), QLineEdit()
        for field, name in ((self.start, _("Premier jour")), (self.end, _("Dernier jour"))):
            field.setAccessibleName(name)
            field.setPlaceholderText(_("2026-01-31"))
            field.setFixedWidth(space(30))
            field.hide()
        self.fault = FaultLine()
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.period, 1)
        row.addWidget(self.start)
        row.addWidget(self.end)
        self.body.addLayout(row)
        self.body.addWidget(self.fault)

    def _make_lists(self) -> None:
        self.listing = Listing(_("Indicateurs"), INDICATORS, self._all_shown, self._thread, self,
                               key=lambda each: each.table.id)
        self.indicators = ListingTable(self.listing)
        self.indicators.chosen.connect(self._choose)
        self.listing.loaded.connect(lambda _count: self._choose_first())
        self.detail = ScrolledColumn()
        self.detail.setAccessibleName(_("Indicateur choisi"))
        self.title = TextLabel("", "heading", wraps=True)
        self.number = TextLabel("", "title")
        self.definition = TextLabel("", "quiet", wraps=True)
        self.chart = ChartPicture()
        self.rows = Listing(_("Tableau"), LINES, self._all_lines, self._thread, self, key=lambda line: line.number)
        self.lines = ListingTable(self.rows, lambda line: self.open_cases(line.number))
        self.lines.setMinimumHeight(space(60))
        for widget in (self.title, self.number, self.definition, self.chart, self.lines):
            self.detail.column.addWidget(widget)
        self.detail.column.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(space(4))
        self.indicators.setFixedWidth(space(95))
        across.addWidget(self.indicators)
        across.addWidget(self.detail, 1)
        held = QVBoxLayout()
        held.addLayout(across, 1)
        self.notes = TextLabel("", "quiet", wraps=True)
        self.body.addWidget(self.notes)
        self.body.addLayout(held, 1)

    def refresh(self) -> None:
        """Count again."""
        try:
            self.asked = asked = self._question()
        except UserError as fault:
            self.fault.tell(fault.sentence, self.start)
            return
        self.fault.tell("")
        mine, give_way = self.part.value() == _MINE, self._thread.give_way
        self.set_subtitle(_("{period} · en cours de comptage…").format(period=period_words(asked.period)))
        self._thread.run(
            lambda office: overview(office, asked, office.user if mine else "", give_way), self._counted, self._say,
            owner=self, replaces="figures",
        )
        self._thread.run(may_publish, self._show_tools, owner=self)

    def place(self) -> dict[str, str]:
        """Which period, which part, which indicator."""
        chosen = "" if self.current is None else self.current.table.id
        return {"period": str(self.period.value()), "part": str(self.part.value()), "indicator": chosen}

    def restore(self, place: Mapping[str, str]) -> None:
        """Come back to them."""
        period = place.get("period", "")
        self.period.set_value(period if period in dict(_PERIODS) and period != _DATES else "year")
        self.part.set_value(_MINE if place.get("part") == _MINE else _ALL)
        self._wanted = place.get("indicator", "")

    _wanted = ""

    def open_cases(self, row: int) -> None:
        """List the cases behind that row of the table."""
        shown = self.current
        if shown is None:
            return
        cases, words = shown.cases_of(row), str(self.rows.rows()[row].words)
        title = f"{shown.table.title} · {words}"
        self._thread.run(
            lambda office: references(office, cases), lambda found: self._show_cases(title, found), owner=self
        )

    def ask_publish(self) -> None:
        """Show what would leave of this period."""
        if self.asked is not None:
            self.dialog = PublishDialog(self.asked, self._thread, self._shell, self._published, self)
            self.dialog.open()

    def write(self, out: Path) -> None:
        """Write the exact figures there."""
        asked = self.asked
        if asked is not None:
            self._thread.run(
                lambda office: write_exact(office, asked, out),
                lambda _counted: self._shell.show_message(_("Chiffres exacts écrits : ils sont pour le service seul.")),
                self._say, owner=self,
            )

    def _question(self) -> FiguresAsked:
        today = OfficeClock.current().today()
        match self.period.value():
            case "month":
                period = month_of(today)
            case "quarter":
                period = quarter_of(today)
            case "last_year":
                period = year_of(date(today.year - 1, 1, 1))
            case "dates":
                return question(self.start.text().strip(), self.end.text().strip())
            case _:
                period = year_of(today)
        return FiguresAsked(period)

    def _period_chosen(self) -> None:
        typed = self.period.value() == _DATES
        for field in (self.start, self.end):
            field.setVisible(typed)
        if not typed:
            self.refresh()
        elif self.asked is not None and not self.start.text():
            self.start.setText(self.asked.period.start.isoformat())
            self.end.setText(self.asked.period.end.isoformat())
            self.start.setFocus()

    def _counted(self, found: Overview) -> None:
        self.found = found
        self.notes.setText(" ".join(found.notes))
        if self.asked is not None:
            self.set_subtitle(period_words(self.asked.period))
        if self.current is not None:
            self._wanted = self.current.table.id
        self.listing.reload()

    def _all_shown(self, _office: Office, asked: Asked[FiguresShown]) -> Rows[FiguresShown]:
        rows = self.found.shown[asked.first : asked.first + asked.count]
        return Rows(rows, len(self.found.shown), asked.first + len(rows) < len(self.found.shown))

    def _all_lines(self, _office: Office, asked: Asked[CountLine]) -> Rows[CountLine]:
        lines = _lines(self.current)
        rows = lines[asked.first : asked.first + asked.count]
        return Rows(rows, len(lines), asked.first + len(rows) < len(lines))

    def _choose_first(self) -> None:
        if not self._wanted or not self.indicators.choose(self._wanted):
            self.indicators.selectRow(0)
        self._choose(self.listing.row(max(0, self.indicators.currentIndex().row())))

    def _choose(self, shown: FiguresShown | None) -> None:
        if shown is None or shown is self.current:
            return
        self.current = shown
        table = shown.table
        self.title.setText(table.title)
        self.number.setText(cell_text(table.total))
        self.definition.setText(table.definition)
        self.chart.forget()
        said = ", ".join(f"{line.words} {line.count}" for line in _lines(shown))
        self._thread.run(
            lambda _office: chart_picture(table), lambda page: self.chart.show_chart(page, f"{table.title} : {said}"),
            owner=self, replaces="chart",
        )
        self.rows.reload()

    def _show_cases(self, title: str, cases: tuple[tuple[str, str], ...]) -> None:
        self.cases = CasesDialog(title, cases, self._shell, self)
        self.cases.open()

    def _show_tools(self, may: bool) -> None:
        self.publish_button.setVisible(may)
        self.write_button.setVisible(may)

    def _published(self) -> None:
        self._shell.show_message(_("Publié : la même question donnera toujours les mêmes tableaux."))

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Chiffres exacts"), "chiffres-exacts-{day}.xlsx", _(KINDS))
        if out is not None:
            self.write(out)

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_fault(error.sentence)


def _lines(shown: FiguresShown | None) -> list[CountLine]:
    if shown is None:
        return []
    table, at = shown.table, shown.table.counts_at
    lines = [
        CountLine(
            " · ".join(str(word) for word in row[:at] if word), cell_text(row[at]),
            " · ".join(f"{head} : {cell_text(cell)}" for head, cell in
                       zip(table.columns[at + 1 :], row[at + 1 :], strict=True) if cell not in ("", None)), number,
        )
        for number, row in enumerate(table.rows)
    ]
    return [*lines[:-1], replace(lines[-1], words=lines[-1].words or _("Total"))]
