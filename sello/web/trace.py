"""One id for each request, in its answer, its logs and all that it causes; and one log line when it ends."""

import logging
import time

from flask import Flask, Response, g, request

from sello.config import Config
from sello.core import logs
from sello.core.context import request_id

HEADER = "X-Request-ID"
SILENT = frozenset({"static", "health.alive", "health.ready"})

log = logging.getLogger("sello.request")


def install(app: Flask, config: Config) -> None:
    """Hang id and log line on an application; hang them first, so that they hold for every answer."""

    @app.before_request
    def begin() -> None:
        offered = request.headers.get(HEADER) if config.proxies else None
        g.began = time.perf_counter()
        request_id.set(logs.trusted_id(offered) or logs.new_id())

    @app.after_request
    def name(response: Response) -> Response:
        response.headers[HEADER] = request_id.get() or ""
        if request.endpoint not in SILENT:
            log.info("%s %s", request.method, request.endpoint or "-", extra=_measures(response))
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        request_id.set(None)


def _measures(response: Response) -> dict[str, object]:
    """What the line tells beside method and endpoint: never the address, which may carry a search."""
    return {
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.began) * 1000),
        "bytes": response.calculate_content_length(),
    }
