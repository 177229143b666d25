"""What a worker should think of before something leaves, in sentences."""

from __future__ import annotations

from caselink.consent.grounds import Recipient
from caselink.disclosure.outputs import Disclosure
from caselink.domain.case import Case
from caselink.forms.registry import PARTNER_FORM
from caselink.i18n import _
from caselink.services.closing import ask_again
from caselink.services.lettering import fields_without_letters, names_without_letters
from caselink.services.office import Office
from caselink.services.preview import shared_lines
from caselink.services.worker_card import worker_card


def cautions(
    office: Office, case: Case, addressed: Recipient, name: str, disclosure: Disclosure
) -> tuple[str, ...]:
    """One sentence for each thing to think of before this leaves to somebody of that name; the same facts give the same
    sentences."""
    warnings = [said] if (said := ask_again(office, case, disclosure)) else []
    if addressed.kind is not None and addressed.kind.feeds_the_criminal_file and disclosure.shared:
        warnings.append(
            _(
                "Ce que reçoivent la police et la justice entre au dossier pénal. Le mis en cause ou son avocat "
                "pourra le lire, et nous ne pourrons pas le reprendre. Expliquez-le à la personne aidée avant "
                "l’envoi."
            )
        )
    if disclosure.shared and not (office.phone.strip() or worker_card(office).phone.strip()):
        warnings.append(_(
            "Le document ne dit pas qui rappeler : ni vous ni votre service n’avez donné de numéro. Notez-en un dans "
            "les réglages."
        ))
    if _names_someone_not_asked(case, disclosure):
        warnings.append(_("Une personne ressource y est nommée sans qu’on lui ait demandé son accord."))
    without_letters = (
        *names_without_letters(office.name, name),
        *fields_without_letters(shared_lines(case, disclosure.shared, disclosure.on)),
    )
    if without_letters:
        warnings.append(
            _(
                "Des signes manquent aux lettres du document ; il montrerait leur numéro à la place. Voyez : {fields}. "
                "Ajoutez le nom en lettres latines, ou écrivez autrement."
            ).format(fields=", ".join(without_letters))
        )
    if any(shared.piece.free_text for shared in disclosure.shared):
        warnings.append(_("Relisez les textes libres avant l’envoi : ils peuvent en dire plus que leur rubrique."))
    return tuple(warnings)


def _names_someone_not_asked(case: Case, disclosure: Disclosure) -> bool:
    """Whether an entry about another person leaves though nobody noted that this person agrees."""
    for shared in disclosure.shared:
        place = PARTNER_FORM.place(shared.piece.path)
        if place is not None and place.section.agreement:
            agreed = case.value(f"{place.section.id}.{place.entry}.{place.section.agreement}")
            if agreed is not True:
                return True
    return False
