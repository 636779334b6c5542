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
    """What a page bore: requests per second, and the latencies in milliseconds."""

    rate: float
    p50: float
    p95: float


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, probe: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Run a server until the block ends; yields its address once it answers."""
    base = {k: v for k, v in os.environ.items() if not k.startswith(("SELLO_", "DATABASE_"))}
    process = subprocess.Popen(command, env={**base, "PYTHONPATH": str(ROOT), **environ}, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url + probe, process)
        yield url
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
def bare(folder: Path) -> Iterator[str]:
    """The bare Flask application under the same server and settings as ours."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "8"]
    command += ["-b", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning"]
    command += ["tests.bench.baseline:create_app()"]
    with served(command, port, "/hello", {"BENCH_DATA": str(folder)}) as url:
        yield url


def ours_environment(folder: Path, port: int) -> dict[str, str]:
    """The settings of an instance in a folder."""
    return {
        "SELLO_SECRET_KEY": "only-for-the-measurements-" * 2,
        "SELLO_DATA": str(folder),
        "SELLO_PORT": str(port),
        "SELLO_BASE_URL": f"http://127.0.0.1:{port}",
        "SELLO_DEMO": "1",
        "SELLO_UPLOAD_LIMIT_MB": "4096",
    }


@contextmanager
def ours(folder: Path) -> Iterator[str]:
    """Our own server over the data of a folder."""
    port = free_port()
    command = [sys.executable, "-m", "sello", "serve"]
    with served(command, port, "/healthz", ours_environment(folder, port)) as url:
        yield url


def cookie_of(url: str, email: str, password: str) -> str:
    """Sign in as a person does; returns the Cookie header of the session."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{url}/entrar").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"email": email, "password": password, "csrf_token": token.group(1) if token else ""}
    opener.open(f"{url}/entrar", urlencode(form).encode())
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def load(url: str, cookie: str = "", seconds: int = SECONDS) -> Load:
    """Ask for a page from eight connections for some seconds, after one second of warming up."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("make bench needs wrk (apt-get install wrk)")
    script = Path(os.environ.get("TMPDIR", "/tmp")) / "sello-bench-percentiles.lua"
    script.write_text(PERCENTILES, encoding="ascii")
    head = ["-H", f"Cookie: {cookie}"] if cookie else []
    command = [wrk, "-t1", f"-c{CONNECTIONS}", "-s", str(script), *head]
    subprocess.run([*command, "-d1s", url], check=True, capture_output=True)
    text = subprocess.run([*command, f"-d{seconds}s", url], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(f"{url} did not answer with 200:\n{text}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    latency = re.search(r"P50 (\d+) P95 (\d+)", text)
    if rate is None or latency is None:
        raise RuntimeError(f"wrk said something else:\n{text}")
    return Load(float(rate.group(1)), int(latency.group(1)) / 1000, int(latency.group(2)) / 1000)
