-- evidence_opening.is_opened
SELECT evidence_opening.id
FROM evidence_opening
WHERE evidence_opening.evidence_id = ?
AND evidence_opening.person_id = ?
AND evidence_opening.at > ?
AND evidence_opening.institution_id = ?
LIMIT ? OFFSET ?

-- evidence_opening.openings
SELECT evidence_opening.at, person.name AS who, evidence_opening.purpose, evidence_opening.reason
FROM evidence_opening
JOIN person ON person.id = evidence_opening.person_id
AND person.institution_id = ?
WHERE evidence_opening.evidence_id = ?
AND evidence_opening.institution_id = ?
ORDER BY evidence_opening.id DESC
LIMIT ? OFFSET ?
