"""Pictures of the window for the demo, drawn where there is no screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QDeadlineTimer, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QWidget

from caselink.errors import CaseLinkError, UserError
from caselink.i18n import _
from caselink.services.cases import caseload, find_case
from caselink.services.office import Office, open_office
from caselink.services.paper_files import write_paper
from caselink.ui.look.fonts import use_own_fonts
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import make_application
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread

_SIZE: Final = QSize(1440, 900)
_PATIENCE_MS: Final = 20_000


def grab_pictures(vault: Path, user: str, passphrase: str, out: Path, reference: str | None = None) -> dict[str, Path]:
    """Draw `dashboard.png` and `caseload.png` into `out`; see `app.grab_pictures`.

    Raises what opening a vault raises, and UserError where a picture can't be written.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    font = app.font()
    use_own_fonts(app)
    Theme.current().show_dark(False)
    thread = VaultThread()
    try:
        return _Photographer(app, thread, out).take(vault, user, passphrase, reference)
    finally:
        thread.close()
        app.setFont(font)
        Theme.current().show_dark(None)


class _Photographer:
    """Waits for each page to have its data, then draws it."""

    def __init__(self, app: QApplication, thread: VaultThread, out: Path) -> None:
        self._app = app
        self._thread = thread
        self._out = out

    def take(self, vault: Path, user: str, passphrase: str, reference: str | None) -> dict[str, Path]:
        """Open the vault, show both pages, draw them."""

        def opener() -> tuple[Office, tuple[SessionInfo, str]]:
            office = open_office(vault, user, passphrase)
            return office, (read_session_info(office), _case_id(office, reference))

        opened: list[tuple[SessionInfo, str]] = []
        faults: list[CaseLinkError] = []
        self._thread.open(opener, opened.append, faults.append)
        self._settle()
        if faults:
            raise faults[0]
        desk, case_id = opened[0]
        window = MainWindow(self._thread, SessionInfo(desk.folder, desk.user, desk.office_name, desk.idle_minutes))
        window.show()
        self._settle()
        window.resize(_SIZE)  # once it has come up: until then it makes itself as small as the screen
        self._settle()
        window.page(CaseloadPage).show_view("board")
        pictures = {"caseload": self._draw(window, "caseload.png")}
        window.open_case(case_id)
        self._settle()
        pictures["dashboard"] = self._draw(window, "dashboard.png")
        window.deleteLater()
        return pictures

    def _settle(self) -> None:
        """Until the vault's thread has nothing left to answer and all is laid out."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while self._thread.busy and not deadline.hasExpired():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._app.processEvents()

    def _draw(self, widget: QWidget, name: str) -> Path:
        self._app.processEvents()
        path = self._out / name
        drawn = QBuffer()
        drawn.open(QBuffer.OpenModeFlag.WriteOnly)
        widget.grab().save(drawn, "PNG")
        not_written = _("L’image « {name} » n’a pas pu être écrite.").format(name=name)
        write_paper(bytes(drawn.data().data()), path, not_written)
        return path


def _case_id(office: Office, reference: str | None) -> str:
    if reference is not None:
        return find_case(office, reference).id
    rows = caseload(office, limit=1).rows
    if not rows:
        raise UserError(_("Le coffre ne contient aucun dossier à dessiner."))
    return rows[0].id
