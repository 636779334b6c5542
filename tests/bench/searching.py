"""The box over a hundred thousand pages of documents: each question of the tests' list, on both databases."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert, select

from sello.accounts.domain.actor import Visibility
from sello.accounts.models import Institution
from sello.app import create_app
from sello.core.db import db, everywhere, unit_of_work
from sello.core.phrases import kept_form
from sello.core.stemming import stems_of
from sello.evidence.models import EvidenceVersion
from sello.files.models import TextPage, TextRead
from sello.search.domain.question import parse
from sello.search.queries.documents import documents
from tests.bench import loading
from tests.bench.ground import Ground, Options, grounds
from tests.bench.table import Table
from tests.search.corpus import _SAID, QUERIES

EACH = 20
"""Pages of a document."""
WORDS = 200
ROUNDS = 3
PORTION = 2_000
VOCABULARY = 20_000


def measure(folder: Path, options: Options) -> list[Table]:
    """Fill in pages, twice as many as the largest town has pieces, and ask."""
    pages = 2 * options.most
    table = Table(
        f"Buscar en {pages:,} páginas".replace(",", "."),
        ("base", "preguntas", "mediana, ms", "p95, ms", "la más lenta, ms"),
        f"{WORDS} palabras por página, repartidas como las de una lengua; en cada una, una frase de un "
        f"documento municipal. Cada pregunta {ROUNDS} veces, la mediana cuenta.",
    )
    for ground in grounds(folder, options):
        loading.demo(ground)
        loading.evidence(ground, pages // EACH)
        table.add(ground.name, len(QUERIES), *_of(ground, pages))
    return [table]


def _of(ground: Ground, pages: int) -> tuple[float, ...]:
    app = create_app(ground.config)
    with app.app_context():
        with everywhere(), unit_of_work():
            place = db.session.scalars(select(Institution.id)).first()
        _fill(place, pages)
        times = []
        with unit_of_work(place):
            for typed in QUERIES:
                question = parse(typed)
                times.append(1000 * median(_took(question) for _ in range(ROUNDS)))
        db.engine.dispose()
    return median(times), quantiles(times, n=20)[-1], max(times)


def _took(question) -> float:
    began = time.perf_counter()
    documents(question, Visibility(None))
    return time.perf_counter() - began


def _fill(place: int, pages: int) -> None:
    chance, now = random.Random(915), datetime.now(UTC)
    letters = "bcdfglmnprst"
    made = {
        "".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(2, 5)))
        for _ in range(VOCABULARY)
    }
    words = sorted(made)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    with unit_of_work(place):
        newest = select(EvidenceVersion.sha256).order_by(EvidenceVersion.id.desc()).limit(pages // EACH)
        digests = db.session.scalars(newest).all()
    rows: list[dict[str, object]] = []
    with unit_of_work(place):
        db.session.execute(
            insert(TextRead),
            [{"sha256": each, "read_at": now, "reason": "", "pages": EACH} for each in digests],
        )
    for sha256 in digests:
        for page in range(1, EACH + 1):
            text = " ".join([*chance.choices(words, weights, k=WORDS), chance.choice(_SAID)])
            stems = kept_form(stems_of(text))
            row = {"sha256": sha256, "page": page, "part": 1, "text": text, "stems": stems}
            rows.append({**row, "recognised": False})
        if len(rows) >= PORTION:
            _put(place, rows)
            rows = []
    if rows:
        _put(place, rows)


def _put(place: int, rows: list[dict[str, object]]) -> None:
    with unit_of_work(place):
        db.session.execute(insert(TextPage), rows)
