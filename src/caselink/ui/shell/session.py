"""One session: hidden until asked for, its own unlock screen, the window; dead after locking (decision 3)."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, NoReturn

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from caselink.errors import CaseLinkError
from caselink.event_log import fault_sentence, record_fault, record_faults
from caselink.i18n import choose_language, language
from caselink.services.office import DEFAULT_IDLE, look_around
from caselink.services.process import clear_away_copies, keep_memory_to_itself
from caselink.supervisor import BACKUPS, CRASHED, GONE, LOCKED, LOWER, NEXT, OPENED, QUIET, READY, RESCUE, SHOW
from caselink.ui.emergency.done_steps import DoneSteps
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.look.fonts import use_own_fonts_if_needed
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.in_view import FocusInView
from caselink.ui.shell.away.watch import AwayWatch
from caselink.ui.shell.background_backup import BackgroundBackup
from caselink.ui.shell.end_watch import EndWatch
from caselink.ui.shell.idle_lock import IdleLock
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.no_traces import forget_file_names, keep_no_file_names
from caselink.ui.shell.own_plugins import use_own_plugins
from caselink.ui.shell.panic_key import PanicKey, vanish
from caselink.ui.shell.secret_clipboard import SecretClipboard
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.settings_file import (
    read_country,
    read_hiding_key,
    read_language,
    read_look,
    read_vault,
    remembers_vault,
    write_country,
    write_vault,
)
from caselink.ui.shell.stopped import news_of_a_crash, news_of_a_stop, note_lost, note_stopped
from caselink.ui.shell.supervisor_line import SupervisorLine
from caselink.ui.shell.vault_thread import VaultThread

_MINUTE_MS: Final = 60_000
LOOK_AROUND_MS: Final = 30_000
"""How often it is looked whether the vault at its place is still the one that is open, also while nobody saves."""


class Session(QObject):
    """Entry window, then main window; ends the application with the code that the supervisor understands."""

    ended = Signal(int)
    """The exit code, once the vault is closed and no window is left."""

    faulty = Signal(str)
    """A bug of ours was met, in any thread: its event code."""

    def __init__(self, app: QApplication, vault: Path | None) -> None:
        super().__init__(app)
        self._app = app
        self.thread_of_vault = VaultThread(self)
        self._first_vault = vault or read_vault()
        self.entry = self._make_entry()
        self.window: MainWindow | None = None
        self.has_ended = False
        """Whether the vault is closed and the exit code was told."""
        self.idle: IdleLock | None = None
        """From when the unlock screen is shown; the office says how long it waits once its vault is open."""
        self.backup: BackgroundBackup | None = None
        self.away: AwayWatch | None = None
        """From when the unlock screen is shown."""
        self._user = ""
        self._look_around = QTimer(self)
        self._look_around.timeout.connect(lambda: self.thread_of_vault.run(look_around))
        self.supervisor: SupervisorLine | None = None
        """For a session that a supervisor started."""
        self._copy_is_open = False
        self._panic = PanicKey(app)
        self._panic.setParent(self)  # it listens as long as this session is there
        self._panic.pressed.connect(self._vanish)
        self.faulty.connect(self.fault)
        SecretClipboard.current()

    def show(self, vault: Path | None = None, user: str = "", word: bytes = SHOW) -> None:
        """Show the unlock screen as that word of the supervisor says, for that vault and that worker where they are
        given: `LOWER` at the foot of the screen, as a window that is there and not seen, `QUIET` without the keyboard,
        `BACKUPS` and `RESCUE` at once on that page.
        """
        self._speak_as_chosen()
        if vault is not None:
            self.entry.come_back(vault, user)
        if word == LOWER:
            self.entry.showMinimized()
        elif word == QUIET:
            self.entry.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.entry.show()
        else:
            _bring_up(self.entry)
        self.entry.start(news_of_a_stop() or (news_of_a_crash() if word == CRASHED else ""))
        if word in (BACKUPS, RESCUE):
            self.entry.help_with_damage(rescue=word == RESCUE)
        self.away = AwayWatch(self)
        self.away.gone.connect(self._left)
        self.idle = IdleLock(self._app, DEFAULT_IDLE * _MINUTE_MS)
        self.idle.setParent(self)
        self.idle.idle.connect(self._left)

    def wait_for_show(self) -> SupervisorLine:
        """Stay hidden until the supervisor says so; end when it says that, or has gone."""
        self.supervisor = line = SupervisorLine(self)
        line.told.connect(self._obey)
        line.gone.connect(self._end_alone)
        line.listen()
        return line

    def lock(self) -> None:
        """Hide, hand over what is still being typed, close the vault, end: the process forgets everything."""
        if self._app.applicationState() is not Qt.ApplicationState.ApplicationActive:
            self._say_next(QUIET)
        self._end(LOCKED)

    def fault(self, code: str) -> None:
        """Tell the worker of a bug of ours."""
        if self.window is not None:
            self.window.show_fault(fault_sentence(code))

    def _obey(self, line: bytes) -> None:
        word, _space, before = line.partition(b" ")
        if word in (SHOW, CRASHED, LOWER, QUIET, BACKUPS, RESCUE):
            user, _space, vault = before.partition(b" ")
            self.show(Path(os.fsdecode(vault)) if vault else None, os.fsdecode(user), word)
        else:
            self._end(0)

    def _end_alone(self) -> None:
        """The supervisor is gone: nobody would show the next unlock screen, and this process must not stay open."""
        if self.away is not None and not self.has_ended:
            note_stopped()
        self._end(0)

    def _vanish(self) -> None:
        self._say_next(LOWER)
        vanish()

    def _read_session_info(self) -> None:
        self.thread_of_vault.run(read_session_info, self._open_window, self._do_not_open)

    def _do_not_open(self, error: CaseLinkError) -> None:
        """The passphrase was right, but not even the first that the window needs can be read."""
        self.thread_of_vault.leave(lambda _nothing: self.entry.refuse(error))

    def _make_entry(self) -> EntryWindow:
        entry = EntryWindow(self.thread_of_vault, self._first_vault)
        entry.opened.connect(self._read_session_info)
        entry.closed.connect(self._close)
        return entry

    def _speak_as_chosen(self) -> None:
        """This session was made ready before the one that chose another language or look had ended."""
        Theme.current().show_look(read_look())
        self._panic.key = read_hiding_key()
        if read_language() != language():
            speak(self._app, read_language())
            before, self.entry = self.entry, self._make_entry()
            before.deleteLater()

    def _open_window(self, desk: SessionInfo) -> None:
        self._user = desk.user
        self._copy_is_open = desk.copy_of is not None
        _keep_country(desk.country)
        _keep_vault(desk)
        self._offer_next(self.entry.vault or desk.folder)
        self._wait_for(desk.idle_minutes)
        self.backup = BackgroundBackup(self.thread_of_vault, self)
        window = self._make_window(desk, self.backup)
        self.thread_of_vault.damaged.connect(self._meet_damage)
        self.backup.damaged.connect(self._meet_damage)
        self._look_around.start(LOOK_AROUND_MS)
        if DoneSteps.current().all():
            window.show_page("emergency")
        _bring_up(window)
        self.entry.hide()

    def _make_window(self, desk: SessionInfo, backup: BackgroundBackup) -> MainWindow:
        window = MainWindow(self.thread_of_vault, desk)
        self.window = window
        window.lock_asked.connect(self.lock)
        window.closed.connect(self._close)
        window.vanish_asked.connect(self._vanish)
        window.idle_changed.connect(self._wait_for)
        window.hiding_key_chosen.connect(self._hide_by)
        window.language_chosen.connect(self._speak)
        window.damage.backups_asked.connect(lambda: self._leave_for(BACKUPS))
        window.damage.rescue_asked.connect(lambda: self._leave_for(RESCUE))
        self.thread_of_vault.gone.connect(window.gone.tell)
        window.gone.saved_asked.connect(self._leave_for_saved)
        backup.failed.connect(window.show_fault)
        backup.lost.connect(window.show_fault)
        backup.dropped.connect(window.show_message)
        window.erased.connect(backup.start_now)
        return window

    def _meet_damage(self, sentence: str) -> None:
        if self.window is not None and self._copy_is_open:
            self.window.show_fault(sentence)
        elif self.window is not None:
            self.window.damage.tell()

    def _hide_by(self, key: str) -> None:
        self._panic.key = key

    def _speak(self, code: str) -> None:
        """Another window in that language, at the same place with the same work: nothing is unlocked again."""
        if self.window is not None and self.backup is not None:
            speak(self._app, code)
            self.window.flush()
            self.thread_of_vault.run(read_session_info, self._change_window)

    def _change_window(self, desk: SessionInfo) -> None:
        before = self.window
        if before is None or self.backup is None or self.has_ended:
            return
        before.closed.disconnect(self._close)
        window = self._make_window(desk, self.backup)
        _bring_up(window)
        before.close()
        before.deleteLater()

    def _left(self) -> None:
        """The worker went away: lock; where no vault is open, forget the secrets that stand on the unlock screen."""
        if self.window is not None or self.thread_of_vault.holds_keys:
            self.lock()
        else:
            self.entry.forget()

    def _wait_for(self, minutes: int) -> None:
        if self.idle is not None:
            self.idle.set_time(minutes * _MINUTE_MS)

    def _leave_for(self, page: bytes) -> None:
        """Lock, and have the next unlock screen come up on that page."""
        self._say_next(page)
        self._end(LOCKED)

    def _leave_for_saved(self, saved: Path) -> None:
        """Lock, and have the next unlock screen offer the vault that was saved beside."""
        self._offer_next(saved)
        self._end(LOCKED)

    def _offer_next(self, vault: Path) -> None:
        """The next unlock screen is to offer that vault and this worker."""
        path = os.fsencode(vault.absolute())
        if self.supervisor is not None and b"\n" not in path:
            self.supervisor.say(OPENED + os.fsencode(self._user) + b" " + path)

    def _offer_saved(self) -> None:
        """Where the vault turned out to be another one only as it was closed."""
        left = self.thread_of_vault.left_gone
        if left is not None and left.saved is not None:
            self._offer_next(left.saved)

    def _say_next(self, word: bytes) -> None:
        if self.supervisor is not None:
            self.supervisor.say(NEXT + word)

    def _close(self) -> None:
        self._end(0)

    def _end(self, code: int) -> None:
        if self.has_ended:
            return
        self.has_ended = True
        watch = EndWatch(self.thread_of_vault, lambda: self._give_up(code))
        with ExitStack() as steps:  # each is taken, the last one first, whatever another raises
            steps.callback(self.ended.emit, code)
            steps.callback(watch.stop)
            steps.push(_recorded)
            steps.callback(self._offer_saved)
            steps.callback(self.thread_of_vault.close)
            if self.window is not None:
                steps.callback(self.window.flush)
            steps.callback(forget_file_names)
            steps.callback(SecretClipboard.current().clear)
            steps.callback(self._hide)
            if self.window is not None:
                steps.callback(self.window.note_place)  # while it can be seen

    def _give_up(self, code: int) -> None:
        """In another thread: the disk does not answer. The keys go, whatever waits for it."""
        if self.supervisor is not None:
            self.supervisor.say(GONE)
        if self.thread_of_vault.owes:
            note_lost()
        os._exit(code)

    def _hide(self) -> None:
        for widget in self._app.topLevelWidgets():
            widget.hide()


def _keep_country(country: str) -> None:
    """What F1 shows while locked is of the country of the office that was open, unless another was chosen here."""
    if country and not read_country():
        with suppress(OSError):
            write_country(country)


def _keep_vault(desk: SessionInfo) -> None:
    """The vault itself, where this computer was told to remember it."""
    if remembers_vault() and desk.copy_of is None:
        with suppress(OSError):
            write_vault(desk.folder.absolute())


def _recorded(
    _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
) -> bool:
    """A fault of ours in a step of the end is recorded and keeps nothing open."""
    if fault is not None:
        record_fault(fault)
    return True


def _bring_up(window: QWidget) -> None:
    """Show it and take the keyboard: the window before it belonged to another process."""
    window.show()
    window.raise_()
    window.activateWindow()


def main(vault: Path | None, wait_for_show: bool) -> int:
    """Run one session; its process ends here with code 75 when it locked, 0 when the worker closed it."""
    app = make_application()
    keep_memory_to_itself()
    clear_away_copies()
    session = Session(app, vault)
    session.ended.connect(_leave)
    record_faults(session.faulty.emit)
    if wait_for_show:
        session.wait_for_show().say(READY.rstrip())
    else:
        session.show()
    return app.exec()


def _leave(code: int) -> NoReturn:
    """End at once, with no tidying up that an open dialog, a menu or a thread could hold up."""
    os._exit(code)


def make_application() -> QApplication:
    """The application with its language, its letters and its look."""
    use_own_plugins()
    app = QApplication.instance() or QApplication(["caselink"])
    if not isinstance(app, QApplication):
        raise TypeError("an application without windows is running already")
    app.setApplicationName("CaseLink")
    app.setQuitOnLastWindowClosed(False)
    keep_no_file_names(app)
    use_own_fonts_if_needed(app)
    speak(app, read_language())
    Theme.current().show_look(read_look())
    FocusInView(app)
    return app


def speak(app: QApplication, code: str) -> None:
    """Have our texts and Qt's own be in that language from now on."""
    choose_language(code)
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(app)
    if translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
