"""What files say: a page of one, and a word of it."""

from tests.migrations.case import Case

HASH = "a" * 64
PAGE = {"id": 1, "sha256": HASH, "page": 1, "part": 1, "text": "Acta", "stems": " acta "}

CASE = Case(
    rows={
        "text_read": [{"sha256": HASH, "pages": 1}],
        "text_page": [PAGE],
        "text_word": [{"word": "acta"}],
    },
    refused={"uq_text_page_sha256_page_part": ("text_page", {"id": 2})},
)
