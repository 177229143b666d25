"""Who signed what came from another office: a key that is trusted here, another one, or nobody."""

from __future__ import annotations

from typing import Final

from caselink.domain.office_keys import fingerprint
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.office_key import own_public_key, trusted_offices

GOOD: Final = "good"
UNKNOWN_KEY: Final = "unknown_key"
BROKEN: Final = "broken"
NONE: Final = "none"


def who_signed(office: Office, key: bytes | None, *, is_sound: bool) -> tuple[str, str]:
    """`good`, `unknown_key`, `broken` or `none`; and the office whose key it is as it was trusted, this one where it is
    its own, else the fingerprint; empty where nothing signed it. `key` is the public key that it names."""
    if key is None:
        return NONE, ""
    if not is_sound:
        return BROKEN, ""
    found = fingerprint(key)
    known = next((each.name for each in trusted_offices(office) if each.fingerprint == found), None)
    if known is None and not office.read_only and key == own_public_key(office):
        known = office.name
    return (UNKNOWN_KEY, found) if known is None else (GOOD, known)


def warning_of(signature: str, signed_by: str, unsigned: str) -> str:
    """What a signature leaves open, in a sentence; empty where it is good, `unsigned` where there is none."""
    return {
        GOOD: "",
        UNKNOWN_KEY: _(
            "La signature est bonne, mais la clé n’est pas connue ici : lisez l’empreinte {key} au téléphone avec "
            "ce service."
        ).format(key=signed_by),
        BROKEN: _(
            "La signature n’est pas bonne : les données ou les pages ont été changées. N’en reprenez rien sans "
            "avoir appelé ce service."
        ),
        NONE: unsigned,
    }[signature]
