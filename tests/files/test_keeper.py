"""Limited processes that are forked from one that is ready: as apart as if each had begun from nothing."""

import contextlib
import io
import json
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sello.core.jail import keeper as jail_keeper
from sello.core.jail import kept, process
from sello.core.jail.messages import LONGEST
from sello.files.jail import warden
from tests.files import samples

ABOUT_ITSELF = "tests.files.about_itself"
SECONDS = 20


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[kept.Keeper]:
    """One of the test's own, which knows where the tests are."""
    monkeypatch.setattr(kept, "keeper", one := kept.Keeper())
    yield one
    one.dismiss()


def say(*words: str, file: bytes = b"") -> process.Reply:
    return process.asked(ABOUT_ITSELF, words, io.BytesIO(file), most=1 << 16, seconds=SECONDS)


def until(true: Callable[[], bool]) -> bool:
    ends = time.monotonic() + SECONDS
    while not true() and time.monotonic() < ends:
        time.sleep(0.01)
    return true()


def is_there(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet taken notice of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_has_a_file_an_output_and_nothing_else_of_ours(keeper: kept.Keeper) -> None:
    os.environ["SELLO_SECRET_KEY"] = "de nadie más"
    first, second = say("self").told(), say("self").told()
    del os.environ["SELLO_SECRET_KEY"]
    for told in (first, second):
        assert told["parent"] == keeper.pid
        assert set(told["environment"]) <= {"LC_CTYPE"}, "which the interpreter sets itself"
        assert told["descriptors"] == [0, 1, 2]
        assert told["session"] == told["pid"], "it gets no signal of a terminal of ours"
    assert first["pid"] != second["pid"]


def test_what_one_left_behind_the_next_does_not_find(keeper: kept.Keeper) -> None:
    assert [say("mark").told() for _ in range(3)] == [1, 1, 1]


def test_many_at_once_get_their_own_answers(keeper: kept.Keeper) -> None:
    files = [f"archivo {number}".encode() * 500 for number in range(60)]
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda file: say("echo", file=file), files))
    assert [answer.content for answer in answers] == files


def test_processes_that_part_share_one_and_mix_nothing(keeper: kept.Keeper) -> None:
    kept.make_ready(ABOUT_ITSELF)
    children = [os.fork() for _ in range(3)]
    if 0 in children:
        me = str(children.index(0)).encode()
        right = all(say("echo", file=me * 900).content == me * 900 for _ in range(15))
        os._exit(0 if right and kept.keeper.pid == keeper.pid else 1)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children] == [0, 0, 0]


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("exit", "3"), "broken"),
        (("abort",), "large"),
        (("raise",), "broken"),
        (("system-exit",), "broken"),
        (("long",), "large"),
        (("quiet",), ""),
    ],
)
def test_each_end_is_told_as_before(keeper: kept.Keeper, words: tuple[str, ...], word: str) -> None:
    assert say(*words).word == word
    with process.as_input(io.BytesIO()) as nothing:
        begun = process._end_of(process._begun(ABOUT_ITSELF, words, nothing), 1 << 16, SECONDS)
        forked = process._end_of(process.started(ABOUT_ITSELF, words, nothing), 1 << 16, SECONDS)
    assert begun == forked or words == ("long",), "which is killed while it writes, or ends before"
    assert say("echo", file=b"sigue").content == b"sigue"


def test_one_that_does_not_end_is_ended(keeper: kept.Keeper) -> None:
    with process.as_input(io.BytesIO()) as nothing:
        running = process.started(ABOUT_ITSELF, ("sleep",), nothing)
        assert running.stdout
        pid = int(running.stdout.readline())
        end = process._end_of(running, 100, 0.05)
    assert (end.code, end.in_time) == (-signal.SIGKILL, False)
    assert not is_there(pid)


def test_one_whose_asker_is_gone_is_ended(keeper: kept.Keeper, tmp_path: Path) -> None:
    asks = (
        f"import io, sys; sys.path.append({str(Path(__file__).parents[2])!r})\n"
        "from sello.core.jail import process\n"
        f"with process.as_input(io.BytesIO()) as file:\n"
        f"    it = process.started({ABOUT_ITSELF!r}, ['sleep'], file)\n"
        "print(int(it.stdout.readline()), flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", asks]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asker:
        assert asker.stdout
        pid = int(asker.stdout.readline())
        with Path(f"/proc/{pid}/stat").open() as status:
            its_keeper = int(status.read().rpartition(")")[2].split()[1])
        assert is_there(pid)
        asker.kill()
    assert until(lambda: not is_there(pid))
    assert until(lambda: not is_there(its_keeper)), "nobody is left who could ask it"


def test_a_keeper_that_was_killed_is_replaced_and_no_answer_is_lost(keeper: kept.Keeper) -> None:
    assert say("echo", file=b"uno").content == b"uno"
    killed = keeper.pid
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: not is_there(killed))
    assert say("echo", file=b"dos").content == b"dos", "without one"
    assert say("self").told()["parent"] == keeper.pid != killed


