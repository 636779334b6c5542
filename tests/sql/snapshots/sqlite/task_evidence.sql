-- task_evidence.conversation
SELECT task_evidence.id AS link_id, task_evidence.at, person.name AS who, task_evidence.evidence_id,
    evidence.title, evidence.state, evidence.blocked_at IS NULL AS seen, review.id AS review_id,
    review.version_number, review.decision, review.remark, review.met, review.decided_at,
    person_1.name AS decided_by, review.remedied_at, review.reply, (SELECT
    max(receipt_piece.receipt_id) AS max_1
  FROM receipt_piece
  JOIN receipt ON receipt.id = receipt_piece.receipt_id
  AND receipt.institution_id = ?
  WHERE receipt_piece.evidence_id = evidence.id
  AND receipt.id IS NOT NULL
  AND receipt_piece.institution_id = ?) AS receipt_id
FROM task_evidence
JOIN evidence ON evidence.id = task_evidence.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = task_evidence.person_id
AND person.institution_id = ?
LEFT OUTER JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE task_evidence.task_id = ?
AND task_evidence.institution_id = ?
ORDER BY task_evidence.id, review.id

-- task_evidence.conversation/2
SELECT task_evidence.id AS link_id, task_evidence.at, person.name AS who, task_evidence.evidence_id,
    evidence.title, evidence.state, evidence.blocked_at IS NULL
AND evidence.classification != 'secreta' AS seen, review.id AS review_id, review.version_number,
    review.decision, review.remark, review.met, review.decided_at, person_1.name AS decided_by,
    review.remedied_at, review.reply, (SELECT max(receipt_piece.receipt_id) AS max_1
  FROM receipt_piece
  JOIN receipt ON receipt.id = receipt_piece.receipt_id
  AND receipt.institution_id = ?
  WHERE receipt_piece.evidence_id = evidence.id
  AND receipt.person_id = ?
  AND receipt_piece.institution_id = ?) AS receipt_id
FROM task_evidence
JOIN evidence ON evidence.id = task_evidence.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = task_evidence.person_id
AND person.institution_id = ?
LEFT OUTER JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE task_evidence.task_id = ?
AND task_evidence.institution_id = ?
ORDER BY task_evidence.id, review.id

-- task_evidence.conversation/3
SELECT task_evidence.id AS link_id, task_evidence.at, person.name AS who, task_evidence.evidence_id,
    evidence.title, evidence.state, evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL AS seen, review.id AS review_id, review.version_number,
    review.decision, review.remark, review.met, review.decided_at, person_1.name AS decided_by,
    review.remedied_at, review.reply, (SELECT max(receipt_piece.receipt_id) AS max_1
  FROM receipt_piece
  JOIN receipt ON receipt.id = receipt_piece.receipt_id
  AND receipt.institution_id = ?
  WHERE receipt_piece.evidence_id = evidence.id
  AND receipt.person_id = ?
  AND receipt_piece.institution_id = ?) AS receipt_id
FROM task_evidence
JOIN evidence ON evidence.id = task_evidence.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = task_evidence.person_id
AND person.institution_id = ?
LEFT OUTER JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE task_evidence.task_id = ?
AND task_evidence.institution_id = ?
ORDER BY task_evidence.id, review.id

-- task_evidence.conversation/4
SELECT task_evidence.id AS link_id, task_evidence.at, person.name AS who, task_evidence.evidence_id,
    evidence.title, evidence.state, evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?) AS seen, review.id AS
    review_id, review.version_number, review.decision, review.remark, review.met, review.decided_at,
    person_1.name AS decided_by, review.remedied_at, review.reply, (SELECT
    max(receipt_piece.receipt_id) AS max_1
  FROM receipt_piece
  JOIN receipt ON receipt.id = receipt_piece.receipt_id
  AND receipt.institution_id = ?
  WHERE receipt_piece.evidence_id = evidence.id
  AND receipt.person_id = ?
  AND receipt_piece.institution_id = ?) AS receipt_id
FROM task_evidence
JOIN evidence ON evidence.id = task_evidence.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = task_evidence.person_id
AND person.institution_id = ?
LEFT OUTER JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE task_evidence.task_id = ?
AND task_evidence.institution_id = ?
ORDER BY task_evidence.id, review.id

-- task_evidence.waiting_words
SELECT task_evidence.task_id, task_evidence.evidence_id, evidence.title, review.remark,
    evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL AS seen
FROM task_evidence
JOIN evidence ON evidence.id = task_evidence.evidence_id
AND evidence.institution_id = ?
JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
WHERE task_evidence.task_id IN (…)
AND evidence.state = ?
AND review.decision = ?
AND review.remedied_at IS NULL
AND task_evidence.institution_id = ?
ORDER BY review.id
