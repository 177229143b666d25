"""The safety plan made with her: its items as data, each to do, done, or not wished.

An item names a need where one fits: it is then proposed with the others. Sources are ids of `danger.sources`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.record_forms import Record, RecordColumn, RecordForm, Rule
from caselink.forms.schema import Field, Option
from caselink.forms.schema import Kind as K
from caselink.i18n import H_, N_


class PlanGroup(StrEnum):
    """The parts of a plan, in the order in which it is made."""

    HOME = "home"
    BEFORE = "before"
    LEAVING = "leaving"
    AFTER = "after"
    CHILDREN = "children"
    PHONE = "phone"
    PAPERS = "papers"
    MONEY = "money"
    PEOPLE = "people"
    ANIMALS = "animals"


GROUP_LABELS: Final[dict[PlanGroup, str]] = {
    PlanGroup.HOME: H_("À la maison"), PlanGroup.BEFORE: H_("Avant de partir"), PlanGroup.LEAVING: H_("Partir"),
    PlanGroup.AFTER: H_("Après"), PlanGroup.CHILDREN: H_("Les enfants"),
    PlanGroup.PHONE: H_("Téléphone et comptes"), PlanGroup.PAPERS: H_("Papiers"), PlanGroup.MONEY: H_("Argent"),
    PlanGroup.PEOPLE: H_("Proches"), PlanGroup.ANIMALS: H_("Animaux"),
}
GROUP_CAUTIONS: Final[dict[PlanGroup, str]] = {
    PlanGroup.LEAVING: H_("Le départ est le moment le plus dangereux : ne rien annoncer, ne pas s’expliquer."),
    PlanGroup.PHONE: H_(
        "Garder d’abord les preuves. Changer tout d’un coup se remarque : prévoir l’ordre, et depuis un appareil sûr."
    ),
}
"""What is said above the items of a group."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to prepare. `need` is the need that it becomes, or empty."""

    id: str
    group: PlanGroup
    label: str
    source: str
    need: str = ""


def _of(group: PlanGroup, source: str, *items: tuple[str, str] | tuple[str, str, str]) -> tuple[PlanItem, ...]:
    return tuple(PlanItem(item[0], group, item[1], source, *item[2:]) for item in items)


