"""The audit trail as a list: newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from caselink.i18n import N_, _
from caselink.services.audit import AuditLine, audit_lines, audit_page, one_an_act
from caselink.services.audit_words import AuditPart, part_of
from caselink.services.office import Office
from caselink.ui.look.dates import local_moment, registered_moment
from caselink.ui.pieces.listing import Asked, Column, Filter, Rows, Whole


def _hash(line: AuditLine) -> str:
    return _("Code de contrôle de la ligne : {hash}").format(hash=line.hash)


COLUMNS: Final[tuple[Column[AuditLine], ...]] = (
    Column(
        "number", N_("Ligne"), lambda line: str(line.seq), order=lambda line: line.seq, width=18, tip=_hash
    ),
    Column(
        "moment", N_("Date"), lambda line: registered_moment(local_moment(line.moment)), order=lambda line: line.moment,
        width=40, tip=_hash,
    ),
    Column("user", N_("Par"), lambda line: line.who, width=30, tip=_hash),
    Column("whom", N_("À qui"), lambda line: line.whom, width=30, tip=_hash),
    Column("action", N_("Ce qui a été fait"), lambda line: line.action_text, tip=_hash),
    Column("case", N_("Dossier"), lambda line: line.case or "", width=40, tip=_hash),
)


def _is(part: AuditPart) -> Callable[[AuditLine], bool]:
    return lambda line: part_of(line.action) is part


FILTERS: Final[tuple[Filter[AuditLine], ...]] = (
    Filter("all", N_("tout")),
    Filter(AuditPart.SHARING.value, N_("accords et sorties"), _is(AuditPart.SHARING)),
    Filter(AuditPart.TEAM.value, N_("équipe et clés"), _is(AuditPart.TEAM)),
    Filter(AuditPart.KEEPING.value, N_("effacements et conservation"), _is(AuditPart.KEEPING)),
)


class AuditRows:
    """Pages of the trail; it is read whole only where another order than its own, or a part of it, is asked for."""

    def __init__(self) -> None:
        self._whole = Whole(_newest_first, COLUMNS, filters=FILTERS)

    def __call__(self, office: Office, asked: Asked[AuditLine]) -> Rows[AuditLine]:
        """The page that is asked for."""
        if asked.column or asked.filter not in ("", FILTERS[0].id):
            return self._whole(office, asked)
        lines = audit_page(office, asked.count, None if asked.last is None else asked.last.seq)
        top = lines[0].seq if lines else 0
        return Rows(lines, top if asked.last is None else asked.last.seq, bool(lines) and lines[-1].seq > 1)


def _newest_first(office: Office) -> Sequence[AuditLine]:
    return tuple(one_an_act(audit_lines(office)[::-1]))
