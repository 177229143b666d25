"""Keys of the vault: a new worker, another name, role or passphrase, somebody's key or the code taken away.

Whoever does it gives her own passphrase for each: `current`, which is wrong where the vault says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import WrongPassphrase
from caselink.forms.asks import Answers, Ask, Kept, Look
from caselink.forms.schema import Kind, Option
from caselink.i18n import N_, _, ngettext
from caselink.services import workers as keys
from caselink.services.office import Office, new_user_problem, passphrase_problem
from caselink.services.questionnaires.questionnaire import Faults, Questionnaire
from caselink.services.role_words import ROLE_HELP, ROLE_LABELS, WHAT_ROLES_CANNOT
from caselink.services.workers import CODE_AND_RESERVED, OLD_COPIES, Worker

_A_MINUTE: Final = N_("Nouvelle clé et nouveau fichier : cela peut durer une minute…")
_HELP_NAME: Final = N_("Lettres minuscules, chiffres, tiret : camille-r.")


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Whose key it is about, where it is somebody's; to whom alone a reserved case would be left by a new code."""

    worker: Worker | None = None
    left_to_one: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Whose; empty for nobody's."""
        return "" if self.worker is None else self.worker.name

    @property
    def lost(self) -> int:
        """How many reserved cases go with her key."""
        return 0 if self.worker is None else self.worker.lost_without_her


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What to say once it is done. `words` are to be handed to `name` now, `code` is to be printed, this once."""

    said: str
    name: str = ""
    words: str = ""
    code: str = ""


Write = Callable[[Office, KeyFacts, Answers], KeyChange]


def _checked(write: Write) -> Write:
    """What the vault says of the passphrase of who does it belongs to that question."""

    def write_checked(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
        try:
            return write(office, facts, answers)
        except WrongPassphrase as fault:
            raise Faults({"current": fault.sentence}) from fault

    return write_checked


def _current(label: str = N_("Votre phrase de passe")) -> Ask[KeyFacts]:
    return Ask(
        "current", label, Kind.TEXT, help=N_("Pour que personne ne le fasse à votre place."), look=Look.HIDDEN,
        needed=N_("Tapez d’abord votre propre phrase de passe."),
    )


def _secret(label: str) -> Ask[KeyFacts]:
    return Ask("secret", label, Kind.TEXT, look=Look.PICTURE, kept=Kept.NEVER, check=_secret_fault)


def _secret_fault(_facts: KeyFacts, answers: Answers) -> str:
    text, again = (_typed(answers, name) for name in ("text", "again"))
    if (problem := passphrase_problem(text)) is not None:
        return problem
    return "" if text in (again, _typed(answers, "words")) else _("Les deux phrases de passe ne sont pas les mêmes.")


def _typed(answers: Answers, name: str) -> str:
    secret = answers.get("secret")
    return str(secret.get(name, "")) if isinstance(secret, Mapping) else ""


def _own(answers: Answers) -> str:
    """Her own passphrase just as she typed it."""
    return str(answers.get("current", ""))


def _name(label: str) -> Ask[KeyFacts]:
    return Ask(
        "name", label, Kind.TEXT, help=_HELP_NAME, look=Look.USER_NAME,
        check=lambda _facts, answers: new_user_problem(answers.text("name")) or "",
    )


def _what_she_may(_facts: KeyFacts, answers: Answers) -> str:
    role = answers.text("role")
    return _(ROLE_HELP[Role(role)]) if role else ""


def _role(proposes: Callable[[KeyFacts], str]) -> Ask[KeyFacts]:
    return Ask(
        "role", N_("Rôle"), Kind.CHOICE, options=tuple(Option(role.value, ROLE_LABELS[role]) for role in Role),
        always_one=True, proposes=proposes, note=_what_she_may,
    )


def _loss_words(facts: KeyFacts) -> str:
    return ngettext("perdre {count} dossier", "perdre {count} dossiers", facts.lost).format(count=facts.lost)


def _loss(facts: KeyFacts) -> str:
    """What goes with her key: she can name somebody else first, or the loss is said in words."""
    return ngettext(
        "{count} dossier réservé n’a que sa clé, et sera perdu pour toujours. Mieux : qu’elle le réserve d’abord "
        "aussi à quelqu’un d’autre.",
        "{count} dossiers réservés n’ont que sa clé, et seront perdus pour toujours. Mieux : qu’elle les réserve "
        "d’abord aussi à quelqu’un d’autre.", facts.lost,
    ).format(count=facts.lost) if facts.lost else ""


def _is_not_meant(facts: KeyFacts, answers: Answers) -> str:
    meant = answers.text("loss") == _loss_words(facts)
    return "" if meant else _("Ce n’est pas cette phrase : rien n’a été modifié.")


_LOSS: Final = Ask[KeyFacts](
    "loss", N_("La perte, en toutes lettres"), Kind.TEXT, kept=Kept.NEVER,
    shown_if=lambda facts, _answers: facts.lost > 0,
    label_from=lambda facts: _("Tapez « {words} » pour confirmer la perte").format(words=_loss_words(facts)),
    check=_is_not_meant,
)


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, paragraphs))


def _add(office: Office, _facts: KeyFacts, answers: Answers) -> KeyChange:
    name, passphrase = answers.text("name"), _typed(answers, "text")
    keys.add_worker(office, name, Role(answers.text("role")), passphrase, _own(answers))
    return KeyChange(_("{name} peut ouvrir le coffre.").format(name=name), name, _typed(answers, "words"))


ADD_WORKER: Final = Questionnaire[KeyFacts, KeyChange](
    "worker_added",
    (
        _name(N_("Son nom d’utilisateur")), _role(lambda _facts: Role.WORKER.value),
        _secret(N_("Sa phrase de passe")), _current(),
    ),
    title=N_("Ajouter une personne"),
    save=N_("Ajouter"),
    busy=N_("Nouvelle clé : quelques secondes…"),
    write=_checked(_add),
)


def _rename(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
    new = answers.text("name")
    keys.rename_worker(office, facts.name, new, _own(answers))
    return KeyChange(_("{name} s’appelle désormais {new}.").format(name=facts.name, new=new))


RENAME_WORKER: Final = Questionnaire[KeyFacts, KeyChange](
    "worker_renamed",
    (_name(N_("Son nouveau nom d’utilisateur")), _current()),
    title_from=lambda facts: _("Nom : {name}").format(name=facts.name),
    intro=N_(
        "Sa phrase de passe, son rôle et ses dossiers réservés restent les siens. Ce qu’elle a noté reste sous "
        "l’ancien nom, qui n’est plus donné à personne."
    ),
    save=N_("Changer le nom"),
    busy=N_("Changement de nom…"),
    write=_checked(_rename),
)


def _set_role(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
    role = Role(answers.text("role"))
    keys.set_role(office, facts.name, role, _own(answers))
    return KeyChange(_("{name} : {role}.").format(name=facts.name, role=_(ROLE_LABELS[role])))


CHANGE_ROLE: Final = Questionnaire[KeyFacts, KeyChange](
    "role_changed",
    (_role(lambda facts: Role.WORKER.value if facts.worker is None else facts.worker.role.value), _current()),
    title_from=lambda facts: _("Rôle : {name}").format(name=facts.name),
    intro=WHAT_ROLES_CANNOT,
    save=N_("Changer le rôle"),
    busy=N_("Changement de rôle…"),
    write=_checked(_set_role),
)


def _remove(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.remove_worker(office, facts.name, _own(answers), facts.lost)
    said = _("{name} n’a plus de clé ; le coffre en a une nouvelle. Les anciennes copies gardent l’ancienne.")
    return KeyChange(said.format(name=facts.name))


REMOVE_WORKER: Final = Questionnaire[KeyFacts, KeyChange](
    "worker_removed",
    (
        _LOSS,
        Ask(
            "typed", N_("Son nom, pour confirmer"), Kind.TEXT, kept=Kept.NEVER,
            label_from=lambda facts: _("Tapez « {name} » pour confirmer").format(name=facts.name),
            check=lambda facts, answers: "" if answers.text("typed") == facts.name else _(
                "Ce n’est pas ce nom : rien n’a été retiré."
            ),
        ),
        _current(),
    ),
    title_from=lambda facts: _("Retirer {name}").format(name=facts.name),
    intro=N_(
        "Sa clé est retirée, et le coffre reçoit une nouvelle clé et un nouveau fichier de données. "
        "Ce qu’elle a noté dans les dossiers y reste, à son nom."
    ),
    warning_from=lambda facts: _paragraphs(_(OLD_COPIES), _loss(facts)),
    save=N_("Retirer du coffre"),
    busy=_A_MINUTE,
    write=_checked(_remove),
)


def _change_own(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.change_passphrase(office, facts.name, _typed(answers, "text"), _own(answers))
    return KeyChange(_("Votre phrase de passe est changée."))


OWN_PASSPHRASE: Final = Questionnaire[KeyFacts, KeyChange](
    "passphrase_changed",
    (_current(N_("Phrase de passe actuelle")), _secret(N_("Nouvelle phrase de passe"))),
    title=N_("Phrase de passe"),
    intro=N_(
        "Le coffre reçoit aussi une nouvelle clé : l’ancienne phrase de passe n’ouvre plus que les copies et "
        "sauvegardes faites jusqu’ici, rien de ce qui s’écrit ensuite."
    ),
    save=N_("Changer la phrase de passe"),
    busy=_A_MINUTE,
    write=_checked(_change_own),
)


def _reset(office: Office, facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.change_passphrase(office, facts.name, _typed(answers, "text"), _own(answers), facts.lost)
    said = _("{name} a une nouvelle phrase de passe.").format(name=facts.name)
    return KeyChange(said, facts.name, _typed(answers, "words"))


OTHER_PASSPHRASE: Final = Questionnaire[KeyFacts, KeyChange](
    "passphrase_reset",
    (_secret(N_("Sa nouvelle phrase de passe")), _LOSS, _current()),
    title_from=lambda facts: _("Phrase de passe : {name}").format(name=facts.name),
    intro=N_(
        "Pour une personne qui a oublié la sienne. Le coffre reçoit aussi une nouvelle clé : l’ancienne phrase "
        "de passe n’ouvre plus que les copies et sauvegardes faites jusqu’ici. Les dossiers réservés que vous "
        "ne pouvez pas ouvrir vous-même lui sont alors fermés."
    ),
    warning_from=_loss,
    save=N_("Changer la phrase de passe"),
    busy=_A_MINUTE,
    write=_checked(_reset),
)


def _new_code(office: Office, _facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.expect_myself(office, _own(answers))  # first: a code that was never made is not to be waited for
    keys.show_code_once(office)
    code = keys.renew_recovery(office, _own(answers))
    return KeyChange(_("Le nouveau code de secours est le seul qui compte."), code=code)


NEW_CODE: Final = Questionnaire[KeyFacts, KeyChange](
    "recovery_renewed",
    (_current(),),
    title=N_("Nouveau code de secours"),
    intro_from=lambda _facts: _paragraphs(
        _("Un nouveau code est montré une seule fois, avec sa feuille à imprimer. L’ancien n’ouvre plus ce coffre."),
        _(CODE_AND_RESERVED), _(OLD_COPIES),
    ),
    warning_from=lambda facts: keys.left_to_one_warning(facts.left_to_one),
    save=N_("Faire un nouveau code"),
    busy=N_("Nouveau code et nouveau fichier : cela peut durer une minute…"),
    write=_checked(_new_code),
)


def _revoke(office: Office, _facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.revoke_recovery(office, _own(answers))
    return KeyChange(_("Le code de secours n’ouvre plus ce coffre."))


REVOKE_CODE: Final = Questionnaire[KeyFacts, KeyChange](
    "recovery_revoked",
    (_current(),),
    title=N_("Révoquer le code de secours"),
    intro_from=lambda _facts: _paragraphs(_("Le code sur papier n’ouvrira plus ce coffre."), _(OLD_COPIES)),
    warning_from=lambda _facts: _(
        "Sans code de secours, une phrase de passe oubliée par tous ferme les dossiers pour toujours."
    ),
    save=N_("Révoquer le code"),
    busy=_A_MINUTE,
    write=_checked(_revoke),
)


def _renew_key(office: Office, _facts: KeyFacts, answers: Answers) -> KeyChange:
    keys.renew_data_key(office, _own(answers))
    return KeyChange(_("Le coffre a une nouvelle clé."))


RENEW_KEY: Final = Questionnaire[KeyFacts, KeyChange](
    "data_key_renewed",
    (_current(),),
    title=N_("Renouveler la clé des données"),
    intro_from=lambda _facts: _paragraphs(
        _("Le coffre est recopié sous une nouvelle clé. Les phrases de passe et le code de secours restent les mêmes."),
        _(OLD_COPIES),
    ),
    save=N_("Renouveler la clé"),
    busy=_A_MINUTE,
    write=_checked(_renew_key),
)