_LISTED: Final = (
    *_of(
        PlanGroup.HOME, "maisonsejour",
        ("exits", H_("Repérer par où sortir, et s’y exercer")),
        ("safe_room", H_("Choisir une pièce avec une sortie, sans couteaux ni outils")),
        ("neighbour", H_("Prévenir un voisin : au premier bruit, il appelle la police")),
        ("code_word", H_("Convenir d’un mot avec un proche : il veut dire « appelle »")),
        ("numbers_by_heart", H_("Savoir deux numéros par cœur")),
    ),
    *_of(
        PlanGroup.BEFORE, "violencequefaire",
        ("bag_elsewhere", H_("Déposer ailleurs un sac : clés, médicaments, vêtements, chargeur"), "belongings"),
        ("where_to_go", H_("Savoir où aller, de jour et de nuit"), "accommodation"),
        ("lawyer_first", H_("Demander conseil avant de partir : logement, enfants"), "lawyer"),
        ("permit_first", H_("Si le séjour dépend de lui : un juriste d’abord"), "immigration_lawyer"),
    ),
    *_of(
        PlanGroup.LEAVING, "violencequefaire",
        ("hour", H_("Choisir l’heure où il n’est pas là")),
        ("ride", H_("Prévoir qui conduit, ou quel transport"), "mobility"),
        ("no_announcement", H_("N’en parler à personne qui pourrait le lui dire")),
        ("escort", H_("Demander à la police d’être là pour reprendre les affaires"), "belongings"),
    ),
    *_of(
        PlanGroup.AFTER, "violencequefaire",
        ("locks", H_("Changer les serrures, reprendre les clés")),
        ("post", H_("Faire suivre le courrier à une adresse sûre"), "safe_post"),
        ("routes", H_("Changer de trajets, d’heures, de magasins")),
        (
            "work_told", H_("Prévenir le travail : ne donner aucun renseignement, filtrer les appels"),
            "employer_informed",
        ),
        ("protection", H_("Demander une mesure de protection"), "protection_order"),
    ),
    *_of(
        PlanGroup.CHILDREN, "tactics",
        ("children_call", H_("Apprendre aux enfants à sortir et à appeler, jamais à s’interposer")),
        ("school_list", H_("Dire à l’école qui peut venir les chercher"), "school_informed"),
        ("handover", H_("Remettre les enfants sans le croiser, dans un lieu avec des tiers"), "contact_arrangements"),
        ("no_messenger", H_("Ne jamais faire des enfants des messagers")),
    ),
    *_of(
        PlanGroup.PHONE, "techsafety",
        ("safe_device", H_("Utiliser un appareil qu’il n’a jamais tenu"), "safe_phone"),
        ("proof_kept", H_("Garder l’original et une copie entière : date, heure, expéditeur, adresse"), "evidence"),
        ("who_pays", H_("Savoir qui paie le contrat, et qui lit les factures")),
        ("location", H_("Localisation, cartes, voiture, balises : chercher, puis couper")),
        ("cloud", H_("Cloud et sauvegardes : mot de passe, adresse et numéro de secours"), "digital_access"),
        ("shared_accounts", H_("Comptes partagés : magasins, banque, allocations, impôts"), "digital_access"),
        ("children_devices", H_("Appareils des enfants : tablettes, jeux, cadeaux, application de l’école")),
        ("home_devices", H_("Box, caméras, objets reliés à la maison")),
    ),
    *_of(
        PlanGroup.PAPERS, "maisonsejour",
        ("identity_papers", H_("Identité et séjour de chacun : originaux ou copies, ailleurs"), "papers"),
        ("family_papers", H_("Livret, actes, jugements, santé, école")),
        ("proofs", H_("Bail, fiches de paie, certificats, récépissés de plainte"), "evidence"),
    ),
    *_of(
        PlanGroup.MONEY, "violencequefaire",
        ("cash", H_("Un peu d’argent, gardé ailleurs")),
        ("own_account", H_("Un compte personnel, relevés à une adresse sûre"), "own_account"),
        ("powers", H_("Retirer procurations et cartes")),
    ),
    *_of(
        PlanGroup.PEOPLE, "maisonsejour",
        ("who_helps", H_("Deux personnes qui savent, et ce que chacune fait"), "support_person"),
        ("who_not", H_("À qui ne rien dire")),
    ),
    *_of(PlanGroup.ANIMALS, "violencequefaire", ("animal_host", H_("Trouver qui garde les animaux"))),
)

PLAN_ITEMS: Final[dict[str, PlanItem]] = {item.id: item for item in _LISTED}

_OF_RESIDENCE: Final = frozenset({"permit_first", "identity_papers"})

STATES: Final = (
    Option("to_do", N_("à faire")), Option("done", N_("fait")), Option("not_wished", N_("pas souhaité")),
)

PLAN_TITLE: Final = H_("Mon plan")
PLAN_NUMBERS: Final = H_("Numéros")
PLAN_TEXTS: Final = (
    PLAN_TITLE, PLAN_NUMBERS, *GROUP_LABELS.values(), *GROUP_CAUTIONS.values(),
    *(item.label for item in PLAN_ITEMS.values()),
)
"""Every sentence of the program that can stand on her paper."""

PLAN: Final = RecordForm(
    "safety_plan",
    N_("Plan de sécurité"),
    (
        RecordColumn(
            Field(
                "item", N_("Point du plan"), K.CHOICE, C.VIOLENCE, N_("Ce qui est préparé."),
                tuple(Option(item.id, item.label) for item in PLAN_ITEMS.values()),
            ),
            required=True,
        ),
        RecordColumn(Field("state", N_("État"), K.CHOICE, C.VIOLENCE, N_("Où il en est."), STATES), required=True),
        RecordColumn(
            Field("due", N_("Pour le"), K.DATE, C.VIOLENCE, N_("Le jour convenu avec elle."), lies_ahead=True), Rule.DAY
        ),
        RecordColumn(Field("note", N_("Remarque"), K.TEXT, C.INTIMATE, N_("Pour le service : jamais sur son papier."))),
    ),
    keyed_by="item",
    closed=True,
)


def reveals_residence(item: object) -> bool:
    """Whether an item of the plan tells of her residence: what it prepares is of a permit or its papers."""
    return item in _OF_RESIDENCE


def needs_of_plan(records: Iterable[Record]) -> frozenset[str]:
    """The needs that the items to do of a plan propose."""
    to_do = (PLAN_ITEMS.get(str(record.get("item"))) for record in records if record.get("state") == "to_do")
    return frozenset(item.need for item in to_do if item is not None and item.need)
