-- ledger_leaf.append
INSERT INTO ledger_leaf (institution_id, position, event_id)
VALUES (?, ?, ?)

-- ledger_leaf.proof_of
SELECT ledger_leaf.position
FROM ledger_leaf
WHERE ledger_leaf.event_id = ?
AND ledger_leaf.institution_id = ?
