"""The safety plan made with her: each item says where it stands, each press is a change that undo takes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from caselink.domain.case import Case, CaseStatus
from caselink.forms.danger.plan_items import GROUP_CAUTIONS, GROUP_LABELS, PLAN_TEXTS, PlanGroup
from caselink.i18n import _, ngettext
from caselink.services.danger.plan import TO_DO, plan_of, set_plan_item, write_plan
from caselink.services.her_language import language_of_papers, paper_languages, told_of_choice
from caselink.ui.case.danger.inner_page import InnerPage
from caselink.ui.case.danger.plan_row import PlanRow
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.save_dialog import ask_where_to_save


class PlanPage(InnerPage):
    """Made the first time it is looked at: a case that is opened does not wait for it."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan de sécurité"), parent)
        self._store = store
        self.rows: dict[str, PlanRow] = {}
        self.languages = SearchChoice(paper_languages(), _("Langue de son papier"))
        self.languages.setFixedWidth(space(48))
        self.of_text = TextLabel("", "quiet", wraps=True)
        self.write = QPushButton(_("Écrire son papier…"))
        self.write.setToolTip(_("Ce qui est à faire et fait, avec les numéros ; ni nom, ni référence, ni remarque."))
        self.why_not = TextLabel("", "warning", wraps=True)
        self.head.addWidget(self.languages)
        self.head.addWidget(self.write)
        self.column.addWidget(self.of_text)
        self.column.addWidget(self.why_not)
        self.languages.changed.connect(lambda _value: self._tell_of_text())
        self.write.clicked.connect(self._write)

    def show_case(self, case: Case) -> None:
        """Show the plan of that case."""
        lines = plan_of(case)
        if not self.rows:
            self._make(case)
            self.languages.set_value(language_of_papers(case))
            self._tell_of_text()
        for line in lines:
            self.rows[line.item.id].show_line(line)
        to_do = sum(line.state == TO_DO for line in lines)
        done = sum(line.state == "done" for line in lines)
        self.told.setText(" · ".join((
            _("{count} à faire").format(count=to_do),
            ngettext("{count} fait", "{count} faits", done).format(count=done),
        )))
        safe = case.value("contact.may_keep_paper") is True
        is_open = case.status is not CaseStatus.CLOSED
        self.why_not.setText("" if safe else _(
            "Papier : rien ne dit qu’elle peut en garder un. Demandez-le-lui ; la question est dans « La joindre sans "
            "danger »."
        ))
        self.why_not.setVisible(not safe)
        self.write.setEnabled(safe and bool(to_do + done))
        for row in self.rows.values():
            row.setEnabled(is_open)

    def focus_first(self) -> None:
        """On the first item."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.states.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep the remark that is being typed."""
        for row in self.rows.values():
            if row.is_unsaved():
                self._set(row)

    def _tell_of_text(self) -> None:
        chosen = self.languages.value()
        told = told_of_choice(chosen, PLAN_TEXTS) if isinstance(chosen, str) else ""
        self.of_text.setText(told)
        self.of_text.setVisible(bool(told))

    def _make(self, case: Case) -> None:
        lines = plan_of(case)
        for group in PlanGroup:
            self.column.addSpacing(space(2))
            self.column.addWidget(TextLabel(_(GROUP_LABELS[group]), "heading"))
            if group in GROUP_CAUTIONS:
                self.column.addWidget(TextLabel(_(GROUP_CAUTIONS[group]), "warning", wraps=True))
            for line in lines:
                if line.item.group is group:
                    row = PlanRow(line)
                    row.changed.connect(lambda row=row: self._set(row))
                    self.rows[line.item.id] = row
                    self.column.addWidget(row)
        self.column.addStretch(1)

    def _set(self, row: PlanRow) -> None:
        case_id, item, state, due = self._store.case_id, row.line.item.id, row.state(), row.due_day()
        note = row.note.text().strip() if state == TO_DO else row.line.note
        self._store.change(
            lambda office: set_plan_item(office, case_id, item, state, due=due, note=note),
            lambda: self._store.say(_("Plan de sécurité changé."), undoable=True), owner=self,
        )

    def _write(self) -> None:
        path = ask_where_to_save(self, _("Écrire son papier"), "plan-{day}.pdf", _("Papier (*.pdf)"))
        chosen, case_id = self.languages.value(), self._store.case_id
        if path is not None and isinstance(chosen, str):
            self._store.ask(
                lambda office: write_plan(office, case_id, chosen, path),
                lambda _nothing: self._store.say(_("Son papier est écrit : imprimez-le, puis effacez le fichier.")),
                owner=self,
            )
