"""Every error sentence says what was kept and, where anything is left to do, what to do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "caselink"
KEPT = re.compile(
    r"[Rr]ien (n’|à)|n’y a rien|n’a pas (été|pu)|n’ont pas|sont rest|est resté|reste|gardé|conserv|intact|pas touché|"
    r"lus rien|aucune n’|[Aa]ucun\w* \w+ n’|ne compte pas"
)
"""Nothing was changed, or what was is kept."""
DO = re.compile(
    r"\b\w+ez(-\w+)*\b|\b[Dd]ites\b|« |comme \d|par exemple|attendue?\b|compte(nt)? (de|au)|s’écrit|se règle|au plus|"
    r" a de 1 à|\((new|show|record)\)|"
    r" est \w+, \w+ ou |en a5 ou|d’ailleurs|à venir|\{(list|actions|names|sentence|said|fault|option)\}"
)
"""A verb that tells what to do, or the rule that says what would be right."""
SAYS_ALL = {
    "Le coffre ne contient aucun dossier à dessiner.": "pictures of a demo, for whoever makes them",
    "La clé des données a changé pendant la sauvegarde : elle sera refaite.": "the program does it again by itself",
    "Les clés ont été changées, mais le disque ne répond plus : fermez le coffre, puis ouvrez-le de nouveau pour "
    "achever ce changement.": "what was kept is the change itself",
    "Il manque {name}. ": "the usage follows", "« {word} » n’est pas connu ici. ": "the usage follows",
    "L’option {name} s’écrit autrement : il lui manque une valeur, ou elle en a une de trop. ": "the usage follows",
    "Le fichier est un objet, entre accolades.": "stands inside a sentence that says that nothing was kept",
    "Il manque une date.": "stands inside a sentence that says that nothing was kept",
}
NOTHING_LEFT = re.compile(
    r"déjà|rien de nouveau|Rien n’est à reprendre|n’est pas suspendu|"
    r"rien d’autre à faire|ni ne l’a été|aucune lettre|rien à révoquer|aucun jour à reprendre"
)
"""What was wanted is so already, or there was nothing to do."""


def _sentences() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func).endswith(("Error", "WrongPassphrase")):
                for each in (text for argument in node.args for text in _texts(argument)):
                    yield each.replace("\N{NO-BREAK SPACE}", " "), str(path.relative_to(SOURCE))


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _texts(argument: ast.expr) -> Iterator[str]:
    for node in ast.walk(argument):
        if isinstance(node, ast.Call) and _name(node.func) in {"_", "N_", "ngettext"}:
            words = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield from (each for each in words if isinstance(each, str))


FOUND = sorted({*_sentences()})


def test_the_sentences_are_found() -> None:
    assert len(FOUND) > 200
    assert {*SAYS_ALL} <= {text for text, _place in FOUND}, "an exception that stands nowhere any more"


@pytest.mark.parametrize("text", sorted({text for text, _place in FOUND} - SAYS_ALL.keys()))
def test_an_error_says_what_was_kept_and_what_to_do(text: str) -> None:
    assert KEPT.search(text), "what was kept?"
    assert DO.search(text) or NOTHING_LEFT.search(text), "what is to be done?"
