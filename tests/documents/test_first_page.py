"""What the first page of a liaison form says, and how the rest is set."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import NOTHING_ASKED, Asking, Disclosure
from caselink.documents.liaison import write_liaison
from caselink.domain.answers import Answer, Source, Value
from caselink.domain.case import Case
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partial_date import PartialDate
from caselink.forms.purposes import Purpose
from caselink.intake.files.pictures import logo
from tests.documents.readers import both, pages_by_pypdf, plain
from tests.documents.samples import LETTERHEAD, PROSECUTOR, SHELTER, TODAY, case_of, consent, disclosure_of
from tests.services import strange

_REACH: dict[str, Value] = {
    "person.goes_by": "Nadia", "contact.safe_number": "06 12 34 56 78", "contact.call_from": "h0900",
    "contact.call_until": "h1700", "contact.may_call": True, "contact.may_voicemail": False, "contact.may_post": False,
    "contact.phone_watched": True, "contact.post_opened": False, "contact.code_word": "parapluie",
    "contact.keep_from": ("his_family",), "language.preferred": "ar", "language.interpreter_needed": True,
    "language.interpreter_gender": "woman", "violence.alerts": ("strangling", "threats_to_kill"),
    "housing.safe_tonight": False, "housing.address": "rue des Tanneurs 3", "housing.address_confidential": True,
    "violence.facts": "Des coups depuis 2023.", "request.own_words": "Je veux partir.", "family.children_count": 2,
}


def _decided(case: Case, to: Recipient = SHELTER, asking: Asking = NOTHING_ASKED) -> Disclosure:
    return decide(case, (to,), Purpose.NETWORK, TODAY, asking=asking).disclosure


def test_the_first_page_says_what_is_asked_by_when_how_to_reach_her_what_never_to_do_and_the_danger() -> None:
    case = case_of(_REACH, consent())
    case = replace(
        case,
        answers={**case.answers, "violence.facts": Answer("Des coups depuis 2023.", Source.SAID_BY_HER)},
        assessments=(
            Assessment("a1", "full", 1, TODAY, "amal", {
                "strangulation": FactorAnswer(Finding.YES, PartialDate.parse("2026-02")),
                "firearm_access": FactorAnswer(Finding.NO),
            }, Level.HIGH, Level.HIGH),
        ),
    )
    asking = Asking("Une place dès demain", date(2026, 3, 12), "Relais Sud")
    letterhead = replace(LETTERHEAD, worker_role="assistante sociale", worker_phone="01 99 00 00 07")
    for found in both(write_liaison(_decided(case, asking=asking), letterhead)):
        order = (
            "Pour : Maison d’accueil La Rive", "Relais Sud la transmet", "Ce que nous vous demandons",
            "Une place dès demain", "Réponse attendue le 12 mars 2026 au plus tard", "Cette fiche concerne", "Nadia",
            "Ses mots",
        )
        places = [found.index(words) for words in order]
        assert places == sorted(places)
        for words in (
            "06 12 34 56 78", "De 9 h à 17 h", "NE PAS laisser de message vocal, envoyer de courrier",
            "Son téléphone est surveillé.", "Mot de code : parapluie", "Ne rien dire à : sa famille à lui",
            "Possible : appels", "Langue : arabe, interprète nécessaire, une femme", "ÉLEVÉ", "(février 2026)",
            "Menaces de mort · étranglement", "Pas d’endroit sûr pour ce soir.",
            "Amal Diallo, assistante sociale", "01 99 00 00 07", "CONFIDENTIELLE : rue des Tanneurs 3",
            "La joindre sans danger", "Ses mots : Faits", "Nombre d’enfants 2",
        ):
            assert words in found, words
        assert "Adresse à garder confidentielle" not in found
        assert found.index("QUI APPELER ICI") < found.index("Nombre d’enfants")


def test_who_is_not_told_how_to_reach_her_is_told_to_pass_by_the_office() -> None:
    for found in both(write_liaison(disclosure_of({"person.goes_by": "Nadia"}), LETTERHEAD)):
        assert "Ne la contactez pas vous-même : passez par nous." in found
        assert "À NE JAMAIS FAIRE" not in found
    for path, value in (
        ("language.preferred", "ar"), ("contact.safe_post_address", "rue des Tanneurs 3"), ("contact.code_word", "mot"),
        ("contact.may_call", False),
    ):
        for found in both(write_liaison(disclosure_of({"person.goes_by": "Nadia", path: value}), LETTERHEAD)):
            assert "Ne la contactez pas vous-même : passez par nous." in found, path
    for path, told in (("contact.may_call", True), ("contact.safe_email", "n@exemple.be")):
        for found in both(write_liaison(disclosure_of({path: told}), LETTERHEAD)):
            assert "Ne la contactez pas vous-même" not in found, path
    half = disclosure_of({"contact.call_until": "h1700"})
    assert all("Jusqu’à 17 h" in found for found in both(write_liaison(half, LETTERHEAD)))
    half = disclosure_of({"contact.call_from": "h0900"})
    assert all("À partir de 9 h" in found for found in both(write_liaison(half, LETTERHEAD)))


def test_a_need_says_its_day_and_who_sees_to_it_but_never_another_service() -> None:
    marks = {
        "lawyer": NeedMark(NeedState.TO_DO, partner="permanence", due=date(2026, 3, 20)),
        "shelter_tonight": NeedMark(NeedState.TO_DO, partner="abri", due=date(2026, 3, 11)),
        "lease": NeedMark(NeedState.TO_DO, owner="amal"),
    }
    case = replace(case_of({"person.goes_by": "Nadia"}, consent()), needs=marks)
    for found in both(write_liaison(_decided(case), LETTERHEAD)):
        assert "Mise à l’abri ce soir d’ici le 11 mars 2026 confié à vous" in found
        assert found.index("11 mars 2026 confié") < found.index("20 mars 2026")
        assert "nous nous en occupons" in found
        assert found.count("confié à vous") == 1
        assert "permanence" not in found


def test_what_police_and_justice_keep_says_neither_until_when_nor_not_to_pass_it_on() -> None:
    given = case_of({"person.goes_by": "Nadia"}, consent(PROSECUTOR))
    for found in both(write_liaison(_decided(given, PROSECUTOR), LETTERHEAD)):
        assert "Valable jusqu’au" not in found
        assert "ne pas transmettre plus loin" not in found
        assert "FICHE DE LIAISON · JUSTICE" in found


def test_what_only_some_entries_say_stands_beneath_them_and_no_table_has_an_empty_cell() -> None:
    entries = {"children": ("c1", "c2")}
    answers: dict[str, Value] = {
        "children.c1.first_name": "Lina", "children.c1.lives_with": "her", "children.c1.school": "Tilleuls",
        "children.c2.first_name": "Adam", "children.c2.lives_with": "him",
    }
    for found in both(write_liaison(disclosure_of(answers, entries), LETTERHEAD)):
        assert "Prénom Vit avec Lina elle École ou crèche Tilleuls Adam lui" in found


def test_the_office_picture_stands_at_the_head_without_anything_hidden_in_it() -> None:
    letterhead = replace(LETTERHEAD, logo=logo(strange.photo(kind="PNG")))
    pdf = write_liaison(disclosure_of({"person.goes_by": "Nadia"}), letterhead)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert [*document.pages[0].get_images()]
    assert "Nadia" in plain(pages_by_pypdf(pdf)[0])


def test_a_person_gets_the_layout_of_the_network() -> None:
    to = Recipient("Zélie", None, ("Zélie",))
    found = both(write_liaison(_decided(case_of({"person.goes_by": "Nadia"}, consent(to)), to), LETTERHEAD))[0]
    assert "RÉSEAU" in found


def test_a_level_that_is_stale_says_so_beside_the_level_and_one_of_today_does_not() -> None:
    for on, stale in ((TODAY, False), (date(2026, 1, 2), True)):
        looked = Assessment("a1", "full", 1, on, "amal", {}, Level.HIGH, Level.HIGH)
        case = replace(case_of(_REACH, consent()), assessments=(looked,))
        for found in both(write_liaison(_decided(case), LETTERHEAD)):
            assert "ÉLEVÉ" in found
            assert ("ÉLEVÉ, à réévaluer" in found) is stale
            assert "À réévaluer oui" not in found
