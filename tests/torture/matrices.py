"""Consent matrices drawn at random, each with the form that comes of it: a word of each category stands in it, in its
pages, data, bookmarks and objects, just where she agreed to it. What may be there is worked out here anew.
"""

from __future__ import annotations

import io
import json
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from caselink.consent.events import consent_body, withdrawal_body
from caselink.consent.grounds import Consent, Recipient, Withdrawal
from caselink.disclosure.gate import decide
from caselink.documents.liaison import write_liaison
from caselink.documents.signing import new_private_key, signature_file
from caselink.domain.answers import Value
from caselink.domain.events import Event, EventKind
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category, is_explicit
from caselink.forms.purposes import PURPOSES, Purpose
from tests.conftest import Prepared
from tests.documents.samples import LETTERHEAD, SHELTER, TODAY, case_of
from tests.torture.promise import Outcome, Share

_POLICE: Final = Recipient("police", PartnerKind.POLICE, ("police",))
_PLACES: Final = {
    "person.goes_by": Category.IDENTITY, "contact.hours": Category.CONTACT, "housing.address": Category.WHEREABOUTS,
    "work_money.occupation": Category.MATERIAL, "family.dependants": Category.FAMILY,
    "children.a.harm_note": Category.CHILD_HARM, "request.companion": Category.ENTOURAGE,
    "access.times_note": Category.ACCESS, "health.injuries_note": Category.HEALTH, "residence.note": Category.RESIDENCE,
    "violence.facts": Category.VIOLENCE, "violence.own_words": Category.INTIMATE,
    "perpetrator.occupation": Category.PERPETRATOR, "protection_justice.complaint_place": Category.JUSTICE,
}
_WORDS: Final = {path: f"Canari{number}x" for number, path in enumerate(_PLACES)}


def leaks_of(chance: random.Random, key: bytes) -> tuple[list[str], str]:
    """What is in the form of one matrix and may not be, or may and is not; and what came of it in a word."""
    consents = [_consent(chance, number) for number in range(chance.randrange(2, 9))]
    taken = [(each, _withdrawal(chance)) for each in consents if chance.random() < 0.3]
    events = [
        *(_event(each.id, EventKind.CONSENT_GIVEN, consent_body(each)) for each in consents),
        *(
            _event(f"w{place}", EventKind.CONSENT_WITHDRAWN, withdrawal_body(each.id, part))
            for place, (each, part) in enumerate(taken)
        ),
    ]
    answers: dict[str, Value] = dict(_WORDS)
    case = case_of(answers, *events, entries={"children": ("a",)})
    recipient, purpose = chance.choice((SHELTER, _POLICE)), chance.choice([*Purpose])
    allowed = {
        path for path, category in _PLACES.items()
        if category in PURPOSES[purpose].categories
        and any(_covers(each, [part for of, part in taken if of is each], category, recipient, purpose)
                for each in consents)
    }
    disclosure = decide(case, (recipient,), purpose, TODAY).disclosure
    if not disclosure.shared:
        return [f"missing {path}" for path in allowed], "nothing"
    form = write_liaison(disclosure, LETTERHEAD, sign=lambda data: signature_file(key, data))
    printed, inside = _read(form)
    wrong = [f"leaked {path}" for path, word in _WORDS.items() if path not in allowed and word in inside + printed]
    return [*wrong, *(f"missing {path}" for path in allowed if _WORDS[path] not in printed)], "form"


def matrices(_prepared: Prepared, _folder: Path, share: Share) -> Outcome:
    """So many of them."""
    key, chance = new_private_key(), share.chance
    seen: Counter[str] = Counter()
    broken: list[str] = []
    for _number in share.numbers:
        wrong, what = leaks_of(chance, key)
        seen[what] += 1
        broken += wrong
    return Outcome(len(share.numbers), tuple(broken), seen)


def _consent(chance: random.Random, number: int) -> Consent:
    given = TODAY + timedelta(days=chance.randrange(-60, 3))
    recipient = chance.choice((SHELTER, _POLICE))
    return Consent(
        f"c{number}", recipient.key, frozenset(chance.sample([*Category], chance.randrange(1, 6))),
        chance.random() < 0.3, frozenset(chance.sample([*Purpose], chance.randrange(2, 6))), given,
        given + timedelta(days=chance.randrange(1, 90)),
        recipient_kind=chance.choice(("", "" if recipient.kind is None else recipient.kind.value)),
    )


def _withdrawal(chance: random.Random) -> Withdrawal:
    on = TODAY + timedelta(days=chance.randrange(-5, 5))
    return Withdrawal(on, frozenset(chance.sample([*Category], chance.randrange(3))))


def _covers(
    consent: Consent, taken: list[Withdrawal], category: Category, recipient: Recipient, purpose: Purpose
) -> bool:
    named = category in consent.categories or (consent.everything_else and not is_explicit(category, recipient.kind))
    in_time = consent.given_on <= TODAY <= consent.expires_on
    gone = any(part.on <= TODAY and (not part.categories or category in part.categories) for part in taken)
    return consent.recipient == recipient.key and named and purpose in consent.purposes and in_time and not gone


def _event(event_id: str, kind: EventKind, body: Mapping[str, object]) -> Event:
    return Event(event_id, "case-1", kind, f"{date(2025, 12, 1)}T09:00:00+00:00", "amal", dict(body))  # type: ignore[arg-type]


def _read(form: bytes) -> tuple[str, str]:
    """The text of its pages, and all else that it holds: data, bookmarks, names, every object."""
    document = pypdfium2.PdfDocument(form)
    printed = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        held = [spec.get_file().read_bytes() for spec in (pdf.attachments[name] for name in pdf.attachments)]
        with pdf.open_outline() as outline:
            titles = [item.title for top in outline.root for item in (top, *top.children)]
        objects = [str(each) for each in pdf.objects if isinstance(each, pikepdf.String)]
        spoken = [
            str(text.ActualText) for page in pdf.pages
            for _name, text in page.obj.Resources.get("/Properties", pikepdf.Dictionary()).items()
        ]
    data = json.loads(next(each for each in held if each.startswith(b"{")))
    return printed, " ".join((json.dumps(data, ensure_ascii=False), *titles, *objects, *spoken, *pdf_names(held)))


def pdf_names(held: list[bytes]) -> list[str]:
    """What else lies in the form, as text."""
    return [each.decode("latin-1") for each in held]
