"""The supervisor shows one session after another. Real processes; a small script stands for the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caselink import supervisor
from caselink.alone import own_command
from caselink.errors import CaseLinkError

SESSION = """
import os, signal, sys
from pathlib import Path

folder = Path(sys.argv[1])


def note(word):
    with open(folder / "log", "a") as log:
        log.write(word + "\\n")


note("started")
if (folder / "broken").exists():
    sys.exit(3)
if (folder / "next-is-waiting").exists() and (folder / "shown").exists():
    with open(folder / "next-is-waiting", "w") as pipe:
        pipe.write("here")
if (folder / "kill-the-next").exists() and (folder / "log").read_text().count("started") == 2:
    (folder / "kill-the-next").unlink()
    os.kill(os.getpid(), signal.SIGKILL)
print("ready", flush=True)
word, _, vault = sys.stdin.readline().rstrip("\\n").partition(" ")
if word not in ("show", "crashed", "lower", "quiet", "backups", "rescue"):
    note("left")
    sys.exit(0)
if word != "show":
    note(word)
if vault:
    note("offered:" + vault)
(folder / "shown").touch()
with open(folder / "pids", "a+") as pids:
    pids.seek(0)
    for before in pids.read().split():
        if os.path.exists("/proc/" + before):
            note("still-there")
    pids.write(str(os.getpid()) + "\\n")
orders = (folder / "orders").read_text().split()
(folder / "orders").write_text(" ".join(orders[1:]))
note(orders[0])
if orders[0] == "await-next":
    with open(folder / "next-is-waiting") as pipe:
        note(pipe.read())
    sys.exit(0)
if orders[0].startswith("open:"):
    print("vault " + orders[0].removeprefix("open:"), flush=True)
    sys.exit(75)
if orders[0].startswith("next:"):
    print("next " + orders[0].removeprefix("next:"), flush=True)
    sys.exit(75)
if orders[0] == "hold":
    print("hold", file=sys.stderr, flush=True)
    note("told:" + sys.stdin.readline().strip())
    sys.exit(0)
if orders[0] == "stuck":
    print("gone", flush=True)
    (folder / "let-go").open().read()
    sys.exit(75)
if orders[0] == "vanish":
    print("next lower", flush=True)
if orders[0] in ("killed", "vanish"):
    os.kill(os.getpid(), signal.SIGKILL)
