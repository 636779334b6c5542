-- ledger_node.append
INSERT INTO ledger_node (institution_id, level, position, digest)
VALUES (?::INTEGER, ?::INTEGER, ?::BIGINT, ?)

-- ledger_node.proof_of
SELECT ledger_node.level, ledger_node.position, ledger_node.digest
FROM ledger_node
WHERE (ledger_node.level, ledger_node.position) IN ((?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?),
    (?, ?), (?, ?), (?, ?), (?, ?), (?, ?))
AND ledger_node.institution_id = ?::INTEGER

-- ledger_node.proof_of/2
SELECT ledger_node.level, ledger_node.position, ledger_node.digest
FROM ledger_node
WHERE (ledger_node.level, ledger_node.position) IN ((?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?),
    (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?), (?, ?))
AND ledger_node.institution_id = ?::INTEGER
