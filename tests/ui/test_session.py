"""A session from its unlock screen to its end, and the keys that end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QSlider
from pytestqt.qtbot import QtBot

from caselink.domain.case import Case
from caselink.services.cases import new_case
from caselink.services.office import Office, last_place
from caselink.supervisor import CRASHED, LOCKED, SHOW
from caselink.ui.case.form.tab import FormTab
from caselink.ui.look.theme import Theme
from caselink.ui.shell.idle_lock import IdleLock
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.panic_key import PanicKey
from caselink.ui.shell.session import Session
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.stopped import news_of_a_stop
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.ending import end

PATIENCE_MS = 30_000


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, vault_folder: Path, prepared_vault: Prepared) -> Iterator[Session]:
    """A session whose window is open, without the two seconds of a passphrase."""
    Theme.current()
    session = Session(qapp, vault_folder)
    session.show()
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    session.thread_of_vault.open(
        lambda: (Office(prepared_vault.open(vault_folder)), None), lambda _nothing: session.entry.opened.emit()
    )
    qtbot.waitUntil(lambda: session.window is not None)
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    yield session
    end(session)


def shown_window(session: Session) -> MainWindow:
    assert session.window is not None
    return session.window


def press(qtbot: QtBot, session: Session, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    window = shown_window(session)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.windowHandle(), key, modifier)


def test_opening_shows_the_window_in_place_of_the_unlock_screen(session: Session) -> None:
    assert shown_window(session).isVisible()
    assert shown_window(session).windowTitle() == "CaseLink"
    assert not session.entry.isVisible()


def test_the_lock_key_hides_everything_and_ends_with_the_supervisors_code(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended) as ended:
        press(qtbot, session, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert ended.args == [LOCKED]
    assert not shown_window(session).isVisible()


def test_closing_the_window_ends_with_zero(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended) as ended:
        shown_window(session).close()
    assert ended.args == [0]


def test_after_locking_the_vault_can_be_opened_by_the_next_session(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared
) -> None:
    with qtbot.waitSignal(session.ended):
        session.lock()
    with prepared_vault.open(vault_folder) as again:
        assert again.user


def test_locking_keeps_what_was_being_typed_and_the_place(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared
) -> None:
    cases: list[Case] = []
    session.thread_of_vault.run(lambda office: new_case(office, "2026-0009"), cases.append)
    qtbot.waitUntil(lambda: bool(cases))
    window = shown_window(session)
    window.open_case(cases[0].id)
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    window.case_page.show_tab("form")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    with qtbot.waitSignal(session.ended):
        session.lock()
    with prepared_vault.open(vault_folder) as again:
        place = last_place(Office(again))
    assert (place["page"], place["case"], place["tab"]) == ("case", cases[0].id, "form")


def test_unlocking_returns_to_the_same_case_and_tab(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared
) -> None:
    cases: list[Case] = []
    session.thread_of_vault.run(lambda office: new_case(office, "2026-0009"), cases.append)
    qtbot.waitUntil(lambda: bool(cases))
    shown_window(session).open_case(cases[0].id)
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    shown_window(session).case_page.show_tab("consents")  # type: ignore[union-attr]
    session.lock()
    thread = VaultThread()
    desks: list[SessionInfo] = []
    thread.open(
        lambda: ((office := Office(prepared_vault.open(vault_folder))), read_session_info(office)), desks.append
    )
    qtbot.waitUntil(lambda: bool(desks))
    window = MainWindow(thread, desks[0])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not thread.busy)
    page = window.case_page
    assert page is not None
    assert page.shown_tab() == "consents"
    assert page.store.case_id == cases[0].id
    thread.close()


def test_a_session_that_nobody_touches_locks(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended) as ended:
        assert session.idle is not None
        session.idle.set_time(1)
    assert ended.args == [LOCKED]


def test_going_away_locks_and_keeps_what_is_typed(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared
) -> None:
    cases: list[Case] = []
    session.thread_of_vault.run(lambda office: new_case(office, "2026-0009"), cases.append)
    qtbot.waitUntil(lambda: bool(cases), timeout=PATIENCE_MS)
    window = shown_window(session)
    window.open_case(cases[0].id)
    page = window.case_page
    assert page is not None
    qtbot.waitUntil(lambda: page.store.case is not None, timeout=PATIENCE_MS)
    page.show_tab("form")
    page.tab(FormTab).go_to("person.last_name")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "Ben")
    assert session.away is not None
    with qtbot.waitSignal(session.ended) as ended:
        session.away.gone.emit()
    assert ended.args == [LOCKED]
    with prepared_vault.open(vault_folder) as again:
        case = again.case(cases[0].id)
        kept = again.drafts(cases[0].id)
    assert case.value("person.last_name") == "Ben" or kept.get("person.last_name") == "Ben"


def test_a_dialog_and_an_open_menu_do_not_hold_the_lock_up(qtbot: QtBot, session: Session) -> None:
    window = shown_window(session)
    dialog = QDialog(window)
    menu = QMenu(dialog)
    menu.addAction("…")
    ended: list[int] = []
    session.ended.connect(ended.append)
    session.ended.connect(menu.close)
    session.ended.connect(dialog.reject)
    assert session.idle is not None
    session.idle.set_time(50)
    QTimer.singleShot(1, lambda: menu.exec(dialog.mapToGlobal(dialog.rect().center())))
    dialog.exec()
    assert ended == [LOCKED]
    qtbot.wait(1)


def hold_a_slider(qtbot: QtBot, session: Session) -> None:
    slider = QSlider(Qt.Orientation.Horizontal, shown_window(session))
    slider.resize(200, 30)
    slider.show()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(5, 15))
    qtbot.mouseMove(slider, QPoint(120, 15))
    assert slider.isSliderDown()


def select_words(qtbot: QtBot, session: Session) -> None:
    field = QLineEdit("des mots que l’on marque", shown_window(session))
    field.resize(200, 30)
    field.show()
    qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(4, 10))
    qtbot.mouseMove(field, QPoint(120, 10))
    assert field.selectedText()


def open_a_list(_qtbot: QtBot, session: Session) -> None:
    choice = QComboBox(shown_window(session))
    choice.addItems(["un", "deux"])
    choice.show()
    choice.showPopup()
    assert QApplication.activePopupWidget() is not None


def open_a_menu(_qtbot: QtBot, session: Session) -> None:
    window = shown_window(session)
    (first, *_others) = window.menuBar().findChildren(QMenu)
    QTimer.singleShot(0, first, lambda: first.exec(window.mapToGlobal(QPoint(5, 5))))


@pytest.mark.parametrize("busy_with", [hold_a_slider, select_words, open_a_list, open_a_menu])
def test_a_hand_that_stopped_in_the_middle_of_something_does_not_hold_the_lock_up(
    qtbot: QtBot, session: Session, busy_with: Callable[[QtBot, Session], None]
) -> None:
    """The mouse is pressed, or a list or a menu has the events to itself: the vault is closed all the same. A drag to
    another place can't be played: this platform of Qt ends it as soon as it begins."""
    busy_with(qtbot, session)
    assert session.idle is not None
    session.idle.set_time(50)
    with qtbot.waitSignal(session.ended) as ended:
        pass
    assert ended.args == [LOCKED]
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible()], "nothing of it is seen any more"
    qtbot.wait(1)


