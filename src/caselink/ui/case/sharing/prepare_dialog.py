"""Making the liaison form: where it goes, then its passphrase, shown once."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caselink.domain.answers import Json
from caselink.errors import CaseLinkError
from caselink.forms.purposes import PURPOSES
from caselink.i18n import _, ngettext
from caselink.services.asking import Asking
from caselink.services.danger.sheet import prepare_danger_sheet
from caselink.services.justice_report import prepare_report
from caselink.services.office import Office
from caselink.services.sharing import Prepared, Preview, PreviewOutdated, prepare_liaison
from caselink.ui.case.sharing.likeness_part import LikenessPart
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.store import CaseStore
from caselink.ui.case.typed_days import read_coming_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.drafts import OpenEditors
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class PrepareDialog(QDialog):
    """Two steps: folder and file name; then the passphrase that goes to the partner by another way."""

    prepared = Signal()
    """The document is on disk and in the register."""
    outdated = Signal()
    """The preview that was looked at is no more what would leave."""

    def __init__(
        self, store: CaseStore, preview: Preview, parent: QWidget | None = None, *, texts_read: bool = False
    ) -> None:
        """`texts_read` says that every free text was ticked on its page; after a lock that is asked once more."""
        super().__init__(parent)
        self._texts_read = texts_read
        self._store = store
        self._preview = preview
        self._is_outdated = False
        self.setWindowTitle("CaseLink")  # task bars show it: whom it is for stands inside
        self.setAccessibleName(_("Préparer la fiche de liaison"))
        self.setMinimumWidth(space(140))
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first_step())
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.addWidget(self._steps)
        store.shell.lend_keys(self)
        self._is_making = False
        self.editors = OpenEditors({
            "folder": self._folder_editor, "name": self._name_editor, "asked": self._asked_editor,
            "answer_by": self.answer_by,
        })

    def draft(self) -> dict[str, Json] | None:
        """The folder and the file name, where they were typed; None once the document is on its way or made.

        Having read the free texts, and having looked at a likeness, is never told: she does so again.
        """
        return None if self._is_making else {**prepared_for(self._preview), **self.editors.changed()}

    def reject(self) -> None:
        """Leave without a document. From when one is being made, only the button beneath its passphrase closes: it is
        shown this once.
        """
        if not self._is_making:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; where something was typed it goes to the button that does."""
        if event.key() == Qt.Key.Key_Escape and self.editors.changed() and not self._is_making:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _first_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(4))
        for line in self._heading():
            column.addWidget(line)
        self.summary = TextLabel(self._summary(), "quiet", wraps=True)
        column.addWidget(self.summary)
        self._asked_editor = LineEditor(_("Ce que vous demandez"))
        self.asked = self._asked_editor.field
        self.asked.setText(self._preview.proposed.text)
        self.asked.setMaxLength(300)
        asked = QuestionRow(
            _("Ce que vous demandez"), self._asked_editor, _("La première chose que lira {recipient}.").format(
                recipient=self._preview.recipient_name
            ),
        )
        self.answer_by = TypedDate(_("Réponse attendue pour le"), read_coming_day, placeholder=_("3/11, demain…"))
        if self._preview.proposed.by is not None:
            self.answer_by.set_value(self._preview.proposed.by.isoformat())
        for row in (asked, QuestionRow(_("Réponse attendue pour le"), self.answer_by)):
            column.addWidget(row)
            row.setVisible(not self._of_danger)
        column.addWidget(QuestionRow(_("Répertoire où l’enregistrer"), self._folder_line()))
        self._name_editor = LineEditor(_("Nom du fichier"))
        self.name = self._name_editor.field
        self.name.setText(f"{'danger' if self._of_danger else 'liaison'}-{secrets.token_hex(4)}.pdf")
        nameless = _("Sans nom de personne : il peut être vu par d’autres.")
        column.addWidget(QuestionRow(_("Nom du fichier"), self._name_editor, nameless))
        column.addWidget(self._likeness())
        self.read_again = QCheckBox(_("J’ai relu les textes libres"))
        column.addWidget(self.read_again)
        self.read_again.setVisible(not self._texts_read and any(line.free_text for line in self._preview.shared))
        self.with_slip = QCheckBox(_("Écrire aussi le talon de réponse à part : il ne dit rien d’elle"))
        column.addWidget(self.with_slip)
        self.with_slip.setVisible(not self._of_danger and not self._preview.individual)
        self.as_report = QCheckBox(_("Faire un signalement : sur le seul cadre légal, sans son accord"))
        may_report = self._preview.by_legal_ground and not self._preview.individual
        column.addWidget(self.as_report)
        self.as_report.setVisible(may_report and not self._of_danger)
        self.with_reason = QCheckBox(
            _("Y mettre aussi le motif du niveau, relu : « {reason} »").format(reason=self._preview.reason)
        )
        column.addWidget(self.with_reason)
        self.with_reason.setVisible(bool(self._preview.reason))
        self.although_closed = QCheckBox(_("Ce dossier est clos : la fiche doit partir quand même"))
        column.addWidget(self.although_closed)
        self.although_closed.setVisible(self._preview.closed)
        self.fault = FaultLine()
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addLayout(self._buttons())
        for tick in (self.read_again, self.although_closed):
            tick.toggled.connect(self._allow)
        self._allow()
        return step

    def _likeness(self) -> LikenessPart:
        self.likeness = LikenessPart(self._preview.near)
        self.likeness.changed.connect(self._allow)
        return self.likeness

    def _folder_line(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        self._folder_editor = LineEditor(_("Répertoire où l’enregistrer"))
        self.folder = self._folder_editor.field
        self.folder.setText(str(_usual_folder()))
        choose = QPushButton(_("Choisir…"))
        choose.clicked.connect(self._choose_folder)
        row.addWidget(self._folder_editor, 1)
        row.addWidget(choose)
        return held

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.leave = QPushButton(_("Annuler"))
        self.leave.clicked.connect(self.reject)
        of_danger = _("Enregistrer la fiche de danger")
        self.make = QPushButton(of_danger if self._of_danger else _("Enregistrer la fiche de liaison"))
        self.make.setProperty("role", "main")
        self.make.setDefault(True)
        self.make.clicked.connect(self._prepare)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.make)
        return row

    def _heading(self) -> tuple[TextLabel, TextLabel, TextLabel]:
        """Whom it is for and what for, large: a wrong line of a list is seen here at the latest."""
        names = dict.fromkeys((self._preview.recipient_name, self._preview.recipient))
        self.to_whom = TextLabel(" · ".join(names), "display", wraps=True)
        purpose = _(PURPOSES[self._preview.purpose].label)
        self.what_for = TextLabel(_("Finalité : {purpose}").format(purpose=purpose), "title", wraps=True)
        head = _("Fiche de danger pour") if self._of_danger else _("Fiche de liaison pour")
        return TextLabel(head, "quiet"), self.to_whom, self.what_for

    @property
    def _of_danger(self) -> bool:
        return self._preview.paper == "danger_sheet"

    def _summary(self) -> str:
        count = len(self._preview.shared)
        return ngettext(
            "{recipient} recevra {count} renseignement. Le document ne dit pas ce qui n’est pas transmis.",
            "{recipient} recevra {count} renseignements. Le document ne dit pas ce qui n’est pas transmis.", count,
        ).format(recipient=self._preview.recipient_name, count=count)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Répertoire où l’enregistrer"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _allow(self) -> None:
        ticked = all(tick.isHidden() or tick.isChecked() for tick in (self.read_again, self.although_closed))
        self.make.setEnabled(ticked and self.likeness.is_answered() and not self._is_outdated)

    def _prepare(self) -> None:
        name = self.name.text().strip()
        if not name or name != Path(name).name:
            self._say(_("Un nom de fichier est attendu, sans barre oblique."), self.name)
            return
        folder = Path(self.folder.text().strip())
        if not folder.is_absolute():
            self._say(_("Choisissez le répertoire où l’enregistrer."), self.folder)
            return
        out = folder / (name if name.lower().endswith(".pdf") else f"{name}.pdf")
        shown, despite_near = self._preview, self.likeness.reason()
        although_closed = self.although_closed.isChecked()
        asking = self._asking()
        if asking is None:
            self._say(_("La réponse est attendue pour un jour, comme 3/11 ou demain."), self.answer_by)
            return
        self._is_making = True
        self._steps.setEnabled(False)
        self.fault.tell("")
        case_id, with_reason = self._store.case_id, self.with_reason.isChecked()
        as_report = self.as_report.isChecked()
        slip_out = out.with_name(f"{out.stem}-reponse.pdf") if self.with_slip.isChecked() else None

        def make(office: Office) -> Prepared:
            if shown.paper == "danger_sheet":
                return prepare_danger_sheet(
                    office, case_id, shown.recipient, shown.purpose, out, with_reason=with_reason, seen=shown,
                    despite_near=despite_near, closed_case=although_closed,
                )
            if as_report:
                return prepare_report(
                    office, case_id, shown.recipient, shown.purpose, out, despite_near=despite_near,
                    closed_case=although_closed,
                )
            return prepare_liaison(
                office, case_id, shown.recipient, shown.purpose, out, individual=shown.individual, seen=shown,
                despite_near=despite_near, closed_case=although_closed, asking=asking,
                slip_out=slip_out,
            )

        self._store.ask(make, self._show_passphrase, self._refused, owner=self)

    def _asking(self) -> Asking | None:
        """What is asked and by when; None where what is typed is no day."""
        typed = self.answer_by.value()
        if typed in (None, ""):
            return Asking(self.asked.text().strip())
        try:
            return Asking(self.asked.text().strip(), date.fromisoformat(str(typed)))
        except ValueError:
            return None

    def _show_passphrase(self, prepared: Prepared) -> None:
        self._steps.setEnabled(True)
        view = PassphraseView(prepared, self._preview.recipient_name)
        view.done.connect(self.accept)
        self._steps.addWidget(view)
        self._steps.setCurrentWidget(view)
        view.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prepared.emit()

    def _refused(self, error: CaseLinkError) -> None:
        self._is_making = False
        self._steps.setEnabled(True)
        if isinstance(error, PreviewOutdated):
            self._is_outdated = True  # what it asks about is no more what would leave
            self.outdated.emit()
        self._allow()
        (self.leave if self._is_outdated else self.make).setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(error.sentence)

    def _say(self, sentence: str, field: QWidget | None = None) -> None:
        """The keyboard goes to the field that it is about."""
        self.fault.tell(sentence, field or self.make)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)


def _usual_folder() -> Path:
    """The worker's documents, or her home where the system has no such folder."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def prepared_for(shown: Preview) -> dict[str, Json]:
    """For whom, for what and which document is prepared."""
    return {"recipient": shown.recipient, "purpose": shown.purpose.value, "paper": shown.paper}
