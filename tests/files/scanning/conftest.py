"""One daemon for all tests of a worker: its start takes a second."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import machine
from tests.files.scanning.daemon import Daemon, running


@pytest.fixture(scope="session")
def daemon() -> Iterator[Daemon]:
    """The daemon; its socket lies in a short path, as sockets want it."""
    machine.require("clamd")
    with TemporaryDirectory(prefix="clamd-") as folder, running(Path(folder)) as started:
        yield started
