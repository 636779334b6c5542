-- task_requirement.belongings
SELECT task_requirement.requirement_id
FROM task_requirement
WHERE task_requirement.task_id = ?
AND task_requirement.institution_id = ?

-- task_requirement.counts_by_requirement
SELECT task_requirement.requirement_id + 0 AS requirement_id, count(*) AS open, count(CASE WHEN
    (task.due_on < ? AND task.state IN (…) AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?))) AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?))
  AND task_evidence.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?)) OR task.state IN (…) AND NOT (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?))
  AND task_evidence.institution_id = ?)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR date(task_1.closed_at) >= task.due_on)
  AND task_wait.institution_id = ?))))) THEN ? END) AS overdue, min(CASE WHEN (task.kind = ?) THEN
      task.id END) AS first, min(task.due_on) AS nearest
FROM task_requirement
JOIN task ON task.id = task_requirement.task_id
AND task.institution_id = ?
WHERE task.cycle_id = ?
AND task.state IN (…)
AND 1 = 1
AND task_requirement.institution_id = ?
GROUP BY task_requirement.requirement_id + 0

-- task_requirement.counts_by_requirement/2
SELECT task_requirement.requirement_id + 0 AS requirement_id, count(*) AS open, count(CASE WHEN
    (task.due_on < ? AND task.state IN (…) AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?))) AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?))
  AND task_evidence.institution_id = ?)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?)) OR task.state IN (…) AND NOT (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?))
  AND task_evidence.institution_id = ?)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR date(task_1.closed_at) >= task.due_on)
  AND task_wait.institution_id = ?))))) THEN ? END) AS overdue, min(CASE WHEN (task.kind = ?) THEN
      task.id END) AS first, min(task.due_on) AS nearest
FROM task_requirement
JOIN task ON task.id = task_requirement.task_id
AND task.institution_id = ?
WHERE task.cycle_id = ?
AND task.state IN (…)
AND (task.unit_id IN (…) OR task.id IN (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?) AND (task.unit_id NOT IN (…)))
AND task_requirement.institution_id = ?
GROUP BY task_requirement.requirement_id + 0

-- task_requirement.inventory
SELECT task_requirement.task_id, requirement.code
FROM task_requirement
JOIN requirement ON requirement.id = task_requirement.requirement_id
AND requirement.institution_id = ?
JOIN task ON task.id = task_requirement.task_id
AND task.institution_id = ?
WHERE task.cycle_id = ?
AND task.state IN (…)
AND task.kind = ?
AND task_requirement.institution_id = ?
ORDER BY requirement.position
