"""Runs the guide for a town's own instance (docs/instalar.md) line by line, as an operator would, and looks.

`python -m tests.guide`, as root on Debian: in a root of its own (the machine's, under a layer in memory) and
a network of its own, where only `apt-get` and `pip` reach the machine's package sources. Real PostgreSQL,
real nginx with TLS, a mail server that asks for STARTTLS and a password. Of systemd, which no such root has,
the few orders that the guide gives are done by what its own units say. Whatever a run does ends with it.
"""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shlex
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from warnings import simplefilter

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.ground import markdown

HERE = Path(__file__).resolve().parents[1]
PAGE = HERE / "docs" / "instalar.md"
HOST, MAIL_HOST = "sello.municipio.example", "correo.municipio.example"
CLONE = Path("/srv/guide/sello")
TAKEN = Path("/srv/guide/server")
"""The clone in which the package is built, and the folder of the server to which it is taken."""

UNITS = Path("/etc/systemd/system")
SMTP_PASSWORD = "clave del correo"
NEEDS_NETWORK = ("apt-get ", "pip ")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PATIENCE = 300
CLONE_NEWNET = 0x40000000


@dataclass(frozen=True)
class Step:
    """One block of the guide: a file to be written, or lines to be run."""

    number: int
    body: str
    file: Path | None = None

    @property
    def lines(self) -> list[str]:
        """The commands, each on one line."""
        return [line for line in self.body.replace("\\\n", " ").splitlines() if line.strip()]


