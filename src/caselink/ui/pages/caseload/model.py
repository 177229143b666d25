"""The caseload as a list: the columns of the list and of the board, and where their rows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from caselink.domain.case import CaseStatus
from caselink.domain.needs import Domain
from caselink.forms.danger.levels import level_words
from caselink.forms.needs import DOMAIN_LABELS
from caselink.i18n import N_, _
from caselink.services.cases import CaseRow, DomainCount, caseload, sorted_caseload
from caselink.services.office import Office
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.look.initials import initials
from caselink.ui.look.levels import LEVEL_COLOURS
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.counts import count_words, total
from caselink.ui.pieces.listing import Asked, Column, Listing, Rows
from caselink.ui.shell.vault_thread import VaultThread

COUNT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The `DomainCount` of a cell."""
DOMAINS: Final = tuple(Domain)
SHORT_DOMAINS: Final = {
    Domain.SAFETY: N_("Sécurité"), Domain.JUSTICE: N_("Justice"), Domain.HOUSING: N_("Logement"),
    Domain.HEALTH: N_("Santé"), Domain.CHILDREN: N_("Enfants"), Domain.RESIDENCE: N_("Séjour"),
    Domain.MONEY: N_("Ressources"), Domain.INTEGRATION: N_("Insertion"), Domain.SUPPORT: N_("Soutien"),
}
"""Heads that fit above a narrow column."""


class CaseloadModel(Listing[CaseRow]):
    """Cases that match a search; names are initials where they are not to be read over a shoulder."""

    def __init__(self, thread: VaultThread, parent: QObject | None = None) -> None:
        self._initials = False
        super().__init__(_("Dossiers"), _columns(self._name), _read, thread, parent)
        self._counts = {column: _count_of(column) for column in ("total", *(domain.value for domain in DOMAINS))}

    def show_initials(self, shown: bool) -> None:
        """Show names as initials, or whole again."""
        self._initials = shown
        self.refresh_column("name")

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for counts the `DomainCount` itself, which is painted."""
        row, column = self.row(index.row()), self.columns[index.column()].id
        if role == Qt.ItemDataRole.ForegroundRole and column == "danger" and row is not None and row.danger:
            return Theme.current().colour(LEVEL_COLOURS[row.danger.level])
        if row is None or column not in self._counts:
            return super().data(index, role)
        count = self._counts[column](row)
        if role == COUNT_ROLE:
            return count
        return count_words(count) if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _name(self, row: CaseRow) -> str:
        return initials(row.name) if self._initials else row.name


def _columns(name: Callable[[CaseRow], str]) -> Sequence[Column[CaseRow]]:
    return (
        Column("reference", N_("Référence"), lambda row: row.reference, width=40),
        Column("name", N_("Nom"), name),
        Column("danger", N_("Danger"), _danger, width=40),
        Column("total", N_("Besoins"), lambda row: count_words(total(row.needs.values())), width=40),
        Column("changed", N_("Modifié"), _changed, width=48, tip=_changed_tip),
        *(
            Column(
                domain.value, SHORT_DOMAINS[domain], partial(_words_of, domain), width=20,
                whole=DOMAIN_LABELS[domain],
            )
            for domain in DOMAINS
        ),
    )


def _read(office: Office, asked: Asked[CaseRow]) -> Rows[CaseRow]:
    if asked.column:
        page = sorted_caseload(
            office, asked.search, asked.column, descending=asked.descending, first=asked.first, limit=asked.count
        )
    else:
        page = caseload(office, asked.search, asked.count, None if asked.last is None else asked.last.reference)
    return Rows(page.rows, page.total, page.after is not None)


def _danger(row: CaseRow) -> str:
    """Sign and word of the level, and whether it is to be assessed again."""
    if row.danger is None:
        return ""
    words = level_words(row.danger.level)
    return _("{level} · à refaire").format(level=words) if row.danger_is_stale else words


def _of(row: CaseRow, domain: Domain) -> DomainCount:
    return row.needs.get(domain, DomainCount())


def _words_of(domain: Domain, row: CaseRow) -> str:
    return count_words(_of(row, domain))


def _count_of(column: str) -> Callable[[CaseRow], DomainCount]:
    if column == "total":
        return lambda row: total(row.needs.values())
    return lambda row: _of(row, Domain(column))


def _changed(row: CaseRow) -> str:
    words = moment_words(local_moment(row.changed_at))
    words = _("clos · {moment}").format(moment=words) if row.status is CaseStatus.CLOSED else words
    return _("suspendu · {moment}").format(moment=words) if row.held else words


def _changed_tip(row: CaseRow) -> str:
    return _("Effacement suspendu : rien de ce dossier ne peut être effacé pour de bon.") if row.held else _changed(row)
