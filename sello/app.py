"""The application: reads like the list of what it is made of."""

import mimetypes
import os
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from sello import paths
from sello.accounts import models as _accounts
from sello.accounts.hashing import use_cost
from sello.catalogue import models as _catalogue
from sello.config import Config, from_environment
from sello.core import changes as _changes
from sello.core import clock
from sello.core import jobs as _jobs
from sello.core import lease as _lease
from sello.core import logo as _logo
from sello.core import undo as _undo
from sello.core.db import PATIENCE, db, tune
from sello.core.mail import outbox as _outbox
from sello.core.trail import events as _events
from sello.core.trail.ledger import appending as _ledger
from sello.cycles import models as _cycles
from sello.duties import models as _duties
from sello.evidence import models as _evidence
from sello.files import models as _files
from sello.improvement import models as _improvement
from sello.indicators import models as _indicators
from sello.planning import models as _planning
from sello.privacy import models as _privacy
from sello.register import models as _register
from sello.register.parts import models as _parts
from sello.reminders import models as _reminders
from sello.replies import models as _replies
from sello.reports import models as _reports
from sello.tasks import models as _tasks
from sello.transfers.change_edition import models as _change_edition
from sello.transfers.import_answers import models as _import_answers
from sello.web import (
    compression,
    filters,
    guard,
    headers,
    identity,
    navigation,
    once,
    paging,
    phrases,
    picking,
    recalled,
    request_values,
    revisits,
    saved_views,
    trace,
    translations,
    undoing,
    uploads,
)
from sello.web.accounts import access, feeds, me
from sello.web.accounts import bp as accounts
from sello.web.assets import install as install_assets
from sello.web.catalogue import bp as catalogue
from sello.web.cycles import bp as cycles
from sello.web.dashboard import bp as dashboard
from sello.web.duties import bp as duties
from sello.web.evidence import bp as evidence
from sello.web.form_token import Protection
from sello.web.health import bp as health
from sello.web.improvement import bp as improvement
from sello.web.indicators import bp as indicators
from sello.web.planning import bp as planning
from sello.web.privacy import bp as privacy
from sello.web.register import bp as register
from sello.web.reminders import bp as reminders
from sello.web.reminders.leave import leave
from sello.web.reports import bp as reports
from sello.web.search import bp as search
from sello.web.start import bp as start
from sello.web.tasks import bp as tasks
from sello.web.tasks import by_link
from sello.web.transfers import bp as transfers
from sello.web.witness import add_checkpoint
from sello.web.witness import bp as witness

MODELS = (
    _accounts,
    _catalogue,
    _change_edition,
    _changes,
    _cycles,
    _duties,
    _events,
    _evidence,
    _files,
    _import_answers,
    _improvement,
    _indicators,
    _jobs,
    _lease,
    _ledger,
    _logo,
    _outbox,
    _planning,
    _privacy,
    _register,
    _parts,
    _reminders,
    _replies,
    _reports,
    _tasks,
    _undo,
)
BLUEPRINTS = (
    accounts,
    catalogue,
    cycles,
    dashboard,
    duties,
    evidence,
    health,
    improvement,
    indicators,
    planning,
    privacy,
    register,
    reminders,
    reports,
    search,
    start,
    tasks,
    transfers,
    witness,
)


AWAY = {"pool_pre_ping": True, "connect_args": {"connect_timeout": PATIENCE, "client_encoding": "utf8"}}
"""How a database on a server is met: restarted since, not there, or made without letters of its own."""


def create_app(config: Config | None = None) -> Flask:
    """Build the application from its settings (read from the environment when none are given)."""
    config = config or from_environment(os.environ)
    app = Flask(
        "sello",
        template_folder=str(paths.resource("templates")),
        static_folder=str(paths.resource("static")),
    )
    _configure(app, config)
    _open_database(app, config)
    Babel(app, default_locale=config.language)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    translations.speak_as_the_house(app)
    translations.install(app)
    compression.install(app)  # before all others: what it sees is what they made
    trace.install(app, config)  # first: it measures whatever the others refuse
    app.jinja_env.globals["language"] = "es-CL" if config.language == "es" else config.language
    request_values.install(app)
    uploads.install(app, config, now=clock.now())
    once.install_memory(app)  # before the guard: answers pass the other way, so it sees what was committed
    guard.install(app, identity.load_actor, access.sign_in_again, uploads.make_room)
    csrf = Protection(app)  # after the guard: whoever is not signed in is asked to, with what she typed
    identity.install(app, me.change_first)
    once.install(app)
    identity.offer_demo(app, _demo_offer)
    use_cost(config.password_cost)
    headers.install(app)
    filters.install(app)
    phrases.install(app)
    navigation.install(app)
    undoing.install(app)
    recalled.install(app)
    for each in (saved_views, paging, picking, feeds):
        each.install(app)
    revisits.install(app)  # after all that may refuse a request
    install_assets(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _open_by_link(app, csrf)
    return app


def _open_by_link(app: Flask, csrf: Protection) -> None:
    """Views whose address or body is signed: programs send no form, and browsers of mails keep no cookie."""
    by_link.install(app)
    for view in (leave, add_checkpoint, *by_link.UNSESSIONED):
        csrf.exempt(view)


def _configure(app: Flask, config: Config) -> None:
    app.extensions["sello"] = config
    app.config.update(
        SECRET_KEY=config.secret_key or None,
        SECRET_KEY_FALLBACKS=[key for key in config.secret_key_fallbacks.split(",") if key],
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        # The prefix makes browsers refuse the cookie from anybody but this host, over anything but TLS.
        SESSION_COOKIE_NAME="__Host-sello" if config.base_url.startswith("https://") else "sello",
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_CONTENT_LENGTH=4 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=config.testing,
        PROPAGATE_EXCEPTIONS=False,  # web.answers says what may go on; it lets a test see our own mistakes
        BABEL_TRANSLATION_DIRECTORIES=str(Path(paths.PACKAGE) / "translations"),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    mimetypes.add_type("text/javascript", ".js")
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # as Flask says to


def _demo_offer() -> identity.DemoOffer:
    from sello.demo.town import ACCOUNTS, PASSWORD

    return identity.DemoOffer(tuple(account.email for account in ACCOUNTS), PASSWORD)


def _open_database(app: Flask, config: Config) -> None:
    Path(config.data_dir).mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "hide_parameters": True,  # errors are logged; people's data is not
        # Threads for short and for long requests, each with a transaction and at times one apart.
        "max_overflow": 4 * config.threads,
        **({} if config.database.startswith("sqlite") else AWAY),
    }
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
