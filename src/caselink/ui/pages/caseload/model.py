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
from caselink.services.case_list import CaseFilter, ListedCase, is_late, listed, listed_cases, ordered_ids
from caselink.services.cases import CaseRow, DomainCount, caseload
from caselink.services.deadline_words import what_is_due, when_due
from caselink.services.office import Office
from caselink.ui.look.dates import local_moment, moment_words, short_day
from caselink.ui.look.initials import initials
from caselink.ui.look.levels import LEVEL_COLOURS
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.counts import count_words, total
from caselink.ui.pieces.listing import Asked, Column, Filter, Listing, Rows
from caselink.ui.shell.office_clock import OfficeClock
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


FILTERS: Final[tuple[Filter[ListedCase], ...]] = (
    Filter(CaseFilter.ALL, N_("tous")), Filter(CaseFilter.LATE, N_("en retard")),
    Filter(CaseFilter.ENDING, N_("accord expire")), Filter(CaseFilter.MINE, N_("les miens")),
    Filter(CaseFilter.IMMEDIATE, N_("!! immédiat")), Filter(CaseFilter.HIGH, N_("! élevé")),
    Filter(CaseFilter.REASSESS, N_("danger à réévaluer")), Filter(CaseFilter.CLOSED, N_("clos")),
)
_PRESSING: Final = frozenset({"next", "due"})


class CaseloadModel(Listing[ListedCase]):
    """Cases that match a search; names are initials where they are not to be read over a shoulder."""

    def __init__(self, thread: VaultThread, parent: QObject | None = None) -> None:
        self._initials = False
        super().__init__(
            _("Dossiers"), _columns(self._name), CaseRows(), thread, parent, filters=FILTERS,
            key=lambda row: row.case.id,
        )
        self._counts = {column: _count_of(column) for column in ("total", *(domain.value for domain in DOMAINS))}

    def show_initials(self, shown: bool) -> None:
        """Show names as initials, or whole again."""
        self._initials = shown
        self.refresh_column("name")

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for counts the `DomainCount` itself, which is painted."""
        row, column = self.row(index.row()), self.columns[index.column()].id
        if role == Qt.ItemDataRole.ForegroundRole:
            colour = _colour(row, column)
            return None if colour is None else Theme.current().colour(colour)
        if row is None or column not in self._counts:
            return super().data(index, role)
        count = self._counts[column](row.case)
        if role == COUNT_ROLE:
            return count
        return count_words(count) if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def neighbour(self, case_id: str, step: int) -> ListedCase | None:
        """The case before (-1) or after (1) that one among those read so far; None at either end, or where it is not
        among them."""
        place = next((number for number, row in enumerate(self.rows()) if row.case.id == case_id), None)
        return None if place is None else self.row(place + step)

    def holds(self, case_id: str, step: int) -> bool:
        """Whether what lies in that direction of a case is read: rows before it are, those after it may follow."""
        return step < 0 and any(row.case.id == case_id for row in self.rows())

    def _name(self, row: ListedCase) -> str:
        return initials(row.case.name) if self._initials else row.case.name


def _columns(name: Callable[[ListedCase], str]) -> Sequence[Column[ListedCase]]:
    return (
        Column("reference", N_("Référence"), lambda row: row.case.reference, width=24),
        Column("name", N_("Nom"), name),
        Column("next", N_("Prochaine étape"), _next, width=48),
        Column("due", N_("Échéance"), _due, width=40),
        Column("state", N_("État"), _state, width=22, tip=_state_tip),
        Column("danger", N_("Danger"), _danger, width=36),
        Column("total", N_("Besoins"), lambda row: count_words(total(row.case.needs.values())), width=22),
        Column("worker", N_("Vue par"), lambda row: row.waiting.worker, width=22),
        Column("seen", N_("Dernier contact"), _seen, width=32),
        Column("changed", N_("Modifié"), _changed, width=38),
        *(
            Column(
                domain.value, SHORT_DOMAINS[domain], partial(_words_of, domain), width=20,
                whole=DOMAIN_LABELS[domain],
            )
            for domain in DOMAINS
        ),
    )


class CaseRows:
    """Pages of the caseload; their order is worked out once for each time they are asked from the beginning."""

    def __init__(self) -> None:
        self._ids: Sequence[str] = ()

    def __call__(self, office: Office, asked: Asked[ListedCase]) -> Rows[ListedCase]:
        """The page that is asked for; by reference and unfiltered, no other case is read."""
        which = CaseFilter(asked.filter or CaseFilter.ALL)
        if not asked.column and which is CaseFilter.ALL:
            after = None if asked.last is None else asked.last.case.reference
            page = caseload(office, asked.search, asked.count, after)
            return Rows(listed(office, page.rows), page.total, page.after is not None)
        if asked.first == 0:
            self._ids = ordered_ids(office, asked.search, which, asked.column, descending=asked.descending)
        shown = self._ids[asked.first : asked.first + asked.count]
        return Rows(listed_cases(office, shown), len(self._ids), asked.first + len(shown) < len(self._ids))


def _colour(row: ListedCase | None, column: str) -> str | None:
    """The role of a colour, where the words of a cell have one of their own."""
    if row is None:
        return None
    if column == "danger" and row.case.danger is not None:
        return LEVEL_COLOURS[row.case.danger.level]
    return "to_do" if column in _PRESSING and is_late(row.waiting, OfficeClock.current().today()) else None


def _next(row: ListedCase) -> str:
    return "" if row.waiting.next is None else what_is_due(row.waiting.next)


def _due(row: ListedCase) -> str:
    return "" if row.waiting.next is None else when_due(row.waiting.next, OfficeClock.current().today())


def _seen(row: ListedCase) -> str:
    if row.waiting.seen_on is not None:
        return short_day(row.waiting.seen_on)
    return _("jamais") if row.case.status is CaseStatus.OPEN else ""


def _state(row: ListedCase) -> str:
    """What a case is besides open."""
    marks = (
        (row.case.status is CaseStatus.CLOSED, _("clos")), (row.case.reserved, _("réservé")),
        (row.case.held, _("suspendu")),
    )
    return " · ".join(words for stands, words in marks if stands)


def _state_tip(row: ListedCase) -> str:
    marks = (
        (row.case.status is CaseStatus.CLOSED, _("Dossier clos.")),
        (row.case.reserved, _("Réservé : seules les personnes nommées peuvent l’ouvrir.")),
        (row.case.held, _("Effacement suspendu : rien de ce dossier ne peut être effacé pour de bon.")),
    )
    return "\n".join(words for stands, words in marks if stands)


def _danger(row: ListedCase) -> str:
    """Sign and word of the level, and whether it is to be assessed again."""
    if row.case.danger is None:
        return ""
    words = level_words(row.case.danger.level)
    return _("{level} · à refaire").format(level=words) if row.danger_is_stale else words


def _of(row: CaseRow, domain: Domain) -> DomainCount:
    return row.needs.get(domain, DomainCount())


def _words_of(domain: Domain, row: ListedCase) -> str:
    return count_words(_of(row.case, domain))


def _count_of(column: str) -> Callable[[CaseRow], DomainCount]:
    if column == "total":
        return lambda row: total(row.needs.values())
    return lambda row: _of(row, Domain(column))


def _changed(row: ListedCase) -> str:
    return moment_words(local_moment(row.case.changed_at))
