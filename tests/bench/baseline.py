"""What the bare parts do: a constant page, a table by Jinja, the same table from SQLite through the ORM."""

import hashlib
import os
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from flask import Flask, Response, request, send_file, session
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ROWS = 50
FEW = 10

PAGE = """<!doctype html><html lang="es"><head><title>Tabla</title></head><body><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.name }}</td>
<td>{{ row.unit }}</td><td>{{ row.state }}</td><td>{{ row.note }}</td></tr>
{% endfor %}</table></body></html>"""


class Base(DeclarativeBase):
    """The base of the one bare table."""


db = SQLAlchemy(model_class=Base)


class Row(Base):
    """A row as plain as it gets."""

    __tablename__ = "row"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(200))


def values() -> list[dict[str, object]]:
    """The rows of the table."""
    return [
        {"id": n, "name": f"Requerimiento {n}", "unit": "DIDECO", "state": "cumplido", "note": "Nota " * 8}
        for n in range(1, ROWS + 1)
    ]


def create_app() -> Flask:
    """The bare application; its files, and its database where none is named, lie in BENCH_DATA."""
    app = Flask(__name__)
    folder = Path(os.environ["BENCH_DATA"])
    beside = f"sqlite:///{folder / 'bare.sqlite3'}"
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("BENCH_DATABASE") or beside
    app.secret_key = "x" * 40
    db.init_app(app)
    with app.app_context():
        db.create_all()
        if db.session.scalar(select(Row.id).limit(1)) is None:
            db.session.add_all(Row(**value) for value in values())
            db.session.commit()
        db.engine.dispose()
    rows = [type("Plain", (), value) for value in values()]
    table_of = app.jinja_env.from_string(PAGE)

    @app.get("/hello")
    def hello() -> str:
        return "hola"

    @app.get("/page")
    def page() -> str:
        return table_of.render(rows=rows)

    @app.get("/db")
    def table() -> str:
        return table_of.render(rows=db.session.scalars(select(Row).order_by(Row.id)).all())

    @app.get("/like/<int:statements>/<int:size>")
    def like(statements: int, size: int) -> str:
        """A page of so many statements of ten rows, and so many bytes, for whoever the cookie names."""
        session.get("who")
        few = select(Row).order_by(Row.id).limit(FEW)
        found = [row for _ in range(statements) for row in db.session.scalars(few)]
        wanted = size // len(table_of.render(rows=rows[:1]))
        return table_of.render(rows=list(islice(cycle(found), wanted)))

    @app.get("/get")
    def get() -> Response:
        return send_file(folder / "get")

    @app.put("/put")
    def put() -> str:
        digest = hashlib.sha256()
        with (folder / "put").open("wb", buffering=0) as file:
            while block := request.stream.read(1024 * 1024):
                digest.update(block)
                file.write(block)
            os.fsync(file.fileno())
        (folder / "put").unlink()
        return digest.hexdigest()

    return app


def answer_times() -> None:
    """Read lines of a path and a number; write the processor seconds of a request, asked so many times."""
    client = create_app().test_client()
    for line in sys.stdin:
        path, times = line.split()
        client.get(path)
        began = time.process_time()
        for _ in range(int(times)):
            client.get(path)
        print((time.process_time() - began) / int(times), flush=True)


if __name__ == "__main__":
    answer_times()
