"""A strict reader of container files and compose files: what it does not know, or would not do, it tells."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

KNOWN = frozenset(["FROM", "RUN", "COPY", "USER", "WORKDIR", "ENV", "VOLUME", "EXPOSE", "CMD"])
IMAGE = re.compile(r"[\w.-]+\.[a-z]+(/[\w.-]+)+:(?!latest)[\w.-]+")
"""An image by its registry, its name and a tag that is not whatever came last."""

SERVICE = frozenset(
    {"image", "env_file", "environment", "volumes", "command", "ports", "healthcheck", "stop_grace_period"}
    | {"restart", "depends_on"}
)
TOP = frozenset({"services", "volumes"})
CONDITIONS = frozenset({"service_started", "service_healthy", "service_completed_successfully"})
SPAN = re.compile(r"\d+(s|m|h)")


@dataclass
class Stage:
    """What is said of one image."""

    name: str
    user: str = "root"
    words: list[str] = field(default_factory=list)


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """The instructions of a container file, their continued lines joined."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^\s*#.*\n?", "", text))
    for line in filter(str.strip, joined.splitlines()):
        word, _, rest = line.strip().partition(" ")
        yield word, rest.strip()


def faults_of_containerfile(text: str, root: Path) -> list[str]:
    """What is wrong with a container file whose context is a folder."""
    reader = _Containerfile(root)
    for word, rest in instructions(text):
        reader.read(word, rest)
    return [*reader.faults, *reader.closing()]


class _Containerfile:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.stages: list[Stage] = []
        self.faults: list[str] = []

    def read(self, word: str, rest: str) -> None:
        if word not in KNOWN:
            self.faults.append(f"unknown: {word}")
        if word == "FROM":
            self._begin(rest)
            return
        if not self.stages:
            self.faults.append(f"before FROM: {word}")
            return
        self.stages[-1].words.append(word)
        look = getattr(self, f"_{word.lower()}", None)
        if look:
            look(rest)

    def closing(self) -> Iterator[str]:
        if not self.stages:
            yield "no image"
            return
        last = self.stages[-1]
        if last.user in ("root", "0"):
            yield "runs as root"
        if last.words.count("CMD") != 1 or last.words[-1] != "CMD":
            yield "ends with one CMD"

    def _begin(self, rest: str) -> None:
        match = re.fullmatch(r"(\S+)(?: AS (\w+))?", rest)
        image = match[1] if match else rest
        if IMAGE.fullmatch(image) is None and image not in [stage.name for stage in self.stages]:
            self.faults.append(f"image: {rest}")
        self.stages.append(Stage(match[2] or "" if match else ""))

    def _user(self, rest: str) -> None:
        self.stages[-1].user = rest

    def _copy(self, rest: str) -> None:
        options = re.findall(r"--(\w+)=(\S+)", rest)
        *sources, _target = [word for word in rest.split() if not word.startswith("--")]
        stages = [stage.name for stage in self.stages[:-1]]
        for option, value in options:
            if option == "from" and value not in stages:
                self.faults.append(f"no stage: {value}")
        if dict(options).get("from"):
            return
        for source in sources:
            if source in (".", "./") or not (self.root / source).exists():
                self.faults.append(f"copies: {source}")

    def _cmd(self, rest: str) -> None:
        try:
            said = json.loads(rest)
        except ValueError:
            said = None
        if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
            self.faults.append(f"a shell between: {rest}")

    def _run(self, rest: str) -> None:
        if "pip install" in rest and "--no-cache-dir" not in rest:
            self.faults.append("pip keeps its cache")
        if "pip install" in rest and " -r " in rest and "--require-hashes" not in rest:
            self.faults.append("pip trusts any file")
        if re.search(r"\bsudo\b|\bcurl\b.*\|\s*(ba)?sh", rest):
            self.faults.append(f"runs: {rest}")

    def _env(self, rest: str) -> None:
        if re.search(r"(KEY|PASSWORD|SECRET)\w*=", rest):
            self.faults.append("a secret in the image")


def faults_of_compose(text: str) -> list[str]:
    """What is wrong with a compose file."""
    read: dict[str, Any] = yaml.safe_load(text)
    named = {key for key in read if not key.startswith("x-")}
    faults = [f"unknown: {key}" for key in sorted(named - TOP)]
    services, volumes = read.get("services") or {}, read.get("volumes") or {}
    used = set()
    for name, service in services.items():
        faults += [f"{name}: {fault}" for fault in _of_service(service, services)]
        for mount in service.get("volumes", []):
            source = mount.partition(":")[0]
            used.add(source)
            if source not in volumes:
                faults.append(f"{name}: no volume {source}")
    return faults + [f"nobody uses {volume}" for volume in sorted(set(volumes) - used)]


def _of_service(service: dict[str, Any], services: dict[str, Any]) -> Iterator[str]:
    yield from (f"unknown {key}" for key in sorted(set(service) - SERVICE))
    if not isinstance(service.get("command"), list):
        yield "a shell between"
    for port in service.get("ports", []):
        if re.fullmatch(r"127\.0\.0\.1:\d+:\d+", str(port)) is None:
            yield f"open to the town: {port}"
    for key, value in (service.get("environment") or {}).items():
        if re.search(r"KEY|PASSWORD|SECRET", key) and value:
            yield f"a secret: {key}"
    for other, how in (service.get("depends_on") or {}).items():
        if other not in services:
            yield f"no service {other}"
        if how.get("condition") not in CONDITIONS:
            yield f"no condition for {other}"
    spans = [service.get("stop_grace_period", "1s")]
    check = service.get("healthcheck") or {}
    spans += [check[key] for key in ("interval", "timeout", "start_period") if key in check]
    yield from (f"no span: {span}" for span in spans if SPAN.fullmatch(str(span)) is None)
    if check and (check.get("test") or [""])[0] != "CMD":
        yield "a health check through a shell"
