"""The audit trail: who did what when, and whether it is whole."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import N_, _, ngettext
from caselink.services.audit import (
    AuditLine,
    AuditVerdict,
    audit_head,
    row_of_head,
    shortened_head,
    verify_audit,
)
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import set_role
from caselink.ui.pages.audit.columns import COLUMNS, FILTERS, AuditRows
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.listing import Listing
from caselink.ui.pieces.listing_table import FilterChips, ListingPlace, ListingTable
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_READING: Final = N_("Le journal est relu d’un bout à l’autre…")
_BROKEN: Final = N_(
    "✕ {problem} Plus rien n’est écrit dans ce coffre : gardez-le tel quel et restaurez une sauvegarde vérifiée."
)
_FOUND: Final = N_(
    "✓ Ligne {row}, le {day} à {time} : c’est là qu’en était le journal quand la fiche a été faite, et il n’a pas été "
    "récrit jusque-là."
)
_NOT_FOUND: Final = N_(
    "✕ Aucune ligne n’a ce code de contrôle. Relisez-le sur la fiche ; s’il y est bien ainsi et que la fiche vient "
    "de ce coffre, le journal a été récrit depuis."
)


class AuditPage(WindowPage):
    """A table, newest first; one button walks the whole trail, one field finds the row of a printed head."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Journal d’audit"), thread, shell, parent, scrolls=False)
        self._count, self._head_shown = 0, ""
        self.back = QPushButton(_("‹ Registre"))
        self.back.setProperty("role", "quiet")
        self.back.setAccessibleName(_("Revenir au registre"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Code de contrôle imprimé"))
        self.search.setAccessibleName(_("Chercher la ligne d’un code de contrôle imprimé sur une fiche"))
        self.search.setToolTip(_("Au moins huit signes du code de contrôle imprimé au bas d’une fiche, puis Entrée"))
        self.search.setFixedWidth(space(56))
        self.add_tool(self.back)
        self.add_tool(self.search)
        self.verify_button = self.set_main_action(_("Vérifier"), _("Relire tout le journal et dire s’il est entier"))
        self._verifying = OnePress(self.verify_button)
        self.verdict = TextLabel("", wraps=True, selectable=True)
        self._verdict_frame = QFrame()
        held = QVBoxLayout(self._verdict_frame)
        held.setContentsMargins(space(4), space(2), space(4), space(2))
        held.addWidget(self.verdict)
        self._verdict_frame.hide()
        self.model = Listing(
            _("Journal d’audit"), COLUMNS, AuditRows(), thread, self, filters=FILTERS, key=lambda line: line.hash
        )
        self.filters = FilterChips(self.model)
        self.table = ListingTable(self.model)
        self.body.addWidget(self._verdict_frame)
        self.body.addWidget(self.filters)
        nothing = _("Le journal n’a aucune ligne de cette sorte.")
        self.body.addWidget(ListingPlace(self.table, nothing, nothing), 1)
        self.setFocusProxy(self.table)
        keep_for_reading(self)
        self.back.clicked.connect(lambda: shell.show_page("register"))
        self.verify_button.clicked.connect(self.verify)
        self.search.returnPressed.connect(self.find_printed)
        self.model.loaded.connect(self._show_rows)

    def refresh(self) -> None:
        """Read the newest rows again; a verdict of before says nothing of them."""
        self._verdict_frame.hide()
        self.model.reload()
        self._thread.run(audit_head, self._show_head, owner=self, replaces="audit")

    def focus_search(self) -> None:
        """Put the cursor into the field for a printed head."""
        self.search.setFocus()

    def verify(self) -> None:
        """Walk the whole trail."""
        if self._verifying.begin():
            self._say(_READING, "notice")
            self._thread.run(verify_audit, self._judge, self._not_verified, owner=self)

    def find_printed(self) -> None:
        """Find the row whose hash was printed."""
        typed = self.search.text()
        self._thread.run(lambda office: row_of_head(office, typed), self._found, self._not_looked_for, owner=self)

    def _show_rows(self, count: int) -> None:
        self._count = count
        self._show_subtitle()

    def _show_head(self, head: str) -> None:
        self._head_shown = head
        self._show_subtitle()

    def _show_subtitle(self) -> None:
        said = ngettext("{count} ligne · code de contrôle {head}",
            "{count} lignes · code de contrôle {head}", self._count)
        self.set_subtitle(said.format(count=self._count, head=shortened_head(self._head_shown)))

    def _judge(self, verdict: AuditVerdict) -> None:
        self._verifying.end()
        if not verdict.sound:
            self._say(_BROKEN, "notice_fault", problem=verdict.problem)
            return
        whole = ngettext(
            "✓ Le journal est entier : sa seule ligne est celle qui a été écrite.",
            "✓ Le journal est entier : ses {count} lignes sont celles qui ont été écrites, dans leur ordre.",
            verdict.rows,
        )
        self._say(whole, "notice", count=verdict.rows)

    def _found(self, line: AuditLine | None) -> None:
        if line is None:
            self._say(_NOT_FOUND, "notice_fault")
            return
        moment = local_moment(line.moment)
        day, time = day_words(moment.date()), moment.strftime("%H:%M")
        self._say(_FOUND, "notice", row=line.seq, day=day, time=time)

    def _not_verified(self, error: CaseLinkError) -> None:
        self._verifying.end()
        self._verdict_frame.hide()
        self._shell.show_fault(error.sentence)

    def _not_looked_for(self, error: CaseLinkError) -> None:
        """What was found before is not about what was typed now; a verification goes on."""
        if not self._verifying.resting:
            self._verdict_frame.hide()
        self._shell.show_fault(error.sentence)

    def _say(self, sentence: str, role: str, **parts: object) -> None:
        self.verdict.setText(_(sentence).format(**parts))
        set_role(self._verdict_frame, role)
        self._verdict_frame.show()
