-- evidence_link.codes_of
SELECT evidence_link.evidence_id, requirement.code
FROM evidence_link
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?::INTEGER
WHERE evidence_link.evidence_id IN (…)
AND evidence_link.institution_id = ?::INTEGER
ORDER BY requirement.edition_id, requirement.position

-- evidence_link.counts_by_requirement
SELECT evidence_link.requirement_id, count(*) AS total, count(CASE WHEN (evidence.state = ?) THEN
    ?::INTEGER END) AS submitted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS
    accepted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS returned, count(CASE WHEN
    (evidence.valid_until < ?::DATE AND (evidence.superseded_on IS NULL OR evidence.superseded_on >
    ?::DATE) OR evidence.superseded_on IS NOT NULL AND evidence.superseded_on <= ?::DATE) THEN
    ?::INTEGER END) AS expired
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id

-- evidence_link.counts_by_requirement/2
SELECT evidence_link.requirement_id, count(*) AS total, count(CASE WHEN (evidence.state = ?) THEN
    ?::INTEGER END) AS submitted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS
    accepted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS returned, count(CASE WHEN
    (evidence.valid_until < ?::DATE AND (evidence.superseded_on IS NULL OR evidence.superseded_on >
    ?::DATE) OR evidence.superseded_on IS NOT NULL AND evidence.superseded_on <= ?::DATE) THEN
    ?::INTEGER END) AS expired
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence.released_at IS NOT NULL
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id

-- evidence_link.counts_by_requirement/3
SELECT evidence_link.requirement_id, count(*) AS total, count(CASE WHEN (evidence.state = ?) THEN
    ?::INTEGER END) AS submitted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS
    accepted, count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS returned, count(CASE WHEN
    (evidence.valid_until < ?::DATE AND (evidence.superseded_on IS NULL OR evidence.superseded_on >
    ?::DATE) OR evidence.superseded_on IS NOT NULL AND evidence.superseded_on <= ?::DATE) THEN
    ?::INTEGER END) AS expired
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence.unit_id IN (…)
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id

-- evidence_link.counts_seen
SELECT evidence_link.requirement_id, count(*) AS pieces
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND NOT evidence_link.to_confirm
AND evidence.released_at IS NOT NULL
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
AND evidence.unit_id IN (…)
AND evidence_link.institution_id = ?::INTEGER

-- evidence_link.sums_by_requirement
SELECT evidence_link.requirement_id, count(*) AS total, count(CASE WHEN (evidence.state = ? AND
    evidence_link.to_confirm IS false AND (evidence.accepted_at IS NULL OR evidence.accepted_at <
    ?::TIMESTAMP WITH TIME ZONE) AND (evidence.valid_until IS NULL OR evidence.valid_until >=
    ?::DATE) AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?::DATE)) THEN
    ?::INTEGER END) AS backing, count(CASE WHEN (evidence.state = ? AND evidence_link.to_confirm IS
    false AND (evidence.accepted_at IS NULL OR evidence.accepted_at < ?::TIMESTAMP WITH TIME ZONE)
    AND (evidence.valid_until IS NULL OR evidence.valid_until >= ?::DATE) AND
    (evidence.superseded_on IS NULL OR evidence.superseded_on > ?::DATE) AND evidence.superseded_on
    IS NOT NULL) THEN ?::INTEGER END) AS leaving, max(CASE WHEN (evidence.state = ? AND
    evidence_link.to_confirm IS false AND (evidence.accepted_at IS NULL OR evidence.accepted_at <
    ?::TIMESTAMP WITH TIME ZONE) AND (evidence.valid_until IS NULL OR evidence.valid_until >=
    ?::DATE) AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?::DATE)) THEN
    coalesce(evidence.valid_until, ?::DATE) END) AS until, count(CASE WHEN (NOT
    ((evidence.valid_until IS NULL OR evidence.valid_until >= ?::DATE) AND (evidence.superseded_on
    IS NULL OR evidence.superseded_on > ?::DATE))) THEN ?::INTEGER END) AS "over", count(CASE WHEN
    (evidence.state = ? AND evidence_link.to_confirm IS false AND NOT ((evidence.valid_until IS NULL
    OR evidence.valid_until >= ?::DATE) AND (evidence.superseded_on IS NULL OR
    evidence.superseded_on > ?::DATE))) THEN ?::INTEGER END) AS ended, count(CASE WHEN
    (evidence.state = ? AND evidence_link.to_confirm IS false AND NOT (evidence.accepted_at IS NULL
    OR evidence.accepted_at < ?::TIMESTAMP WITH TIME ZONE)) THEN ?::INTEGER END) AS coming,
    count(CASE WHEN (evidence_link.to_confirm IS true) THEN ?::INTEGER END) AS to_confirm,
    count(CASE WHEN (evidence.state = ?) THEN ?::INTEGER END) AS submitted, count(CASE WHEN
    (evidence.state = ?) THEN ?::INTEGER END) AS returned
FROM evidence_link
JOIN evidence ON evidence.id = evidence_link.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence_link.cycle_id = ?::INTEGER
AND evidence_link.institution_id = ?::INTEGER
GROUP BY evidence_link.requirement_id
