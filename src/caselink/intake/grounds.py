"""Reading what a case of the import document says about sharing: consents, legal grounds, who is never to be informed.

The rules are those of docs/rules/consent.md and of `consent/grounds.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from caselink.consent.grounds import Consent, LegalDecision, MustNotReceive, Withdrawal, default_expiry, latest_expiry
from caselink.domain.answers import Json
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ALL, ExcludedKind, Mode
from caselink.forms.import_schema import LONGEST_NAME, LONGEST_REASON
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import Purpose
from caselink.forms.typed_text import name_as_kept
from caselink.i18n import _
from caselink.intake.document import GivenConsent, GivenDecision
from caselink.intake.reading import Reader

_CONSENT_KEYS: Final = frozenset({
    "recipient", "categories", "purposes", "given_on", "expires_on", "withdrawn_on", "withdrawals", "mode",
    "language", "interpreter", "emergency",
})
_LEGAL_KEYS: Final = frozenset({"basis", "recipient", "categories", "decided_by", "reason", "on", "told", "ended_on"})


def read_consents(case: Reader) -> Iterator[GivenConsent]:
    """The sound consents of a case."""
    for reader in case.objects("consents"):
        consent = _read_consent(reader)
        if consent is not None:
            yield GivenConsent(reader.place, consent)


def read_legal(case: Reader) -> Iterator[GivenDecision]:
    """The sound legal grounds of a case; whether the basis names the recipient is for `services` to see."""
    for reader in case.objects("legal_bases"):
        decision = _read_decision(reader)
        if decision is not None:
            yield GivenDecision(reader.place, decision)


def read_never_inform(case: Reader) -> Iterator[MustNotReceive]:
    """The sound names never to inform."""
    for reader in case.objects("must_not_receive"):
        reader.only({"kind", "name"})
        kind = reader.one_of("kind", ExcludedKind)
        name = reader.text("name", LONGEST_NAME)
        if kind is not None and name is not None:
            yield MustNotReceive("", kind, name_as_kept(name))


def _read_consent(reader: Reader) -> Consent | None:
    reader.only(_CONSENT_KEYS)
    recipient = _read_recipient(reader)
    categories = reader.some_of("categories", Category, also=(ALL,))
    purposes = reader.some_of("purposes", Purpose)
    given_on = reader.day("given_on")
    mode = reader.one_of("mode", Mode, default=Mode.SPOKEN)
    language = reader.text("language", LONGEST_NAME, required=False)
    interpreter = reader.text("interpreter", LONGEST_NAME, required=False)
    emergency = reader.flag("emergency")
    if given_on is None:
        return None
    expires_on = _read_expiry(reader, given_on, emergency=emergency)
    withdrawals = _read_withdrawals(reader, given_on)
    if recipient is None or mode is None or language is None or interpreter is None or not categories or not purposes:
        return None
    key, individual = recipient
    return Consent(
        "", key, frozenset(Category(name) for name in categories if name != ALL), ALL in categories,
        frozenset(Purpose(name) for name in purposes), given_on, expires_on, mode, individual,
        language, interpreter, emergency, withdrawals=withdrawals,
    )


def _read_recipient(reader: Reader) -> tuple[str, bool] | None:
    """The short name of a partner, or `{"individual": "name"}` for someone who is no partner."""
    raw: Json = reader.raw.get("recipient")
    if not isinstance(raw, dict):
        name = reader.text("recipient", LONGEST_NAME)
        return None if name is None else (name, False)
    inner = reader.inside("recipient", raw)
    inner.only({"individual"})
    name = inner.text("individual", LONGEST_NAME)
    return None if name is None else (name_as_kept(name), True)


def _read_expiry(reader: Reader, given_on: date, *, emergency: bool) -> date:
    asked = reader.day("expires_on", required=False)
    if asked is None:
        return default_expiry(given_on, emergency=emergency)
    if asked < given_on:
        reader.fault("expires_on", _("L’accord finirait avant d’avoir commencé."))
    elif asked > latest_expiry(given_on):
        reader.fault("expires_on", _("Un accord ne dure jamais plus de douze mois."))
    return asked


def _read_withdrawals(consent: Reader, given_on: date) -> tuple[Withdrawal, ...]:
    """The day on which she took all of it back, and parts that she took back before or beside."""
    day = _not_before(consent, "withdrawn_on", given_on, required=False)
    found = [] if day is None else [Withdrawal(day)]
    for reader in consent.objects("withdrawals"):
        reader.only({"on", "categories", "purposes"})
        on = _not_before(reader, "on", given_on, required=True)
        categories = reader.some_of("categories", Category) if "categories" in reader.raw else []
        purposes = reader.some_of("purposes", Purpose) if "purposes" in reader.raw else []
        if on is not None:
            found.append(Withdrawal(on, frozenset(map(Category, categories)), frozenset(map(Purpose, purposes))))
    return tuple(found)


def _not_before(reader: Reader, key: str, given_on: date, *, required: bool) -> date | None:
    day = reader.day(key, required=required)
    if day is not None and day < given_on:
        reader.fault(key, _("Un accord ne se retire pas avant le jour où il a été donné."))
    return day


def _read_decision(reader: Reader) -> LegalDecision | None:
    reader.only(_LEGAL_KEYS)
    basis_id = reader.text("basis", LONGEST_NAME)
    recipient = reader.text("recipient", LONGEST_NAME)
    categories = reader.some_of("categories", Category)
    decided_by = reader.text("decided_by", LONGEST_NAME)
    reason = reader.text("reason", LONGEST_REASON, lines=True)
    on = reader.day("on")
    told = reader.flag("told", required=True)
    ended_on = reader.day("ended_on", required=False)
    if on is not None and ended_on is not None and ended_on < on:
        reader.fault("ended_on", _("Une décision ne finit pas avant le jour où elle a été prise."))
    if Category.RESIDENCE in categories:
        reader.fault("categories", _("Le séjour ne sort jamais sur un cadre légal, seulement avec son accord exprès."))
    if basis_id is not None and basis_id not in LEGAL_BASES:
        reader.fault("basis", _("Ce cadre légal n’est pas dans la liste."))
        return None
    if basis_id is None or recipient is None or not categories or decided_by is None or reason is None or on is None:
        return None
    if not LEGAL_BASES[basis_id].in_force(on):
        reader.fault("on", _("Ce texte n’est pas en vigueur à cette date."))
    return LegalDecision(
        "", basis_id, recipient, frozenset(Category(name) for name in categories), decided_by, reason, on, told,
        ended_on,
    )
