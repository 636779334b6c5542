-- receipt.of_piece
SELECT receipt.id, receipt.at
FROM receipt
JOIN receipt_piece ON receipt_piece.receipt_id = receipt.id
AND receipt_piece.institution_id = ?::INTEGER
WHERE receipt_piece.evidence_id = ?::INTEGER
AND receipt.id IS NOT NULL
AND receipt.institution_id = ?::INTEGER
ORDER BY receipt.id

-- receipt.of_piece/2
SELECT receipt.id, receipt.at
FROM receipt
JOIN receipt_piece ON receipt_piece.receipt_id = receipt.id
AND receipt_piece.institution_id = ?::INTEGER
WHERE receipt_piece.evidence_id = ?::INTEGER
AND receipt.person_id = ?::INTEGER
AND receipt.institution_id = ?::INTEGER
ORDER BY receipt.id

-- receipt.receipt_for
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, receipt.words
FROM receipt
WHERE receipt.id = ?::INTEGER
AND receipt.id IS NOT NULL
AND receipt.institution_id = ?::INTEGER

-- receipt.receipt_for/2
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, receipt.words
FROM receipt
WHERE receipt.id = ?::INTEGER
AND receipt.person_id = ?::INTEGER
AND receipt.institution_id = ?::INTEGER
