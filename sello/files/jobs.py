"""The job of evidence: files that were sent and never described do not stay."""

from sello.core.db import everywhere, unit_of_work
from sello.core.jobs import Job, Work
from sello.core.labels import N_
from sello.files import service
from sello.files.store.build import store_of


def sweep_uploads(work: Work) -> dict[str, int]:
    """Forget the files that waited longer than a day, and what interrupted uploads left."""
    with everywhere(), unit_of_work():
        return {"files": service.sweep(store_of(work.config), now=work.now)}


JOBS = {
    "uploads": Job(
        "uploads",
        N_("Quita los archivos que nadie describió en un día y los que quedaron tres días a medias."),
        sweep_uploads,
    )
}
