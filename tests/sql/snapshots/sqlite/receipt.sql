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
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, institution.name AS institution,
    person.name AS person, unit.name AS unit, task.title AS task, task.due_on
FROM receipt
JOIN institution ON institution.id = receipt.institution_id
JOIN unit ON unit.id = receipt.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = receipt.person_id
AND person.institution_id = ?
LEFT OUTER JOIN task ON task.id = receipt.task_id
AND task.institution_id = ?
WHERE receipt.id = ?
AND receipt.id IS NOT NULL
AND receipt.institution_id = ?

-- receipt.receipt_for/2
SELECT receipt.id, receipt.at, receipt.person_id, receipt.task_id, institution.name AS institution,
    person.name AS person, unit.name AS unit, task.title AS task, task.due_on
FROM receipt
JOIN institution ON institution.id = receipt.institution_id
JOIN unit ON unit.id = receipt.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = receipt.person_id
AND person.institution_id = ?
LEFT OUTER JOIN task ON task.id = receipt.task_id
AND task.institution_id = ?
WHERE receipt.id = ?
AND receipt.person_id = ?
AND receipt.institution_id = ?
