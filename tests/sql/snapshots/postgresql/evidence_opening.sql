-- evidence_opening.is_opened
SELECT evidence_opening.id
FROM evidence_opening
WHERE evidence_opening.evidence_id = ?::INTEGER
AND evidence_opening.person_id = ?::INTEGER
AND evidence_opening.at > ?::TIMESTAMP WITH TIME ZONE
AND evidence_opening.institution_id = ?::INTEGER
LIMIT ?::INTEGER

-- evidence_opening.openings
SELECT evidence_opening.at, person.name AS who, evidence_opening.purpose, evidence_opening.reason
FROM evidence_opening
JOIN person ON person.id = evidence_opening.person_id
AND person.institution_id = ?::INTEGER
WHERE evidence_opening.evidence_id = ?::INTEGER
AND evidence_opening.institution_id = ?::INTEGER
ORDER BY evidence_opening.id DESC
LIMIT ?::INTEGER