def test_minutes_set_by_the_office_count_at_once(session: Session) -> None:
    assert session.idle is not None
    assert session.idle.remaining() > 4 * 60_000
    shown_window(session).idle_changed.emit(2)
    assert session.idle.remaining() <= 2 * 60_000


def test_leaving_the_unlock_screen_forgets_what_was_typed_there(qapp: QApplication, qtbot: QtBot) -> None:
    session = Session(qapp, None)
    session.show()
    session.entry.unlock_page.passphrase.set_text("prairie fenêtre")
    assert session.away is not None
    session.away.gone.emit()
    assert session.entry.unlock_page.passphrase.text() == ""
    assert not session.has_ended
    session.away.stop()
    session.lock()
    session.entry.deleteLater()
    session.deleteLater()
    qtbot.wait(1)


def test_a_hand_counts_and_what_qt_sends_by_itself_does_not(qtbot: QtBot, qapp: QApplication) -> None:
    lock = IdleLock(qapp, 10_000)
    watched = QLineEdit()
    qtbot.addWidget(watched)
    qtbot.waitUntil(lambda: lock.remaining() < 9_980)
    tired = lock.remaining()
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(1, 1), QPointF(1, 1), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(watched, moved)
    assert lock.remaining() <= tired
    qtbot.mouseMove(watched)
    qtbot.mouseClick(watched, Qt.MouseButton.LeftButton)
    assert lock.remaining() > tired
    lock.deleteLater()


