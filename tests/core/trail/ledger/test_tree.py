"""The tree's arithmetic: the vectors of Certificate Transparency, the definition itself, another program."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from sello.core.trail.ledger import tree
from sello.core.trail.ledger.tree import Growing, Name

VECTORS = (
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
)
"""Leaves that are added one after the other, and the root with each (the RFC's reference tree)."""

LEAVES = st.integers(1, 70).map(lambda size: [b"leaf %d" % number for number in range(size)])


def defined(leaves: list[bytes]) -> bytes:
    """The root as RFC 9162 §2.1.1 defines it, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + defined(leaves[:k]) + defined(leaves[k:])).digest()


def grown(leaves: list[bytes]) -> tuple[Growing, dict[Name, bytes]]:
    growing, nodes = Growing(), {}
    for leaf in leaves:
        made = dict(growing.append(tree.leaf_hash(leaf)))
        assert not made.keys() & nodes.keys(), "a node is written once"
        nodes |= made
    return growing, nodes


def test_the_vectors_of_the_rfc() -> None:
    growing = Growing()
    assert growing.root == tree.EMPTY
    for leaf, root in VECTORS:
        growing.append(tree.leaf_hash(bytes.fromhex(leaf)))
        assert growing.root.hex() == root


@given(LEAVES)
def test_the_root_is_the_defined_one_and_another_programs(leaves: list[bytes]) -> None:
    growing, nodes = grown(leaves)
    assert growing.root == defined(leaves)
    assert growing.root == tree.root_of([nodes[name] for name in tree.peaks(len(leaves))])
    other = InmemoryTree(algorithm="sha256")
    other.append_entries(leaves)
    assert growing.root == other.get_root()


@settings(max_examples=60, deadline=None)
@given(LEAVES, st.data())
def test_a_leaf_is_proven_where_it_stands_and_nowhere_else(leaves: list[bytes], data: st.DataObject) -> None:
    growing, nodes = grown(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    root = defined(leaves[:size])
    digest = tree.leaf_hash(leaves[index])
    proof = tree.inclusion(index, size, nodes.__getitem__)
    assert tree.holds(digest, index, size, proof, root)
    assert not tree.holds(tree.leaf_hash(b"another"), index, size, proof, root)
    assert not tree.holds(digest, index, size, [*proof, digest], root)
    assert not tree.holds(digest, size, size, proof, root)
    for number in range(len(proof)):
        bent = [*proof[:number], bytes(32), *proof[number + 1 :]]
        assert not tree.holds(digest, index, size, bent, root)
    other = InmemoryTree(algorithm="sha256")
    other.append_entries(leaves)
    path = other.prove_inclusion(index + 1, size).serialize()["path"]
    assert {each.hex() for each in [digest, *proof]} == set(path)
    del growing


@settings(max_examples=60, deadline=None)
@given(LEAVES, st.data())
def test_a_tree_is_proven_to_begin_with_an_older_one(leaves: list[bytes], data: st.DataObject) -> None:
    _, nodes = grown(leaves)
    size = data.draw(st.integers(1, len(leaves)))
    old = data.draw(st.integers(1, size))
    before, after = (old, defined(leaves[:old])), (size, defined(leaves[:size]))
    proof = tree.consistency(old, size, nodes.__getitem__)
    assert tree.begins_with(before, after, proof)
    assert not tree.begins_with((old, bytes(32)), after, proof)
    if old != size:
        assert not tree.begins_with(before, (size, bytes(32)), proof)
        assert not tree.begins_with(before, after, [*proof, bytes(32)])
    assert tree.begins_with((0, tree.EMPTY), after, [])


def test_questions_that_make_no_sense_are_refused() -> None:
    read = {(0, 0): tree.leaf_hash(b"")}.__getitem__
    for index, size in ((1, 1), (-1, 1), (0, 0)):
        with pytest.raises(ValueError, match="no such leaf"):
            tree.inclusion(index, size, read)
    for old, size in ((0, 1), (2, 1)):
        with pytest.raises(ValueError, match="begins"):
            tree.consistency(old, size, read)
    with pytest.raises(ValueError, match="peaks"):
        Growing(3, [bytes(32)])
    assert not tree.begins_with((2, bytes(32)), (1, bytes(32)), [])
