"""A real S3 service for the tests: SeaweedFS, with keys, in a folder that vanishes with it."""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from obstore import put
from obstore.exceptions import BaseError
from obstore.store import S3Store

KEY, SECRET = "llave-de-prueba", "secreto-de-prueba"
BUCKET = "evidencia"
PATIENCE = 90
"""Seconds that a busy machine may take to start it; a quiet one takes ten."""
HIGHEST = 55_000
"""Its own protocol listens 10,000 above each port."""


class Weed:
    """The service as a process, and where it answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.endpoint = ""
        self.keys = folder / "keys"
        self.keys.write_text(f"{KEY}\n{SECRET}\n")
        who = {
            "name": "sello",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        reader = {
            "name": "mira",
            "credentials": [{"accessKey": "solo-mira", "secretKey": SECRET}],
            "actions": ["Read", "List"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [who, reader]}))
        self._ports = [_free_port() for _ in range(4)]
        self.start()

    def start(self) -> None:
        """Start it, with what it held before, and wait until it keeps something."""
        s3, master, volume, filer = self._ports
        program = Path(sys.executable).with_name("weed")
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    program,
                    "server",
                    f"-dir={self._folder}",
                    "-ip=127.0.0.1",
                    "-s3",
                    f"-s3.config={self._folder / 's3.json'}",
                    "-s3.port.iceberg=0",
                    "-s3.port.lance=0",
                    "-master.telemetry=false",
                    f"-s3.port={s3}",
                    f"-master.port={master}",
                    f"-volume.port={volume}",
                    f"-filer.port={filer}",
                    "-master.volumeSizeLimitMB=64",
                    "-volume.max=30",
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.endpoint = f"http://127.0.0.1:{s3}"
        end = time.monotonic() + PATIENCE
        while not self._keeps():
            if time.monotonic() > end or self._process.poll() is not None:
                raise AssertionError((self._folder / "log").read_text()[-2000:])
            time.sleep(0.3)

    def _keeps(self) -> bool:
        with suppress(BaseError, OSError):
            put(self.client(), "ready", b"1")
            return True
        return False

    def stop(self) -> None:
        """End it as a machine would that falls over."""
        self._process.kill()
        self._process.wait()

    def pause(self) -> None:
        """Let it take connections and answer nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        self._process.send_signal(signal.SIGCONT)

    def address(self, prefix: str, *, keys: Path | None = None, bucket: str = BUCKET) -> str:
        """A store's address below a prefix."""
        return f"s3://{bucket}/{prefix}?endpoint={self.endpoint}&keys={keys or self.keys}"

    def client(self) -> S3Store:
        """Another way to what lies there than the product's."""
        return S3Store(
            BUCKET,
            endpoint=self.endpoint,
            region="us-east-1",
            access_key_id=KEY,
            secret_access_key=SECRET,
            virtual_hosted_style_request=False,
            client_options={"allow_http": True},
        )


def _free_port() -> int:
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port < HIGHEST:
            return port
