"""Real servers for the measurements, and a real load on them (wrk, from the system's packages)."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.ground import Ground

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 4
CONNECTIONS = 8

PERCENTILES = """
done = function(summary, latency, requests)
  io.write(string.format("P50 %d P95 %d\\n", latency:percentile(50), latency:percentile(95)))
end
"""


@dataclass(frozen=True)
class Load:
    """What a page bore: requests per second, the latencies in milliseconds, and what a request took.

    `cpu` are milliseconds of processor time in all processes of the server, `switches` how often one of
    its threads gave way to another.
    """

    rate: float
    p50: float
    p95: float
    cpu: float
    switches: float


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and the process that holds the others."""

    url: str
    pid: int

    def spent(self) -> tuple[float, int]:
        """Seconds of processor time and switches of threads, so far, of all its processes that still run."""
        pids = [self.pid, *descendants(self.pid)]
        return sum(map(_seconds, pids)), sum(map(_switches, pids))


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, probe: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """Run a server until the block ends; yields it once it answers."""
    own = ("SELLO_", "DATABASE_", "PYTHONDONTWRITEBYTECODE")  # as installed: what was compiled once is kept
    base = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    process = subprocess.Popen(command, env={**base, "PYTHONPATH": str(ROOT), **environ}, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url + probe, process)
        yield Server(url, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server behind {url} ended")
        with suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer")


@contextmanager
def bare(ground: Ground) -> Iterator[Server]:
    """The bare Flask application under the same server and settings as ours; it fills its table first."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "8"]
    command += ["-b", f"127.0.0.1:{port}", "--preload", "--no-control-socket", "--log-level", "warning"]
    command += ["tests.bench.baseline:create_app()"]
    with served(command, port, "/hello", ground.bare()) as server:
        yield server


@contextmanager
def ours(ground: Ground) -> Iterator[Server]:
    """Our own server."""
    port = free_port()
    command = [sys.executable, "-m", "sello", "serve"]
    with served(command, port, "/healthz", ground.environment(port)) as server:
        yield server


def cookie_of(url: str, email: str, password: str) -> str:
    """Sign in as a person does; returns the Cookie header of the session."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{url}/entrar").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"email": email, "password": password, "csrf_token": token.group(1) if token else ""}
    opener.open(f"{url}/entrar", urlencode(form).encode())
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def descendants(pid: int) -> list[int]:
    """The processes that a process has begun, and theirs."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def _seconds(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _switches(pid: int) -> int:
    texts = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    return sum(int(n) for text in texts for n in re.findall(r"ctxt_switches:\s+(\d+)", text))


def load(server: Server, path: str, cookie: str = "", seconds: int = SECONDS) -> Load:
    """Ask for a page from eight connections for some seconds, after one second of warming up."""
    url = server.url + path
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("make bench needs wrk (apt-get install wrk)")
    script = Path(os.environ.get("TMPDIR", "/tmp")) / "sello-bench-percentiles.lua"
    script.write_text(PERCENTILES, encoding="ascii")
    head = ["-H", f"Cookie: {cookie}"] if cookie else []
    command = [wrk, "-t1", f"-c{CONNECTIONS}", "-s", str(script), *head]
    subprocess.run([*command, "-d1s", url], check=True, capture_output=True)
    before = server.spent()
    text = subprocess.run([*command, f"-d{seconds}s", url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{url} did not answer with 200:\n{text}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    latency = re.search(r"P50 (\d+) P95 (\d+)", text)
    if rate is None or latency is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    done = max(1, int(re.findall(r"(\d+) requests in", text)[0]))
    cpu, switches = (now - then for now, then in zip(server.spent(), before, strict=True))
    p50, p95 = (int(each) / 1000 for each in latency.groups())
    return Load(float(rate.group(1)), p50, p95, cpu * 1000 / done, switches / done)
