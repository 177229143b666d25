"""Adding files: several at once, each decoded apart, then kept in a change of its own; ended whenever one likes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caselink.errors import CaseLinkError
from caselink.forms.attachments import KINDS, USUAL_CATEGORY
from caselink.forms.categories import CATEGORIES, Category
from caselink.i18n import _, ngettext
from caselink.services.attachments import Checked, attach, attachments, check_file
from caselink.services.office import Office
from caselink.ui.case.files.sources import FileSource
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import ROW, space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.latest_work import LatestWork
from caselink.ui.pieces.row_list import set_up_list
from caselink.ui.pieces.text_label import TextLabel

_ROWS: Final = 5


class AddingPart(QFrame):
    """One kind and one category for all that are ticked. What is refused says why at its line; the others go on."""

    closed = Signal()
    """Nothing waits here any more."""

    added = Signal()
    """A file was kept."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._store = store
        self._beside = LatestWork(self)
        self._queue: list[tuple[QListWidgetItem, FileSource]] = []
        self._sources: list[FileSource] = []
        self._total = self._kept = self._refused = 0
        self._kept_paths: list[Path] = []
        self._as: tuple[str, str] = ("", "")
        self.list = QListWidget()
        set_up_list(self.list, _("Fichiers à ajouter"))
        self.kind = ChoiceChips([(each.id, _(each.label)) for each in KINDS], _("Sorte de pièce"), required=True)
        self.category = SearchChoice(
            [(each.value, _(CATEGORIES[each].label)) for each in Category], _("Ce que la pièce révèle")
        )
        self.category.setFixedWidth(space(80))
        self.fault = FaultLine()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Ajout des fichiers"))
        self.said = TextLabel("", "quiet", wraps=True)
        self.add_button = QPushButton(_("Ajouter"))
        self.add_button.setProperty("role", "main")
        self.cancel_button = QPushButton(_("Annuler"))
        self.cancel_button.setProperty("role", "quiet")
        self._lay_out()
        self.kind.changed.connect(self._propose)
        self.add_button.clicked.connect(self._begin)
        self.cancel_button.clicked.connect(self.give_up)
        self.list.itemChanged.connect(self._count)
        self._rest()

    @property
    def running(self) -> bool:
        """Whether files are being added."""
        return self._total > 0

    def offer(self, sources: Sequence[FileSource], *, ticked: bool = True) -> None:
        """List these beneath those that are there."""
        self.list.blockSignals(True)
        for source in sources:
            item = QListWidgetItem(source.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            self._sources.append(source)
        self.list.blockSignals(False)
        self.list.setFixedHeight(ROW * max(1, min(self.list.count(), _ROWS)) + 4)
        self._count()

    def give_up(self) -> None:
        """End what is going on after the file that is being added; with nothing going on, close."""
        if self.running:
            self._queue.clear()
            if self._beside.waiting:
                self._beside.forget()
                self._finish(stopped=True)
            return
        self._forget()
        self.closed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addWidget(TextLabel(_("Fichiers à ajouter"), "heading"))
        column.addWidget(self.list)
        column.addWidget(self.kind)
        across = QHBoxLayout()
        across.addWidget(TextLabel(_("Ce que la pièce révèle")))
        across.addWidget(self.category)
        across.addWidget(TextLabel(_("De cela dépend à qui une copie peut être transmise."), "quiet", wraps=True), 1)
        column.addLayout(across)
        column.addWidget(self.fault)
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.add_button)
        column.addLayout(foot)

    def _ticked(self) -> list[tuple[QListWidgetItem, FileSource]]:
        rows = ((self.list.item(number), source) for number, source in enumerate(self._sources))
        return [(item, source) for item, source in rows if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._ticked())
        self.add_button.setText(
            ngettext("Ajouter {count} fichier", "Ajouter {count} fichiers", count).format(count=count)
        )
        self.add_button.setEnabled(count > 0 and not self.running)

    def _propose(self, kind: object) -> None:
        self.fault.tell("")
        usual = USUAL_CATEGORY.get(str(kind))
        if usual is not None:
            self.category.set_value(usual.value)

    def _begin(self) -> None:
        kind, category = self.kind.value(), self.category.value()
        missing = [
            words for words, value in ((_("Sorte de pièce"), kind), (_("Ce que la pièce révèle"), category))
            if not isinstance(value, str)
        ]
        if missing:
            first = self.category if isinstance(kind, str) else self.kind
            self.fault.tell(_("Il manque : {what}.").format(what=", ".join(missing)), first)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.fault.tell("")
        self._as = (str(kind), str(category))
        self._queue = self._ticked()
        self._total, self._kept, self._refused = len(self._queue), 0, 0
        self.progress.setRange(0, self._total)
        self.progress.show()
        for widget in (self.list, self.kind, self.category, self.add_button):
            widget.setEnabled(False)
        self.cancel_button.setText(_("Arrêter"))
        self.cancel_button.setFocus()
        self._next()

    def _next(self) -> None:
        if not self._queue:
            self._finish(stopped=self._kept + self._refused < self._total)
            return
        item, source = self._queue.pop(0)
        number = self._total - len(self._queue)
        self.progress.setValue(number - 1)
        self.said.setText(_("Fichier {number} sur {count}").format(number=number, count=self._total))

        def checked() -> Checked:
            return check_file(source.read(), source.name)

        self._beside.run(
            checked, lambda found: self._keep(item, source, found), lambda fault: self._refuse(item, fault)
        )

    def _keep(self, item: QListWidgetItem, source: FileSource, found: Checked) -> None:
        case_id, (kind, category) = self._store.case_id, self._as
        self._store.vault_thread.run(
            lambda office: _attach_once(office, case_id, found, kind, category),
            lambda new: self._was_kept(item, source, new=new), lambda fault: self._refuse(item, fault), owner=self,
        )

    def _was_kept(self, item: QListWidgetItem, source: FileSource, *, new: bool) -> None:
        if new:
            self._kept += 1
            if source.path is not None:
                self._kept_paths.append(source.path)
            self._say(item, "✓ " + item.text())
            self.added.emit()
        else:
            self._refused += 1
            self._say(item, _("{file} : déjà dans ce dossier").format(file=item.text()))
        self._next()

    def _refuse(self, item: QListWidgetItem, fault: CaseLinkError) -> None:
        self._refused += 1
        self._say(item, _("✕ {file} : {why}").format(file=item.text(), why=fault.sentence))
        self._next()

    def _say(self, item: QListWidgetItem, words: str) -> None:
        self.list.blockSignals(True)
        item.setText(words)
        item.setToolTip(words)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self.list.blockSignals(False)

    def _finish(self, *, stopped: bool) -> None:
        said = [ngettext("{count} fichier ajouté.", "{count} fichiers ajoutés.", self._kept).format(count=self._kept)]
        if self._refused:
            said.append(ngettext(
                "{count} n’a pas été ajouté : la raison est à sa ligne.",
                "{count} n’ont pas été ajoutés : la raison est à leur ligne.", self._refused,
            ).format(count=self._refused))
        if stopped:
            said.append(_("Arrêté : les autres n’ont pas été ajoutés."))
        if self._kept_paths:
            said.append(_("Les originaux restent, lisibles par tous, là où ils étaient : supprimez-les si vous devez."))
        words, clean = " ".join(said), not self._refused and not stopped
        self._rest()
        self.said.setText(words)
        if clean:
            self._forget()
            self._store.say(words)
            self.closed.emit()

    def _rest(self) -> None:
        self._total = 0
        self._queue, self._kept_paths = [], []
        for widget in (self.list, self.kind, self.category):
            widget.setEnabled(True)
        self.fault.tell("")
        self.progress.hide()
        self.cancel_button.setText(_("Annuler") if self._ticked() or not self._sources else _("Fermer"))
        self._count()

    def _forget(self) -> None:
        """A batch of another kind begins anew."""
        self.list.clear()
        self._sources = []
        self.kind.set_value(None)
        self.category.set_value(None)
        self.said.clear()
        self._rest()


def _attach_once(office: Office, case_id: str, found: Checked, kind: str, category: str) -> bool:
    """Keep it unless the case has those very bytes already; says whether it was kept."""
    if any(each.sha256 == found.sha256 for each in attachments(office, case_id)):
        return False
    attach(office, case_id, found, kind, category)
    return True
