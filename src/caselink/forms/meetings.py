"""Meetings: what is asked of one, what is said of a case there, and what everybody in the room signs.

What is said of a case (why it is on the agenda, what was decided, who does what) are dated records of that case, closed
on the screen, and leave only in packs and minutes, by the gate (docs/rules/meetings.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.meetings import ConferenceBasis, Meeting, MeetingKind, Promise
from caselink.forms.categories import Category as C
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import N_, _

MEETING_ID_PATTERN: Final = r"^[0-9A-Za-z_-]{1,64}$"
MOST_INVITED: Final = 200
"""People and agencies of one meeting."""
MOST_SITUATIONS: Final = 500
"""Situations of a meeting without a file."""

KIND_LABELS: Final[dict[MeetingKind, str]] = {
    MeetingKind.NETWORK: N_("réunion du réseau"),
    MeetingKind.CONFERENCE: N_("concertation sur des situations"),
}
BASIS_LABELS: Final[dict[ConferenceBasis, str]] = {
    ConferenceBasis.LAW: N_("la loi"),
    ConferenceBasis.LEAVE: N_("l’autorisation motivée du procureur"),
}
PROMISE_LABELS: Final[dict[Promise, str]] = {
    Promise.SIGNED: N_("signé"),
    Promise.ALOUD: N_("dit à voix haute"),
    Promise.NOT: N_("pas signé"),
}
STATES: Final = (
    Option("open", N_("à faire")),
    Option("done", N_("fait")),
    Option("changed", N_("les circonstances ont changé")),
    Option("not_done", N_("pas fait")),
    Option("impossible", N_("impossible")),
)
"""SafeLives tells three ways of not done apart; « impossible » is ours."""
OPEN: Final = frozenset({"open"})
UNDONE: Final = ("changed", "not_done", "impossible")
"""The reasons for which an action was not done."""

_MEETING: Final = RecordColumn(
    Field("meeting", N_("Réunion"), K.TEXT, C.INTIMATE, N_("La réunion, par son identifiant.")), Rule.MEETING,
    required=True,
)
_ON: Final = RecordColumn(
    Field("on", N_("Jour"), K.DATE, C.INTIMATE, N_("Le jour de la réunion."), lies_ahead=True), Rule.DAY, required=True
)

AGENDA: Final = RecordForm(
    "agenda",
    N_("Passage en réunion"),
    (
        _MEETING,
        _ON,
        RecordColumn(
            Field("by", N_("Proposé par"), K.TEXT, C.INTIMATE, N_("Son nom court dans l’annuaire.")), Rule.PARTNER,
            kept_as="put_by",
        ),
        RecordColumn(Field("why", N_("Pourquoi"), K.LONG_TEXT, C.INTIMATE, N_("Pourquoi en parler à cette réunion."))),
        RecordColumn(Field("wanted", N_("Ce qui est attendu"), K.LONG_TEXT, C.INTIMATE, N_("Ce qui est à décider."))),
        RecordColumn(Field(
            "despite", N_("Malgré une ressemblance"), K.TEXT, C.INTIMATE,
            N_("Pourquoi qui ressemble à quelqu’un à ne jamais informer peut l’entendre."),
        )),
        RecordColumn(Field(
            "stayed", N_("Présents pour cette situation"), K.TEXT, C.INTIMATE, N_("Noms courts, avec une espace entre.")
        )),
    ),
    keyed_by="meeting",
    closed=True,
)
DECIDED: Final = RecordForm(
    "decisions",
    N_("Décision de réunion"),
    (
        _MEETING,
        _ON,
        RecordColumn(
            Field("text", N_("Ce qui est décidé"), K.LONG_TEXT, C.INTIMATE, N_("En une ligne.")), required=True
        ),
    ),
    closed=True,
)
ACTION: Final = RecordForm(
    "actions",
    N_("Action de réunion"),
    (
        _MEETING,
        _ON,
        RecordColumn(
            Field(
                "partner", N_("Qui"), K.TEXT, C.INTIMATE, N_("La structure, par son nom court ; sans elle, ce service.")
            ),
            Rule.PARTNER,
        ),
        RecordColumn(Field("what", N_("Quoi"), K.TEXT, C.INTIMATE, N_("En une ligne.")), required=True),
        RecordColumn(
            Field("due", N_("Pour le"), K.DATE, C.INTIMATE, N_("Le dernier jour."), lies_ahead=True), Rule.DAY
        ),
        RecordColumn(
            Field("need", N_("Besoin"), K.TEXT, C.INTIMATE, N_("Le besoin dont il s’agit, s’il y en a un.")), Rule.NEED
        ),
        RecordColumn(Field("state", N_("État"), K.CHOICE, C.INTIMATE, N_("Où en est l’action."), STATES)),
        RecordColumn(Field("why", N_("Pourquoi"), K.TEXT, C.INTIMATE, N_("Surtout de ce qui n’est pas fait."))),
    ),
    closed=True,
)


@dataclass(frozen=True, slots=True)
class StatementText:
    """The confidentiality statement in one version. A version is never changed: another wording is another one."""

    version: str
    paragraphs: tuple[str, ...]


STATEMENTS: Final = (
    StatementText("2026-1", (
        N_("Ce qui est dit ici d’une personne sert à la protéger et à l’aider, à rien d’autre."),
        N_("Je ne le répète à personne qui n’a pas à le savoir, ni dans mon service, ni ailleurs, ni chez moi."),
        N_("Je ne parle jamais à l’auteur des violences, ni à ses proches, de cette réunion ou de ce qui s’y dit."),
        N_("Si je connais l’une des personnes dont on parle, je le dis avant et je sors de la salle."),
        N_(
            "Je sors quand la personne n’a pas accepté que mon service l’entende. Je ne cherche pas à l’apprendre "
            "autrement."
        ),
        N_("Je ne copie et ne photographie rien. Ce qui m’est remis reste chiffré, puis est détruit à sa date."),
        N_("Je fais ce dont je me charge pour le jour dit, ou je dis pourquoi ce n’est pas fait."),
        N_("Qui manque à cet engagement ne participe plus, et peut en répondre devant la justice."),
    )),
)
"""The last one is signed from now on (docs/rules/meetings.md tells where each sentence comes from)."""
NO_FILE_WORDS: Final = (
    N_("Rien de ce qui se dit ici n’est écrit dans un fichier : seulement le jour, qui est là, et combien de "
       "situations."),
    N_("Rien de ce que couvre le secret professionnel n’est dit. Chaque service note chez lui ce dont il se charge, et "
       "que la personne en a été informée."),
)
"""What is added where nothing is kept (charter of French local councils)."""


def current_statement() -> StatementText:
    """The one that is signed from now on."""
    return STATEMENTS[-1]


def meeting_faults(meeting: Meeting, country: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a meeting as it is planned: the key and a finished sentence each. `country` is the office's.

    A Belgian conference says on what it rests (article 458ter of the code of before April 2026 [c]): a law, or the
    prosecutor's reasoned leave, which names who, why and how.
    """
    if not meeting.invited:
        yield "invited", _("Une réunion a au moins une structure invitée.")
    if len(meeting.invited) > MOST_INVITED:
        yield "invited", _("Une réunion compte au plus {count} invitations.").format(count=MOST_INVITED)
    if len(set(meeting.invited)) < len(meeting.invited):
        yield "invited", _("Une invitation se trouve deux fois.")
    if meeting.basis is not None and meeting.kind is not MeetingKind.CONFERENCE:
        yield "basis", _("Seule une concertation repose sur la loi ou sur une autorisation.")
    if meeting.kind is MeetingKind.CONFERENCE and country == "BE" and meeting.basis is None:
        yield "basis", _("Une concertation dit sur quoi elle repose : la loi, ou l’autorisation motivée du procureur.")
    said = (("leave_who", meeting.leave_who), ("leave_why", meeting.leave_why), ("leave_how", meeting.leave_how))
    for key, text in said:
        if meeting.basis is ConferenceBasis.LEAVE and not text:
            yield key, _("L’autorisation du procureur dit qui, pourquoi et comment : il manque une réponse.")
        elif meeting.basis is not ConferenceBasis.LEAVE and text:
            yield key, _("Cela ne se dit que d’une autorisation du procureur.")


def holding_faults(meeting: Meeting, today: date) -> Iterator[tuple[str, str]]:
    """What is wrong with noting what happened there: it has not come yet, nobody was there, somebody stands twice."""
    if meeting.on > today:
        yield "on", _("Le jour de cette réunion n’est pas encore venu.")
    if len({(each.partner, each.name) for each in meeting.attended}) < len(meeting.attended):
        yield "attended", _("Une personne se trouve deux fois parmi les présents.")
    if meeting.count is not None and not 0 <= meeting.count <= MOST_SITUATIONS:
        yield "count", _("Le nombre de situations va de 0 à {count}.").format(count=MOST_SITUATIONS)
