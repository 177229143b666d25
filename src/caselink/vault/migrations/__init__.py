"""How a vault of an older format becomes one of today: one module for each step.

`format_N.py` holds the tables of an older format as they were, `from_N_to_M.py` the step. Neither is changed once a
version with the next format went out; a genuine vault of each format is kept with the tests.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from caselink.vault.database import Database
from caselink.vault.keys.keys import DataKey
from caselink.vault.migrations import format_1, format_2, from_1_to_2, from_2_to_3


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """From the format whose tables these are to the next one."""

    tables: str
    pour: Callable[[Database, Database, DataKey], None]
    """Rows from the old database (with its data key) into the new one, which has its tables and nothing else."""


STEPS: Final[dict[int, MigrationStep]] = {
    1: MigrationStep(format_1.TABLES, from_1_to_2.pour),
    2: MigrationStep(format_2.TABLES, from_2_to_3.pour),
}
"""By the format that a step leaves behind."""
