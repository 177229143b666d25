"""Clocks that jump about, and one consent that is withdrawn or expires: nothing of it ever leaves again."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Prepared
from tests.services.test_clock import FURTHEST, KINDS, made, shared_wrongly
from tests.torture.promise import Outcome, Share


def jumping_clocks(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """So many lives of a consent, each of one to six steps on days far apart."""
    original, chance, broken = made(prepared, folder / "dated.caselink"), share.chance, []
    for number in share.numbers:
        steps = [(chance.choice(KINDS), chance.randint(-FURTHEST, FURTHEST)) for _step in range(chance.randint(1, 6))]
        desk, lasts = original.copied_to(folder / "steps.caselink"), chance.randint(0, 60)
        broken += [f"life {number}: step {step} of {steps}" for step in shared_wrongly(desk, steps, lasts)]
        shutil.rmtree(desk.folder)
    return Outcome(len(share.numbers), tuple(broken))
