"""How a request comes to a thread: not before it is there, and long bodies by a door of their own.

gunicorn's threads read from the network as they go, so whoever sends slowly or not at all holds one. Here
the worker's main loop reads heads and short bodies of all connections by itself; a thread gets what is whole.
Bodies that are too long for that (files) are read by threads that do nothing else, and never slower than a
pace. And the main loop itself says that it is alive, whatever the threads are waiting for.
"""

import re
import socket
import struct
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from errno import ECONNRESET, EMFILE, ENFILE
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from sello.cli import renewal
from sello.files.store.disk import CHUNK
from sello.web.uploads import LONG_BODY

MOST_CONNECTIONS = 400
"""Open at a time in one worker; when all are taken, the one that has waited longest to say something goes."""

HEAD_SECONDS = 10
"""How long a connection has to send a whole head."""

BODY_SECONDS = 30
"""How long a short body may take, and a long one stay silent."""

SLOWEST = 1024
"""Bytes a second that a long body keeps to on average, after its first `BODY_SECONDS`."""

LINGER_SECONDS = 2
"""How long the other side has to read the end of an answer."""

STALLED = 60
"""Seconds for which a reader may take nothing of an answer."""

LONGEST_HEAD = 64 * 1024
"""Where a head without an end goes to gunicorn's parser, which refuses it by its own limits."""

HEALTH = re.compile(rb"(?:GET|HEAD) /healthz[ ?]")
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
MEASURED = re.compile(rb"\r\ncontent-length:", re.IGNORECASE)
UNMEASURED = re.compile(rb"\r\n(?:transfer-encoding|expect):", re.IGNORECASE)
END = b"\r\n\r\n"

ALIVE = b'{"status":"alive"}\n'
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
    b"Cache-Control: no-store\r\nConnection: close\r\n\r\n" % len(ALIVE)
)
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class Arriving:
    """What came of a request so far, and until when the rest is waited for."""

    until: float
    bytes: bytearray = field(default_factory=bytearray)
    head: int = 0
    body: int = 0

    @property
    def is_health(self) -> bool:
        """Whether somebody asks if we are alive."""
        return bool(HEALTH.match(self.bytes)) and END in self.bytes

    @property
    def is_long(self) -> bool:
        """Whether more follows than is waited for, or nobody says how much."""
        return not self.head or self.body > LONG_BODY

    def is_whole(self, now: float) -> bool:
        """Whether a thread can take it: it is all there, or it is long."""
        if not self.head:
            end = self.bytes.find(END)
            if end < 0:
                return len(self.bytes) > LONGEST_HEAD
            head = bytes(self.bytes[: end + len(END)])
            if UNMEASURED.search(head):
                return True
            length = LENGTH.search(head)
            if length is None and MEASURED.search(head):
                return True  # a length in no form that we know: gunicorn judges it, where long ones wait
            self.head, self.body = len(head), int(length[1]) if length else 0
            self.until = now + BODY_SECONDS
        return self.is_long or len(self.bytes) >= self.head + self.body


def as_timeval(seconds: float) -> bytes:
    """Seconds as the system wants them told, whole ones and millionths."""
    whole = int(seconds)
    return struct.pack("ll", whole, int((seconds - whole) * 1e6))


