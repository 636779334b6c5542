"""An instance as a witness of others: it signs a head only if it grows out of the last one that it signed."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from sello.core.db import db, insert_into
from sello.core.trail.ledger import tree
from sello.core.trail.ledger.cosigning import Shown, Verdict, cosigned, judged
from sello.core.trail.ledger.models import Witnessed
from sello.core.trail.ledger.note import Head


def witness(
    head: Head, shown: Shown, *, name: str, key: Ed25519PrivateKey, now: datetime
) -> tuple[Verdict, int, str]:
    """Sign a head whose own signature is seen to be right, or not; verdict, size that stands, line.

    The row of its tree is locked: of two heads shown at once, the second is judged by the first.
    The signature may leave only after the commit: a witness who forgets would sign two pasts.
    """
    db.session.execute(
        insert_into(Witnessed)
        .values(origin=head.origin, size=0, root=tree.EMPTY, at=now)
        .on_conflict_do_nothing(index_elements=["origin"])
    )
    stands = db.session.execute(
        select(Witnessed).where(Witnessed.origin == head.origin).with_for_update()
    ).scalar_one()
    verdict = judged((stands.size, stands.root), head, shown.old, shown.proof)
    if verdict is not Verdict.SIGNED:
        return verdict, stands.size, ""
    stands.size, stands.root, stands.at = head.size, head.root, now
    return verdict, head.size, cosigned(head, name, key, now=now)
