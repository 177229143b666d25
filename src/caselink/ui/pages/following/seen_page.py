"""Who has seen her, for the office: the last contact of each open case, the longest ago first."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.i18n import N_, _, ngettext
from caselink.services.office_lists import SeenRow, seen_rows
from caselink.ui.look.dates import short_day
from caselink.ui.pages.following.list_page import ListPage
from caselink.ui.pieces.listing import Column, Filter
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


def _ago(row: SeenRow) -> str:
    days = row.seen.days
    if days is None:
        return ""
    if days == 0:
        return _("aujourd’hui")
    return ngettext("il y a {count} jour", "il y a {count} jours", days).format(count=days)


COLUMNS: Final[tuple[Column[SeenRow], ...]] = (
    Column("case", N_("Dossier"), lambda row: row.seen.case, width=26),
    Column(
        "last", N_("Dernier contact"), lambda row: _("jamais") if row.seen.last is None else short_day(row.seen.last),
        order=lambda row: row.seen.last or date.min, width=36,
    ),
    Column("ago", N_("Depuis"), _ago, order=lambda row: -1 if row.seen.days is None else row.seen.days, width=36),
    Column("by", N_("Avec"), lambda row: row.seen.by or ""),
)
FILTERS: Final[tuple[Filter[SeenRow], ...]] = (
    Filter("all", N_("tous les dossiers ouverts")),
    Filter("mine", N_("les miens"), lambda row: row.mine),
    Filter("quiet", N_("sans contact depuis 30 jours"), lambda row: row.quiet),
)


class SeenPage(ListPage[SeenRow]):
    """From each line to the encounters of its case."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Qui les a vues"), COLUMNS, FILTERS, seen_rows, lambda row: row.seen.case_id,
            lambda row: row.seen.case_id, _("Aucun dossier n’est ouvert."), thread, shell, parent,
        )
        self.model.loaded.connect(self._show_total)
        self.show_chosen(None)

    def _show_total(self, count: int) -> None:
        self.set_subtitle(ngettext("{count} dossier", "{count} dossiers", count).format(count=count))
