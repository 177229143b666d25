"""What somebody is told who opens the vault, without having asked."""

from __future__ import annotations

from caselink.i18n import _
from caselink.services.office import Office


def list_notice(office: Office) -> str:
    """That a list of what was erased lay in the folder that was not followed; empty where there was none."""
    if not office.vault.passes_over_a_list:
        return ""
    return _(
        "À côté de ce coffre se trouvait une liste d’effacements et de réservations qui n’est pas la suite de ce "
        "coffre, ou qui ne s’ouvre pas : elle n’a pas été suivie. Si vous avez restauré une copie, vérifiez que ce "
        "qui devait être effacé l’est."
    )
