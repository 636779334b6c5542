-- ledger_leaf.append
INSERT INTO ledger_leaf (institution_id, position, event_id)
VALUES (?::INTEGER, ?::BIGINT, ?::INTEGER)

-- ledger_leaf.proof_of
SELECT ledger_leaf.position
FROM ledger_leaf
WHERE ledger_leaf.event_id = ?::INTEGER
AND ledger_leaf.institution_id = ?::INTEGER