class Paced(SocketUnreader):  # type: ignore[misc]  # gunicorn is not typed
    """Reads on from a connection for one request, as long as that keeps to its pace."""

    max_body_chunk = CHUNK  # what is read at once is written at once, and nothing of it is copied to be kept

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self._waits = 0.0
        self.begin()

    def begin(self) -> None:
        """A new request begins."""
        self._began, self._came = time.monotonic(), 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes. Raises ConnectionResetError when they are too slow: she is as good as gone."""
        left = self._began + BODY_SECONDS + self._came / SLOWEST - time.monotonic()
        self._wait(min(BODY_SECONDS, max(left, 0.001)))
        try:
            piece: bytes = super().chunk(size_hint)
        except BlockingIOError as error:
            raise ConnectionResetError(ECONNRESET, "too slow") from error
        self._came += len(piece)
        return piece

    def _wait(self, seconds: float) -> None:
        """Let the system end a wait: it is told once, and again only for those who fall behind their pace."""
        if seconds != self._waits:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, as_timeval(seconds))
            self._waits = seconds


class Conn(TConn):  # type: ignore[misc]  # gunicorn is not typed
    """A connection whose end may wait for the other side, but not in the main loop."""

    linger: Callable[["Conn"], None]

    def close(self, graceful: bool = False) -> None:
        """Close at once, or when the other side has read what it was told."""
        if graceful:
            self.linger(self)
        else:
            super().close()


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's worker with threads, which lets a request wait for its bytes outside of them."""

    alive: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._arriving: dict[Conn, Arriving] = {}
        self._leaving: dict[Conn, float] = {}
        self._looked = 0.0
        self._at_work = 0

    def init_process(self) -> None:
        """Open the door of long bodies beside that of gunicorn."""
        self._long = ThreadPoolExecutor(max_workers=self.cfg.threads)
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; it says what it wants when it does."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (EMFILE, ENFILE):
                self._make_room()
            return  # else another worker was faster, or it is gone already
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, as_timeval(STALLED))
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections:
            self._make_room()
        conn = Conn(self.cfg, client, address, listener.getsockname())
        conn.linger = self._linger
        self._await(conn)

    def on_client_socket_readable(self, conn: Conn, client: socket.socket) -> None:
        """A connection that was kept open says something again."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn)
        self._read_on(conn, client)

    def enqueue_req(self, conn: Conn) -> None:
        """What came along behind a request is the beginning of the next one."""
        self._await(conn)
        self._consider(conn, conn.parser.unreader.take_buffered())

    def handle(self, conn: Conn) -> Any:
        """Serve a request in a thread, beginning with the bytes that are there already."""
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = Paced(conn.sock)
        conn.parser.unreader.begin()
        conn.parser.unreader.unread(conn.early)
        return super().handle(conn)

    def finish_request(self, conn: Conn, done: Any) -> None:
        """A thread is done with a request."""
        self._at_work -= 1
        super().finish_request(conn, done)

    def murder_pending(self) -> None:
        """Once a second, let go of the connections that take too long; soon of all, when stopping."""
        super().murder_pending()
        now = time.monotonic()
        if now - self._looked < 1:
            return
        self._looked = now
        self._make_way()
        if not self.alive:
            self._stop_waiting(now)
        self._let_late_ones_go(now)

    def _make_way(self) -> None:
        if self.alive and renewal.is_due(renewal.resident(), at_work=self._at_work):
            self.log.info("Worker %s holds much memory and makes room for a fresh one", self.pid)
            self.alive = False

    def _let_late_ones_go(self, now: float) -> None:
        for conn in [conn for conn, arriving in self._arriving.items() if arriving.until < now]:
            self._dismiss(conn, TOO_SLOW if self._arriving[conn].bytes else b"")
        for conn in [conn for conn, until in self._leaving.items() if until < now]:
            self._end(conn)

    def _stop_waiting(self, now: float) -> None:
        """A server that stops takes what is on its way, and waits for it as long as for kept connections."""
        for arriving in self._arriving.values():
            arriving.until = min(arriving.until, now + STOP_KEEPALIVE_LINGER)

    def _await(self, conn: Conn) -> None:
        conn.sock.setblocking(False)
        self._arriving[conn] = Arriving(time.monotonic() + HEAD_SECONDS)
        self.poller.register(conn.sock, EVENT_READ, partial(self._read_on, conn))

    def _read_on(self, conn: Conn, sock: socket.socket) -> None:
        try:
            piece = sock.recv(LONGEST_HEAD)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._consider(conn, piece)
        else:
            self._dismiss(conn)

    def _consider(self, conn: Conn, piece: bytes) -> None:
        arriving = self._arriving[conn]
        arriving.bytes += piece
        if arriving.is_health:
            self._dismiss(conn, ANSWER + (ALIVE if arriving.bytes.startswith(b"GET") else b""))
        elif arriving.is_whole(time.monotonic()):
            self._leave(conn)
            conn.early, conn.data_ready = bytes(arriving.bytes), True
            give = (self._long if arriving.is_long else self.tpool).submit
            self._at_work += 1
            work = give(self.handle, conn)
            work.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def _dismiss(self, conn: Conn, words: bytes = b"") -> None:
        """Close a connection, with a last word as far as it goes out at once."""
        self._leave(conn)
        self.nr_conns -= 1
        with suppress(OSError):
            conn.sock.send(words)
            conn.sock.shutdown(socket.SHUT_WR)
        conn.close()

    def _linger(self, conn: Conn) -> None:
        """Say that nothing follows, and let go of what still comes in: closing now would cut the answer."""
        conn.sock.setblocking(False)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            conn.close()
            return
        self._leaving[conn] = time.monotonic() + LINGER_SECONDS
        self.poller.register(conn.sock, EVENT_READ, partial(self._let_go, conn))

    def _let_go(self, conn: Conn, sock: socket.socket) -> None:
        with suppress(OSError):
            if sock.recv(LONGEST_HEAD):
                return
        self._end(conn)

    def _end(self, conn: Conn) -> None:
        del self._leaving[conn]
        self.poller.unregister(conn.sock)
        conn.close()

    def _leave(self, conn: Conn) -> None:
        self.poller.unregister(conn.sock)
        del self._arriving[conn]

    def _make_room(self) -> None:
        if self._arriving:
            self._dismiss(next(iter(self._arriving)), TOO_SLOW)
