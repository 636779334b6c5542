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
SELECT ?::VARCHAR AS anon_1, anon_2.evidence_id
FROM (SELECT evidence_link.evidence_id AS evidence_id
  FROM evidence_link
  JOIN cycle ON cycle.id = evidence_link.cycle_id
  AND cycle.institution_id = ?::INTEGER
  WHERE evidence_link.evidence_id IN (…)
  AND (cycle.is_current OR cycle.valid_until IS NULL OR cycle.valid_until >= ?::DATE)
  AND evidence_link.institution_id = ?::INTEGER) AS anon_2
UNION ALL SELECT ?::VARCHAR AS anon_3, anon_4.evidence_id
FROM (SELECT evidence_service_state.evidence_id AS evidence_id
  FROM evidence_service_state
  JOIN cycle ON cycle.id = evidence_service_state.cycle_id
  AND cycle.institution_id = ?::INTEGER
  WHERE evidence_service_state.evidence_id IN (…)
  AND (cycle.is_current OR cycle.valid_until IS NULL OR cycle.valid_until >= ?::DATE)
  AND evidence_service_state.institution_id = ?::INTEGER) AS anon_4
UNION ALL SELECT ?::VARCHAR AS anon_5, anon_6.id
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.id IN (…)
  AND (evidence.state = ? OR evidence.state = ?)
  AND evidence.institution_id = ?::INTEGER) AS anon_6
UNION ALL SELECT ?::VARCHAR AS anon_7, anon_8.evidence_id
FROM (SELECT task_evidence.evidence_id AS evidence_id
  FROM task_evidence
  JOIN task ON task.id = task_evidence.task_id
  AND task.institution_id = ?::INTEGER
  WHERE task_evidence.evidence_id IN (…)
  AND task.state != ?
  AND task_evidence.institution_id = ?::INTEGER
  UNION SELECT task_about.evidence_id AS evidence_id
  FROM task_about
  JOIN task ON task.id = task_about.task_id
  AND task.institution_id = ?::INTEGER
  WHERE task_about.evidence_id IN (…)
  AND task.state != ?
  AND task_about.institution_id = ?::INTEGER) AS anon_8
UNION ALL SELECT ?::VARCHAR AS anon_9, anon_10.evidence_id
FROM (SELECT initiative_evidence.evidence_id AS evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.evidence_id IN (…)
  AND initiative_evidence.institution_id = ?::INTEGER) AS anon_10
UNION ALL SELECT ?::VARCHAR AS anon_11, anon_12.evidence_id
FROM (SELECT plan_version.evidence_id AS evidence_id
  FROM plan_version
  WHERE plan_version.evidence_id IN (…)
  AND plan_version.institution_id = ?::INTEGER) AS anon_12
UNION ALL SELECT ?::VARCHAR AS anon_13, anon_14.evidence_id
FROM (SELECT evidence_hold.evidence_id AS evidence_id
  FROM evidence_hold
  WHERE evidence_hold.evidence_id IN (…)
  AND evidence_hold.lifted_at IS NULL
  AND evidence_hold.institution_id = ?::INTEGER) AS anon_14
UNION ALL SELECT ?::VARCHAR AS anon_15, anon_16.id
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.id IN (…)
  AND evidence.blocked_at IS NOT NULL
  AND evidence.institution_id = ?::INTEGER) AS anon_16
UNION ALL SELECT ?::VARCHAR AS anon_17, anon_18.evidence_id
FROM (SELECT purge_item.evidence_id AS evidence_id
  FROM purge_item
  JOIN purge ON purge.id = purge_item.purge_id
  AND purge.institution_id = ?::INTEGER
  WHERE purge_item.evidence_id IN (…)
  AND purge_item.state = ?
  AND purge.state IN (…)
  AND purge_item.institution_id = ?::INTEGER) AS anon_18

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
