"""A process that goes on handing files in: each is stored first, and then named by one transaction."""

import io
import os
import sys

from sello.app import create_app
from sello.core import clock
from sello.core.db import db, unit_of_work
from sello.evidence.models import Evidence, EvidenceVersion
from sello.files.store.build import store_of
from sello.files.store.disk import Store


def another_version(store: Store, evidence_id: int, *, size: int) -> None:
    """One more file of a piece: its row and the number that the piece counts with it, or neither."""
    received = store.receive(io.BytesIO(os.urandom(size)), limit=size, name="acta.pdf")
    store.keep(received, name="acta.pdf")
    piece = db.session.get_one(Evidence, evidence_id, with_for_update=True)
    piece.current += 1
    db.session.add(
        EvidenceVersion(
            evidence_id=evidence_id,
            number=piece.current,
            filename="acta.pdf",
            media_type="application/pdf",
            size=received.size,
            sha256=received.sha256,
            uploaded_at=clock.now(),
        )
    )


def main(institution_id: int, evidence_id: int) -> None:
    """Write until somebody ends this, and say so once it has begun."""
    app = create_app()
    store = store_of(app.extensions["sello"])
    with app.app_context():
        while True:
            with unit_of_work(institution_id):
                another_version(store, evidence_id, size=20_000)
            print("wrote", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
