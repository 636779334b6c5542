-- ledger_head.append
SELECT ledger_head.size, ledger_head.peaks
FROM ledger_head
WHERE ledger_head.institution_id = ?

-- ledger_head.append/2
UPDATE ledger_head
SET size=?, peaks=?
WHERE ledger_head.institution_id = ?

-- ledger_head.size
SELECT ledger_head.size
FROM ledger_head
WHERE ledger_head.institution_id = ?