class ByHand(QEvent):
    """An event as a window gets it of the system."""

    def spontaneous(self) -> bool:
        return True


SIGNS_OF_LIFE = (
    "KeyPress", "InputMethod", "MouseButtonPress", "MouseMove", "Wheel", "TouchBegin", "TouchUpdate", "TabletPress",
    "TabletMove", "NonClientAreaMouseButtonPress", "NativeGesture",
)


@pytest.mark.parametrize("kind", [*SIGNS_OF_LIFE, "Paint", "Timer", "HoverMove", "UpdateRequest", "WindowActivate"])
def test_whatever_a_hand_does_starts_the_time_again_and_nothing_else_does(qapp: QApplication, kind: str) -> None:
    lock = IdleLock(qapp, 10_000)
    (timer,) = lock.findChildren(QTimer)
    timer.stop()
    timer.setInterval(10_000)
    lock.eventFilter(lock, ByHand(QEvent.Type[kind]))
    assert timer.isActive() is (kind in SIGNS_OF_LIFE)
    qapp.removeEventFilter(lock)
    lock.deleteLater()


def test_two_presses_of_escape_are_a_sign_only_within_a_second(qtbot: QtBot, qapp: QApplication) -> None:
    key = PanicKey(qapp)
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    signs: list[int] = []
    key.pressed.connect(lambda: signs.append(1))

    def press() -> None:
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Escape)

    press()
    qtbot.wait(1_000)
    press()
    assert signs == []
    press()
    assert signs == [1]
    qapp.removeEventFilter(key)
    key.deleteLater()


def test_a_key_starts_the_time_again(qtbot: QtBot, qapp: QApplication) -> None:
    lock = IdleLock(qapp, 10_000)
    watched = QLineEdit()
    qtbot.addWidget(watched)
    before = lock.remaining()
    qtbot.waitUntil(lambda: lock.remaining() < before - 20)
    tired = lock.remaining()
    qtbot.keyClick(watched, Qt.Key.Key_A)
    assert lock.remaining() > tired
    lock.deleteLater()


def test_a_key_that_a_screen_reader_was_asked_about_first_starts_the_time_again(
    qtbot: QtBot, qapp: QApplication
) -> None:
    """While one listens, Qt's bridge to it swallows the key and then posts a copy."""
    lock = IdleLock(qapp, 10_000)
    watched = QLineEdit()
    qtbot.addWidget(watched)
    before = lock.remaining()
    qtbot.waitUntil(lambda: lock.remaining() < before - 20)
    tired = lock.remaining()
    copy = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert not copy.spontaneous()
    QApplication.postEvent(watched, copy)
    QApplication.sendPostedEvents()
    assert lock.remaining() > tired
    lock.deleteLater()


def test_a_waiting_session_is_hidden_says_ready_and_ends_when_its_supervisor_does() -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "caselink", "--session"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert waiting.stdout is not None
    assert waiting.stdin is not None
    assert waiting.stdout.readline() == b"ready\n"
    waiting.stdin.close()
    assert waiting.wait(30) == 0
    waiting.stdout.close()


PANIC = textwrap.dedent(
    """
    import sys
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit
    from caselink.ui.shell.session import Session, make_application
    app = make_application()
    session = Session(app, None)
    session.show()
    QTest.qWaitForWindowExposed(session.entry)
    handle = session.entry.windowHandle()
    for key in sys.argv[1:]:
        QTest.keyClick(handle, getattr(Qt.Key, key))
    session.thread_of_vault.close()
    print("alive", flush=True)
    """
)


