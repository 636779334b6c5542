"""The editions that come with the program are whole, well marked and say where they come from."""

import re
from fractions import Fraction

import pytest

from sello.catalogue import editions
from sello.catalogue.domain.rules import ScaleKind
from sello.catalogue.domain.texts import Edition, Provenance
from sello.catalogue.schema.edition import read_edition
from sello.catalogue.schema.writing import write_edition

MARKS = """
1.1.1 BPO 1.1.2 PO 1.1.3 O 1.2.1 PO 1.2.2 BPO 1.3.1 PO 1.3.2 O 1.4.1 PO 1.4.2 - 1.5.1 -
2.1.1 BPO 2.1.2 PO 2.1.3 BPO 2.2.1 BPO 2.2.2 O 2.3.1 BPO 2.3.2 PO 2.3.3 -
3.1.1 PO 3.1.2 O 3.1.3 PO 3.1.4 O 3.2.1 BPO 3.2.2 - 3.3.1 BPO 3.3.2 BPO 3.3.3 PO 3.4.1 -
4.1.1 PO 4.1.2 PO 4.2.1 BPO 4.2.2 - 4.2.3 - 4.3.1 BPO 4.3.2 PO
5.1.1 PO 5.1.2 PO 5.1.3 - 5.2.1 O 5.2.2 -
"""

CITED = {"21.643", "21.675", "21.015", "20.285", "21.719"}
"""The laws whose content was checked; the texts cite no other."""


def shipped(name: str) -> Edition:
    return read_edition(editions.document(name), f"{name}.yaml")


@pytest.mark.parametrize("name", editions.shipped())
def test_every_shipped_edition_reads_and_round_trips(name):
    edition = shipped(name)
    assert edition.code == name
    assert read_edition(write_edition(edition).encode(), "again") == edition


@pytest.mark.parametrize("name", editions.shipped())
def test_every_requirement_says_all_it_must(name):
    for requirement in shipped(name).requirements:
        text = requirement.text()
        sentences = len(re.findall(r"[.?](?:\s|$)", text.asks))
        assert 2 <= sentences <= 5, (requirement.code, sentences)
        assert 2 <= len(text.sources) <= 4, requirement.code
        assert all((text.title, text.why, text.owner, text.good_example, text.weak_example)), requirement.code
        assert requirement.source_note, requirement.code
        assert requirement.rule.effort_hours > 0, requirement.code


@pytest.mark.parametrize("name", editions.shipped())
def test_texts_are_clean_spanish_and_cite_only_laws_that_were_checked(name):
    text = editions.document(name).decode()
    body = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    assert set(re.findall(r"\b\d{2}\.\d{3}\b", body)) <= CITED
    assert not re.search(r"\w@\w|\b(tod|funcionari|niñ|l)(xs?|@s?)\b|/as?\b|\(a\)|\(as\)", body)
    assert "beneficiaria" not in body
    assert not re.search(r"[a-z] ,| \.|\.\.(?!\.)", body)


def test_the_working_edition_has_the_marks_of_its_design():
    edition = shipped(editions.WORKING)
    words = MARKS.split()
    expected = {
        code: {{"B": "bronce", "P": "plata", "O": "oro"}[letter] for letter in marks if letter != "-"}
        for code, marks in zip(words[::2], words[1::2], strict=True)
    }
    assert {rule.code: set(rule.mandatory_for) for rule in edition.rules.requirements} == expected
    assert len(expected) == 40
    assert edition.rules.dimensions == ("1", "2", "3", "4", "5")
    assert [level.threshold for level in edition.levels] == [Fraction(n, 10) for n in (6, 7, 8)]


def test_only_what_a_public_source_backs_is_called_published():
    edition = shipped(editions.WORKING)
    published = [r.code for r in edition.requirements if r.provenance is Provenance.PUBLISHED]
    assert published == ["1.1.1", "1.1.2", "1.1.3"]
    assert edition.provenance is Provenance.WORKING
    assert all(dimension.provenance is Provenance.PUBLISHED for dimension in edition.dimensions)


def test_what_bronze_demands_may_not_be_left_out():
    rules = shipped(editions.WORKING).rules
    assert rules.scale.kind is ScaleKind.YES_NO
    assert not any(rules.may_be_not_applicable(rule) for rule in rules.mandatory("bronce"))


def test_the_edition_after_the_pilot_has_its_published_shape():
    edition = shipped("piloto-2018")
    standards = [standard for dimension in edition.dimensions for standard in dimension.standards]
    published = [r.code for r in edition.requirements if r.provenance is Provenance.PUBLISHED]
    assert (len(edition.dimensions), len(standards), len(edition.requirements)) == (5, 14, 32)
    assert published == ["1.1.1", "1.1.2", "1.1.3"]
    assert edition.scale.kind is ScaleKind.GRADED
    assert [edition.scale.share(grade.code) for grade in edition.scale.grades] == [0, Fraction(1, 2), 1]
    assert not edition.scale.meets("parcial")


def test_nch_3262_has_no_percentage_and_every_clause_counts():
    edition = shipped("nch-3262")
    rules = edition.rules
    assert rules.dimensions == ("4", "5", "6", "7", "8", "S")
    assert not rules.scale.kind.has_percentage
    assert {level.threshold for level in rules.levels} == {Fraction(0)}
    assert set(rules.mandatory("sello")) == set(rules.requirements)
    assert set(rules.mandatory("certificacion")) == {r for r in rules.requirements if r.dimension != "S"}
    assert all(part.provenance is Provenance.WORKING for part in edition.requirements)
