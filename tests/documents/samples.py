"""Disclosures for the tests of documents, made by the real gate from a real case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from caselink.consent.events import consent_body, legal_body
from caselink.consent.grounds import Consent, LegalDecision, Recipient
from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import Decision, Disclosure
from caselink.documents.letterhead import Letterhead
from caselink.domain.answers import Age, Answer, Value
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose

TODAY: Final = date(2026, 3, 10)
SHELTER: Final = Recipient("abri", PartnerKind.SHELTER, ("abri", "Maison d’accueil"))
PROSECUTOR: Final = Recipient("parquet", PartnerKind.PUBLIC_PROSECUTOR, ("parquet",))
ALL: Final = frozenset(Category)

TYPICAL: Final[Mapping[str, Value]] = {
    "request.asks_for": ("shelter", "listening"),
    "person.goes_by": "Nadia",
    "person.first_names": "نادية الحسن",
    "person.last_name": "Оленівська-Παππά",
    "person.birth": Age(34, date(2026, 3, 2)),
    "contact.means": ("call", "text_message"),
    "contact.safe_number": "06 12 34 56 78",
    "contact.may_call": True,
    "contact.may_voicemail": False,
    "contact.hours": "Pendant l’école, avant 16 h 30 ; jamais le mercredi.",
    "housing.status": "home_with_him",
    "housing.safe_tonight": False,
    "housing.lease_in_name_of": "joint",
    "housing.left_home_since": "~2026-02",
    "family.children_count": 2,
    "family.dependants": "Sa mère, नेहा वर्मा (née en 1951), vit avec elles.",
    "children.c1.first_name": "Élodie-Nguyễn",
    "children.c1.birth": "2019-03",
    "children.c2.first_name": "يوسف",
    "children.c2.birth": Age(3, date(2026, 3, 2)),
    "children.c2.lives_with": "her",
    "parental_authority.decisions": (
        "Le juge a fixé la résidence chez elle.\n\nLa prochaine audience est le 12 mai ; la remise des enfants se "
        "fait en lieu neutre, un samedi sur deux, de 10 h à 17 h, et jamais devant l’immeuble."
    ),
    "language.spoken": ("ar", "fr"),
    "language.interpreter_needed": True,
    "access.times_note": "تفضل اللقاء صباحا، بعد الساعة 9 (ليس يوم الأربعاء)، ويمكن الاتصال بها على الرقم "
    "06 12 34 56 78 إذا تغير الموعد، والسؤال عن السيدة « Nadia » فقط.",
    "work_money.bank_account": "none",
    "work_money.monthly_income": 640,
    "violence.types": ("physical", "psychological"),
    "violence.facts": "Elle décrit des coups depuis 2023, « plus souvent » cet hiver. <b>Rien</b> n’est soigné & noté.",
}
ENTRIES: Final = {"children": ("c1", "c2")}
NEEDS: Final = {
    "safe_phone": NeedState.DONE,
    "complaint": NeedState.NOT_WISHED,
    "lawyer": NeedState.TO_DO,
    "shelter_tonight": NeedState.TO_DO,
    "lease": NeedState.TO_DO,
    "own_account": NeedState.TO_DO,
    "interpreter": NeedState.DONE,
    "group": NeedState.NOT_APPLICABLE,
}

LETTERHEAD: Final = Letterhead(
    document_id="K7M2-9QXD-R4TB",
    office_name="Association Le Fil",
    office_phone="01 99 00 12 34",
    office_email="accueil@lefil.example",
    worker="Amal Diallo",
    made_on=TODAY,
    recipient_name="Maison d’accueil La Rive",
    recipient_lines=("12 rue des Tanneurs, 1000 Bruxelles",),
)


def case_of(
    answers: Mapping[str, Value],
    *events: Event,
    needs: Mapping[str, NeedState] | None = None,
    entries: Mapping[str, tuple[str, ...]] | None = None,
) -> Case:
    """A case whose events are sealed as the vault seals them."""
    return Case(
        "case-1",
        "2026-0001",
        answers={path: Answer(value) for path, value in answers.items()},
        entries=entries or {},
        needs={item: NeedMark(state) for item, state in (needs or {}).items()},
        events=events,
        sealed=tuple(event.digest() for event in events),
    )


def consent(
    recipient: Recipient = SHELTER,
    categories: frozenset[Category] = ALL,
    purpose: Purpose = Purpose.NETWORK,
    expires_on: date = date(2026, 6, 1),
) -> Event:
    """Her consent for these categories, from the first of the month on."""
    given = Consent(
        "", recipient.key, categories, everything_else=False, purposes=frozenset({purpose}),
        given_on=date(2026, 3, 1), expires_on=expires_on, individual=recipient.kind is None,
    )
    return _event("e1", EventKind.CONSENT_GIVEN, consent_body(given))


def legal(recipient: Recipient, categories: frozenset[Category]) -> Event:
    """A decision to share these categories on the prosecutor's ground."""
    decision = LegalDecision("", "fr_cpp_40", recipient.key, categories, "chef de service", "danger", TODAY, told=True)
    return _event("e2", EventKind.LEGAL_GROUND, legal_body(decision))


def decided(case: Case, recipient: Recipient = SHELTER, purpose: Purpose = Purpose.NETWORK) -> Decision:
    """Both halves of what the gate says today."""
    return decide(case, (recipient,), purpose, TODAY)


def disclosure_of(answers: Mapping[str, Value], entries: Mapping[str, tuple[str, ...]] | None = None) -> Disclosure:
    """All these answers, shared with her consent."""
    return decided(case_of(answers, consent(), entries=entries)).disclosure


def typical() -> Disclosure:
    """What a shelter gets of a case as offices have them."""
    return decided(case_of(TYPICAL, consent(), needs=NEEDS, entries=ENTRIES)).disclosure


def _event(event_id: str, kind: EventKind, body: Mapping[str, object]) -> Event:
    return Event(event_id, "case-1", kind, f"{TODAY}T09:00:00+00:00", "amal", dict(body))  # type: ignore[arg-type]
