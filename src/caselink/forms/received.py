"""A form of another office whose data were taken over: from whom it came, and what was taken."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

RECEIVED: Final = RecordForm(
    "received",
    N_("Fiche reçue"),
    (
        RecordColumn(
            Field("on", N_("Jour"), K.DATE, C.INTIMATE, N_("Quand elle a été reprise.")), Rule.PAST_DAY, required=True
        ),
        RecordColumn(
            Field("form", N_("Numéro de la fiche"), K.TEXT, C.INTIMATE, N_("Celui qui est imprimé.")), required=True
        ),
        RecordColumn(Field("sender", N_("De qui"), K.TEXT, C.INTIMATE, N_("Le service qui l’a établie."))),
        RecordColumn(Field("written_on", N_("Établie le"), K.DATE, C.INTIMATE, N_("Son jour.")), Rule.DAY),
        RecordColumn(
            Field("signature", N_("Signature"), K.TEXT, C.INTIMATE, N_("L’empreinte de la clé, ou ce qui manque."))
        ),
        RecordColumn(Field("taken", N_("Ce qui a été repris"), K.LONG_TEXT, C.INTIMATE, N_("Les rubriques."))),
    ),
)
