"""Who works through a bad day without pause, and whether all is there that was acknowledged."""

import contextlib
import threading
from hashlib import sha256
from http.client import HTTPException

from tests.server.site import Answer, Site, Visitor, act_text


class Writers:
    """People who send and hand in without pause, and remember what they were told is kept."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.received: dict[int, bytes] = {}
        self.handed: list[bytes] = []
        self.answers: list[Answer] = []
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(name,)) for name in ("head", "secretary") * 2
        ]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def go_on(self) -> None:
        """Let them hand in some more."""
        kept = len(self.handed)
        assert self.site.process is not None
        self.site.process.wait_until(lambda: len(self.handed) > kept + 5, seconds=60)

    def _work(self, name: str) -> None:
        visitor = self.site.visitor(name)
        while not self._over.is_set():
            content = act_text()
            with contextlib.suppress(OSError, HTTPException):  # its server is killed
                answer = visitor.put(content)
                self.answers.append(answer)
                if answer.status == 201:
                    number = int(str(answer.said["id"]))
                    self.received[number] = content
                    self._hand_in(visitor, number, content)

    def _hand_in(self, visitor: Visitor, number: int, content: bytes) -> None:
        answer = hand_in(self.site, visitor, number)
        self.answers.append(answer)
        if answer.status == 303:
            self.handed.append(content)


def hand_in(site: Site, visitor: Visitor, number: int) -> Answer:
    """Hand in a file that was received."""
    return visitor.post(
        "/evidencia/entregar",
        **{
            "files-0-upload_id": number,
            "files-0-title": "Acta ficticia",
            "files-0-type": "acta",
            "unit_id": site.unit_id,
            "requirements": [site.requirements["1.1.1"]],
            "personal_data": "no",
            "classification": "publica",
        },
    )


def assert_all_is_there(site: Site, writers: Writers, *, also: int = 503) -> None:
    """What was acknowledged is there, and nobody was told anything but that it was kept or could not be.

    `also` is another status by which it may have been said that it could not be.
    """
    uploads, pieces = site.uploads(), site.pieces()
    for number, content in writers.received.items():
        digest = sha256(content).hexdigest()
        assert uploads.get(number) == digest or digest in pieces
    for content in writers.handed:
        digest = sha256(content).hexdigest()
        assert digest in pieces
        assert site.store.verify(digest)
    assert all(site.store.verify(digest) for digest in pieces)
    strange = {answer.status for answer in writers.answers} - {201, 303, 503, also}
    assert not strange, site.mistakes()
