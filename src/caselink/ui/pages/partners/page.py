"""The directory: search, list, one agency, its form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from caselink.domain.partners import Partner
from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.blank_form import write_blank_form
from caselink.services.booklet import write_booklet
from caselink.services.directory import partners
from caselink.services.office import Office
from caselink.services.opening import know_holidays
from caselink.services.questionnaires.partners import PARTNER, PartnerFacts
from caselink.ui.look.palettes import space
from caselink.ui.pages.partners.detail import PartnerDetail
from caselink.ui.pages.partners.hours_editor import HoursEditor
from caselink.ui.pages.partners.model import PartnerModel
from caselink.ui.pages.partners.two_line_delegate import TwoLineDelegate
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.clear_button import ClearButton
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.low_scroll import OnePage
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.row_list import set_up_list
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.read_only import keep_for_reading
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class PartnersPage(WindowPage):
    """All partner agencies of the office."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Structures partenaires"), thread, shell, parent, scrolls=False)
        self._wanted = ""
        self._shown: Partner | None = None
        self._form_key = ""
        self._looked = False
        self.form: AskForm | None = None
        """In which one is added or corrected, while it stands there."""
        self.booklet_button = QPushButton(_("Imprimer un livret…"))
        self.booklet_button.setToolTip(_("Les numéros à remettre, en A6 à plier, sans rien d’aucun dossier"))
        self.booklet_button.clicked.connect(self._ask_where)
        self.add_tool(self.booklet_button)
        self.blank_button = QPushButton(_("Fiche vierge…"))
        self.blank_button.clicked.connect(self._ask_where_blank)
        self.add_tool(self.blank_button)
        self.add_button = self.set_main_action(_("Ajouter une structure"))
        self.model = PartnerModel()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Nom, sorte, langue, lieu"))
        self.search.setAccessibleName(_("Chercher une structure"))
        ClearButton(self.search)
        keep_for_reading(self.search)
        self.list = QListView()
        self.list.setModel(self.model)
        set_up_list(self.list, _("Structures partenaires"))
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.detail = PartnerDetail()
        self.form_area = ScrolledColumn()
        self.form_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form_area.column.setContentsMargins(space(6), 0, space(2), space(6))
        self.form_area.column.addStretch(1)
        self._empty = QuietLabel(_("Choisissez une structure pour voir ses numéros, ses horaires et ses langues."))
        self._empty.setContentsMargins(space(6), 0, 0, 0)
        self._right = OnePage()
        for widget in (self._empty, self.detail, self.form_area):
            self._right.addWidget(widget)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.add_button.clicked.connect(self._add)
        self.detail.edit_asked.connect(self._edit)

    def write_booklet(self, out: Path) -> None:
        """Write the booklet of all services there."""
        self._thread.run(
            lambda office: write_booklet(office, out), lambda _count: self._shell.show_message(_(
                "Le livret est écrit : imprimez-le recto verso, coupez au milieu, pliez."
            )), self._say, owner=self,
        )

    def write_blank(self, out: Path) -> None:
        """Write the empty partner form there."""
        self._thread.run(
            lambda _office: write_blank_form(out),
            lambda _nothing: self._shell.show_message(_("La fiche vierge est écrite.")), self._say, owner=self,
        )

    def _ask_where(self) -> None:
        out = ask_where_to_save(self, _("Livret d’adresses"), "livret-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_booklet(out)

    def _ask_where_blank(self) -> None:
        out = ask_where_to_save(self, _("Fiche partenariale vierge"), "fiche-{day}.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_blank(out)

    def _say(self, error: CaseLinkError) -> None:
        self._shell.show_message(error.sentence)

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

    def _edit_again(self, listed: dict[str, Partner]) -> None:
        """What stood in the form before the lock, looked for once; a partner that is gone by now can't be corrected any
        more."""
        if self._looked:
            return
        self._looked = True
        for key in Drafts.current().waits(PARTNER.id):
            name = key.partition(":")[2]
            if self.form is None and (not name or name in listed):
                self._select(name)
                self._shown = listed.get(name, self._shown)
                self._open_form(listed.get(name))

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
        if not (again and self.form is not None and not self.form.saving.resting):
            self._put_aside()
            self._show_current()
            if key_of(PARTNER.id, partner.short_name) in Drafts.current().waits(PARTNER.id):
                self._open_form(partner)

    def _show_current(self) -> None:
        self._close_form()
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

    def _open_form(self, partner: Partner | None) -> AskForm:
        self._put_aside()
        self._close_form()
        self._form_key = PARTNER.id if partner is None else key_of(PARTNER.id, partner.short_name)
        facts = PartnerFacts(partner, OfficeClock.current().today().isoformat())
        self.form = AskForm(
            PARTNER.about(facts), OfficeKeeper(self._thread, self._shell), pictures={"hours": HoursEditor()},
            key=self._form_key,
        )
        self.form.given_up.connect(self._show_current)
        self.form.saved.connect(self._saved)
        self.form_area.column.insertWidget(0, self.form)
        self.form.show()
        self.add_button.setEnabled(False)
        self._right.setCurrentWidget(self.form_area)
        self.form_area.verticalScrollBar().setValue(0)
        self.form.take_up()
        self.form.focus_first()
        return self.form

    def _put_aside(self) -> None:
        """What was typed about one partner is there again when that one is chosen, or another one is added."""
        if self.form is not None and self.form.has_unsaved():
            Drafts.current().put_aside(self._form_key)
            self._take_away(self.form)
            self._shell.show_message(_(
                "Ce qui n’est pas enregistré est gardé : choisissez de nouveau cette structure, ou « Ajouter une "
                "structure »."
            ))

    def _take_away(self, form: AskForm) -> None:
        form.hide()
        form.deleteLater()
        self.form = None

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.forget()
            self._take_away(self.form)

    def _saved(self, partner: Partner) -> None:
        self._shown = partner
        self._show_current()
        self.refresh()


def _listed(office: Office) -> tuple[Partner, ...]:
    know_holidays(office.today())
    return partners(office)
