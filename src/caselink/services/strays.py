"""What lies in the vault's folder and does not belong there: whose work may be in it, on which days, in which cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caselink.i18n import _
from caselink.services.consent_lines import long_day
from caselink.services.office import Office
from caselink.vault.checks import strays as vault_strays
from caselink.vault.checks.strays import StrayKind, Work, copies_of_the_database, is_copy_of_the_database
from caselink.vault.folder import Layout

__all__ = ["Hers", "StrayFile", "StrayKind", "copies_of_the_database", "is_copy_of_the_database", "strays"]


@dataclass(frozen=True, slots=True)
class Hers:
    """What one worker did according to a copy, and the vault knows nothing of: on which days, in which cases (by the
    references that they bear here; of a case that is not here nothing)."""

    by: str
    days: tuple[date, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrayFile:
    """One such file, and what it is in a sentence. `work` is None where nobody can tell with today's keys."""

    name: str
    kind: StrayKind
    work: tuple[Hers, ...] | None
    sentence: str


def strays(office: Office) -> tuple[StrayFile, ...]:
    """All of them, by name. Nothing is written. Raises VaultError for damage of the open vault."""
    opened = office.vault.opened
    if office.is_backup:
        return ()
    found = vault_strays.strays(opened.database, Layout(opened.folder), opened.data_key)
    return tuple(_told(office, each) for each in found)


def _told(office: Office, stray: vault_strays.Stray) -> StrayFile:
    work = None if stray.work is None else _by_worker(office, stray.work)
    return StrayFile(stray.name, stray.kind, work, _sentence(office, stray.name, stray.kind, work))


def _by_worker(office: Office, work: Iterable[Work]) -> tuple[Hers, ...]:
    days: dict[str, set[date]] = {}
    touched: dict[str, set[str]] = {}
    for each in work:
        days.setdefault(each.by, set()).add(office.local(each.moment).date())
        touched.setdefault(each.by, set()).update(filter(None, [each.case_id]))
    names = office.vault.references_of({case_id for cases in touched.values() for case_id in cases})
    return tuple(
        Hers(by, tuple(sorted(days[by])), tuple(sorted(names[each] for each in touched[by] if each in names)))
        for by in sorted(days)
    )


def _sentence(office: Office, name: str, kind: StrayKind, work: tuple[Hers, ...] | None) -> str:
    if kind is StrayKind.KEY:
        return _(
            "« {name} » n’est pas un fichier du coffre : une copie d’une clé, qui n’ouvre rien. Aucun travail n’y est."
        ).format(name=name)
    if kind is StrayKind.OTHER:
        return _("« {name} » n’est pas un fichier du coffre. Demandez-vous qui l’a mis là.").format(name=name)
    if work is None:
        return _(
            "« {name} » semble une copie en conflit des dossiers ; elle ne s’ouvre pas avec les clés d’aujourd’hui, et "
            "personne ne peut dire si un travail n’est que là. Gardez-la."
        ).format(name=name)
    if not work:
        return _(
            "« {name} » est une copie en conflit des dossiers : tout ce qu’elle sait est aussi dans le coffre."
        ).format(name=name)
    who = " ; ".join(
        _("{worker} ({days})").format(
            worker=office.known_as(each.by), days=", ".join(long_day(day) for day in each.days)
        ) for each in work
    )
    return _(
        "« {name} » est une copie en conflit des dossiers, et un travail peut n’être que là : {who}. Regardez-la sans "
        "rien changer, à l’écran d’ouverture, sous « Sauvegardes », ou avec la commande look."
    ).format(name=name, who=who)
