"""What partners were asked in all cases, their answers noted in one line, and what each of them made of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.forms.referrals import STATES
from caselink.forms.texts import BETWEEN
from caselink.i18n import N_, _, ngettext
from caselink.services.office import Office
from caselink.services.office_lists import ListedReferral, referral_rows
from caselink.services.questionnaires.referrals import ANSWER_REFERRAL, ReferralFacts
from caselink.services.referrals import ReferralAnswers, all_referrals, answers_by_partner
from caselink.ui.look.dates import short_day
from caselink.ui.look.palettes import ROW, space
from caselink.ui.pages.following.list_page import ListPage
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.listing import Column, Filter, Listing, Whole
from caselink.ui.pieces.listing_table import ListingTable
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_STATES: Final = {option.id: option.label for option in STATES}
_ROWS: Final = 5
"""Partners that are seen at once."""


def _state(row: ListedReferral) -> str:
    return ("✕ " if row.late else "") + _(_STATES[row.referral.state])


def _due(row: ListedReferral) -> str:
    return short_day(row.referral.due) if row.awaited and row.referral.due is not None else ""


def _reasons(answered: ReferralAnswers) -> str:
    return BETWEEN.join(f"{why} ({count})" for why, count in answered.reasons)


COLUMNS: Final[tuple[Column[ListedReferral], ...]] = (
    Column("case", N_("Dossier"), lambda row: row.case, width=26),
    Column("need", N_("Besoin"), lambda row: row.need),
    Column("partner", N_("Structure"), lambda row: row.partner, tip=lambda row: row.partner),
    Column("state", N_("État"), _state, width=28),
    Column(
        "on", N_("Depuis le"), lambda row: "" if row.referral.on is None else short_day(row.referral.on),
        order=lambda row: str(row.referral.on or ""), width=28,
    ),
    Column("due", N_("Réponse attendue"), _due, order=lambda row: str(row.referral.due or "9"), width=36),
    Column("why", N_("Pourquoi"), lambda row: row.referral.why, tip=lambda row: row.referral.why),
)
FILTERS: Final[tuple[Filter[ListedReferral], ...]] = (
    Filter("awaited", N_("réponse attendue"), lambda row: row.awaited),
    Filter("late", N_("en retard"), lambda row: row.late),
    Filter("refused", N_("refusées"), lambda row: row.referral.state == "refused"),
    Filter("all", N_("toutes")),
)
PARTNERS: Final[tuple[Column[ReferralAnswers], ...]] = (
    Column("partner", N_("Structure"), lambda each: each.partner, width=46),
    Column("asked", N_("Demandées"), lambda each: str(each.asked), order=lambda each: each.asked, width=28),
    Column("accepted", N_("Acceptées"), lambda each: str(each.accepted), order=lambda each: each.accepted, width=28),
    Column("refused", N_("Refusées"), lambda each: str(each.refused), order=lambda each: each.refused, width=28),
    Column("reasons", N_("Pourquoi refusées"), _reasons, tip=_reasons),
)


class ReferralsPage(ListPage[ListedReferral]):
    """Above each referral, beneath them each partner."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Orientations"), COLUMNS, FILTERS, referral_rows, lambda row: row.referral.case_id,
            lambda row: row.referral.id, _("Aucune orientation n’est notée."), thread, shell, parent,
        )
        self.answer_button = QPushButton(_("Noter la réponse…"))
        self.doing.flow.addWidget(self.answer_button)
        self.answering = AskPlace(self.answer_button, self.form, self._make_form)
        self.partners = Listing(
            _("Ce que chaque structure a répondu"), PARTNERS, Whole(_answered, PARTNERS), thread, self,
            key=lambda each: each.partner,
        )
        self.partner_table = ListingTable(self.partners)
        self.partner_table.setFixedHeight(ROW * (_ROWS + 1) + space(2))
        self.body.addWidget(TextLabel(_("Ce que chaque structure a répondu"), "heading"))
        self.body.addWidget(self.partner_table)
        self.model.loaded.connect(self._show_total)
        self.show_chosen(None)

    def refresh(self) -> None:
        """Read both again."""
        super().refresh()
        self.partners.reload()

    def show_chosen(self, row: ListedReferral | None) -> None:
        """Each can be answered."""
        super().show_chosen(row)
        self.answer_button.setEnabled(row is not None)

    def _make_form(self) -> AskForm:
        row = self.chosen
        if row is None:
            raise RuntimeError("the button rests until a row is chosen")
        facts = ReferralFacts(
            row.referral.case_id, OfficeClock.current().today(), referral=row.referral,
            about=BETWEEN.join((row.case, row.need, row.partner)),
        )
        form = AskForm(ANSWER_REFERRAL.about(facts), OfficeKeeper(self._thread, self._shell), tone="notice")
        form.saved.connect(lambda _case: self.refresh())
        return form

    def _show_total(self, count: int) -> None:
        self.set_subtitle(ngettext("{count} orientation", "{count} orientations", count).format(count=count))


def _answered(office: Office) -> tuple[ReferralAnswers, ...]:
    return answers_by_partner(all_referrals(office))
