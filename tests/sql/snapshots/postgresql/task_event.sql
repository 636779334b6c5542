-- task_event.conversation
SELECT task_event.id, task_event.task_id, task_event.step, task_event.from_state,
    task_event.to_state, task_event.reason, task_event.changes, task_event.at, task_event.person_id,
    task_event.institution_id, person.name
FROM task_event
LEFT OUTER JOIN person ON person.id = task_event.person_id
AND person.institution_id = ?::INTEGER
WHERE task_event.task_id = ?::INTEGER
AND task_event.institution_id = ?::INTEGER
ORDER BY task_event.id

-- task_event.pace
SELECT task.unit_id, task_event.at, ?::INTEGER AS anon_1
FROM task_event
JOIN task ON task.id = task_event.task_id
AND task.institution_id = ?::INTEGER
WHERE task.cycle_id = ?::INTEGER
AND task_event.to_state = ?
AND task_event.from_state IS NOT NULL
AND task_event.from_state != ?
AND task_event.at >= ?::TIMESTAMP WITH TIME ZONE
AND task.kind = ?
AND task_event.institution_id = ?::INTEGER
UNION ALL SELECT (SELECT evidence.unit_id
  FROM evidence
  WHERE evidence.id = review.evidence_id
  AND evidence.institution_id = ?::INTEGER) AS anon_2, review.decided_at, ?::INTEGER AS anon_3
FROM review
WHERE review.decision = ?
AND review.decided_at >= ?::TIMESTAMP WITH TIME ZONE
AND (EXISTS (SELECT *
  FROM evidence_link
  WHERE evidence_link.evidence_id = review.evidence_id
  AND evidence_link.cycle_id = ?::INTEGER
  AND evidence_link.institution_id = ?::INTEGER))
AND review.institution_id = ?::INTEGER
UNION ALL SELECT task_requirement.requirement_id, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_4,
    count(*) AS count_1
FROM task_requirement
JOIN task ON task.id = task_requirement.task_id
AND task.institution_id = ?::INTEGER
WHERE task.cycle_id = ?::INTEGER
AND task.state = ?
AND task.kind = ?
AND task_requirement.institution_id = ?::INTEGER
GROUP BY task_requirement.requirement_id
UNION ALL SELECT anon_5.requirement_id, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_4,
    anon_5.accepted
FROM (SELECT evidence_sum.requirement_id AS requirement_id, evidence_sum.accepted AS accepted
  FROM evidence_sum
  WHERE evidence_sum.cycle_id = ?::INTEGER
  AND evidence_sum.accepted > ?::INTEGER
  AND evidence_sum.institution_id = ?::INTEGER) AS anon_5

-- task_event.waiting_words
SELECT task_event.task_id, task_event.reason
FROM task_event
WHERE task_event.task_id IN (…)
AND task_event.step = ?
AND task_event.institution_id = ?::INTEGER
ORDER BY task_event.id
