-- unit.directory
SELECT unit.id, unit.name, CASE WHEN (NOT (unit.valid_from <= ?::DATE AND (unit.valid_until IS NULL
    OR unit.valid_until > ?::DATE)) AND unit.successor_id IS NOT NULL) THEN unit.successor_id ELSE
    unit.parent_id END AS parent_id
FROM unit
WHERE unit.institution_id = ?::INTEGER

-- unit.nobodys
SELECT unit.id, unit.name
FROM unit
WHERE unit.valid_from <= ?::DATE
AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
AND NOT (EXISTS (SELECT person.id
  FROM person
  WHERE person.unit_id = unit.id
  AND person.active
  AND person.role IN (…)
  AND person.institution_id = ?::INTEGER))
AND unit.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id

-- unit.overdue_by_unit
SELECT unit.id AS unit_id, unit.name AS unit_name, count(*) AS count, min(task.due_on) AS oldest
FROM unit
JOIN task ON task.unit_id = unit.id
AND task.institution_id = ?::INTEGER
WHERE task.due_on < ?::DATE
AND task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on)
  AND task_wait.institution_id = ?::INTEGER))))
AND true
AND unit.institution_id = ?::INTEGER
GROUP BY unit.id, unit.name
ORDER BY count(*) DESC, min(task.due_on), unit.name

-- unit.overdue_by_unit/2
SELECT unit.id AS unit_id, unit.name AS unit_name, count(*) AS count, min(task.due_on) AS oldest
FROM unit
JOIN task ON task.unit_id = unit.id
AND task.institution_id = ?::INTEGER
WHERE task.due_on < ?::DATE
AND task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on)
  AND task_wait.institution_id = ?::INTEGER))))
AND (task.unit_id IN (…) OR task.id IN (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)))
AND unit.institution_id = ?::INTEGER
GROUP BY unit.id, unit.name
ORDER BY count(*) DESC, min(task.due_on), unit.name

-- unit.spans
SELECT unit.id AS unit_id, unit.parent_id, unit.name, unit.short_name, unit.is_corporation,
    unit.valid_from, unit.valid_until, unit.successor_id
FROM unit
WHERE unit.institution_id = ?::INTEGER

-- unit.tree
SELECT unit.id AS unit_id, unit.parent_id, unit.name, unit.short_name, unit.is_corporation,
    unit.valid_from, unit.valid_until, unit.successor_id
FROM unit
WHERE unit.institution_id = ?::INTEGER

-- unit.unit_choices
SELECT unit.id, unit.name
FROM unit
WHERE unit.valid_from <= ?::DATE
AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
AND unit.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id

-- unit.unit_choices/2
SELECT unit.id, unit.name
FROM unit
WHERE unit.valid_from <= ?::DATE
AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
AND unit.id IN (…)
AND unit.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id

-- unit.unit_hours
SELECT unit.id AS unit_id, unit.name, unit_hours.weekly
FROM unit
LEFT OUTER JOIN unit_hours ON unit_hours.unit_id = unit.id
AND unit_hours.institution_id = ?::INTEGER
WHERE unit.valid_from <= ?::DATE
AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
AND unit.institution_id = ?::INTEGER
ORDER BY unit.name

-- unit.units
SELECT unit.id, unit.parent_id, unit.name, unit.short_name
FROM unit
WHERE (unit.valid_from <= ?::DATE AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE) OR
    unit.id IN (…))
AND unit.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id

-- unit.version
SELECT unit.version
FROM unit
WHERE unit.id = ?::INTEGER
AND unit.institution_id = ?::INTEGER
