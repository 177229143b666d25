"""What counts on this computer, for anybody who sits at it, as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.i18n import _, language
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.editors.chips import ChoiceChips, YesNoChips
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell import settings_file
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class ComputerPart(QWidget):
    """Language, look, the key that hides all, numbers of emergency, whether the last vault is remembered."""

    language_chosen = Signal(str)
    hiding_key_chosen = Signal(str)

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        languages = [("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
        self.language = ChoiceChips(languages, _("Langue de la fenêtre"), required=True)
        self.language.set_value(language())
        looks = [
            ("system", _("comme le système")), ("light", _("claire")), ("dark", _("sombre")),
            ("contrast", _("très contrastée")),
        ]
        self.look = ChoiceChips(looks, _("Apparence"), required=True)
        self.look.set_value(settings_file.read_look())
        keys = [("escape", _("Échap deux fois")), ("f12", "F12"), ("off", _("aucune touche"))]
        self.hiding = ChoiceChips(keys, _("Tout cacher à l’instant"), required=True)
        self.hiding.set_value(settings_file.read_hiding_key())
        self.here = ChoiceChips([("FR", _("France")), ("BE", _("Belgique"))], _("Numéros d’urgence de cet ordinateur"))
        self.here.set_value(settings_file.read_country() or None)
        self.vault = YesNoChips(_("Retenir le dernier coffre ouvert"))
        self.vault.set_value(settings_file.remembers_vault())
        self._lay_out()
        self.language.changed.connect(self._keep_language)
        self.look.changed.connect(self._keep_look)
        self.hiding.changed.connect(self._keep_hiding)
        self.here.changed.connect(lambda code: self._kept(settings_file.write_country, str(code or "")))
        self.vault.changed.connect(self._keep_vault)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(TextLabel(_("Cet ordinateur"), "heading"))
        for question, answer, told in (
            (_("Langue de la fenêtre"), self.language, _("Compte aussitôt.")),
            (_("Apparence"), self.look, ""),
            (
                _("Tout cacher à l’instant"), self.hiding,
                _("La fenêtre disparaît et tout est verrouillé ; au plus la dernière seconde de frappe est perdue."),
            ),
            (
                _("Numéros d’urgence de cet ordinateur"), self.here,
                _("Ceux que F1 montre aussi quand le coffre est verrouillé."),
            ),
            (
                _("Retenir le dernier coffre ouvert"), self.vault,
                _("Son emplacement est alors écrit en clair ici : qui lit ce disque sait que CaseLink y a servi."),
            ),
        ):
            column.addWidget(QuestionRow(question, answer, told))

    def _kept(self, write: Callable[[str], None], value: str) -> bool:
        try:
            write(value)
        except OSError:
            self._shell.show_fault(_("Ce choix n’a pas pu être gardé sur cet ordinateur ; il compte jusqu’au verrou."))
            return False
        return True

    def _keep_language(self, code: str) -> None:
        if self._kept(settings_file.write_language, code):
            self.language_chosen.emit(code)

    def _keep_look(self, look: str) -> None:
        self._kept(settings_file.write_look, look)
        Theme.current().show_look(look)

    def _keep_hiding(self, key: str) -> None:
        self._kept(settings_file.write_hiding_key, key)
        self.hiding_key_chosen.emit(key)

    def _keep_vault(self, remembered: object) -> None:
        if remembered is True:
            self._thread.run(_place_of, self._remember, owner=self)
        else:
            self._kept(lambda _none: settings_file.write_vault(None), "")

    def _remember(self, folder: Path) -> None:
        self._kept(lambda place: settings_file.write_vault(Path(place)), str(folder))


def _place_of(office: Office) -> Path:
    return office.folder.absolute()
