"""The directory: search, list, one agency, its form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.partners import Partner
from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.directory import partners, save_partner
from caselink.services.office import Office
from caselink.services.opening import know_holidays
from caselink.ui.look.palettes import space
from caselink.ui.pages.partners.detail import PartnerDetail
from caselink.ui.pages.partners.form import PartnerForm
from caselink.ui.pages.partners.model import PartnerModel
from caselink.ui.pages.partners.two_line_delegate import TwoLineDelegate
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.row_list import set_up_list
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.unfinished import part
from caselink.ui.shell.vault_thread import VaultThread


class PartnersPage(WindowPage):
    """All partner agencies of the office."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Structures partenaires"), thread, shell, parent, scrolls=False)
        self._wanted = ""
        self._shown: Partner | None = None
        self._waiting: dict[str, Json] = {}
        self.add_button = self.set_main_action(_("Ajouter une structure"))
        self.model = PartnerModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Nom, sorte, langue, lieu"))
        self.search.setAccessibleName(_("Chercher une structure"))
        self.search.setClearButtonEnabled(True)
        keep_for_reading(self.search)
        self.list = QListView()
        self.list.setModel(self.model)
        set_up_list(self.list, _("Structures partenaires"))
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.detail = PartnerDetail()
        self.form = PartnerForm()
        self._empty = QuietLabel(_("Choisissez une structure pour voir ses numéros, ses horaires et ses langues."))
        self._empty.setContentsMargins(space(6), 0, 0, 0)
        self._right = QStackedWidget()
        for widget in (self._empty, self.detail, self.form):
            self._right.addWidget(widget)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.add_button.clicked.connect(self._add)
        self.detail.edit_asked.connect(self._edit)
        self.form.left.connect(self._show_current)
        self.form.saved.connect(self._save)

    def refresh(self) -> None:
        """Read the directory again."""
        self._thread.run(_listed, self._show, owner=self, replaces="partners")

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def open_partner(self, short_name: str) -> None:
        """Show that one, as soon as the directory is read."""
        self._wanted = short_name
        self.search.clear()
        self.refresh()

    def unfinished(self) -> dict[str, Json]:
        """The partner that is being added or corrected."""
        in_work = self._is_editing() and not self.form.saving.resting
        return {"form": self.form.unfinished()} if in_work else dict(self._waiting)

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Open the form again with what `unfinished` told, as soon as the page is looked at."""
        self._waiting = dict(words)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space(2))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 2)
        across.addWidget(self._right, 3)
        self.body.addLayout(across, 1)

    def _show(self, listed: tuple[Partner, ...]) -> None:
        shown = self._wanted or (self._shown.short_name if self._shown else "")
        self.model.show_partners(listed)
        count = len(listed)
        self.set_subtitle(ngettext("{count} structure", "{count} structures", count).format(count=count))
        self._select(shown)
        self._wanted = ""
        self._edit_again({partner.short_name: partner for partner in listed})

    def _edit_again(self, listed: Mapping[str, Partner]) -> None:
        """What stood in the form before the lock; a partner that is gone by now can't be corrected any more."""
        words, self._waiting = part(self._waiting, "form"), {}
        name = None if words is None else words.get("partner")
        if words is None or self._is_editing() or not isinstance(name, str) or (name and name not in listed):
            return
        if name:
            self._select(name)
            self._shown = listed[name]
        self._open_form(listed.get(name))
        self.form.take_up(words)

    def _is_editing(self) -> bool:
        return self._right.currentWidget() is self.form

    def _select(self, short_name: str) -> None:
        row = self.model.row_of(short_name)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _narrow(self, typed: str) -> None:
        shown = self._shown.short_name if self._shown else ""
        self.model.narrow(typed)
        self._select(shown)

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        partner = self.model.partner(current.row()) if current.isValid() else None
        if partner is None:
            return
        again = self._shown is not None and self._shown.short_name == partner.short_name
        self._shown = partner
        if not (again and self._is_editing() and not self.form.saving.resting):
            self._show_current()

    def _show_current(self) -> None:
        if self._shown is None:
            self._right.setCurrentWidget(self._empty)
        else:
            self.detail.show_partner(self._shown, OfficeClock.current().now())
            self._right.setCurrentWidget(self.detail)
        self.add_button.setEnabled(True)

    def _add(self) -> None:
        self._open_form(None)

    def _edit(self) -> None:
        self._open_form(self._shown)

    def _open_form(self, partner: Partner | None) -> None:
        self.add_button.setEnabled(False)
        self._right.setCurrentWidget(self.form)
        self.form.edit(partner, OfficeClock.current().today().isoformat())

    def _save(self, partner: Partner) -> None:
        def save(office: Office) -> Partner:
            save_partner(office, partner)
            return partner

        self._thread.run(save, self._saved, self._not_saved, owner=self)

    def _not_saved(self, error: CaseLinkError) -> None:
        self.form.saving.end()
        self._shell.show_fault(error.sentence)

    def _saved(self, partner: Partner) -> None:
        self.form.saving.end()
        self._shown = partner
        self._show_current()
        self.refresh()
        self._shell.show_message(_("Structure enregistrée."))


def _listed(office: Office) -> tuple[Partner, ...]:
    know_holidays(office.today())
    return partners(office)
