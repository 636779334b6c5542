-- ledger_cosignature.cosignatures
SELECT ledger_cosignature.size, ledger_cosignature.witness, ledger_cosignature.verifier,
    ledger_cosignature.line, ledger_cosignature.at
FROM ledger_cosignature
WHERE ledger_cosignature.size >= ?
AND ledger_cosignature.institution_id = ?
ORDER BY ledger_cosignature.witness
