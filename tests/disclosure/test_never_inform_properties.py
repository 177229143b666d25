"""Who must never be informed receives nothing, however the name is written; nobody else is kept from anything."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide, grounds_of, is_blocked, near_matches
from caselink.disclosure.outputs import Decision, Reason
from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import DAY, consent, event, legal, never_inform
from tests.disclosure.recorded import RECIPIENTS, THOROUGH, case_with, chances, grounds_for

pytestmark = pytest.mark.no_cover  # measuring makes them four times slower; test_gate_rules.py reaches every branch
MANY = settings(THOROUGH, max_examples=150)

NAMES = (
    "Karim Haddad", "Élodie Van den Berg", "O’Brien", "Jean-Marc Lœuillet", "Maison d’accueil Horizon", "Antenne 12",
    "Αντώνης Παππάς", "Кирилл Иванов", "فاطمة الزهراء", "राम कुमार", "王 芳", "🌸", "Hôpital Ste-Anne", "abri",
)  # fmt: skip
HIS_NAMES = (("Karim", "Haddad"), ("", "Van den Berg"), ("Jean-Marc", ""), ("Karim Ahmed", "EL HADDAD"))
ONE_LONG_WORD = ("Vandenberghe", "Benmoussa", "Константинов", "Lœuilletier")
TITLES = ("Monsieur", "Mme", "Maître", "Docteur", "Centre", "Association", "Service", "Maison", "de", "M.")
PEOPLE = ("Karim Haddad", "Élodie Van den Berg", "Jean-Marc Lœuillet", "Кирилл Иванов", "فاطمة الزهراء")
SOMEONE_ELSE = ("Nadia Benali", "राम", "🌻", "Antenne 13", "Service 12", "कर", "—", "", "Karima Haddadi", "Anne", "E")
LOOKS_LIKE = {
    "a": "аα", "e": "еε", "o": "оο", "p": "рρ", "c": "с", "x": "х", "i": "іι", "k": "кκ", "y": "у", "s": "ѕ", "j": "ј",
    "t": "тτ", "A": "АΑ", "E": "ЕΕ", "O": "ОΟ", "P": "РΡ", "C": "С", "I": "ІΙ", "K": "КΚ", "M": "МΜ", "H": "НΗ",
    "B": "ВΒ", "Z": "Ζ", "h": "һ", "w": "ԝ", "d": "ԁ", "q": "ԛ", "l": "ӏ", "g": "ɡ",
}  # fmt: skip
"""Letters of other alphabets that nobody can tell from ours on a screen."""


def other_capitals(_chance: Random, name: str) -> str:
    return name.swapcase() if name.swapcase().swapcase() == name else name.upper()


def without_accents(_chance: Random, name: str) -> str:
    plain = unicodedata.normalize("NFD", name)
    return "".join(each for each in plain if unicodedata.category(each) != "Mn" or not "\u0300" <= each <= "\u036f")


def letter_and_accent_apart(_chance: Random, name: str) -> str:
    return unicodedata.normalize("NFD", name)


def full_width(_chance: Random, name: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in name)


def other_order(chance: Random, name: str) -> str:
    words = name.split()
    chance.shuffle(words)
    return (", " if len(words) == 2 else " ").join(words)


def other_marks(chance: Random, name: str) -> str:
    for mark in "’- ":
        name = name.replace(mark, chance.choice("’'-_ .") if mark != " " else chance.choice(["  ", "-", " . "]))
    return f" {name}."


def run_together(_chance: Random, name: str) -> str:
    return "".join(each for each in name if each not in " ’-")


def letters_written_apart(_chance: Random, name: str) -> str:
    return name.replace("œ", "oe").replace("Œ", "OE")


def unseen_signs(chance: Random, name: str) -> str:
    at = chance.randint(0, len(name))
    return name[:at] + chance.choice("\u200b\u00ad\u200e\u2060\ufeff") + name[at:]


def letters_that_look_alike(chance: Random, name: str) -> str:
    return "".join(chance.choice(LOOKS_LIKE[each]) if each in LOOKS_LIKE else each for each in name)


WAYS = (
    other_capitals, without_accents, letter_and_accent_apart, full_width, other_order, other_marks, run_together,
    letters_written_apart, unseen_signs, letters_that_look_alike,
)  # fmt: skip


def written_otherwise(chance: Random, name: str) -> str:
    """The same name by another hand: up to two of these ways at once. A name of signs alone stands as it is."""
    if not any(each.isalpha() for each in name):
        return name
    ways = chance.sample(WAYS, chance.randint(0, 2))
    for way in sorted(ways, key=(run_together, other_order).__contains__):
        if way is not other_order or run_together not in ways:  # "HaddadKarim" is no spelling of "Karim Haddad"
            name = way(chance, name)
    return name


def listed(chance: Random, *names: str) -> list[Event]:
    """Entries of the list in any order, among others that are somebody else."""
    entries = [never_inform(name, chance.choice([*ExcludedKind])) for name in (*names, *chance.sample(SOMEONE_ELSE, 2))]
    chance.shuffle(entries)
    return entries


def known_as(chance: Random, *names: str) -> Recipient:
    """A recipient, often a partner with people known there, of which some are these."""
    to = chance.choice(RECIPIENTS)
    every = [*to.names, *names]
    chance.shuffle(every)
    return replace(to, names=tuple(every))


def agreeing(chance: Random, to: Recipient) -> list[Event]:
    """All that there is to give, to this recipient, and something more."""
    wide = consent(to, {*Category}, {*Purpose}, DAY - timedelta(9), DAY + timedelta(9), everything=True)
    by_law = legal("fr_penal_223_6", to, {*Category}, DAY - timedelta(7))
    return [wide, by_law, *grounds_for(chance, to)]


def ask(case: Case, *audience: Recipient) -> Decision:
    return decide(case, audience, Purpose.NETWORK, DAY)


def named_in_the_form(case: Case, first_names: str, last_name: str) -> Case:
    his = {"perpetrator.first_names": first_names, "perpetrator.last_name": last_name}
    return replace(case, answers={**case.answers, **{path: Answer(name) for path, name in his.items() if name}})


@MANY
@given(chances, st.sampled_from(NAMES), st.sampled_from([*Purpose]))
def test_who_must_never_be_informed_receives_nothing_however_the_name_is_written(
    chance: Random, name: str, purpose: Purpose
) -> None:
    here, there = chance.sample([name, written_otherwise(chance, name)], 2)
    to, other = known_as(chance, here, "Anne Petit"), chance.choice(RECIPIENTS)
    case = case_with(*agreeing(chance, to), *agreeing(chance, other), *listed(chance, there))
    assert is_blocked(grounds_of(case), to)
    decision = decide(case, chance.choice([(to,), (other, to)]), purpose, DAY)
    assert decision.disclosure.shared == ()
    assert {each.reason for each in decision.withheld} == {Reason.BLOCKED_RECIPIENT}


@MANY
@given(chances, st.sampled_from(NAMES))
def test_listing_somebody_else_keeps_nothing_from_anyone(chance: Random, name: str) -> None:
    to = known_as(chance, name, "")
    recorded = agreeing(chance, to)
    entries = listed(chance, chance.choice(SOMEONE_ELSE))
    case = case_with(*recorded, *entries)
    assert not is_blocked(grounds_of(case), to)
    assert ask(case, to) == ask(case_with(*recorded), to)


@THOROUGH
@given(chances, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_lifting_one_entry_lifts_that_one_alone(chance: Random, name: str, another: str) -> None:
    to = known_as(chance, name)
    entry, second = never_inform(name), never_inform(another)
    lifted = event(EventKind.NEVER_INFORM_LIFTED, {"entry": entry.id})
    recorded = agreeing(chance, to)
    before = ask(case_with(*recorded, second), to)
    assert ask(case_with(*recorded, entry, second), to).disclosure.shared == ()
    assert ask(case_with(*recorded, entry, second, lifted), to) == before


@THOROUGH
@given(chances, st.sampled_from(HIS_NAMES), st.sampled_from(NAMES))
def test_whoever_the_form_names_as_the_perpetrator_is_on_the_list(
    chance: Random, his: tuple[str, str], listed_too: str
) -> None:
    name = " ".join(each for each in his if each)
    him = known_as(chance, written_otherwise(chance, name))
    case = named_in_the_form(case_with(*agreeing(chance, him)), *his)
    assert ask(case, him).disclosure.shared == ()
    to = known_as(chance, listed_too)
    case = named_in_the_form(case_with(*agreeing(chance, to), *listed(chance, listed_too)), *his)
    assert ask(case, to).disclosure.shared == ()
    bystander = known_as(chance, "Nadia Benali")
    case = named_in_the_form(case_with(*agreeing(chance, bystander)), *his)
    assert ask(case, bystander).disclosure.shared != ()


def mistyped(chance: Random, name: str) -> str:
    """One letter left out, doubled or changed places with the next."""
    at = chance.randint(1, len(name) - 2)
    match chance.choice(["left out", "doubled", "changed places"]):
        case "left out":
            return name[:at] + name[at + 1 :]
        case "doubled":
            return name[:at] + name[at] + name[at:]
        case _:
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


@THOROUGH
@given(chances, st.sampled_from(ONE_LONG_WORD), st.sampled_from(PEOPLE))
def test_a_name_that_is_nearly_one_on_the_list_warns_and_does_not_block(chance: Random, word: str, who: str) -> None:
    typed = mistyped(chance, word)
    in_part = f"{chance.choice(TITLES)} {who.split()[-1]}"
    for name, alike in ((word, typed), (who, in_part)):
        entry = never_inform(name)
        to = known_as(chance, "Anne Petit", alike)
        case = case_with(*agreeing(chance, to), entry, never_inform("Zélie Lambert"))
        if typed == word:  # two like letters changed places
            continue
        assert [each.name for each in near_matches(grounds_of(case), to)] == [name]
        assert ask(case, to).disclosure.shared != ()


@THOROUGH
@given(chances, st.sampled_from(PEOPLE))
def test_a_title_in_common_warns_of_nobody_and_one_before_the_very_name_changes_nothing(
    chance: Random, who: str
) -> None:
    title = chance.choice(TITLES)
    to = known_as(chance, f"{title} Zélie Lambert")
    others = grounds_of(case_with(never_inform(f"{title} {who}"), never_inform("🌸")))
    assert near_matches(others, to) == ()
    assert not is_blocked(others, to)
    for name in ("zelie LAMBERT", f"{title} Lambert, Zélie", "Lambert (Zélie)"):
        the_same = grounds_of(case_with(never_inform(name)))
        assert is_blocked(the_same, to)
        assert near_matches(the_same, to) == ()
