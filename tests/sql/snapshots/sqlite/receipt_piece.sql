-- receipt_piece.receipt_for
SELECT receipt_piece.evidence_id, CASE WHEN (evidence.blocked_at IS NULL) THEN
    coalesce(receipt_piece.title, evidence.title) ELSE ? END AS title, evidence_version.number AS
    version, CASE WHEN (evidence.blocked_at IS NULL) THEN evidence_version.filename ELSE ? END AS
    filename, evidence_version.size, evidence_version.sha256, evidence_version.uploaded_at,
    evidence.state
FROM receipt_piece
JOIN evidence ON evidence.id = receipt_piece.evidence_id
AND evidence.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = receipt_piece.evidence_id
AND evidence_version.number = receipt_piece.number
AND evidence_version.institution_id = ?
WHERE receipt_piece.receipt_id = ?
AND receipt_piece.institution_id = ?
ORDER BY receipt_piece.id

-- receipt_piece.receipt_for/2
SELECT receipt_piece.evidence_id, CASE WHEN (evidence.blocked_at IS NULL AND
    (evidence.classification != 'secreta' OR evidence.created_by = ?)) THEN
    coalesce(receipt_piece.title, evidence.title) ELSE ? END AS title, evidence_version.number AS
    version, CASE WHEN (evidence.blocked_at IS NULL AND (evidence.classification != 'secreta' OR
    evidence.created_by = ?)) THEN evidence_version.filename ELSE ? END AS filename,
    evidence_version.size, evidence_version.sha256, evidence_version.uploaded_at, evidence.state
FROM receipt_piece
JOIN evidence ON evidence.id = receipt_piece.evidence_id
AND evidence.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = receipt_piece.evidence_id
AND evidence_version.number = receipt_piece.number
AND evidence_version.institution_id = ?
WHERE receipt_piece.receipt_id = ?
AND receipt_piece.institution_id = ?
ORDER BY receipt_piece.id
