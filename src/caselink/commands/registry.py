"""The commands, declared once: `cli`, help, what is asked of each and the check of docs/commands.md read this.

A new one is its declaration here and its function.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Final, cast

from caselink.commands.command_line import Argument, CommandLine
from caselink.commands.outcome import Command
from caselink.i18n import N_

_JSON: Final = Argument("--json", N_("écrire un seul document JSON sur la sortie standard"), switch=True)
_VAULT: Final = Argument("VAULT", N_("le répertoire du coffre"))
_UNLOCK: Final = (
    Argument("--user", N_("qui ouvre le coffre ; sans cette option, la seule personne qui en a une clé"), "NAME"),
    Argument(
        "--password-file",
        N_("fichier UTF-8 qui contient la phrase de passe ; sans cette option, elle est demandée"), "FILE",
    ),
    Argument(
        "--clock-is-right", N_("dire que l’horloge de cet ordinateur est juste, si elle ne va pas avec le coffre"),
        switch=True,
    ),
)
_RECOVERY: Final = Argument(
    "--recovery-file", N_("fichier UTF-8 qui contient le code de secours, au lieu d’une phrase de passe"), "FILE"
)
_CASE: Final = Argument("CASE", N_("la référence du dossier"))
_TO: Final = Argument("--to", N_("nom court de la structure partenaire"), "PARTNER", required=True)
_PURPOSE: Final = Argument(
    "--purpose",
    N_("finalité : safety, housing, complaint, care, child_protection, residence, resources_integration, network"),
    "P", required=True,
)
_DESPITE: Final = (
    Argument(
        "--despite-near-match",
        N_("préparer bien que le destinataire ressemble à quelqu’un à ne jamais informer"), switch=True,
    ),
    Argument("--reason-file", N_("fichier UTF-8 qui dit pourquoi, ou - pour l’entrée standard"), "FILE|-"),
)
_CLOSED: Final = Argument("--closed-case", N_("préparer bien que le dossier soit clos"), switch=True)

_WHY: Final = Argument("--why-file", N_("fichier UTF-8 qui dit pourquoi, ou - pour l’entrée standard"), "FILE|-")

_MEETING: Final = Argument("MEETING", N_("la réunion, par son identifiant"))
_FOR: Final = Argument("--for", N_("nom court de la structure partenaire"), "PARTNER", required=True)
_OUT_PDF: Final = Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True)

COMMANDS: Final[dict[str, CommandLine]] = {
    command.name: command
    for command in (
        CommandLine("demo", N_("crée un coffre de démonstration, aux dossiers fictifs"), "demo:demo", (
            Argument("DIR", N_("le répertoire où écrire")),
            Argument("--cases", N_("nombre de dossiers"), "N", default="12"),
            Argument("--seed", N_("graine : la même donne les mêmes dossiers"), "S", default="1"),
            _JSON,
        )),
        CommandLine("new", N_("crée un coffre avec l’annuaire de départ"), "vaults:new", (
            _VAULT,
            Argument("--user", N_("nom d’utilisateur : a-z, 0-9 et tiret, 32 signes au plus"), "NAME", required=True),
            Argument("--name", N_("nom du service, comme ses documents le portent"), "OFFICE", default=""),
            Argument("--phone", N_("téléphone du service, gardé tel quel"), "NUMBER", default=""),
            Argument("--country", N_("pays du service, FR ou BE ; sans cette option, les deux"), "CC", default=""),
            _UNLOCK[1], _JSON,
        )),
        CommandLine("check", N_("vérifie entièrement un coffre"), "vaults:check", (_VAULT, *_UNLOCK, _JSON)),
        CommandLine("schema", N_("donne le schéma JSON du document d’import"), "schema:schema", (_JSON,)),
        CommandLine("import", N_("importe des dossiers et des structures : tout ou rien"), "importing:import_", (
            _VAULT, Argument("FILE", N_("le document JSON")),
            Argument("--update", N_("compléter les dossiers dont la référence existe déjà"), switch=True),
            Argument("--erase", N_("effacer pour de bon ce qu’un choix importé ne laisse plus noter"), switch=True),
            Argument(
                "--passphrase-file", N_("fichier UTF-8 de la phrase de passe d’un document scellé"), "FILE"
            ),
            Argument("--dry-run", N_("dire ce qui serait importé, retiré ou effacé, et ne rien écrire"), switch=True),
            *_UNLOCK, _JSON,
        )),
        CommandLine("export", N_("écrit des dossiers entiers dans un document qui se réimporte"), "exporting:export", (
            _VAULT,
            Argument("[CASE]", N_("les références des dossiers ; sans elles, tous sauf les réservés"), many=True),
            Argument("--out", N_("le fichier à écrire"), "FILE", required=True),
            Argument("--reason-file", N_("fichier UTF-8 qui dit pourquoi, ou - pour l’entrée standard"), "FILE|-"),
            Argument("--plain", N_("en clair, sans phrase de passe"), switch=True),
            *_UNLOCK, _JSON,
        )),
        CommandLine("cases", N_("liste les dossiers"), "listing:cases", (
            _VAULT,
            Argument(
                "--search", N_("seulement ceux où ce texte se trouve ; - le lit sur l’entrée standard"), "TEXT|-",
                default="",
            ),
            *_UNLOCK, _JSON,
        )),
        CommandLine(
            "opposites", N_("liste les noms qui se trouvent dans des rôles opposés dans deux dossiers"),
            "listing:opposites", (_VAULT, *_UNLOCK, _JSON),
        ),
        CommandLine("partners", N_("liste les structures partenaires"), "listing:partners", (_VAULT, *_UNLOCK, _JSON)),
        CommandLine("needs", N_("liste les besoins d’un dossier"), "listing:needs", (_VAULT, _CASE, *_UNLOCK, _JSON)),
        CommandLine("suggest", N_("dit qui contacter pour un besoin, et pourquoi"), "suggesting:suggest", (
            _VAULT, _CASE,
            Argument("--need", N_("le besoin, comme lawyer ou shelter_tonight"), "ITEM", required=True),
            Argument(
                "--on", N_("moment à juger, comme 2026-11-03T14:30 ; sans cette option, maintenant"), "DATETIME"
            ),
            *_UNLOCK, _JSON,
        )),
        CommandLine("grid", N_("montre une grille de danger, ou ajoute celle d’un service"), "danger:grid", (
            Argument("[VAULT]", N_("le répertoire du coffre, pour une grille du service")),
            Argument("--grid", N_("full, short ou l’identifiant d’une grille du service"), "ID", default="full"),
            Argument("--add", N_("fichier JSON d’une grille à ajouter au coffre"), "FILE"), *_UNLOCK, _JSON,
        )),
        CommandLine("assess", N_("garde une évaluation du danger et dit le niveau proposé"), "danger:assess", (
            _VAULT, _CASE, Argument("FILE", N_("le fichier JSON de l’évaluation, ou - pour l’entrée standard")),
            *_UNLOCK, _JSON,
        )),
        CommandLine("danger", N_("liste les évaluations du danger d’un dossier"), "danger:danger", (
            _VAULT, _CASE, *_UNLOCK, _JSON,
        )),
        CommandLine("plan", N_("montre le plan de sécurité d’un dossier, ou y dit où en est un point"), "plan:plan", (
            _VAULT, _CASE, Argument("--item", N_("le point du plan, comme code_word"), "ITEM"),
            Argument("--state", N_("to_do, done, not_wished, ou none pour le retirer"), "STATE"),
            Argument("--due", N_("le jour convenu avec elle"), "DATE"), *_UNLOCK, _JSON,
        )),
        CommandLine("plan-paper", N_("écrit le plan qu’elle emporte, si un papier est sûr pour elle"),
            "plan:plan_paper", (
            _VAULT, _CASE, Argument("--language", N_("langue de ce papier, comme fr, ar ou ti"), "TAG", required=True),
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("consent-form", N_("écrit le formulaire d’accord qu’elle lit et signe, dans sa langue"),
            "consent_form:consent_form", (
            _VAULT, _CASE, _TO,
            Argument("--language", N_("langue de ce papier, comme fr, ar ou ti"), "TAG", required=True),
            Argument("--purpose", N_("finalité demandée ; sans cette option, des cases à cocher"), "PURPOSE"),
            Argument("--categories", N_("catégories demandées, séparées par des virgules"), "A,B"),
            Argument("--until", N_("dernier jour de l’accord, année-mois-jour"), "DATE"),
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("with-him", N_("liste les entretiens avec lui, ou en note un"), "plan:with_him", (
            _VAULT, _CASE, Argument("--new", N_("fichier JSON de l’entretien, ou - pour l’entrée standard"), "FILE|-"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("his-paper", N_("écrit l’orientation qu’il emporte : rien d’elle n’y est"), "plan:his_paper", (
            _VAULT, _CASE, Argument("INTERVIEW", N_("l’entretien avec lui, par son identifiant")),
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("disclose", N_("montre ce qui serait transmis, ce qui ne le serait pas et pourquoi"),
            "sharing:disclose", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--on", N_("jour à juger, année-mois-jour ; sans cette option, aujourd’hui"), "DATE"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("liaison", N_("écrit la fiche de liaison et l’inscrit au registre"), "sharing:liaison", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True),
            *_DESPITE,
            Argument("--attach", N_("joindre une copie de cette pièce ; plusieurs, séparées par des virgules"), "ID"),
            _CLOSED,
            Argument(
                "--ask-file", N_("fichier UTF-8 de ce qui est demandé, ou - ; sinon, d’après les besoins"), "FILE|-"
            ),
            Argument("--by", N_("jour où la réponse est attendue, année-mois-jour"), "DATE"),
            Argument("--through", N_("la structure qui transmet la fiche, par son nom court"), "PARTNER"),
            Argument("--slip", N_("écrire aussi le talon de réponse, qui ne dit rien d’elle"), "FILE.pdf"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("by-phone", N_("dit ce qui peut être dit au téléphone, et l’inscrit au registre"),
            "telephone:by_phone", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--said", N_("l’inscrire au registre : cela a été dit"), switch=True),
            Argument("--who-file", N_("fichier UTF-8 de qui était au bout du fil, ou -"), "FILE|-"),
            *_DESPITE, _CLOSED, *_UNLOCK, _JSON,
        )),
        CommandLine("danger-sheet", N_("écrit la fiche de danger et l’inscrit au registre"), "danger:danger_sheet", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True),
            Argument("--with-reason", N_("y mettre aussi le motif du niveau, relu"), switch=True),
            *_DESPITE, _CLOSED, *_UNLOCK, _JSON,
        )),
        CommandLine("report", N_("écrit un signalement sur un cadre légal, sans son accord"), "sharing:report", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_DESPITE, _CLOSED, *_UNLOCK,
            _JSON,
        )),
        CommandLine("chronology", N_("écrit la chronologie et l’inscrit au registre"), "sharing:chronology", (
            _VAULT, _CASE, _TO, _PURPOSE,
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_DESPITE, _CLOSED, *_UNLOCK,
            _JSON,
        )),
        CommandLine("receive", N_("montre ce qu’une réponse ou une fiche reçue changerait, et la reprend"),
            "receiving:receive", (
            _VAULT, Argument("FILE", N_("le talon de réponse, la fiche d’un autre service, ou le paquet qui revient")),
            Argument("--passphrase-file", N_("fichier UTF-8 de la phrase de passe de la fiche ou du paquet"), "FILE"),
            Argument("--case", N_("le dossier à côté duquel lire la fiche ; sans cela, un nouveau"), "CASE"),
            Argument("--only", N_("ne reprendre que ces rubriques, avec des virgules entre elles"), "PATHS"),
            Argument("--accept", N_("reprendre la réponse, ou ce que la fiche dit de neuf"), switch=True),
            *_UNLOCK, _JSON,
        )),
        CommandLine("office-key", N_("dit la clé par laquelle les partenaires reconnaissent vos fiches"),
            "receiving:office_key", (
            _VAULT, Argument("WHAT", N_("show, export ou trust")),
            Argument("[FILE]", N_("le fichier à écrire, ou la clé d’un autre service")),
            Argument("--fingerprint", N_("l’empreinte lue au téléphone ; sinon rien n’est reconnu"), "TEXT"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("recall", N_("rappelle ce qui est parti sous un accord retiré, une lettre par structure"),
            "her_papers:recall", (
            _VAULT, _CASE, Argument("--consent", N_("l’accord, par son identifiant"), "ID", required=True),
            Argument("--out", N_("le répertoire où écrire les lettres"), "DIR", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("booklet", N_("écrit un livret d’adresses à plier, sans rien d’un dossier"),
            "handing_out:booklet", (
            _VAULT, Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True),
            Argument("--case", N_("seulement ce qui convient aux besoins de ce dossier"), "CASE"),
            Argument("--language", N_("langue du livret : fr, nl ou en"), "TAG"),
            Argument("--size", N_("a5 ou a6 ; sans cette option, a6"), "SIZE", default="a6"),
            Argument("--large", N_("en grands caractères"), switch=True),
            Argument("--discreet", N_("sans les mots qui pourraient la trahir"), switch=True), *_UNLOCK, _JSON,
        )),
        CommandLine("blank-form", N_("écrit la fiche partenariale vierge, à remplir à la main"),
            "handing_out:blank_form", (
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True),
            Argument("--language", N_("langue de la fiche : fr, nl ou en"), "TAG"), _JSON,
        )),
        CommandLine("own-copy", N_("écrit pour elle ce qui est noté d’elle et qui l’a reçu"), "her_papers:own_copy", (
            _VAULT, _CASE, Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf"),
            Argument("--plain", N_("sans phrase de passe, pour l’imprimer"), switch=True),
            Argument("--read", N_("le dire au lieu de l’écrire, pour le lui lire"), switch=True), *_UNLOCK, _JSON,
        )),
        CommandLine(
            "access-letter", N_("écrit la réponse à qui demande ce que le service sait de lui"),
            "her_papers:access_letter", (
                _VAULT, Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
            ),
        ),
        CommandLine("card", N_("dit comment les documents nomment qui les fait, ou le change"), "cards:card", (
            _VAULT, Argument("--name", N_("le nom sous lequel les structures vous connaissent"), "NAME"),
            Argument("--function", N_("votre fonction"), "TEXT"), Argument("--phone", N_("votre numéro direct"), "N"),
            Argument("--logo", N_("image PNG ou JPEG du service, ou none : coordination"), "FILE"), *_UNLOCK, _JSON,
        )),
        CommandLine("register", N_("liste ce qui a été transmis, quand, à qui et à quel titre"), "listing:register", (
            _VAULT, Argument("[CASE]", N_("la référence d’un dossier ; sans elle, tous")),
            Argument("--pdf", N_("écrire cette page au lieu de la liste : coordination"), "FILE.pdf"),
            Argument("--plain", N_("sans phrase de passe, pour l’imprimer"), switch=True), *_UNLOCK, _JSON,
        )),
        CommandLine("processing-record", N_("écrit le registre des activités de traitement"),
            "accounting:processing_record", (
            _VAULT, Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("incident", N_("écrit la note d’un document parti à la mauvaise adresse"), "accounting:incident", (
            _VAULT, Argument("DOCUMENT", N_("le numéro imprimé sur le document")),
            Argument("--file", N_("fichier JSON de ce qui s’est passé, ou - pour l’entrée standard"), "FILE|-",
                     required=True),
            Argument("--out", N_("le fichier PDF à écrire"), "FILE.pdf", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("encounter", N_("note un entretien"), "following:encounter", (
            _VAULT, _CASE, Argument("FILE", N_("le document JSON, ou - pour l’entrée standard")), *_UNLOCK, _JSON,
        )),
        CommandLine("encounters", N_("liste les entretiens d’un dossier"), "following:encounters", (
            _VAULT, _CASE, *_UNLOCK, _JSON,
        )),
        CommandLine("evidence", N_("montre les preuves numériques d’un dossier, ou dit où en est un point"),
            "following:evidence", (
            _VAULT, _CASE, Argument("--item", N_("le point, comme screenshots"), "ITEM"),
            Argument("--state", N_("to_do, done, none, ou rien pour le retirer"), "STATE"), *_UNLOCK, _JSON,
        )),
        CommandLine("complaint", N_("note une étape de la plainte"), "following:complaint", (
            _VAULT, _CASE, Argument("FILE", N_("le document JSON, ou - pour l’entrée standard")), *_UNLOCK, _JSON,
        )),
        CommandLine("complaints", N_("liste les étapes de la plainte d’un dossier"), "following:complaints", (
            _VAULT, _CASE, *_UNLOCK, _JSON,
        )),
        CommandLine("seen", N_("dit quand chaque dossier a eu son dernier contact, et avec qui"), "following:seen", (
            _VAULT, Argument("--since", N_("seulement ceux qui en ont eu ce jour-là ou depuis"), "DATE"), *_UNLOCK,
            _JSON,
        )),
        CommandLine("timeline", N_("dit tout ce qui est daté dans un dossier, du plus ancien au plus récent"),
            "following:timeline", (_VAULT, _CASE, *_UNLOCK, _JSON)),
        CommandLine("attach", N_("joint un fichier à un dossier, octet pour octet"), "files:attach", (
            _VAULT, _CASE, Argument("FILE", N_("le fichier à joindre")),
            Argument(
                "--kind",
                N_(
                    "injury_photo, certificate, complaint_receipt, message, court_paper, identity_paper, "
                    "signed_consent ou other"
                ), "K", required=True,
            ),
            Argument("--category", N_("la catégorie de ce qu’il révèle, comme health"), "C", required=True),
            *_UNLOCK, _JSON,
        )),
        CommandLine("attachments", N_("liste les pièces jointes d’un dossier"), "files:attachments", (
            _VAULT, _CASE, *_UNLOCK, _JSON,
        )),
        CommandLine("extract", N_("écrit une pièce jointe telle qu’elle a été ajoutée"), "files:extract", (
            _VAULT, _CASE, Argument("ATTACHMENT", N_("la pièce, par son identifiant")),
            Argument("--out", N_("le fichier à écrire"), "FILE", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("deadlines", N_("liste tout ce qui est dû, le plus en retard d’abord"), "due:deadlines", (
            _VAULT, Argument("--until", N_("jusqu’à ce jour, année-mois-jour"), "DATE"),
            Argument("--ics", N_("écrire aussi un agenda, qui ne dit rien des dossiers"), "FILE"), *_UNLOCK, _JSON,
        )),
        CommandLine("deadline", N_("note une échéance, la remet à plus tard ou la dit faite"), "due:deadline", (
            _VAULT, _CASE,
            Argument("--new", N_("fichier JSON de l’échéance à noter, ou - pour l’entrée standard"), "FILE|-"),
            Argument("--snooze", N_("l’échéance à remettre à plus tard"), "ID"),
            Argument("--until", N_("le jour où y revenir, année-mois-jour"), "DATE"), _WHY,
            Argument("--done", N_("l’échéance qui est faite"), "ID"), *_UNLOCK, _JSON,
        )),
        CommandLine("referral", N_("note où en est l’orientation d’un besoin"), "due:referral", (
            _VAULT, _CASE, Argument("--need", N_("le besoin, par son identifiant"), "ITEM", required=True), _TO,
            Argument(
                "--state", N_("prepared, sent, accepted, refused, under_way, done ou withdrawn"), "STATE", required=True
            ),
            Argument("--on", N_("le jour, année-mois-jour ; sans cette option, aujourd’hui"), "DATE"),
            Argument("--due", N_("le jour où la réponse est attendue"), "DATE"), _WHY, *_UNLOCK, _JSON,
        )),
        CommandLine("referrals", N_("liste les orientations, et ce que chaque structure en a fait"), "due:referrals", (
            _VAULT, Argument("[CASE]", N_("la référence d’un dossier ; sans elle, tous")), *_UNLOCK, _JSON,
        )),
        CommandLine("hand-over", N_("confie à une autre personne ce qu’une personne suit"), "due:hand_over", (
            _VAULT, Argument("--to", N_("à qui, par son nom dans le coffre"), "NAME", required=True),
            Argument("--of", N_("de qui ; sans cette option, de qui ouvre le coffre"), "NAME"),
            Argument("--note-file", N_("fichier d’un mot pour elle, ou - pour l’entrée standard"), "FILE|-"),
            Argument("--look", N_("dire seulement ce qui serait confié"), switch=True), *_UNLOCK, _JSON,
        )),
        CommandLine("meetings", N_("liste les réunions"), "meetings:meetings", (_VAULT, *_UNLOCK, _JSON)),
        CommandLine("meeting", N_("prépare une réunion, la montre, ou note ce qui s’y est passé"), "meetings:meeting", (
            _VAULT, Argument("ACTION", N_("new, show ou record")),
            Argument("[MEETING]", N_("la réunion, par son identifiant ; pour new, le fichier JSON, ou -")),
            Argument("[FILE]", N_("pour record : le fichier JSON, ou - pour l’entrée standard")), *_UNLOCK, _JSON,
        )),
        CommandLine("pack", N_("écrit ce qu’une structure peut lire avant la réunion"), "meetings:pack", (
            _VAULT, _MEETING, _FOR, _OUT_PDF, *_UNLOCK, _JSON,
        )),
        CommandLine("minutes", N_("écrit pour une structure ce qui a été décidé quand elle était là"),
            "meetings:minutes", (_VAULT, _MEETING, _FOR, _OUT_PDF, *_UNLOCK, _JSON)),
        CommandLine("meeting-paper", N_("écrit un papier de réunion sans rien d’un dossier"),
            "meetings:meeting_paper", (
            _VAULT, _MEETING, Argument("--kind", N_("statement, agenda ou calendar"), "KIND", required=True),
            Argument("--out", N_("le fichier à écrire"), "FILE", required=True), *_UNLOCK, _JSON,
        )),
        CommandLine("actions", N_("liste ce dont les structures se sont chargées en réunion"), "meetings:actions", (
            _VAULT, Argument("--open", N_("seulement ce qui est à faire"), switch=True), *_UNLOCK, _JSON,
        )),
        CommandLine("action", N_("dit où en est une action de réunion"), "meetings:action", (
            _VAULT, _CASE, Argument("ACTION", N_("l’action, par son identifiant")),
            Argument("--state", N_("open, done, changed, not_done ou impossible"), "STATE", required=True), _WHY,
            *_UNLOCK, _JSON,
        )),
        CommandLine("answer-pack", N_("écrit la réponse à un paquet de réunion reçu"), "meetings:answer_pack", (
            _VAULT, Argument("FILE", N_("le paquet reçu")),
            Argument("--passphrase-file", N_("fichier UTF-8 de la phrase de passe du paquet"), "FILE", required=True),
            Argument("--states", N_("fichier JSON des états par action, ou - pour l’entrée standard"), "FILE|-",
                     required=True),
            _OUT_PDF, *_UNLOCK, _JSON,
        )),
        CommandLine("history", N_("dit qui a changé quoi, quand, et ce qui était là avant"), "history:history", (
            _VAULT, _CASE, *_UNLOCK, _JSON,
        )),
        CommandLine("erase", N_("efface pour de bon une réponse, historique et sauvegardes compris"), "erasing:erase", (
            _VAULT, _CASE,
            Argument("FIELD", N_("la rubrique, comme housing.address, children.<id>.first_name ou needs.<besoin>")),
            Argument("--confirm", N_("EFFACER ; sans cette option, dit seulement ce qui serait effacé"), "WORD"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("statistics", N_("compte sur une période, et publie ce qui ne trahit personne"),
            "figures:statistics", (
            _VAULT, Argument("--from", N_("le premier jour, année-mois-jour"), "DATE", required=True),
            Argument("--to", N_("le dernier jour, année-mois-jour"), "DATE", required=True),
            Argument("--by", N_(
                "ce qui distingue, l’un ou plusieurs séparés par des virgules : country, gender, violence, language, "
                "domain, age, partner, sent_by"
            ), "D"),
            Argument("--only", N_("seulement ces indicateurs, séparés par des virgules"), "ID"),
            Argument("--public", N_("seulement ce qui peut sortir du service"), switch=True),
            Argument("--perturb", N_("avec --public : par clés de cellules au lieu de cacher"), switch=True),
            Argument("--out", N_(
                "écrire un fichier .xlsx, .pdf ou .csv ; avec --public, ce qui y est compte comme publié"
            ), "FILE"), *_UNLOCK, _JSON,
        )),
        CommandLine("publications", N_("liste tout ce qui a été écrit comme chiffres"), "figures:publications", (
            _VAULT, *_UNLOCK, _JSON,
        )),
        CommandLine("annual-report", N_("dit qui tient le rapport annuel, pour quand, et les années publiées"),
            "figures:annual_report", (
            _VAULT, Argument("--owner", N_("qui le tient, par son nom dans le coffre : coordination"), "NAME"),
            Argument("--due", N_("pour quel jour de l’année suivante, mois-jour, comme 03-01"), "DAY"), *_UNLOCK, _JSON,
        )),
        CommandLine("funder-form", N_("garde ce que demande le formulaire d’un financeur, ou le remplit"),
            "figures:funder_form", (
            _VAULT, Argument("[NAME]", N_("le nom du formulaire ; sans lui, liste ceux qui sont gardés")),
            Argument(
                "--keep", N_("fichier de ses lignes, « libellé = indicateur/ligne », ou - : coordination"), "FILE|-"
            ),
            Argument("--from", N_("le premier jour, année-mois-jour"), "DATE"),
            Argument("--to", N_("le dernier jour, année-mois-jour"), "DATE"),
            Argument("--perturb", N_("par clés de cellules au lieu de cacher"), switch=True),
            Argument("--out", N_("le fichier .xlsx ou .csv à remplir ; il compte comme publié"), "FILE"), *_UNLOCK,
            _JSON,
        )),
        CommandLine("survey", N_("compte ce que les personnes pensent de l’aide, sans dire qui"), "figures:survey", (
            _VAULT, Argument("--count", N_("fichier JSON d’au moins cinq feuilles à ajouter, ou -"), "FILE|-"),
            Argument("--sheet", N_("écrire la feuille à imprimer"), "FILE.pdf"),
            Argument("--language", N_("sa langue : fr, nl ou en"), "TAG"), *_UNLOCK, _JSON,
        )),
        CommandLine("audit", N_("montre le journal d’audit, ou le vérifie"), "audit:audit", (
            _VAULT,
            Argument("--verify", N_("dire si le journal est entier, sinon où il se rompt et comment"), switch=True),
            *_UNLOCK, _JSON,
        )),
        CommandLine("clock", N_("dit quel jour compte dans un coffre, et si l’horloge va avec lui"), "clock:clock", (
            _VAULT,
            Argument(
                "--take-back", N_("reprendre les jours qu’une horloge fausse y a notés : coordination"), switch=True
            ),
            Argument("--zone", N_("fuseau horaire à garder pour le service, comme Europe/Brussels"), "ZONE"),
            *_UNLOCK, _JSON,
        )),
        CommandLine("users", N_("gère les personnes qui ont une clé du coffre"), "users:users", (
            _VAULT, Argument("ACTION", N_("list, add, remove, passwd, role ou rename")),
            Argument("[NAME]", N_("nom d’utilisateur ; pour passwd, sans lui, le vôtre")),
            Argument("--role", N_("worker, coordinator ou read_only ; pour add, sans cette option, worker"), "ROLE"),
            Argument("--new-name", N_("pour rename : le nom qu’elle portera"), "NAME"),
            Argument(
                "--new-password-file",
                N_("fichier de la nouvelle phrase de passe ; sans cette option, elle est demandée"), "FILE",
            ),
            Argument(
                "--lose-cases",
                N_("pour remove et passwd : combien de dossiers réservés seront perdus, que seule sa clé ouvre"), "N",
            ),
            _RECOVERY, *_UNLOCK, _JSON,
        )),
        CommandLine("recovery", N_("donne un nouveau code de secours, ou révoque celui du coffre"), "users:recovery", (
            _VAULT, Argument("ACTION", N_("renew ou revoke")), *_UNLOCK, _JSON,
        )),
        CommandLine("backup", N_("met une copie vérifiée du coffre dans une archive"), "vaults:backup", (
            _VAULT, Argument("FILE", N_("l’archive à écrire")), *_UNLOCK, _JSON,
        )),
        CommandLine("restore", N_("remet en place le coffre d’une archive"), "vaults:restore", (
            Argument("FILE", N_("l’archive")), Argument("VAULT", N_("le répertoire à créer")), *_UNLOCK, _JSON,
        )),
        CommandLine(
            "look", N_("regarde dans une sauvegarde ou une copie en conflit, sans rien changer"), "vaults:look",
            (Argument("FILE", N_("la sauvegarde, ou la copie dans le répertoire du coffre")), *_UNLOCK, _JSON),
        ),
        CommandLine("rescue", N_("sauve ce qui se lit encore d’un coffre endommagé"), "vaults:rescue", (
            _VAULT, Argument("NEW", N_("le répertoire du coffre à créer")), *_UNLOCK, _JSON,
        )),
    )
}


def function_of(command: CommandLine) -> Command:
    """What runs that command. Only its own module is imported, so that each starts fast and none needs the window's
    libraries.
    """
    return cast(Command, resolve_name(f"{__package__}.{command.code}"))
