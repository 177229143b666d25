"""An encounter: someone of the office, or a partner, saw or spoke to her (TACTICS report: who has seen her).

Its text is the office's own. Day and way can stand in a chronology, as steps do; nothing else of it ever leaves.
"""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

CHANNELS: Final = (
    Option("in_person", N_("au service")),
    Option("phone", N_("au téléphone")),
    Option("home", N_("à domicile")),
    Option("counter", N_("à l’accueil")),
    Option("message", N_("par message")),
    Option("at_partner", N_("chez un partenaire")),
)

ENCOUNTER: Final = RecordForm(
    "encounters",
    N_("Entretien"),
    (
        RecordColumn(
            Field("on", N_("Jour"), K.DATE, C.JUSTICE, N_("Le jour où elle a été vue ou entendue.")), Rule.PAST_DAY,
            required=True, leaves_as=C.JUSTICE,
        ),
        RecordColumn(
            Field("at", N_("Heure"), K.TEXT, C.INTIMATE, N_("Par exemple 14:30.")), Rule.CLOCK, kept_as="time"
        ),
        RecordColumn(
            Field("by", N_("Qui"), K.TEXT, C.INTIMATE, N_("Qui du service l’a vue ou entendue.")), Rule.WORKER,
            kept_as="worker",
        ),
        RecordColumn(Field("place", N_("Lieu"), K.TEXT, C.INTIMATE, N_("Bureau, domicile, commissariat."))),
        RecordColumn(
            Field("channel", N_("Comment"), K.CHOICE, C.JUSTICE, N_("La façon dont elle a été jointe."), CHANNELS),
            leaves_as=C.JUSTICE,
        ),
        RecordColumn(Field("with", N_("Avec qui"), K.TEXT, C.INTIMATE, N_("Qui d’autre était là."))),
        RecordColumn(
            Field("alone", N_("Entretien en tête-à-tête"), K.YES_NO, C.INTIMATE,
                N_("Sans personne de son entourage à lui."))
        ),
        RecordColumn(Field("interpreter", N_("Interprète"), K.TEXT, C.INTIMATE, N_("Qui, ou par quel service."))),
        RecordColumn(Field("why", N_("Objet"), K.LONG_TEXT, C.INTIMATE, N_("Ce qui l’amène."))),
        RecordColumn(Field("done", N_("Ce qui a été fait"), K.LONG_TEXT, C.INTIMATE, N_("En quelques mots."))),
        RecordColumn(Field("next", N_("Ensuite"), K.LONG_TEXT, C.INTIMATE, N_("Ce qui est prévu."))),
        RecordColumn(
            Field("next_on", N_("Ensuite, le"), K.DATE, C.INTIMATE, N_("Le jour prévu."), lies_ahead=True), Rule.DAY
        ),
    ),
    not_before=(("next_on", "on"),),
    closed=True,
)
