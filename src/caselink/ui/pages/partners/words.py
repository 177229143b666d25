"""Days, languages and all that a partner agency is searched by, in words."""

from __future__ import annotations

from typing import Final

from caselink.domain.partners import Partner
from caselink.forms.directory import PARTNER_KIND_LABELS
from caselink.i18n import N_, _, language_name

WEEKDAYS: Final = (
    N_("lundi"), N_("mardi"), N_("mercredi"), N_("jeudi"), N_("vendredi"), N_("samedi"), N_("dimanche"),
)


def languages_words(codes: tuple[str, ...]) -> str:
    """"français, arabe"."""
    return ", ".join(language_name(code) for code in codes)


def search_text(partner: Partner) -> str:
    """Everything one may look for a partner by."""
    kind = _(PARTNER_KIND_LABELS[partner.kind])
    parts = (*partner.names(), kind, partner.area, partner.note, *partner.phones, languages_words(partner.languages))
    return " ".join(part for part in parts if part)