def test_an_answer_that_its_keeper_took_along_is_asked_again(keeper: kept.Keeper) -> None:
    with ThreadPoolExecutor(1) as person:
        answer = person.submit(say, "slowly", file=b"tres")
        assert until(lambda: bool(keeper.pid))
        time.sleep(0.3)
        os.kill(keeper.pid, signal.SIGKILL)
        assert answer.result(SECONDS).content == b"tres"


@pytest.mark.parametrize("does", ["sleep", "leave"])
@pytest.mark.parametrize("signs", [signal.SIGKILL, signal.SIGSTOP])
def test_the_time_ends_also_where_the_keeper_ends_nobody(
    keeper: kept.Keeper, signs: signal.Signals, does: str
) -> None:
    with process.as_input(io.BytesIO()) as nothing:
        running = process.started(ABOUT_ITSELF, (does,), nothing)
        assert running.stdout
        pid = int(running.stdout.readline())
        os.kill(kept_by := keeper.pid, signs)
        end = process._end_of(running, 100, 0.3)
    assert end.code in {-signal.SIGKILL, kept.LOST}
    assert say("echo", file=b"sigue").content == b"sigue", "another one, or none"
    with contextlib.suppress(ProcessLookupError):
        os.kill(kept_by, signal.SIGCONT)
    assert until(lambda: not is_there(pid)), "it ends with its keeper, or when that goes on"


def test_whoever_did_not_wait_has_his_file_read_by_one_alone(keeper: kept.Keeper, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"entero")
    assert say("echo", file=b"uno").content == b"uno"
    stopped = keeper.pid
    os.kill(stopped, signal.SIGSTOP)
    with (tmp_path / "a").open("rb") as file:
        alone = process._end_of(process.started(ABOUT_ITSELF, ("echo",), file), 100, SECONDS)
        assert alone.content == b"ok\nentero", "without the one that did not answer"
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        os.kill(stopped, signal.SIGCONT)
        assert until(lambda: not is_there(stopped)), "it took up what waited, and nobody is left to ask it"
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == 0
    assert say("self").told()["parent"] == keeper.pid != stopped


def test_a_process_that_begins_sees_whether_it_is_still_waited_for() -> None:
    ours, its = socket.socketpair()
    with its:
        assert not jail_keeper.is_gone(its)
        ours.close()
        assert jail_keeper.is_gone(its)


def test_told_to_end_like_all_the_others_it_stays_until_nobody_asks(keeper: kept.Keeper) -> None:
    pid = say("self").told()["parent"]
    os.kill(pid, signal.SIGTERM)
    assert say("self").told()["parent"] == pid


def test_it_holds_nothing_that_its_starter_has_open(keeper: kept.Keeper) -> None:
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    assert say("echo", file=b"uno").content == b"uno"
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert select.select([pipe], [], [], SECONDS)[0], "nobody has its other end"
        assert pipe.read() == b""


@pytest.mark.parametrize("most", range(6, 12))
def test_without_room_for_another_one_it_is_answered_without(keeper: kept.Keeper, most: int) -> None:
    assert say("echo", file=b"uno").content == b"uno"
    _, hard = resource.prlimit(keeper.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(keeper.pid, resource.RLIMIT_NOFILE, (most, hard))
    assert [say("echo", file=b"dos").content for _ in range(3)] == [b"dos"] * 3
    assert is_there(keeper.pid)


def test_a_request_that_is_too_long_is_answered_without_it(keeper: kept.Keeper) -> None:
    assert say("length", "a" * LONGEST).told() == LONGEST
    assert keeper.pid == 0, "it was not needed"


def test_a_module_that_cannot_be_loaded_is_an_answer(keeper: kept.Keeper) -> None:
    reply = process.asked("sello.nowhere", (), io.BytesIO(), most=9, seconds=SECONDS)
    assert reply.word == "broken"
    assert say("echo", file=b"sigue").content == b"sigue"


def test_without_one_everything_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "started", lambda *_: None)
    assert warden.ask("open_pdf", io.BytesIO(samples.pdf())) == "opens"
    assert json.loads(warden.read("leaf", "paper", "1", file=io.BytesIO(samples.pdf()), most=9999).content)[
        "pages"
    ]


def test_what_a_question_needs_is_loaded_once(keeper: kept.Keeper) -> None:
    assert not say("loaded", "pypdfium2").told()
    assert warden.ask("open_pdf", io.BytesIO(samples.pdf())) == "opens"
    assert say("loaded", "pypdfium2").told()


def test_what_it_is_told_to_have_ready_is_loaded_and_nothing_is_asked(keeper: kept.Keeper) -> None:
    assert not say("loaded", "pypdfium2").told()
    kept.make_ready("sello.files.jail.cell", "open_pdf")
    assert say("loaded", "pypdfium2").told()
    kept.make_ready("sello.nowhere")
    assert say("echo", file=b"sigue").content == b"sigue"
