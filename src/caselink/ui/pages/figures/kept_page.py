"""What is kept of figures: publications, the annual report, what people thought, the forms of funders."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.forms.survey import QUESTIONS
from caselink.i18n import _, language, ngettext
from caselink.services.figures.asking import FiguresAsked, year_of
from caselink.services.figures.funder import fill_form
from caselink.services.figures.publishing import Publication, period_words
from caselink.services.figures.survey import SurveyQuarter, answer_words, write_sheet
from caselink.services.questionnaires.figures import COUNT, FORM, REPORT, FiguresKept, read_kept
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.ui.look.palettes import space
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class FiguresKeptPage(WindowPage):
    """Four parts beneath each other, each with what is kept and the button that adds to it."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Publications, rapport et avis"), thread, shell, parent)
        self.kept: FiguresKept | None = None
        self.back = QPushButton(_("Retour aux chiffres"))
        self.back.clicked.connect(lambda: shell.show_page("figures"))
        self.add_tool(self.back)
        self.report = self._part(_("Rapport annuel"))
        self.report_button = QPushButton(_("Confier le rapport…"))
        self.report_form = self._asks(self.report_button, REPORT)
        self.published = self._part(_("Ce qui a été écrit"))
        self.survey = self._part(_("Ce que les personnes pensent de l’aide"))
        self.sheet_button = QPushButton(_("Écrire la feuille à imprimer…"))
        self.sheet_button.clicked.connect(self._ask_where_sheet)
        self.body.addWidget(self.sheet_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.count_button = QPushButton(_("Compter des feuilles…"))
        self.count_form = self._asks(self.count_button, COUNT)
        self.forms = self._part(_("Formulaires des financeurs"))
        self.form_button = QPushButton(_("Garder un formulaire…"))
        self.form_form = self._asks(self.form_button, FORM)
        self.body.addStretch(1)
        self.setFocusProxy(self.back)

    def refresh(self) -> None:
        """Read it again."""
        self._thread.run(read_kept, self._show, owner=self, replaces="figures kept")

    def write_sheet(self, out: Path) -> None:
        """Write the sheet of three questions there."""
        tag = language()
        self._thread.run(
            lambda office: write_sheet(office, out, tag),
            lambda _nothing: self._shell.show_message(_("La feuille est écrite.")), self._say, owner=self,
        )

    def fill(self, name: str, out: Path) -> None:
        """Fill that form from last year, there."""
        today = OfficeClock.current().today()
        asked = FiguresAsked(year_of(today.replace(year=today.year - 1, day=1)))
        self._thread.run(
            lambda office: fill_form(office, name, asked, out), lambda _made: self._filled(), self._say, owner=self
        )

    def _part(self, title: str) -> QVBoxLayout:
        self.body.addWidget(TextLabel(title, "heading"))
        column = QVBoxLayout()
        column.setSpacing(space(1))
        self.body.addLayout(column)
        return column

    def _asks(self, button: QPushButton, questionnaire: Questionnaire[FiguresKept, FiguresKept]) -> AskPlace:
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        self.body.addLayout(column)
        return AskPlace(button, column, partial(self._form, questionnaire))

    def _form(self, questionnaire: Questionnaire[FiguresKept, FiguresKept]) -> AskForm:
        if self.kept is None:
            raise RuntimeError("asked before anything was read")
        form = AskForm(questionnaire.about(self.kept), OfficeKeeper(self._thread, self._shell))
        form.saved.connect(self._show)
        return form

    def _show(self, kept: FiguresKept) -> None:
        self.kept = kept
        held = kept.report
        if held.owner:
            _fill(self.report, [_("Tenu par {owner}, pour le {day}/{month} de l’année suivante.").format(
                owner=held.owner, day=f"{held.day:02d}", month=f"{held.month:02d}"
            ), *(_("{year} : publié le {day}").format(year=each.period.start.year, day=f"{each.at:%d/%m/%Y}")
                 for each in kept.years)])
        else:
            _fill(self.report, [_("Le rapport n’est encore confié à personne.")])
        _fill(self.published, [_publication(each) for each in kept.publications] or [_("Rien encore.")])
        _fill(self.survey, [line for each in kept.surveys for line in _survey(each)] or [_("Rien encore.")])
        _fill(self.forms, [f"{form.name} · " + ngettext(
            "{count} ligne", "{count} lignes", len(form.lines)
        ).format(count=len(form.lines)) for form in kept.forms] or [_("Aucun.")])
        for form in kept.forms:
            button = QPushButton(_("Remplir « {name} » avec l’an dernier…").format(name=form.name))
            button.setEnabled(kept.may_set)
            button.clicked.connect(lambda _checked=False, name=form.name: self._ask_where_form(name))
            self.forms.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.report_button.setEnabled(kept.may_set)
        self.form_button.setEnabled(kept.may_set)
        self.count_button.setEnabled(kept.may_count)

    def _ask_where_sheet(self) -> None:
        out = ask_where_to_save(self, _("Feuille d’avis"), "avis.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_sheet(out)

    def _ask_where_form(self, name: str) -> None:
        kinds = _("Tableur (*.xlsx);;CSV (*.csv)")
        out = ask_where_to_save(self, _("Formulaire rempli"), "formulaire-{day}.xlsx", kinds)
        if out is not None:
            self.fill(name, out)

    def _filled(self) -> None:
        self._shell.show_message(_("Formulaire rempli : ce qui y est compte comme publié."))
        self.refresh()

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_fault(error.sentence)


def _publication(each: Publication) -> str:
    what = _("publié") if each.tables else _("exact, pour le service")
    count = ngettext("{count} tableau", "{count} tableaux", len(each.tables)).format(count=len(each.tables))
    said = [f"{each.at:%d/%m/%Y}", period_words(each.period), each.kind.upper(), what, count if each.tables else "",
            each.who]
    return " · ".join(part for part in said if part)


def _survey(each: SurveyQuarter) -> list[str]:
    sheets = ngettext("{count} feuille", "{count} feuilles", each.sheets).format(count=each.sheets)
    lines = [f"{each.quarter} · {sheets}"]
    for question in QUESTIONS:
        given = zip(answer_words(), each.given(question.id), strict=True)
        lines.append(f"{_(question.label)}  " + " · ".join(f"{words} {count}" for words, count in given))
    return lines


def _fill(column: QVBoxLayout, lines: list[str]) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for line in lines:
        column.addWidget(TextLabel(line, wraps=True))