sys.exit(int(orders[0]))
"""


@pytest.fixture
def command(tmp_path: Path) -> tuple[str, ...]:
    script = tmp_path / "session.py"
    script.write_text(SESSION, encoding="utf-8")
    return (sys.executable, "-I", "-S", str(script), str(tmp_path))


def orders(folder: Path, *given: str) -> None:
    (folder / "orders").write_text(" ".join(given), encoding="utf-8")


def log(folder: Path) -> list[str]:
    return (folder / "log").read_text(encoding="utf-8").split()


def what_was_shown(folder: Path) -> list[str]:
    return [word for word in log(folder) if word not in ("started", "left")]


def test_closing_the_window_ends_everything(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["0"]
    assert log(tmp_path).count("started") == log(tmp_path).count("left") + 1


def test_a_locked_session_is_followed_by_the_next(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "75", "75", "75", "75", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["75", "75", "75", "75", "0"]


def test_the_hide_at_once_key_brings_the_next_session_every_time(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "vanish", "vanish", "vanish", "vanish", "0")
    supervisor.supervise(command)
    kept_low = [word for word in what_was_shown(tmp_path) if word != "lower"]
    assert kept_low == ["vanish", "vanish", "vanish", "vanish", "0"]


def test_after_the_hide_at_once_key_the_next_session_is_not_seen(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "75", "vanish", "75", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["75", "vanish", "lower", "75", "0"]


def test_a_session_that_something_else_killed_is_not_taken_for_the_hide_at_once_key(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    orders(tmp_path, "vanish", "killed", "killed", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["vanish", "lower", "killed", "crashed", "killed", "crashed", "0"]


def test_after_the_hide_at_once_key_a_spare_that_was_killed_meanwhile_shows_nothing_either(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    orders(tmp_path, "vanish", "0")
    (tmp_path / "kill-the-next").touch()
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["vanish", "lower", "0"]
    assert not (tmp_path / "kill-the-next").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a named pipe holds the process")
def test_a_session_that_its_disk_holds_is_not_waited_for(command: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "let-go")
    orders(tmp_path, "stuck", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == ["stuck", "0"]


SUPERVISOR = "import sys; from caselink import supervisor as s; s.end_when_told(); s.supervise(sys.argv[1:])"


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a system without such signals")
@pytest.mark.parametrize(("number", "told"), [("SIGTERM", "told:end"), ("SIGHUP", "told:end"), ("SIGKILL", "told:")])
def test_when_the_program_is_ended_the_open_session_ends_too(
    command: tuple[str, ...], tmp_path: Path, number: str, told: str
) -> None:
    orders(tmp_path, "hold")
    as_at_a_desk = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); "  # these tests may run under nohup
    with subprocess.Popen(
        [sys.executable, "-c", as_at_a_desk + SUPERVISOR, *command], stderr=subprocess.PIPE
    ) as program:
        assert program.stderr is not None
        assert program.stderr.readline() == b"hold\n"
        program.send_signal(getattr(signal, number))
        program.stderr.read()  # to its end: the sessions are gone too
    assert program.returncode == (0 if told == "told:end" else -signal.SIGKILL)
    assert told in log(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux shows them")
def test_when_the_next_unlock_screen_shows_the_process_before_it_is_gone(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    orders(tmp_path, "75", "vanish", "75", "0")
    supervisor.supervise(command)
    pids = (tmp_path / "pids").read_text(encoding="utf-8").split()
    assert len(set(pids)) == 4
    assert "still-there" not in log(tmp_path)
    assert not [pid for pid in pids if Path("/proc", pid).exists()]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the two sessions meet at a named pipe")
def test_the_next_session_is_already_waiting_while_one_is_shown(command: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "next-is-waiting")
    orders(tmp_path, "await-next")
    supervisor.supervise(command)
    assert "here" in log(tmp_path)


def test_the_next_session_offers_the_vault_that_was_open(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "75", "open:/x/é.caselink", "vanish", "0")
    supervisor.supervise(command)
    offered = "offered:/x/é.caselink"
    assert what_was_shown(tmp_path) == ["75", "open:/x/é.caselink", offered, "vanish", "lower", offered, "0"]


@pytest.mark.parametrize("word", ["quiet", "backups", "rescue"])
def test_a_session_says_once_how_the_next_one_comes_up(command: tuple[str, ...], tmp_path: Path, word: str) -> None:
    orders(tmp_path, f"next:{word}", "75", "next:anything", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path) == [f"next:{word}", word, "75", "next:anything", "0"]


def test_three_failures_at_once_end_with_a_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "1", "1", "1", "0")
    with pytest.raises(CaseLinkError) as raised:
        supervisor.supervise(command)
    assert raised.value.sentence.endswith(".")
    assert what_was_shown(tmp_path) == ["1", "crashed", "1", "crashed", "1"]


def test_a_program_that_can_not_even_begin_is_not_started_for_ever(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    with pytest.raises(CaseLinkError):
        supervisor.supervise(command)
    assert log(tmp_path).count("started") <= supervisor.MOST_QUICK_FAILURES + 1


def test_a_failure_after_hours_of_work_shows_the_unlock_screen_again_and_says_so(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    orders(tmp_path, "1", "1", "1", "1", "0")
    supervisor.supervise(command, quick_seconds=0.0)
    assert what_was_shown(tmp_path) == ["1", *["crashed", "1"] * 3, "crashed", "0"]


def test_a_lock_in_between_starts_the_count_of_failures_anew(command: tuple[str, ...], tmp_path: Path) -> None:
    orders(tmp_path, "1", "1", "75", "1", "1", "0")
    supervisor.supervise(command)
    assert what_was_shown(tmp_path)[-1] == "0"


def test_the_session_gets_the_vault_and_nothing_else() -> None:
    assert supervisor.session_command(Path("a.caselink")) == own_command("--session", "a.caselink")
    assert supervisor.session_command(None)[-1] == "--session"


def test_the_supervisor_brings_no_window_and_no_keys_into_memory() -> None:
    code = "import sys, caselink.supervisor; print(*{m.partition('.')[0] for m in sys.modules} & {*sys.argv[1:]})"
    heavy = ["PySide6", "sqlcipher3", "pyrage", "loro", "babel", "reportlab", "pikepdf"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
