"""What was done in the demo's cases: the danger assessed, who saw her and when. All invented."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

from caselink.demo.showcase import SHOWCASE_NUMBER, SHOWCASE_RECIPIENT
from caselink.domain.answers import Json
from caselink.forms.danger.grids import SHORT

_BY: Final = "demo"
_CHANNELS: Final = ("in_person", "phone", "phone", "counter", "home", "at_partner")
_YES: Final = (
    "her_fear", "separation", "escalation", "jealousy", "coercive_control", "watch_digital", "alcohol_drugs",
    "threat_kill_her", "strangulation",
)
"""What may be answered with yes, the gravest last."""


def followed_showcase(today: date) -> dict[str, Json]:
    """Two assessments of the rich case, of which the second found more, and three encounters."""
    before: dict[str, Json] = {
        "her_fear": "yes", "separation": "no", "coercive_control": "yes", "threat_kill_her": "unknown",
        "firearm_access": "no",
    }
    after: dict[str, Json] = {
        **before, "separation": "yes", "threat_kill_her": "yes", "watch_digital": "yes",
        "strangulation": {"answer": "yes", "last": _day(today, 40)},
    }
    return {
        "assessments": [
            {"grid": SHORT, "on": _day(today, 20), "by": _BY, "in_crisis": False, "alone": False, "answers": before},
            {"grid": SHORT, "on": _day(today, 6), "by": _BY, "in_crisis": False, "alone": True, "answers": after},
        ],
        "encounters": [
            {"on": _day(today, 20), "at": "10:00", "by": _BY, "channel": "counter", "alone": False},
            {
                "on": _day(today, 6), "at": "14:30", "by": _BY, "channel": "in_person", "alone": True,
                "done": "Plan de sécurité relu, certificat recopié.", "next": "Préparer la plainte.",
                "next_on": (today + timedelta(days=3)).isoformat(),
            },
            {"on": _day(today, 2), "at": "11:15", "by": _BY, "channel": "phone"},
        ],
    }


def meeting_to_come(today: date) -> dict[str, Json]:
    """The next meeting of the network, with the rich case on its agenda."""
    reference, recipient = f"{today.year}-{SHOWCASE_NUMBER:04d}", SHOWCASE_RECIPIENT
    return {
        "on": (today + timedelta(days=3)).isoformat(), "at": "14:00", "place": "Maison communale", "kind": "network",
        "chair": "Odette Roux", "invited": [recipient, "Passerelle"],
        "cases": [{
            "case": reference, "by": recipient, "why": "Une place se libère", "wanted": "Qui l’accompagne, et quand",
        }],
    }


def followed(chance: random.Random, today: date) -> dict[str, Json]:
    """An assessment in most cases, and the encounters of the last two months."""
    count = chance.randint(1, 4)
    days = sorted((chance.randint(0, 60) for _number in range(count)), reverse=True)
    assessed = chance.randint(0, 5) if chance.random() < 0.8 else chance.randint(6, 30)
    encounters: list[Json] = [
        {"on": _day(today, ago), "by": _BY, "channel": chance.choice(_CHANNELS)} for ago in days
    ]
    assessments: list[Json] = []
    if chance.random() < 0.7:
        grave = _YES[: chance.randint(1, len(_YES))]
        assessments.append({
            "grid": SHORT, "on": _day(today, assessed), "by": _BY,
            "answers": {factor: "yes" if chance.random() < 0.8 else "unknown" for factor in grave},
        })
    return {"assessments": assessments, "encounters": encounters}


def _day(today: date, ago: int) -> str:
    return (today - timedelta(days=ago)).isoformat()
