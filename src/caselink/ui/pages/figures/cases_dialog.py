"""The cases behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.i18n import _, ngettext
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell

_AT_MOST: Final = 200
"""Cases listed; more are a number."""


class CasesDialog(ScrolledDialog):
    """Each reference opens its case."""

    def __init__(
        self, title: str, cases: Sequence[tuple[str, str]], shell: Shell, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, shell, parent)
        self._shell = shell
        count = len(cases)
        self.body.addWidget(TextLabel(
            ngettext("{count} dossier", "{count} dossiers", count).format(count=count), "quiet"
        ))
        self.buttons: list[QPushButton] = []
        for case_id, reference in cases[:_AT_MOST]:
            button = QPushButton(reference)
            button.setProperty("role", "quiet")
            button.setAccessibleName(_("Ouvrir le dossier {reference}").format(reference=reference))
            button.clicked.connect(lambda _checked=False, case_id=case_id: self._open(case_id))
            keep_for_reading(button)
            self.buttons.append(button)
            self.body.addWidget(button)
        if count > _AT_MOST:
            others = count - _AT_MOST
            self.body.addWidget(TextLabel(
                ngettext("et {count} autre", "et {count} autres", others).format(count=others), "quiet"
            ))

    def _open(self, case_id: str) -> None:
        self.accept()
        self._shell.open_case(case_id)
