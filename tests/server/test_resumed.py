"""Files that go on after a break, at a real server: killed, full, slow, in two tabs, and large."""

import contextlib
import hashlib
import http.client
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.processes import alive
from tests.server.site import Answer, Site, Visitor, watched
from tests.server.test_full_disk import fill, moved
from tests.tus import ADDRESS, VERSION, beginning, piece
from tests.web.evidence.test_server import large, until

MIB = 1024 * 1024


def begun(visitor: Visitor, size: int, mark: str = "grande") -> str:
    answer = visitor.send("POST", ADDRESS, **beginning("grande.pdf", size, mark))
    assert answer.status == 201, answer.text
    return answer.headers["Location"]


def offset_of(visitor: Visitor, address: str) -> int:
    return int(visitor.send("HEAD", address, **VERSION).headers["Upload-Offset"])


def rest(visitor: Visitor, address: str, content: bytes) -> Answer:
    """What is missing of a file, from where the server says that it ends."""
    offset = offset_of(visitor, address)
    return visitor.send("PATCH", address, content[offset:], **piece(offset))


def whole(size: int) -> bytes:
    return b"".join(large(size))


@contextlib.contextmanager
def half_way(visitor: Visitor, address: str, content: bytes, sent: int) -> Iterator[socket.socket]:
    """A connection that announced all of a file and sent a part of it, which has come."""
    connection = socket.create_connection(("127.0.0.1", visitor.port), timeout=30)
    headers = visitor.headers(**piece(0), **{"Content-Length": str(len(content)), "Host": "sello"})
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with contextlib.closing(connection):
        connection.sendall(f"PATCH {address} HTTP/1.1\r\n{lines}\r\n".encode() + content[:sent])
        until(lambda: offset_of(visitor, address) >= sent - MIB)
        yield connection


def test_a_server_that_is_killed_costs_only_what_was_not_there_yet(site_on_sqlite: Site) -> None:
    site = site_on_sqlite
    content = whole(5 * MIB)
    with site.up() as process:
        head = site.visitor("head")
        address = begun(head, len(content))
        with half_way(head, address, content, 3 * MIB):
            for pid in alive(process.mark):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.popen.wait(20)
    with site.up():
        head = site.visitor("head")
        assert begun(head, len(content)) == address
        assert 2 * MIB <= offset_of(head, address) < len(content)
        assert rest(head, address, content).status == 204
    assert list(site.uploads().values()) == [hashlib.sha256(content).hexdigest()]


def test_two_tabs_with_the_same_file_hand_in_one_and_a_silent_one_holds_up_nobody(site: Site) -> None:
    content = whole(3 * MIB)
    with site.up(), watched(site):
        head = site.visitor("head")
        address = begun(head, len(content))
        with half_way(head, address, content, 2 * MIB) as silent:
            offset = offset_of(head, address)
            answers: list[int] = []
            tabs = [
                threading.Thread(
                    target=lambda: answers.append(
                        head.send("PATCH", address, content[offset:], **piece(offset)).status
                    )
                )
                for _ in range(3)
            ]
            for tab in tabs:
                tab.start()
            for tab in tabs:
                tab.join()
            with contextlib.suppress(OSError):
                silent.sendall(content[2 * MIB :])
        assert answers.count(204) >= 1, answers
        assert set(answers) <= {204, 409, 429}, site.mistakes()
        assert offset_of(head, address) == len(content)
    assert list(site.uploads().values()) == [hashlib.sha256(content).hexdigest()]


def test_on_a_full_disk_it_waits_for_room(site_on_sqlite: Site, small_disk: Path) -> None:
    site = moved(site_on_sqlite, small_disk)
    content = whole(4 * MIB)
    with site.up(), watched(site):
        head = site.visitor("head")
        address = begun(head, len(content))
        filler = small_disk / "filler"
        fill(filler)
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - MIB)
        assert rest(head, address, content).status == 507
        filler.unlink()
        assert 0 < offset_of(head, address) < len(content)
        assert rest(head, address, content).status == 204
    assert list(site.uploads().values()) == [hashlib.sha256(content).hexdigest()]


def test_a_large_file_in_constant_memory(site_on_sqlite: Site) -> None:
    size = 300 * MIB
    site = site_on_sqlite
    with site.up() as process:
        head = site.visitor("head")
        assert rest(head, begun(head, MIB, "warm"), whole(MIB)).status == 204
        before = memory(process.mark, "VmRSS")
        address = begun(head, size)
        connection = http.client.HTTPConnection("127.0.0.1", head.port, timeout=120)
        with contextlib.closing(connection):
            headers = head.headers(**piece(0), **{"Content-Length": str(size)})
            connection.request("PATCH", address, body=large(size), headers=headers)
            assert connection.getresponse().status == 204
        assert memory(process.mark, "VmHWM") - before < 48 * MIB
    assert len(site.uploads()) == 2


def memory(mark: str, name: str) -> int:
    """The largest VmHWM or VmRSS of a server's processes, in bytes."""
    found = []
    for pid in alive(mark):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            found += [int(line.split()[1]) * 1024 for line in lines if line.startswith(name)]
    return max(found)
