-- evidence_struck_copy.copies_of
SELECT evidence.id, evidence.title, evidence_struck_copy.evidence_id = ? AS is_original
FROM evidence_struck_copy
JOIN evidence ON evidence.id = CASE WHEN (evidence_struck_copy.original_id = ?) THEN
    evidence_struck_copy.evidence_id ELSE evidence_struck_copy.original_id END
AND evidence.institution_id = ?
WHERE (evidence_struck_copy.original_id = ? OR evidence_struck_copy.evidence_id = ?)
AND evidence.blocked_at IS NULL
AND evidence_struck_copy.institution_id = ?
ORDER BY evidence.id

-- evidence_struck_copy.copies_of/2
SELECT evidence.id, evidence.title, evidence_struck_copy.evidence_id = ? AS is_original
FROM evidence_struck_copy
JOIN evidence ON evidence.id = CASE WHEN (evidence_struck_copy.original_id = ?) THEN
    evidence_struck_copy.evidence_id ELSE evidence_struck_copy.original_id END
AND evidence.institution_id = ?
WHERE (evidence_struck_copy.original_id = ? OR evidence_struck_copy.evidence_id = ?)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_struck_copy.institution_id = ?
ORDER BY evidence.id

-- evidence_struck_copy.copies_of/3
SELECT evidence.id, evidence.title, evidence_struck_copy.evidence_id = ? AS is_original
FROM evidence_struck_copy
JOIN evidence ON evidence.id = CASE WHEN (evidence_struck_copy.original_id = ?) THEN
    evidence_struck_copy.evidence_id ELSE evidence_struck_copy.original_id END
AND evidence.institution_id = ?
WHERE (evidence_struck_copy.original_id = ? OR evidence_struck_copy.evidence_id = ?)
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_struck_copy.institution_id = ?
ORDER BY evidence.id

-- evidence_struck_copy.copies_of/4
SELECT evidence.id, evidence.title, evidence_struck_copy.evidence_id = ? AS is_original
FROM evidence_struck_copy
JOIN evidence ON evidence.id = CASE WHEN (evidence_struck_copy.original_id = ?) THEN
    evidence_struck_copy.evidence_id ELSE evidence_struck_copy.original_id END
AND evidence.institution_id = ?
WHERE (evidence_struck_copy.original_id = ? OR evidence_struck_copy.evidence_id = ?)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_struck_copy.institution_id = ?
ORDER BY evidence.id

-- evidence_struck_copy.copies_of/5
SELECT evidence.id, evidence.title, evidence_struck_copy.evidence_id = ? AS is_original
FROM evidence_struck_copy
JOIN evidence ON evidence.id = CASE WHEN (evidence_struck_copy.original_id = ?) THEN
    evidence_struck_copy.evidence_id ELSE evidence_struck_copy.original_id END
AND evidence.institution_id = ?
WHERE (evidence_struck_copy.original_id = ? OR evidence_struck_copy.evidence_id = ?)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence_struck_copy.institution_id = ?
ORDER BY evidence.id
