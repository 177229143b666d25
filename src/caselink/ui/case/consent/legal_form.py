"""Deciding to share without her consent: rare, on a ground that the law names, with its reason written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.partners import Partner
from caselink.errors import CaseLinkError
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.legal_bases import LegalBasis
from caselink.i18n import _
from caselink.services.consents import record_legal_decision
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.growing_text import GrowingText
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished


class LegalForm(QWidget):
    """Basis, recipient, the least data, who decided, why, and whether she was told."""

    recorded = Signal()
    dismissed = Signal()

    def __init__(
        self, store: CaseStore, bases: Sequence[LegalBasis], partners: Sequence[Partner], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._bases = {basis.id: basis for basis in bases}
        self._partners = partners
        texts = [(basis.id, f"{basis.country} · {_(basis.label)}") for basis in bases]
        self.basis = SearchChoice(texts, _("Cadre légal"))
        self.basis_note = TextLabel("", "small", wraps=True)
        self.recipient = SearchChoice([], _("Destinataire"))
        allowed = [each for each in Category if each is not Category.RESIDENCE]
        labels = [(each.value, _(CATEGORIES[each].label)) for each in allowed]
        self.categories = ChoiceChips(labels, _("Le strict nécessaire"), multiple=True)
        self.decided_by = QLineEdit()
        self.reason = GrowingText()
        self.told = ChoiceChips([("yes", _("oui")), ("no", _("non"))], _("En a-t-elle été informée"))
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        self.save = QPushButton(_("Noter la décision"))
        self.cancel = QPushButton(_("Annuler"))
        self.cancel.setProperty("role", "quiet")
        self.cancel.clicked.connect(self.dismissed)
        self.saving = OnePress(self.save, self.cancel)
        """Rests while the decision is on its way to the vault."""
        self.save.clicked.connect(self._save)
        self._lay_out()
        self.basis.changed.connect(self._basis_chosen)
        self._basis_chosen(None)
        self._work = Unfinished({
            "basis": self.basis, "recipient": self.recipient, "categories": self.categories,
            "decided_by": self.decided_by, "reason": self.reason, "told": self.told,
        })

    def unfinished(self) -> dict[str, Json]:
        """What was filled in so far."""
        return self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told; the basis first, which says who may receive."""
        self._work.put({name: value for name, value in words.items() if name == "basis"})
        self._basis_chosen(self.basis.value())
        self._work.put(words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4))
        column.addWidget(QuestionRow(_("Cadre légal"), self.basis))
        column.addWidget(self.basis_note)
        column.addWidget(QuestionRow(_("Destinataire"), self.recipient, _("Seulement ceux que ce texte permet.")))
        never = _("Le séjour n’est jamais transmis ainsi.")
        column.addWidget(QuestionRow(_("Le strict nécessaire"), self.categories, never))
        column.addWidget(QuestionRow(_("Décidé par"), self.decided_by))
        column.addWidget(QuestionRow(_("Pourquoi"), self.reason, _("Les faits qui l’imposent, en quelques lignes.")))
        column.addWidget(QuestionRow(_("En a-t-elle été informée"), self.told))
        column.addWidget(self.fault)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.save)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)

    def _basis_chosen(self, basis_id: object) -> None:
        basis = self._bases.get(basis_id) if isinstance(basis_id, str) else None
        words = "" if basis is None else _("Peut s’en servir : {who}.").format(who=_(basis.relied_on_by))
        if basis is not None and not basis.confirmed:
            words = f"{words} {_('À confirmer par un juriste avant usage.')}"
        self.basis_note.setText(words)
        self.basis_note.setVisible(bool(words))
        fitting = [each for each in self._partners if basis is not None and each.kind in basis.recipients]
        self.recipient.offer([(each.short_name, each.name) for each in fitting])
        self.recipient.set_value(None)

    def _save(self) -> None:
        basis, recipient, told = self.basis.value(), self.recipient.value(), self.told.value()
        if not isinstance(basis, str) or not isinstance(recipient, str) or told is None:
            self._say(_("Choisissez le cadre légal, le destinataire, et si elle en a été informée."))
            return
        write = partial(
            record_legal_decision, case_id=self._store.case_id, basis=basis, recipient=recipient,
            categories=tuple(Category(each) for each in self.categories.pressed()), decided_by=self.decided_by.text(),
            reason=self.reason.toPlainText(), told=told == "yes",
        )
        if self.saving.begin():
            self._store.change(write, self._recorded, self._refused, owner=self)

    def _recorded(self) -> None:
        self.saving.end()
        self.recorded.emit()

    def _refused(self, error: CaseLinkError) -> None:
        self.saving.end()
        self._say(error.sentence)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()
