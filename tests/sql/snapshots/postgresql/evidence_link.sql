-- evidence_link.accepted_seen
SELECT evidence_link.requirement_id, count(*) AS pieces
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence.state = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id

-- evidence_link.accepted_seen/2
SELECT evidence_link.requirement_id, count(*) AS pieces
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence.state = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?::INTEGER)
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id

-- evidence_link.facts_for_cycle
SELECT evidence_link.requirement_id, evidence_link.to_confirm, evidence.id, evidence.title,
    evidence.state, evidence.accepted_at, evidence.valid_until, evidence.superseded_on
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence_link.institution_id = ?::INTEGER
ORDER BY evidence_link.requirement_id, evidence.id

-- evidence_link.gaps
SELECT evidence_link.requirement_id, review.remark
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND review.decision = ?
AND review.remedied_at IS NULL
AND evidence.state = ?
AND evidence.blocked_at IS NULL
AND evidence_link.institution_id = ?::INTEGER
ORDER BY review.id

-- evidence_link.needs_of
SELECT evidence_link.evidence_id
FROM evidence_link
JOIN cycle ON cycle.id = evidence_link.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE evidence_link.evidence_id IN (…)
AND (cycle.is_current OR cycle.valid_until IS NULL OR cycle.valid_until >= ?::DATE)
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.piece
SELECT evidence_link.id, evidence_link.cycle_id, cycle.name AS cycle, evidence_link.requirement_id,
    requirement.code, requirement.title, evidence_link.to_confirm
FROM evidence_link
JOIN cycle ON cycle.id = evidence_link.cycle_id
AND cycle.institution_id = ?::INTEGER
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
WHERE evidence_link.evidence_id = ?::INTEGER
AND evidence_link.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position

-- evidence_link.piece/2
SELECT evidence_link.id, evidence_link.cycle_id, cycle.name AS cycle, evidence_link.requirement_id,
    requirement.code, requirement.title, evidence_link.to_confirm
FROM evidence_link
JOIN cycle ON cycle.id = evidence_link.cycle_id
AND cycle.institution_id = ?::INTEGER
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
WHERE evidence_link.evidence_id = ?::INTEGER
AND cycle.released_at IS NOT NULL
AND NOT evidence_link.to_confirm
AND evidence_link.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position

-- evidence_link.serving_links
SELECT evidence_link.cycle_id, evidence_link.requirement_id, requirement.code,
    evidence_link.evidence_id, evidence.title, evidence.state, evidence.created_at,
    evidence.valid_until, evidence.superseded_on, evidence_link.linked_at, person.id AS person_id,
    person.name AS person, unit.name AS unit
FROM evidence_link
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = evidence_link.linked_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.serving_links/2
SELECT evidence_link.cycle_id, evidence_link.requirement_id, requirement.code,
    evidence_link.evidence_id, evidence.title, evidence.state, evidence.created_at,
    evidence.valid_until, evidence.superseded_on, evidence_link.linked_at, person.id AS person_id,
    person.name AS person, unit.name AS unit
FROM evidence_link
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = evidence_link.linked_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.serving_links/3
SELECT evidence_link.cycle_id, evidence_link.requirement_id, requirement.code,
    evidence_link.evidence_id, evidence.title, evidence.state, evidence.created_at,
    evidence.valid_until, evidence.superseded_on, evidence_link.linked_at, person.id AS person_id,
    person.name AS person, unit.name AS unit
FROM evidence_link
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = evidence_link.linked_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.serving_links/4
SELECT evidence_link.cycle_id, evidence_link.requirement_id, requirement.code,
    evidence_link.evidence_id, evidence.title, evidence.state, evidence.created_at,
    evidence.valid_until, evidence.superseded_on, evidence_link.linked_at, person.id AS person_id,
    person.name AS person, unit.name AS unit
FROM evidence_link
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = evidence_link.linked_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?::INTEGER)
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.weigh
SELECT DISTINCT evidence_link.evidence_id, cycle.valid_until
FROM evidence_link
JOIN cycle ON cycle.id = evidence_link.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE evidence_link.evidence_id IN (…)
AND evidence_link.institution_id = ?::INTEGER
