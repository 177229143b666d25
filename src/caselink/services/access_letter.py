"""The letter to the alleged perpetrator, or anybody else, who asks what the office knows of him."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from caselink.disclosure.gate import case_free
from caselink.i18n import N_, _
from caselink.services.office import Office
from caselink.services.paper_files import expect_free_place
from caselink.services.papers import expect_maker, prepare, put_by_the_clock

_AUTHORITIES: Final = {
    "FR": N_("la CNIL (Commission nationale de l’informatique et des libertés)"),
    "BE": N_("l’Autorité de protection des données"),
}
_LINE: Final = "____________________________"


def write_access_letter(office: Office, out: Path) -> None:
    """Write the letter: it neither confirms nor denies, says what may not be given (GDPR, articles 15(4) and 23,
    professional secrecy) and to whom one may turn. Raises UserError where it can't be written.
    """
    expect_maker(office, "access_letter")
    expect_free_place(out)
    authority = _(_AUTHORITIES.get(office.country, N_("l’autorité de protection des données de votre pays")))
    contact = ", ".join(part for part in (office.phone, office.email) if part)
    paragraphs = (
        _("Le : {line}        À : {line}").format(line=_LINE),
        _("Vous nous demandez si nous détenons des données qui vous concernent, et d’en recevoir une copie."),
        _(
            "Nous accompagnons des personnes sous le secret professionnel. À toute demande de cette sorte nous "
            "donnons la même réponse, que nous connaissions ou non la personne qui l’adresse : nous ne disons ni si "
            "des données existent, ni qui s’est adressé à nous."
        ),
        _(
            "Le droit d’accès ne doit pas porter atteinte aux droits et libertés d’autrui (règlement (UE) 2016/679, "
            "article 15, paragraphe 4, et article 23). Ce qu’une autre personne nous a confié, ce qui permettrait de "
            "la reconnaître ou de la retrouver, et ce que couvre le secret professionnel ne sont pas communiqués."
        ),
        _(
            "Si vous avez eu vous-même un entretien avec nous, prenez rendez-vous : ce que vous y avez dit de vous "
            "vous sera relu."
        ),
        _("Vous pouvez introduire une réclamation auprès de {authority}, ou saisir un juge.").format(
            authority=authority
        ),
        _("Signature : {line}").format(line=_LINE),
    )
    letter = case_free("", _("Votre demande d’accès"), paragraphs, ((office.name or _("Le service"), contact),))
    put_by_the_clock(office, prepare("access_letter", letter), out, _("La lettre n’a pas pu être écrite ici."))
