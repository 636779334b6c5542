-- review.deeds
SELECT review.evidence_id, review.decided_at, review.decision, person.id, person.name, unit.name AS
    name_1
FROM review
LEFT OUTER JOIN person ON person.id = review.decided_by
AND person.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE review.evidence_id IN (…)
AND review.decided_at > ?
AND review.decided_at <= ?
AND review.institution_id = ?

-- review.piece
SELECT review.id, review.institution_id, review.evidence_id, review.version_number, review.decision,
    review.remark, review.parts, review.decided_at, review.decided_by, review.met,
    review.remedied_at, review.reply, person.name
FROM review
LEFT OUTER JOIN person ON person.id = review.decided_by
AND person.institution_id = ?
WHERE review.evidence_id = ?
AND review.institution_id = ?
ORDER BY review.id DESC

-- review.piece/2
SELECT review.id, review.institution_id, review.evidence_id, review.version_number, review.decision,
    review.remark, review.parts, review.decided_at, review.decided_by, review.met,
    review.remedied_at, review.reply, person.name
FROM review
LEFT OUTER JOIN person ON person.id = review.decided_by
AND person.institution_id = ?
WHERE review.evidence_id = ?
AND review.decision = ?
AND review.institution_id = ?
ORDER BY review.id DESC

-- review.receipt_for
SELECT review.evidence_id, review.version_number, review.decided_at, evidence_version.uploaded_at
FROM review
JOIN (SELECT review.id AS id
  FROM review
  WHERE review.decided_at <= ?
  AND review.institution_id = ?
  ORDER BY review.id DESC
  LIMIT ? OFFSET ?) AS anon_1 ON anon_1.id = review.id
JOIN evidence_version ON evidence_version.evidence_id = review.evidence_id
AND evidence_version.number = review.version_number
AND evidence_version.institution_id = ?
WHERE review.institution_id = ?
ORDER BY review.id

-- review.remarks_for_requirement
SELECT review.evidence_id, evidence.title, review.remark, review.decided_at, person.name AS
    decided_by, review.remedied_at, evidence.unit_id, evidence.released_at, evidence.classification,
    evidence.created_by, evidence.blocked_at
FROM review
JOIN evidence ON evidence.id = review.evidence_id
AND evidence.institution_id = ?
JOIN evidence_link ON evidence_link.evidence_id = evidence.id
AND evidence_link.institution_id = ?
LEFT OUTER JOIN person ON person.id = review.decided_by
AND person.institution_id = ?
WHERE evidence_link.cycle_id = ?
AND evidence_link.requirement_id = ?
AND review.decision = ?
AND review.institution_id = ?
ORDER BY review.id + ? DESC
LIMIT ? OFFSET ?
