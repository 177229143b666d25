"""What is rarely asked about a case: who may open it, why it must be kept, that it is erased for good."""

from __future__ import annotations

from typing import Final

from caselink.domain.case import Case
from caselink.domain.roles import Role
from caselink.forms.asks import Answers, Ask, Kept
from caselink.forms.schema import Kind, Option
from caselink.forms.texts import day_text
from caselink.i18n import N_, _
from caselink.services.cases import read_case
from caselink.services.erasing import Certificate, erase_case
from caselink.services.managing import Management
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Questionnaire
from caselink.services.reserving import open_case_to_all, reserve_case
from caselink.services.retention import hold_case, lift_hold

ALL: Final = "all"
SOME: Final = "some"


def _reserve(office: Office, facts: Management, answers: Answers) -> Case:
    if answers.text("whom") == SOME:
        reserve_case(office, facts.case_id, answers.chosen("names"))
    else:
        open_case_to_all(office, facts.case_id)
    return read_case(office, facts.case_id)


RESERVE: Final = Questionnaire[Management, Case](
    "reserve",
    (
        Ask(
            "whom", N_("Qui peut l’ouvrir"), Kind.CHOICE, always_one=True,
            options=(Option(ALL, N_("tout le service")), Option(SOME, N_("certaines personnes seulement"))),
            proposes=lambda facts: ALL if facts.reserved_to is None else SOME,
        ),
        Ask(
            "names", N_("Personnes"), Kind.CHOICES, help=N_("Vous en faites toujours partie."),
            shown_if=lambda _facts, answers: answers.text("whom") == SOME,
            options_from=lambda facts, _answers: [(worker.name, worker.name) for worker in facts.colleagues],
            always=lambda facts: (facts.user,),
            proposes=lambda facts: facts.reserved_to or (facts.user,),
            note=lambda _facts, _answers: _(
                "Un dossier réservé est chiffré avec une clé à lui : les autres ne le voient pas dans la liste et ne "
                "peuvent pas le lire, même avec un autre programme. Il reçoit une référence au hasard ; l’ancienne "
                "redevient libre, et personne n’apprend par elle qu’il existe. Les rôles, eux, n’arrêtent pas qui sait "
                "programmer. Il se ferme aussi, dans les 24 heures, dans les sauvegardes que CaseLink fait lui-même ; "
                "les copies gardées ailleurs restent lisibles par tout le service. Le code de secours l’ouvre aussi."
            ),
        ),
    ),
    title=N_("Qui peut l’ouvrir"),
    save=N_("Enregistrer qui peut l’ouvrir"),
    write=_reserve,
)


def _how_long(facts: Management) -> str:
    words = [_(
        "Dernier contact noté le {contact}. À partir du {review}, CaseLink proposera de réexaminer ce dossier ; rien "
        "n’est jamais effacé sans qu’une personne le décide."
    ).format(contact=day_text(facts.last_contact), review=day_text(facts.review_on))]
    if facts.role is not Role.COORDINATOR:
        words.append(_("La coordination seule peut suspendre l’effacement ou lever la suspension."))
    return " ".join(words)


def _may_hold(facts: Management) -> bool:
    return facts.hold is None and facts.role is Role.COORDINATOR


def _hold(office: Office, facts: Management, answers: Answers) -> Case:
    hold_case(office, facts.case_id, answers.text("reason"))
    return read_case(office, facts.case_id)


HOLD: Final = Questionnaire[Management, Case](
    "hold",
    (
        Ask(
            "reason", N_("Pourquoi ce dossier ne doit pas être effacé"), Kind.TEXT,
            help=N_("Une enquête, un procès, la demande d’un juge : tant que c’est noté, rien n’en est effacé."),
            needed=N_("Notez la raison : elle reste au dossier."),
            shown_if=lambda facts, _answers: _may_hold(facts),
        ),
    ),
    title=N_("Conservation"),
    intro_from=_how_long,
    offered_if=_may_hold,
    save=N_("Suspendre l’effacement"),
    write=_hold,
)


def _lift(office: Office, facts: Management, _answers: Answers) -> Case:
    lift_hold(office, facts.case_id)
    return read_case(office, facts.case_id)


def _held(facts: Management) -> str:
    if facts.hold is None or facts.held_since is None:
        return ""
    return _("⚠ Effacement suspendu depuis le {day} par {who} : {why}").format(
        day=day_text(facts.held_since), who=facts.hold.by, why=facts.hold.reason
    )


LIFT: Final = Questionnaire[Management, Case](
    "lift_hold", (), intro_from=_held, offered_if=lambda facts: facts.role is Role.COORDINATOR,
    save=N_("Lever la suspension"), write=_lift,
)


def may_erase(facts: Management) -> bool:
    """Whether this worker can erase the case now."""
    return facts.role is Role.COORDINATOR and facts.hold is None


def _what_goes(facts: Management) -> str:
    if facts.hold is not None:
        return _("L’effacement est suspendu : ce dossier ne peut pas être effacé.")
    if not may_erase(facts):
        return _("La coordination seule peut effacer un dossier.")
    return _(
        "Tout disparaît du coffre : fiche, besoins, accords, registre, historique. Les sauvegardes du coffre sont "
        "nettoyées dans les 24 heures, ou dès la prochaine ouverture si personne ne l’ouvre d’ici là. Le journal "
        "d’audit garde qu’un dossier a été effacé, sans nom. Un certificat qui ne porte que la référence vous est "
        "remis. Cela ne peut pas être annulé."
    )


def _erase(office: Office, facts: Management, answers: Answers) -> Certificate:
    return erase_case(office, facts.case_id, answers.text("reference"))


ERASE: Final = Questionnaire[Management, Certificate](
    "erase_case",
    (
        Ask(
            "reference", N_("Tapez la référence du dossier pour confirmer"), Kind.TEXT, kept=Kept.NEVER,
            needed=N_("Tapez la référence du dossier : rien n’a été effacé."),
            check=lambda facts, answers: "" if answers.text("reference") == facts.reference else _(
                "Ce n’est pas la référence de ce dossier : rien n’a été effacé."
            ),
            shown_if=lambda facts, _answers: may_erase(facts),
        ),
    ),
    title=N_("Effacer définitivement"),
    intro_from=_what_goes,
    offered_if=may_erase,
    save=N_("Effacer ce dossier…"),
    write=_erase,
)
