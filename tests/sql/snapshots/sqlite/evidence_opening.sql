-- evidence_opening.is_opened
SELECT evidence_opening.id
FROM evidence_opening
WHERE evidence_opening.evidence_id = ?
AND evidence_opening.person_id = ?
AND evidence_opening.at > ?
AND evidence_opening.institution_id = ?
LIMIT ? OFFSET ?
