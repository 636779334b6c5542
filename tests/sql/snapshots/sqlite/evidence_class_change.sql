-- evidence_class_change.open_change
SELECT evidence_class_change.step, evidence_class_change.reason, evidence_class_change.proposed_at,
    evidence_class_change.proposed_by, person.name AS who
FROM evidence_class_change
JOIN person ON person.id = evidence_class_change.proposed_by
AND person.institution_id = ?
WHERE evidence_class_change.evidence_id = ?
AND evidence_class_change.decided_at IS NULL
AND evidence_class_change.institution_id = ?
LIMIT ? OFFSET ?
