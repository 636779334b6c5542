"""The container and the compose file are right, and the reader that says so would say where they are not."""

import re

import pytest
import yaml

from sello.config import Config
from tests.ground import documents
from tests.ground.containers import faults_of_compose, faults_of_containerfile, instructions
from tests.ground.test_wheel import SOURCES

FOLDER = documents.ROOT / "deploy" / "container"
CONTAINERFILE = (FOLDER / "Containerfile").read_text(encoding="utf-8")
COMPOSE = (FOLDER / "compose.yaml").read_text(encoding="utf-8")
SYSTEMD = documents.ROOT / "deploy" / "systemd"


def test_the_container_file_has_no_fault() -> None:
    assert faults_of_containerfile(CONTAINERFILE, documents.ROOT) == []


def test_the_compose_file_has_no_fault() -> None:
    assert faults_of_compose(COMPOSE) == []


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("python:3.13-slim AS build", "python AS build", "image: "),
        ("docker.io/library/python:3.13-slim AS", "docker.io/library/python:latest AS", "image: "),
        ("docker.io/library/", "library/", "image: "),
        ("COPY sello sello", "COPY . .", "copies: ."),
        ("COPY templates templates", "COPY plantillas templates", "copies: plantillas"),
        ("--from=build", "--from=otra", "no stage: otra"),
        ("USER sello\n", "", "runs as root"),
        ('CMD ["sello", "serve"]', "CMD sello serve", "a shell between"),
        ('CMD ["sello", "serve"]', "", "ends with one CMD"),
        ("--require-hashes ", "", "trusts any file"),
        ("--no-cache-dir ", "", "keeps its cache"),
        ("WORKDIR /src", "ADD https://x.example/a /src", "unknown: ADD"),
        ("SELLO_HOST=0.0.0.0", "SELLO_SECRET_KEY=abc", "a secret"),
    ],
)
def test_a_fault_of_a_container_file_is_told(was: str, becomes: str, told: str) -> None:
    assert was in CONTAINERFILE
    found = faults_of_containerfile(CONTAINERFILE.replace(was, becomes), documents.ROOT)
    assert any(fault.startswith(told) or told in fault for fault in found), found


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('"127.0.0.1:8000:8000"', '"8000:8000"', "open to the town"),
        ("- data:/var/lib/sello", "- datos:/var/lib/sello", "no volume datos"),
        ("volumes:\n  data:", "volumes:\n  data:\n  otra:", "nobody uses otra"),
        ('command: ["sello", "serve"]', "command: sello serve", "web: a shell between"),
        ("      migrate:\n        condition", "      base:\n        condition", "no service base"),
        ("service_completed_successfully", "service_done", "no condition"),
        ("stop_grace_period: 75s", "stop_grace_period: 75", "no span"),
        ("restart: unless-stopped", "reinicio: siempre", "unknown reinicio"),
        ('test: ["CMD", ', 'test: ["CMD-SHELL", ', "through a shell"),
        ("  env_file: sello.env", "  environment: {SELLO_SECRET_KEY: abc}", "a secret"),
        ("services:", "version: '3'\nservices:", "unknown: version"),
    ],
)
def test_a_fault_of_a_compose_file_is_told(was: str, becomes: str, told: str) -> None:
    assert was in COMPOSE
    found = faults_of_compose(COMPOSE.replace(was, becomes))
    assert any(told in fault for fault in found), found


def test_the_image_holds_what_the_wheel_is_built_from_and_nothing_else() -> None:
    copied = [
        source
        for word, rest in instructions(CONTAINERFILE)
        if word == "COPY" and "--from" not in rest
        for source in rest.split()[:-1]
    ]
    assert sorted(copied) == sorted([*SOURCES, "requirements.lock"])


def test_image_and_compose_speak_of_the_same_places() -> None:
    said = dict(instructions(CONTAINERFILE))
    services = yaml.safe_load(COMPOSE)["services"]
    assert said["EXPOSE"] == str(Config().port)
    assert services["web"]["ports"] == [f"127.0.0.1:{Config().port}:{said['EXPOSE']}"]
    assert {mount.partition(":")[2] for mount in services["web"]["volumes"]} == {said["VOLUME"]}
    assert f"SELLO_DATA={said['VOLUME']}" in said["ENV"]
    assert f":{said['EXPOSE']}/healthz" in services["web"]["healthcheck"]["test"][-1]


@pytest.mark.parametrize(("unit", "service"), [("sello", "web"), ("sello-scheduler", "scheduler")])
def test_containers_are_given_the_time_to_end_that_services_are_given(unit: str, service: str) -> None:
    (given,) = re.findall(r"TimeoutStopSec=(\d+)", (SYSTEMD / f"{unit}.service").read_text(encoding="utf-8"))
    assert yaml.safe_load(COMPOSE)["services"][service]["stop_grace_period"] == f"{given}s"
