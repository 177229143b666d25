"""Help: the keys, the words of the field, what is inside, and a report that tells nothing of anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget

from caselink import __version__
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pages.help.inside import parts, report
from caselink.ui.pages.help.licences import LicencesDialog
from caselink.ui.pages.help.words import GLOSSARY
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class HelpPage(WindowPage):
    """Cards one beneath the other; the keys are those of the menus, and the few that no menu holds."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Aide"), thread, shell, parent)
        self.set_subtitle(_("CaseLink, version {version}").format(version=__version__))
        self.copy_button = self.set_main_action(_("Copier un rapport pour demander de l’aide"))
        self.report = TextLabel("", "quiet", wraps=True, selectable=True)
        self.report.setProperty("technical", True)
        self._keys = QVBoxLayout()
        self.body.addLayout(self._keys)
        self.body.addWidget(_card(_("Mots"), [(_(word), _(meaning)) for word, meaning in GLOSSARY]))
        self.body.addWidget(_told(_("Le rapport"), _(
            "Il dit les versions, le système, l’écran et les codes des dernières erreurs du programme ; rien d’un "
            "coffre, d’une personne ni d’un emplacement. Le voici en entier :"
        ), self.report))
        inside = [(f"{name} {number}".rstrip(), licence) for name, number, licence in parts()]
        title = _("Ce qu’il y a dedans, et sous quelle licence")
        self.body.addWidget(_card(title, [("CaseLink", "EUPL-1.2"), *inside]))
        self.licences_button = QPushButton(_("Lire les licences"))
        self.body.addWidget(self.licences_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.copy_button.clicked.connect(self._copy)
        self.licences_button.clicked.connect(self._show_licences)

    def refresh(self) -> None:
        """Read the menus and the last faults again."""
        self.report.setText(report())
        while (item := self._keys.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._keys.addWidget(_card(_("Touches"), [*self._of_menus(), *_elsewhere()]))

    def _of_menus(self) -> list[tuple[str, str]]:
        window = self.window()
        if not isinstance(window, QMainWindow):
            return []
        menus = window.menuBar().findChildren(QMenu)
        actions = [action for menu in menus for action in menu.actions()]
        form = QKeySequence.SequenceFormat.NativeText
        return [
            (action.shortcut().toString(form), action.text().replace("&", ""))
            for action in actions if not action.shortcut().isEmpty()
        ]

    def _show_licences(self) -> None:
        dialog = LicencesDialog(self._shell, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report())
        self._shell.show_message(_("Le rapport est copié pour dix secondes : collez-le dans votre message."))


def _elsewhere() -> list[tuple[str, str]]:
    return [
        (_("Tab"), _("à la ligne suivante ; les flèches vont d’une chose à l’autre dans une ligne")),
        (_("Espace"), _("presse un bouton, tourne un besoin")),
        ("F6", _("à la carte suivante de la vue d’ensemble")),
        (_("Alt+Entrée"), _("dans la fiche : sans réponse, source, effacer")),
        (_("O, N, I"), _("dans la fiche et la grille de danger : oui, non, inconnu")),
        (_("Alt+←"), _("retour")),
    ]


def _card(title: str, lines: list[tuple[str, str]]) -> QFrame:
    grid = QGridLayout()
    grid.setHorizontalSpacing(space(4))
    grid.setVerticalSpacing(space(1))
    grid.setColumnStretch(1, 1)
    for row, (left, right) in enumerate(lines):
        first = TextLabel(left, "label", wraps=True)
        first.setMinimumWidth(space(36))
        grid.addWidget(first, row, 0)
        grid.addWidget(TextLabel(right, wraps=True), row, 1)
    held = QWidget()
    held.setLayout(grid)
    return _told(title, "", held)


def _told(title: str, words: str, below: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(space(5), space(4), space(5), space(4))
    column.setSpacing(space(2))
    column.addWidget(TextLabel(title, "heading"))
    if words:
        column.addWidget(TextLabel(words, wraps=True))
    column.addWidget(below)
    return card
