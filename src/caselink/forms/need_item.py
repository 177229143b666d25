"""The type that needs are declared with."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.needs import Domain, NeedState
from caselink.forms.categories import Category
from caselink.forms.conditions import Condition
from caselink.forms.purposes import Purpose


@dataclass(frozen=True, slots=True)
class NeedItem:
    """Something that may have to be done for her.

    `category` is what the need reveals, `done_category` what it reveals once done where that is more; `purpose` is what
    a liaison form about it is made for; `proposed_when` are the answers that propose it. Items with `asks_outcome` want
    one line "what was done" before they turn green.
    """

    id: str
    domain: Domain
    label: str
    category: Category
    purpose: Purpose
    proposed_when: Condition
    done_category: Category | None = None
    asks_outcome: bool = False
    office_only: bool = False
    """Whether it is the office's own business: in no paper, whatever she agrees to."""

    def category_when(self, state: NeedState) -> Category:
        """What the need in that state reveals."""
        if state is NeedState.DONE and self.done_category is not None:
            return self.done_category
        return self.category
