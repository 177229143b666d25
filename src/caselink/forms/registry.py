"""The shared partner form: every section, in reading order (docs/rules/form.md)."""

from __future__ import annotations

from typing import Final

from caselink.forms.schema import Form
from caselink.forms.sections.children import CHILDREN, PARENTAL_AUTHORITY
from caselink.forms.sections.contact import CONTACT, RESOURCE_PERSONS
from caselink.forms.sections.follow_up import GUIDANCE, STEPS
from caselink.forms.sections.health import HEALTH
from caselink.forms.sections.home import FAMILY, HOUSING
from caselink.forms.sections.justice import BARRIERS, PROTECTION_JUSTICE
from caselink.forms.sections.perpetrator import PERPETRATOR
from caselink.forms.sections.person import ACCESS, LANGUAGE, PERSON
from caselink.forms.sections.request import PROFESSIONAL, REQUEST
from caselink.forms.sections.residence import RESIDENCE
from caselink.forms.sections.violence import VIOLENCE
from caselink.forms.sections.work_money import WORK_MONEY

PARTNER_FORM: Final = Form(
    version=1,
    sections=(
        REQUEST,
        PROFESSIONAL,
        PERSON,
        CONTACT,
        RESOURCE_PERSONS,
        HOUSING,
        FAMILY,
        CHILDREN,
        PARENTAL_AUTHORITY,
        RESIDENCE,
        LANGUAGE,
        ACCESS,
        WORK_MONEY,
        HEALTH,
        VIOLENCE,
        PERPETRATOR,
        PROTECTION_JUSTICE,
        BARRIERS,
        STEPS,
        GUIDANCE,
    ),
)
"""Today's form. A field that is renamed or dropped gets a line in `forms/upgrades.py` and a new version."""