def steps(text: str) -> Iterator[Step]:
    """The blocks of the guide in order; a file stands under the name that its paragraph gives."""
    before = ""
    for number, part in enumerate(re.split(r"(^```\w*\n.*?^```$)", text, flags=re.M | re.S)):
        fence = markdown.fences(part)
        if not fence:
            before = part.strip().split("\n\n")[-1] if part.strip() else ""
            continue
        language, body = fence[0].language, fence[0].body
        named = [span for span in markdown.spans(before) if span.startswith("/")]
        is_file = language != "sh" or body.startswith("#!")
        yield Step(number // 2, body, Path(named[0]) if is_file else None)


def filled(step: Step) -> str:
    """A file of the guide with what the operator has to fill in."""
    if step.file != Path("/etc/sello.env"):
        return step.body
    key = secrets.token_urlsafe(48)
    text = step.body.replace("SELLO_SECRET_KEY='…'", f"SELLO_SECRET_KEY='{key}'")
    text = text.replace("SELLO_SMTP_PASSWORD='…'", f"SELLO_SMTP_PASSWORD='{SMTP_PASSWORD}'")
    return text.replace("# DATABASE_URL", "DATABASE_URL")


class Operator:
    """Follows the guide inside the root, and notes each line."""

    def __init__(self, outside: int) -> None:
        self.outside = outside
        self.ran: list[str] = []

    def follow(self, text: str) -> None:
        """Do all that the guide says, in its order."""
        for step in steps(text):
            if step.file is not None:
                step.file.parent.mkdir(parents=True, exist_ok=True)
                step.file.write_text(filled(step), encoding="utf-8")
                self._note(f"writes {step.file}")
                continue
            for line in step.lines:
                self._line(line)

    def _line(self, line: str) -> None:
        self._note(line)
        if line == "cd /":
            return  # each line begins there, but those of the two folders that the guide names
        done = self._run(line)
        if done.returncode:
            raise SystemExit(f"«{line}» ends with {done.returncode}:\n{done.stdout[-3000:]}")
        if line.startswith("apt-get"):
            debian_starts()

    def _run(self, line: str) -> subprocess.CompletedProcess[str]:
        words = ["/bin/sh", "-c", line]
        if any(name in line for name in NEEDS_NETWORK):
            words = ["nsenter", f"--net=/proc/self/fd/{self.outside}", *words]
        return subprocess.run(
            words,
            cwd=folder_of(line),
            input=answers_to(line),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[self.outside],
            text=True,
            check=False,
            env=surroundings(line),
        )

    def _note(self, line: str) -> None:
        print(f"  {line}", flush=True)
        self.ran.append(line)


def folder_of(line: str) -> Path:
    """Where a line is typed: in a clone, in the folder of what was taken to the server, or anywhere."""
    if "var/construir" in line:
        return CLONE
    if "/opt/sello" in line:
        if not TAKEN.exists():
            TAKEN.mkdir(parents=True)
            (wheel,) = (CLONE / "dist").glob("sello-*.whl")
            shutil.copy(wheel, TAKEN)
            shutil.copy(CLONE / "requirements.lock", TAKEN)
        return TAKEN
    return Path("/")


def surroundings(line: str) -> dict[str, str]:
    """What a command finds around it: the machine's way to its package sources, or a fresh sign-in."""
    fresh = {"PATH": PATH, "HOME": "/root", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    return os.environ | fresh if any(name in line for name in NEEDS_NETWORK) else fresh


def answers_to(line: str) -> str:
    """What is typed when a command asks: apt's question, the town and its first account."""
    if line == "sello init":
        return "Municipalidad de Prueba\nSara Secretaria\nsecretaria@municipio.example\n"
    return "y\n" * 20


def debian_starts() -> None:
    """Start what Debian starts by itself when it installs it."""
    if shutil.which("nginx") and not Path("/run/nginx.pid").exists():
        subprocess.run(["nginx"], check=True)
    if shutil.which("pg_lsclusters"):
        listed = subprocess.run(["pg_lsclusters", "-h"], capture_output=True, text=True, check=True).stdout
        for version, name, _port, state, *_ in map(str.split, listed.splitlines()):
            if state == "down":
                subprocess.run(["pg_ctlcluster", version, name, "start"], check=True)


def systemctl(words: Sequence[str]) -> None:
    """The orders that the guide gives to systemd, done by what its units say."""
    order, *names = [word for word in words if word != "--now"]
    if order == "daemon-reload":
        return
    if order == "reload":
        subprocess.run(["nginx", "-s", "reload"], check=True)
        return
    for name in names:
        if order in ("stop", "restart"):
            stop(name)
        if order in ("enable", "start", "restart"):
            start(name)


def unit(name: str) -> dict[str, str]:
    """The settings of a unit's service; each has one value."""
    lines = (UNITS / f"{name}.service").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def start(name: str) -> None:
    """Start a service as its unit says."""
    told = unit(name)
    as_user = ["runuser", "-u", told["User"], "--"]
    umask = int(told["UMask"], 8)
    if "ExecStartPre" in told:
        words = [*as_user, *shlex.split(told["ExecStartPre"])]
        subprocess.run(words, cwd=told["WorkingDirectory"], umask=umask, check=True, env=surroundings(""))
    with Path(f"/var/log/{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [*as_user, *shlex.split(told["ExecStart"])],
            cwd=told["WorkingDirectory"],
            umask=umask,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env=surroundings(""),
        )
    Path(f"/run/{name}.pid").write_text(str(process.pid), encoding="utf-8")


def stop(name: str) -> None:
    """Stop a service, and wait until it is gone."""
    pid = int(Path(f"/run/{name}.pid").read_text(encoding="utf-8"))
    os.killpg(pid, signal.SIGTERM)
    until(lambda: not Path(f"/proc/{pid}").exists())


def until(condition: Callable[[], object]) -> None:
    """Wait for something, not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.5)


def prepare() -> None:
    """What the guide takes for granted: names that resolve, a certificate, a systemd, a clone."""
    names = f"127.0.0.1 localhost {HOST} {MAIL_HOST}\n"
    Path("/etc/hosts").write_text(names, encoding="utf-8")
    for place, host in (("/etc/ssl/sello", HOST), ("/etc/ssl/correo", MAIL_HOST)):
        folder = Path(place)
        folder.mkdir(parents=True)
        request = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={host}"
        files = ["-keyout", str(folder / "clave.pem"), "-out", str(folder / "cadena.pem")]
        name = ["-addext", f"subjectAltName=DNS:{host}"]
        subprocess.run([*request.split(), *name, *files], check=True, capture_output=True)
        shutil.copy(folder / "cadena.pem", f"/usr/local/share/ca-certificates/{host}.crt")
    subprocess.run(["update-ca-certificates"], check=True, capture_output=True)
    ours = f'#!/bin/sh\nPYTHONPATH={HERE} exec {sys.executable} -m tests.guide --systemctl "$@"\n'
    program = Path("/usr/local/bin/systemctl")
    program.write_text(ours, encoding="utf-8")
    program.chmod(0o755)
    CLONE.parent.mkdir(parents=True)
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(HERE), str(CLONE)], check=True)


def look(received: list[str]) -> None:
    """Whether what stands there works: over TLS, on PostgreSQL, by mail, and by its own doctor."""
    trusted = ssl.create_default_context(cafile="/etc/ssl/sello/cadena.pem")

    def page(path: str) -> tuple[int, str]:
        with urllib.request.urlopen(f"https://{HOST}{path}", context=trusted, timeout=60) as answer:
            return answer.status, answer.read().decode()

    def ready() -> bool:
        try:
            return page("/readyz")[0] == 200
        except OSError:
            return False

    until(ready)
    assert 'name="password"' in page("/entrar")[1]
    with urllib.request.urlopen(f"http://{HOST}/entrar", timeout=60, context=trusted) as answer:
        assert answer.url == f"https://{HOST}/entrar", "plain HTTP leads to TLS"
    tables = subprocess.run(
        ["runuser", "-u", "postgres", "--", "psql", "-Atc", "select count(*) from person", "sello"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert tables.stdout.strip() == "1", "the first account lies in PostgreSQL"
    ask_for_link(trusted)
    until(lambda: received)
    (token,) = set(re.findall(r"/enlace/([\w.-]+)", received[0]))
    assert page(f"/enlace/{token}")[0] == 200
    assert token not in Path("/var/log/nginx/sello.log").read_text(encoding="utf-8")
    done = subprocess.run(
        ["/usr/local/sbin/sello", "doctor"], capture_output=True, text=True, check=False, env=surroundings("")
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def ask_for_link(trusted: ssl.SSLContext) -> None:
    """Ask for a new password as somebody who forgot it, with the form's own token."""
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.HTTPSHandler(context=trusted)
    )
    address = f"https://{HOST}/recuperar"
    page = browser.open(address, timeout=60).read().decode()
    (token,) = set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page))
    form = urlencode({"csrf_token": token, "email": "secretaria@municipio.example"}).encode()
    browser.open(urllib.request.Request(address, form, {"Origin": f"https://{HOST}", "Referer": address}))


