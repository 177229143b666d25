"""Before figures leave: what will be hidden and why, by which method; then the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import N_, _, ngettext
from caselink.services.figures.asking import FiguresAsked
from caselink.services.figures.publishing import period_words, publish, refusal_words, weigh, worded
from caselink.services.figures.tables import WordedTable
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_HIDE, _MOVE = "hide", "move"
KINDS: Final = N_("Tableur (*.xlsx);;PDF (*.pdf);;CSV (*.csv)")


class PublishDialog(ScrolledDialog):
    """Nothing is published before the file is written."""

    def __init__(
        self, asked: FiguresAsked, thread: VaultThread, shell: Shell, written: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Publier"), shell, parent)
        self._asked, self._thread, self._written = asked, thread, written
        self.setMinimumSize(space(150), space(120))
        self.body.addWidget(TextLabel(period_words(asked.period), "label"))
        self.body.addWidget(TextLabel(_(
            "Ce qui est publié le reste : la même question donnera toujours les mêmes tableaux, et les suivants en "
            "tiennent compte. Publiez une période une fois finie."
        ), "quiet", wraps=True))
        self.method = ChoiceChips(
            [(_HIDE, _("cacher les petits nombres")), (_MOVE, _("clés de cellules"))], _("Méthode"), required=True
        )
        self.method.set_value(_HIDE)
        self.body.addWidget(self.method)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(space(1))
        self.body.addLayout(self._lines)
        self.fault = FaultLine()
        self.body.addWidget(self.fault)
        self.write_button = QPushButton(_("Publier dans un fichier…"))
        self.write_button.setProperty("role", "main")
        self.write_button.setEnabled(False)
        self.body.addWidget(self.write_button)
        self.method.changed.connect(lambda *_value: self.look())
        self.write_button.clicked.connect(self._ask_where)
        self.look()

    @property
    def said(self) -> list[str]:
        """The lines that are shown."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        labels = (item.widget() for item in items if item is not None)
        return [label.text() for label in labels if isinstance(label, TextLabel)]

    def look(self) -> None:
        """Ask the gate what would leave."""
        moves = self.method.value() == _MOVE

        def read(office: Office) -> tuple[tuple[WordedTable, ...], tuple[str, ...]]:
            found = weigh(office, self._asked, perturb=moves)
            return worded(found.aggregate.tables), refusal_words(found.refused)

        self._thread.run(read, self._show, self._say, owner=self, replaces="publish")

    def write(self, out: Path) -> None:
        """Publish there."""
        moves = self.method.value() == _MOVE
        self.hold_still(True)
        self._thread.run(
            lambda office: publish(office, self._asked, out, perturb=moves), self._done, self._say, owner=self
        )

    def _show(self, found: tuple[tuple[WordedTable, ...], tuple[str, ...]]) -> None:
        tables, refused = found
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for table in tables:
            hidden = ngettext("{count} nombre caché", "{count} nombres cachés", table.hidden).format(count=table.hidden)
            said = f"✓ {table.title} : {table.total}" + (f" · {hidden}" if table.hidden else "")
            self._lines.addWidget(TextLabel(said, wraps=True))
        for sentence in refused:
            self._lines.addWidget(TextLabel(f"✕ {sentence}", "quiet", wraps=True))
        self.write_button.setEnabled(bool(tables))

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Publier"), "chiffres-{day}.xlsx", _(KINDS))
        if out is not None:
            self.write(out)

    def _done(self, _found: object) -> None:
        self.hold_still(False)
        self._written()
        self.accept()

    def _say(self, error: CaseLinkError) -> None:
        self.hold_still(False)
        self.fault.tell(error.sentence)
