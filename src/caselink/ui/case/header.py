"""Who she is and whether she may be called now: always there, above every tab."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caselink.domain.case import Case, CaseStatus
from caselink.domain.events import standing_hold
from caselink.forms.danger.levels import level_words
from caselink.forms.danger.standing import DangerStanding, standing
from caselink.i18n import _
from caselink.services.contact import CaseHeader, header
from caselink.services.evidence import phone_outside_on
from caselink.ui.case.code_word import CodeWord
from caselink.ui.look.dates import day_words
from caselink.ui.look.initials import initials
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.phone_line import CopyNumber
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_CALL_ROLES = {True: "done", False: "to_do", None: "quiet"}


class HeaderBar(QFrame):
    """Reference and name; may she be called, until when, what never; what is due next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._initials = False
        self._head: CaseHeader | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(6), space(1))
        column.setSpacing(0)
        column.addLayout(self._who())
        how = self._how()
        column.addWidget(how)
        self.altered = TextLabel("", "warning")
        self.altered.setWordWrap(True)
        self.altered.hide()
        column.addWidget(self.altered)

    def show_case(self, case: Case, now: datetime) -> None:
        """Show the line for this case at that moment of the office."""
        self._head = header(case, now)
        self.reserved.setVisible(case.reserved)
        self.held.setVisible(standing_hold(case.events) is not None)
        outside = phone_outside_on(case) == now.date()
        self.phone_outside.setText(_("✓ téléphone dehors") if outside else _("Téléphone dehors ?"))
        self.phone_outside.setEnabled(case.status is CaseStatus.OPEN)
        self._show_danger(standing(case, now.date()))
        self._fill(self._head)

    def show_initials(self, initials_only: bool) -> None:
        """Show her name as initials, and hide her number, while someone else can see the screen."""
        self._initials = initials_only
        if self._head is not None:
            self._fill(self._head)

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.setContentsMargins(0, 0, 0, 0)
        self.back = QPushButton("‹")
        keep_for_reading(self.back)
        self.back.setProperty("role", "quiet")
        self.back.setFixedWidth(space(9))
        self.back.setToolTip(_("Retour aux dossiers (Alt+←)"))
        self.back.setAccessibleName(_("Retour aux dossiers"))
        self.reference = TextLabel("", "title")
        self.name = TextLabel("", "title")
        self.due = TextLabel("", "quiet")
        self.reserved = TextLabel(_("réservé"), "chip_warning")
        self.reserved.setToolTip(_("Les personnes désignées seules peuvent ouvrir ce dossier."))
        self.reserved.hide()
        row.addWidget(self.back)
        row.addWidget(self.reference)
        row.addWidget(self.reserved, 0, Qt.AlignmentFlag.AlignVCenter)
        self.held = TextLabel(_("effacement suspendu"), "chip_warning")
        self.held.setToolTip(_("Rien de ce dossier ne peut être effacé pour de bon. « Gérer… » dit pourquoi."))
        self.held.hide()
        row.addWidget(self.held, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.name, 1)
        self.danger = TextLabel("", "label")
        self.danger.hide()
        self.manage = QPushButton(_("Gérer…"))
        self.manage.setProperty("role", "quiet")
        self.manage.setToolTip(_("Clore, réserver, conserver ou effacer ce dossier (Ctrl+G)"))
        self.manage.setAccessibleName(_("Gérer le dossier"))
        row.addWidget(self.danger, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.manage, 0, Qt.AlignmentFlag.AlignVCenter)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(space(20))
        return row

    def _how(self) -> QWidget:
        line = Flowing()
        line.flow.setContentsMargins(space(3), 0, 0, 0)  # where the tabs and the pages begin
        line.flow.gap_down = 0
        self.call = TextLabel("", "quiet")
        self.number = TextLabel("", "label", selectable=True)
        self.copy_number = CopyNumber(_("numéro sûr"))
        self.never = TextLabel("", "to_do")
        self.watched = TextLabel(_("⚠ téléphone surveillé"), "warning")
        self.code_word = CodeWord()
        self.code_word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.phone_outside = QPushButton()
        self.phone_outside.setProperty("role", "quiet")
        self.phone_outside.setToolTip(_("Noter que son téléphone est hors de la pièce : avant de parler"))
        for widget in (
            self.call, self.number, self.copy_number, self.never, self.watched, self.code_word, self.phone_outside,
            self.due,
        ):
            widget.setMinimumHeight(TARGET)
            line.flow.addWidget(widget)
        return line

    def _show_danger(self, now: DangerStanding | None) -> None:
        """Sign and word of the level, and whether it is to be assessed again."""
        self.danger.setVisible(now is not None)
        if now is None:
            return
        words = _("Danger : {level}").format(level=level_words(now.level))
        self.danger.show_as(_("{danger} · à réévaluer").format(danger=words) if now.stale else words, "label")
        why = _("À réévaluer : {why}").format(why=now.why) if now.stale else ""
        self.danger.setToolTip(f"{_('Évalué le {day}.').format(day=day_words(now.assessment.on))} {why}".rstrip())

    def _fill(self, head: CaseHeader) -> None:
        self.reference.setText(head.reference)
        name = initials(head.name) if self._initials else head.name
        self.name.setText(name)
        self.call.show_as(f"☎ {head.sentence}", _CALL_ROLES[head.call_now])
        self.number.setText(head.number)
        shown = bool(head.number) and head.call_now is not False and not self._initials
        self.number.setVisible(shown)
        self.copy_number.offer(head.number if shown else "")
        never = [channel.label for channel in head.channels if channel.allowed is False and channel.id != "call"]
        self.never.setText(_("✕ jamais : {channels}").format(channels=", ".join(never)))
        self.never.setVisible(bool(never))
        self.watched.setVisible(head.phone_watched is True)
        self.code_word.set_word("" if self._initials else head.code_word)
        self.altered.setText(head.altered)
        self.altered.setVisible(bool(head.altered))
        self.due.setText(head.next_due)
        self.due.setVisible(bool(head.next_due))