class _Post:
    """Takes every mail, and keeps it as text."""

    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        message = message_from_bytes(envelope.content, policy=default)
        body = message.get_body(("plain",))
        self.received.append("" if body is None else body.get_content())
        return "250 OK"


def authenticate(_server: object, _session: object, _envelope: object, _how: str, said: Any) -> AuthResult:
    """Whoever has the password that the settings file says may send."""
    return AuthResult(success=said.password == SMTP_PASSWORD.encode(), handled=False)


@contextmanager
def mail_server() -> Iterator[list[str]]:
    """A server that takes mail after STARTTLS and a password, and gives what it received."""
    post, context = _Post(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("/etc/ssl/correo/cadena.pem", "/etc/ssl/correo/clave.pem")
    rules = {"tls_context": context, "require_starttls": True, "authenticator": authenticate}
    simplefilter("ignore", DeprecationWarning)  # aiosmtpd warns of its own use of itself
    server = Controller(post, hostname="127.0.0.1", port=587, auth_required=True, ready_timeout=60, **rules)
    server.start()
    try:
        yield post.received
    finally:
        server.stop()


def inside(outside: int) -> None:
    """Follow the guide and look, in the root and in a network of its own."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
        raise SystemExit("this machine gives no network of its own")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    prepare()
    print("The guide, line by line:", flush=True)
    with mail_server() as received:
        operator = Operator(outside)
        operator.follow((CLONE / "docs" / "instalar.md").read_text(encoding="utf-8"))
        look(received)
    print(f"{len(operator.ran)} lines and files of the guide work as they stand there.")


MOUNTS = r"""
set -eu
run=$1; root=$run/root; python=$2; shift 2
mount -t tmpfs -o mode=755 tmpfs "$run"
mkdir "$run/upper" "$run/work" "$root"
mount -t overlay -o "lowerdir=/,upperdir=$run/upper,workdir=$run/work" overlay "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
for folder in "$HERE" "$PREFIX"; do
    [ -e "$root$folder" ] && [ -n "$(ls -A "$root$folder")" ] && continue
    mkdir -p "$root$folder"
    mount --bind "$folder" "$root$folder"
done
cd "$HERE"
exec chroot "$root" /usr/bin/env -C "$HERE" "$python" -m tests.guide --inside
"""


def main() -> int:
    """Make the root, and do the rest in it."""
    if os.geteuid() != 0:
        print("tests.guide needs root, for a root and a network of its own")
        return 2
    run = tempfile.mkdtemp(prefix="sello-guide-")
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    environ = os.environ | {"HERE": str(HERE), "PREFIX": str(Path(sys.prefix).resolve())}
    try:
        done = subprocess.run(
            [*apart, "/bin/sh", "-c", MOUNTS, "sh", run, sys.executable], env=environ, check=False
        )
    finally:
        Path(run).rmdir()
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1:2] == ["--systemctl"]:
        systemctl(sys.argv[2:])
    elif sys.argv[1:2] == ["--inside"]:
        outside = os.open("/proc/self/ns/net", os.O_RDONLY)
        inside(outside)
    else:
        sys.exit(main())
