-- evidence_pin.pins
SELECT evidence_pin.id, evidence_pin.page, evidence_pin.across, evidence_pin.down,
    evidence_pin.text, evidence_pin.pinned_at, person.name AS author
FROM evidence_pin
JOIN evidence ON evidence.id = evidence_pin.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_pin.pinned_by
AND person.institution_id = ?
WHERE evidence_pin.evidence_id = ?
AND evidence_pin.version_number = ?
AND evidence.blocked_at IS NULL
AND evidence_pin.institution_id = ?
ORDER BY evidence_pin.page, evidence_pin.id

-- evidence_pin.pins/2
SELECT evidence_pin.id, evidence_pin.page, evidence_pin.across, evidence_pin.down,
    evidence_pin.text, evidence_pin.pinned_at, person.name AS author
FROM evidence_pin
JOIN evidence ON evidence.id = evidence_pin.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_pin.pinned_by
AND person.institution_id = ?
WHERE evidence_pin.evidence_id = ?
AND evidence_pin.version_number = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_pin.institution_id = ?
ORDER BY evidence_pin.page, evidence_pin.id

-- evidence_pin.pins/3
SELECT evidence_pin.id, evidence_pin.page, evidence_pin.across, evidence_pin.down,
    evidence_pin.text, evidence_pin.pinned_at, person.name AS author
FROM evidence_pin
JOIN evidence ON evidence.id = evidence_pin.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_pin.pinned_by
AND person.institution_id = ?
WHERE evidence_pin.evidence_id = ?
AND evidence_pin.version_number = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_pin.institution_id = ?
ORDER BY evidence_pin.page, evidence_pin.id

-- evidence_pin.pins/4
SELECT evidence_pin.id, evidence_pin.page, evidence_pin.across, evidence_pin.down,
    evidence_pin.text, evidence_pin.pinned_at, person.name AS author
FROM evidence_pin
JOIN evidence ON evidence.id = evidence_pin.evidence_id
AND evidence.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_pin.pinned_by
AND person.institution_id = ?
WHERE evidence_pin.evidence_id = ?
AND evidence_pin.version_number = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence_pin.institution_id = ?
ORDER BY evidence_pin.page, evidence_pin.id
