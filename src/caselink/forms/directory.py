"""Partners as JSON, and the directory that a new vault starts with (docs/rules/directory.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Final, TypeVar

from caselink.domain.needs import Domain
from caselink.domain.partners import Hours, Partner, PartnerContact, PartnerKind, hours_from_json, hours_to_json
from caselink.forms.typed_text import as_text, text_fault
from caselink.forms.validation import Invalid, read_day
from caselink.i18n import N_, _
from caselink.paths import resources_folder

PARTNER_KIND_LABELS: Final[dict[PartnerKind, str]] = {
    PartnerKind.POLICE: N_("Police, gendarmerie"),
    PartnerKind.JUSTICE: N_("Justice"),
    PartnerKind.PUBLIC_PROSECUTOR: N_("Parquet"),
    PartnerKind.LAWYER: N_("Avocat, aide juridique"),
    PartnerKind.VICTIM_SUPPORT: N_("Aide aux victimes"),
    PartnerKind.SHELTER: N_("Hébergement, mise à l’abri"),
    PartnerKind.HOUSING: N_("Logement"),
    PartnerKind.HEALTH: N_("Santé"),
    PartnerKind.CHILD_PROTECTION: N_("Protection de l’enfance"),
    PartnerKind.IMMIGRATION_LAW: N_("Droit des étrangers (conseil)"),
    PartnerKind.IMMIGRATION_AUTHORITY: N_("Administration du séjour"),
    PartnerKind.SOCIAL_SERVICE: N_("Service social, aides"),
    PartnerKind.EMPLOYMENT: N_("Emploi"),
    PartnerKind.EDUCATION: N_("École, formation"),
    PartnerKind.INTERPRETING: N_("Interprétariat"),
    PartnerKind.PERPETRATOR_SERVICE: N_("Service pour auteurs"),
    PartnerKind.HELPLINE: N_("Ligne d’écoute"),
    PartnerKind.EMERGENCY: N_("Urgence"),
    PartnerKind.EMBASSY: N_("Ambassade, consulat"),
    PartnerKind.DIRECTORY: N_("Annuaire en ligne"),
    PartnerKind.OTHER: N_("Autre"),
}

SERVES_LABELS: Final[dict[str, str]] = {
    "women": N_("femmes"),
    "men": N_("hommes"),
    "victims": N_("victimes"),
    "perpetrators": N_("auteurs"),
    "professionals": N_("professionnels"),
    "relatives": N_("proches"),
    "children": N_("enfants"),
    "migrants": N_("personnes migrantes"),
}
"""For whom a partner works."""

LANGUAGES_OFFERED: Final = (
    "fr", "nl", "en", "de", "ar", "tr", "es", "pt", "it", "ro", "bg", "pl", "ru", "uk", "sq", "fa", "ps", "ur", "hi",
    "bn", "ne", "so", "ti", "am", "ln", "sw", "wo", "ff", "vi", "zh", "tl",
)
"""ISO 639-1 codes offered first; others stay as they are."""

LONGEST_PARTNER_TEXT: Final = 2_000
LONGEST_SHORT_NAME: Final = 80
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}$"
COUNTRY_PATTERN: Final = r"^([A-Z]{2})?$"

_KEYS: Final = frozenset(field.name for field in fields(Partner))
_CONTACT_KEYS: Final = frozenset(field.name for field in fields(PartnerContact))
_Listed = TypeVar("_Listed", bound=StrEnum)


def starter_directory() -> tuple[Partner, ...]:
    """The partners that a new vault starts with: Brussels, Belgium, and the national numbers of France."""
    text = (resources_folder() / "directory" / "starter.json").read_text("utf-8")
    return tuple(partner_from_json(raw) for raw in json.loads(text)["partners"])


def partner_to_json(partner: Partner) -> dict[str, object]:
    """The partner as `partner_from_json` and the import document write it; what is empty or unknown is left out."""
    written: dict[str, object] = {}
    for field in fields(Partner):
        value = getattr(partner, field.name)
        if isinstance(value, Hours):
            value = hours_to_json(value)
        elif field.name == "contacts":
            value = [{key: text for key, text in _contact_items(contact) if text} for contact in partner.contacts]
        elif isinstance(value, tuple):
            value = [str(item) for item in value]
        elif isinstance(value, StrEnum):
            value = value.value
        if value not in ("", None, [], {}) and not (field.name == "with_interpreter" and value is False):
            written[field.name] = value
    return written


def partner_from_json(raw: object) -> Partner:
    """Read a partner of the import document or of the vault.

    Only `short_name`, `name` and `kind` are needed. Raises Invalid (a ValueError), whose `place` is the key and whose
    sentence says what is wrong.
    """
    if not isinstance(raw, Mapping):
        raise Invalid(_("Une structure partenaire s’écrit comme un objet, avec ses champs."))
    for key in raw:
        if key not in _KEYS:
            raise Invalid(_("Ce champ n’existe pas pour une structure partenaire."), str(key))
    return Partner(
        short_name=_needed_text(raw, "short_name", LONGEST_SHORT_NAME),
        name=_needed_text(raw, "name", LONGEST_PARTNER_TEXT),
        kind=_one_of(raw.get("kind"), PartnerKind, "kind"),
        domains=tuple(_one_of(item, Domain, "domains") for item in _list(raw, "domains")),
        country=_matching(raw, "country", COUNTRY_PATTERN),
        area=_text(raw, "area"),
        languages=_codes(raw, "languages"),
        file_languages=_codes(raw, "file_languages"),
        with_interpreter=_flag(raw, "with_interpreter") is True,
        hours=_hours(raw),
        phones=tuple(_checked(item, "phones", LONGEST_PARTNER_TEXT) for item in _list(raw, "phones")),
        email=_text(raw, "email"),
        web=_text(raw, "web"),
        address=_text(raw, "address"),
        serves=_serves(raw),
        free=_flag(raw, "free"),
        anonymous=_flag(raw, "anonymous"),
        takes_children=_flag(raw, "takes_children"),
        note=_text(raw, "note"),
        source=_text(raw, "source"),
        last_checked=_last_checked(raw),
        contacts=tuple(_contact(item) for item in _list(raw, "contacts")),
    )


def _contact_items(contact: PartnerContact) -> list[tuple[str, str]]:
    return [(field.name, getattr(contact, field.name)) for field in fields(PartnerContact)]


def _contact(raw: object) -> PartnerContact:
    if not isinstance(raw, Mapping) or not set(raw) <= _CONTACT_KEYS:
        raise Invalid(_("Un contact a un nom, une fonction, un téléphone et un courriel."), "contacts")
    return PartnerContact(
        _checked(raw.get("name"), "contacts", LONGEST_PARTNER_TEXT),
        _text(raw, "role"), _text(raw, "phone"), _text(raw, "email"),
    )


def _hours(raw: Mapping[str, object]) -> Hours:
    hours = raw.get("hours")
    if hours is None:
        return Hours()
    try:
        if isinstance(hours, Mapping):
            return hours_from_json(hours)
    except ValueError:
        pass
    raise Invalid(_("Ces horaires ne se lisent pas."), "hours")


def _serves(raw: Mapping[str, object]) -> tuple[str, ...]:
    listed = _list(raw, "serves")
    serves = tuple(item for item in listed if isinstance(item, str) and item in SERVES_LABELS)
    if len(serves) != len(listed):
        raise Invalid(_("Un de ces publics n’est pas dans la liste."), "serves")
    return serves


def _last_checked(raw: Mapping[str, object]) -> str | None:
    value = raw.get("last_checked")
    if value is None:
        return None
    day = read_day(value)
    if day is None:
        raise Invalid(_("Une date entière est attendue, comme 2026-11-03."), "last_checked")
    return day.isoformat()


def _codes(raw: Mapping[str, object], key: str) -> tuple[str, ...]:
    codes = tuple(_checked(item, key, LONGEST_PARTNER_TEXT) for item in _list(raw, key))
    if any(re.fullmatch(LANGUAGE_PATTERN, code) is None for code in codes):
        raise Invalid(_("Une langue s’écrit par son code, comme « fr »."), key)
    return codes


def _matching(raw: Mapping[str, object], key: str, pattern: str) -> str:
    text = _text(raw, key)
    if re.fullmatch(pattern, text) is None:
        raise Invalid(_("Un pays s’écrit par son code, comme « BE »."), key)
    return text


def _flag(raw: Mapping[str, object], key: str) -> bool | None:
    value = raw.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise Invalid(_("Vrai ou faux est attendu."), key)


def _list(raw: Mapping[str, object], key: str) -> Collection[object]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise Invalid(_("Une liste est attendue."), key)
    return value


def _one_of(value: object, kind: type[_Listed], key: str) -> _Listed:
    if isinstance(value, str) and value in set(kind):
        return kind(value)
    raise Invalid(_("Ce choix n’est pas dans la liste."), key)


def _text(raw: Mapping[str, object], key: str) -> str:
    value = raw.get(key, "")
    return "" if value == "" else _checked(value, key, LONGEST_PARTNER_TEXT)


def _needed_text(raw: Mapping[str, object], key: str, longest: int) -> str:
    return _checked(raw.get(key), key, longest)


def _checked(value: object, key: str, longest: int) -> str:
    if not isinstance(value, str):
        raise Invalid(_("Un texte est attendu."), key)
    text = as_text(value)
    fault = text_fault(text, longest, many_lines=key in ("address", "note"))
    if fault is not None:
        raise Invalid(fault[:1].upper() + fault[1:], key)
    return text
