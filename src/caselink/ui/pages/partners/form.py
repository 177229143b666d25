"""Adding or correcting a partner agency, in one plain column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caselink.domain.answers import Json
from caselink.domain.needs import Domain
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.needs import DOMAIN_LABELS
from caselink.i18n import _, language_name
from caselink.names.folding import sorting_key
from caselink.ui.look.palettes import space
from caselink.ui.pages.partners.hours_editor import HoursEditor
from caselink.ui.pages.partners.words import KIND_LABELS, LANGUAGES_OFFERED
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished


class PartnerForm(QScrollArea):
    """`saved` brings the `Partner`; `left` when nothing shall change. What has no field here stays as it was."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._before = Partner("", "", PartnerKind.OTHER)
        self._today = ""
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(space(6), 0, space(2), space(6))
        self._column.setSpacing(space(4))
        self._title = TextLabel("", "heading")
        self._column.addWidget(self._title)
        self._add_fields()
        self._add_buttons()
        self.setWidget(inner)
        self._work = Unfinished({
            "name": self.name, "short_name": self.short_name, "phones": self.phones, "email": self.email,
            "address": self.address, "web": self.web, "area": self.area, "note": self.note, "kind": self.kind,
            "domains": self.domains, "languages": self.languages, "interpreter": self.interpreter,
            "checked": self.checked, **self.hours.editors(),
        })

    def unfinished(self) -> dict[str, Json]:
        """What was changed since the form was opened, and of which partner; its short name is empty for a new one."""
        return {"partner": self._before.short_name, **self._work.now()}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told, over what the partner is now."""
        self._work.put(words)
        self.hours.show_chosen()

    def edit(self, partner: Partner | None, today: str) -> None:
        """Correct that one, or add one; `today` (ISO) is the day of a check made now."""
        self._before = partner or Partner("", "", PartnerKind.OTHER)
        self._today = today
        self._title.setText(_("Nouvelle structure") if partner is None else _("Corriger la structure"))
        self.short_name.setEnabled(partner is None)
        lines = {
            self.name: self._before.name,
            self.short_name: self._before.short_name,
            self.phones: ", ".join(self._before.phones),
            self.email: self._before.email,
            self.address: self._before.address,
            self.web: self._before.web,
            self.area: self._before.area,
        }
        for field, text in lines.items():
            field.setText(text)
        self.note.setPlainText(self._before.note)
        self.kind.set_value(self._before.kind.value)
        self.domains.set_value([domain.value for domain in self._before.domains])
        self.languages.set_value(self._before.languages)
        self.interpreter.setChecked(self._before.with_interpreter)
        self.hours.set_value(self._before.hours)
        self.checked.setChecked(False)
        self._name_row.show_fault(None)
        self.hours_row.show_fault(None)
        self._work.begin()
        self.saving.end()
        self.verticalScrollBar().setValue(0)
        self.name.setFocus()

    def partner(self) -> Partner:
        """What the form says now."""
        kind, domains, languages = self.kind.value(), self.domains.value(), self.languages.value()
        phones = tuple(part.strip() for part in self.phones.text().split(",") if part.strip())
        return replace(
            self._before,
            name=self.name.text().strip(),
            short_name=self.short_name.text().strip() or self.name.text().strip()[:40],
            kind=PartnerKind(kind) if isinstance(kind, str) else PartnerKind.OTHER,
            domains=tuple(Domain(each) for each in domains or ()),
            languages=tuple(languages or ()),
            with_interpreter=self.interpreter.isChecked(),
            phones=phones,
            email=self.email.text().strip(),
            address=self.address.text().strip(),
            web=self.web.text().strip(),
            area=self.area.text().strip(),
            hours=self.hours.value(),
            note=self.note.toPlainText().strip(),
            last_checked=self._today if self.checked.isChecked() else self._before.last_checked,
        )

    def _add_fields(self) -> None:
        self.name, self.short_name, self.phones = QLineEdit(), QLineEdit(), QLineEdit()
        self.email, self.address, self.web, self.area = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(space(24))
        self.note.setTabChangesFocus(True)
        self.kind = SearchChoice([(kind.value, _(label)) for kind, label in KIND_LABELS.items()], _("Sorte"))
        domains = [(domain.value, _(DOMAIN_LABELS[domain])) for domain in Domain]
        self.domains = SearchChoice(domains, _("Domaines"), multiple=True)
        named = [(code, language_name(code)) for code in LANGUAGES_OFFERED]
        languages = sorted(named, key=lambda choice: sorting_key(choice[1]))
        self.languages = SearchChoice(languages, _("Langues parlées"), multiple=True)
        self.interpreter = QCheckBox(_("Autres langues avec interprète"))
        self.hours = HoursEditor()
        self.checked = QCheckBox(_("J’ai vérifié ces renseignements aujourd’hui"))
        self._name_row = QuestionRow(_("Nom"), self.name)
        short_help = _("Celui que l’équipe emploie : CPVCF. Il ne change plus ensuite.")
        self.hours_row = QuestionRow(_("Horaires"), self.hours)
        rows: list[QWidget] = [
            self._name_row, QuestionRow(_("Nom court"), self.short_name, short_help),
            QuestionRow(_("Sorte"), self.kind),
            QuestionRow(_("Domaines"), self.domains),
            QuestionRow(_("Téléphones"), self.phones, _("Séparés par une virgule.")),
            self.hours_row, QuestionRow(_("Langues parlées"), self.languages), self.interpreter,
            QuestionRow(_("Secteur"), self.area), QuestionRow(_("Adresse"), self.address),
            QuestionRow(_("E-mail"), self.email),
            QuestionRow(_("Site"), self.web), QuestionRow(_("Note"), self.note), self.checked,
        ]
        for row in rows:
            self._column.addWidget(row)

    def _add_buttons(self) -> None:
        self.save_button = QPushButton(_("Enregistrer la structure"))
        self.save_button.setProperty("role", "main")
        self.cancel_button = QPushButton(_("Annuler"))
        self.cancel_button.setProperty("role", "quiet")
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self.saving = OnePress(self.save_button)
        """Rests while the partner is on its way to the vault."""
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.left)

    def _save(self) -> None:
        partner = self.partner()
        if not partner.name:
            self._name_row.show_fault(_("Une structure a au moins un nom."))
            self.name.setFocus()
            self.verticalScrollBar().setValue(0)
            return
        if self.hours.faults():
            self.hours_row.show_fault(_("Des horaires ne sont pas compris : par exemple 9–12 h 30, 13–17 h."))
            self.ensureWidgetVisible(self.hours_row)
            return
        if self.saving.begin():
            self.saved.emit(partner)