def pressed(*keys: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", PANIC, *keys], capture_output=True, timeout=60, check=False)


def test_escape_twice_kills_the_process_at_once() -> None:
    done = pressed("Key_Escape", "Key_Escape")
    assert done.returncode == -signal.SIGKILL
    assert b"alive" not in done.stdout


def code_of(process: subprocess.Popen[bytes]) -> int:
    """Its exit code; one that does not end is ended."""
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


ALONE = textwrap.dedent(
    """
    import os, sys
    from caselink.ui.shell.session import Session, make_application
    app = make_application()
    session = Session(app, None)
    session.ended.connect(os._exit)
    session.wait_for_show().say(b"ready")
    app.exec()
    """
)


def test_a_session_that_is_shown_ends_when_its_supervisor_is_gone_and_the_next_one_says_so_once(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for told in (b"end\n", b""):
        assert news_of_a_stop() == ""
        with subprocess.Popen([sys.executable, "-c", ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as session:
            assert session.stdin is not None
            assert session.stdout is not None
            assert session.stdout.readline() == b"ready\n"
            session.stdin.write(b"show\n" + told)
            session.stdin.close()
            assert code_of(session) == 0
    again = Session(qapp, None)
    again.show()
    page = again.entry.unlock_page
    assert "sans que vous l’ayez fermé" in page.news.text()
    end(again)
    assert news_of_a_stop() == ""


STUCK = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from caselink.ui.shell.session import Session, make_application
    app = make_application()
    session = Session(app, None)
    session.ended.connect(os._exit)
    session.wait_for_show()
    session.show()
    session.thread_of_vault.call(Path(sys.argv[1]).read_bytes)
    session.lock()
    app.exec()
    """
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a named pipe that nobody writes is a disk that does not answer")
def test_locking_does_not_wait_for_a_disk_that_does_not_answer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "disk")
    with subprocess.Popen(
        [sys.executable, "-c", STUCK, str(tmp_path / "disk")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as session:
        assert code_of(session) == LOCKED
        assert session.stdout is not None
        assert session.stdout.read().splitlines()[-1] == b"gone"


def test_escape_once_or_with_another_key_between_kills_nothing() -> None:
    done = pressed("Key_Escape", "Key_A", "Key_Escape")
    assert done.returncode == 0, done.stderr
    assert b"alive" in done.stdout


CRASH = textwrap.dedent(
    """
    import os, resource, signal, sys
    from caselink.ui.shell.session import Session, make_application
    from caselink.services.process import keep_memory_to_itself
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    app = make_application()
    keep_memory_to_itself()
    session = Session(app, None)
    session.show()
    session.entry.unlock_page.passphrase.set_text("prairie colibri ombre")
    print("ready", flush=True)
    sys.stdin.readline()
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    """
)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says who may read a process")
@pytest.mark.parametrize("end", ["SIGSEGV", "SIGABRT"])
def test_a_crash_leaves_no_core_and_says_nothing(tmp_path: Path, end: str) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", CRASH, end], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    owner = (Path("/proc") / str(running.pid) / "mem").stat().st_uid
    assert owner == 0  # Linux: nobody but root, whoever runs it, looks into a process that can't be dumped
    out, said = running.communicate(b"go\n", timeout=60)
    assert running.returncode == -getattr(signal, end)
    assert b"colibri" not in out + said
    assert not list(tmp_path.iterdir())


MEMORY = textwrap.dedent(
    """
    import ctypes, os, resource, sys
    from caselink.ui.shell.session import Session, make_application
    from caselink.services.process import keep_memory_to_itself
    app = make_application()
    session = Session(app, None)
    session.show()
    if os.getuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, as a program that any user starts begins with
    if sys.argv[1] == "careful":
        keep_memory_to_itself()
    session.entry.unlock_page.passphrase.set_text(sys.stdin.readline().strip())
    place = ctypes.create_string_buffer(b"x" * 21)
    print(ctypes.addressof(place), flush=True)
    sys.stdin.readline()
    os._exit(0)
    """
)
PEEPING = textwrap.dedent(
    """
    import ctypes, os, sys
    process, place = int(sys.argv[1]), int(sys.argv[2])
    word = sys.stdin.readline().strip()
    spelled = word.encode(), word.encode("utf-16-le")  # as Python holds it, as Qt does
    if os.getuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    libc = ctypes.CDLL(None, use_errno=True)

    class Piece(ctypes.Structure):
        _fields_ = [("start", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    found = reads = 0
    try:
        with open(f"/proc/{process}/mem", "rb", buffering=0) as memory, open(f"/proc/{process}/maps") as maps:
            for line in maps:
                if " rw" in line:
                    start, end = (int(place, 16) for place in line.split()[0].split("-"))
                    try:
                        memory.seek(start)
                        read = memory.read(end - start)
                        found += any(each in read for each in spelled)
                        reads += 1
                    except OSError:
                        continue
    except PermissionError:
        pass
    mine = ctypes.create_string_buffer(21)
    here, there = Piece(ctypes.addressof(mine), 21), Piece(place, 21)
    copied = libc.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    print(bool(reads), bool(found), copied == 21, libc.ptrace(16, process, 0, 0) == 0)  # PTRACE_ATTACH
    """
)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux says who may read a process")
@pytest.mark.parametrize("how", ["careful", "careless"])
def test_another_program_of_the_same_user_finds_no_passphrase_in_the_memory(how: str) -> None:
    """Where the tests run as root, who may read everything, both programs give that up and run as nobody. The careless
    one shows that the search finds what it looks for, unless this computer lets nobody look (Yama)."""
    word = "colibri " * 3
    held = subprocess.Popen(
        [sys.executable, "-c", MEMORY, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    )
    assert held.stdin is not None
    assert held.stdout is not None
    held.stdin.write(f"{word}\n")
    held.stdin.flush()
    place = held.stdout.readline().strip()
    peeping = subprocess.run(
        [sys.executable, "-c", PEEPING, str(held.pid), place], input=f"{word}\n", capture_output=True, text=True,
        timeout=60, check=True,
    )
    held.kill()
    held.wait()
    held.stdin.close()
    held.stdout.close()
    if how == "careful":
        assert peeping.stdout.split() == ["False"] * 4
    elif not yama():
        assert peeping.stdout.split() == ["True"] * 4


def yama() -> bool:
    """Whether this computer lets no program look into one that it did not start."""
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    return scope.exists() and scope.read_text().strip() != "0"


DIALOGS = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QFileDialog
    from caselink.ui.shell.session import make_application
    from caselink.ui.shell.no_traces import forget_file_names
    if sys.argv[2] == "careful":
        app = make_application()
    else:
        app = QApplication([])
    folder = Path(sys.argv[1])

    def choose():
        dialog = app.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            dialog.done(QFileDialog.DialogCode.Accepted)

    for ask in (QFileDialog.getExistingDirectory, QFileDialog.getSaveFileName):
        QTimer.singleShot(200, choose)
        ask(None, "", str(folder / "chez-amina"))
    if sys.argv[2] == "careful":
        forget_file_names()
    """
)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for files where Linux keeps settings")
@pytest.mark.parametrize("how", ["careful", "careless"])
def test_file_dialogs_leave_no_name_behind(tmp_path: Path, how: str) -> None:
    """The careless run shows that the search would find one."""
    home, chosen = tmp_path / "home", tmp_path / "chosen" / "chez-amina"
    home.mkdir()
    chosen.mkdir(parents=True)
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    done = subprocess.run(
        [sys.executable, "-c", DIALOGS, str(chosen.parent), how], capture_output=True, timeout=60, check=False,
        env=os.environ | {"HOME": str(home)} | places,
    )
    assert done.returncode == 0, done.stderr
    written = [file for file in home.rglob("*") if file.is_file()]
    found = [file for file in written if b"chosen" in file.read_bytes() or "amina" in file.name]
    assert bool(found) is (how == "careless"), written


def test_a_crash_of_the_session_before_is_said_on_the_unlock_screen(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for word, said in ((SHOW, False), (CRASHED, True)):
        session = Session(qapp, None)
        session.show(word=word)
        page = session.entry.unlock_page
        assert page.news.isVisible() is said
        assert ("sur une panne" in page.news.text()) is said
        end(session)
