-- ledger_checkpoint.checkpoints
SELECT ledger_checkpoint.at, ledger_checkpoint.size, ledger_checkpoint.note,
    ledger_checkpoint.verifier
FROM ledger_checkpoint
WHERE ledger_checkpoint.institution_id = ?
ORDER BY ledger_checkpoint.size DESC
LIMIT ? OFFSET ?

-- ledger_checkpoint.checkpoints/2
SELECT ledger_checkpoint.at, ledger_checkpoint.size, ledger_checkpoint.note,
    ledger_checkpoint.verifier
FROM ledger_checkpoint
WHERE ledger_checkpoint.institution_id = ?
ORDER BY ledger_checkpoint.size DESC
