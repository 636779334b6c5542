-- evidence_opening.is_opened
SELECT evidence_opening.id
FROM evidence_opening
WHERE evidence_opening.evidence_id = ?::INTEGER
AND evidence_opening.person_id = ?::INTEGER
AND evidence_opening.at > ?::TIMESTAMP WITH TIME ZONE
AND evidence_opening.institution_id = ?::INTEGER
LIMIT ?::INTEGER
