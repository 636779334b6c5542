-- receipt.of_piece
SELECT receipt.id, receipt.at
FROM receipt
JOIN receipt_piece ON receipt_piece.receipt_id = receipt.id
AND receipt_piece.institution_id = ?
WHERE receipt_piece.evidence_id = ?
AND receipt.id IS NOT NULL
AND receipt.institution_id = ?
ORDER BY receipt.id

-- receipt.of_piece/2
SELECT receipt.id, receipt.at
FROM receipt
JOIN receipt_piece ON receipt_piece.receipt_id = receipt.id
AND receipt_piece.institution_id = ?
WHERE receipt_piece.evidence_id = ?
AND receipt.person_id = ?
AND receipt.institution_id = ?
ORDER BY receipt.id

-- receipt.receipt_for
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, receipt.words
FROM receipt
WHERE receipt.id = ?
AND receipt.id IS NOT NULL
AND receipt.institution_id = ?

-- receipt.receipt_for/2
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, receipt.words
FROM receipt
WHERE receipt.id = ?
AND receipt.person_id = ?
AND receipt.institution_id = ?
