"""An edition kept as a document is the same edition, and its digest tells editions apart."""

from dataclasses import replace

import pytest

from sello.catalogue import editions
from sello.catalogue.document import digest, from_document, to_document
from sello.catalogue.schema.edition import read_edition
from tests.catalogue.documents import GOOD, spoiled


@pytest.mark.parametrize("name", editions.shipped())
def test_a_document_holds_the_whole_edition(name):
    edition = read_edition(editions.document(name), name)
    assert from_document(to_document(edition)) == edition


def test_the_digest_depends_on_the_content_and_not_on_the_file():
    edition = read_edition(GOOD.encode(), "a.yaml")
    same = read_edition(GOOD.replace("{titulo: Marco}", '{"titulo": "Marco"}').encode(), "b.yaml")
    other = read_edition(spoiled("titulo: Marco", "titulo: Marcos"), "c.yaml")
    assert digest(edition) == digest(same)
    assert digest(edition) != digest(other)
    assert digest(edition) != digest(replace(edition, version="2"))
