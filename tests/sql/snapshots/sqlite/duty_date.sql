-- duty_date.dates_of
SELECT duty_date.duty_id, duty_date.fell_on, duty_date.due_on, duty_date.task_id,
    duty_date.evidence_id, task.state, task.due_on AS until, task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
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
  AND task_ask.institution_id = ?)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
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
  AND task_wait.institution_id = ?)))) AS with_unit, EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN evidence ON evidence.id = task_evidence.evidence_id
  AND evidence.institution_id = ?
  WHERE task_evidence.task_id = duty_date.task_id
  AND evidence.state = ?
  AND task_evidence.institution_id = ?) AS proved, EXISTS (SELECT evidence.id
  FROM evidence
  WHERE evidence.id = duty_date.evidence_id
  AND evidence.state = ?
  AND evidence.institution_id = ?) AS proved_alone, CASE WHEN (duty_date.task_id IS NOT NULL) THEN 1
      = 1 ELSE EXISTS (SELECT evidence.id
  FROM evidence
  WHERE evidence.id = duty_date.evidence_id
  AND evidence.institution_id = ?) END AS opens
FROM duty_date
LEFT OUTER JOIN task ON task.id = duty_date.task_id
AND task.institution_id = ?
WHERE duty_date.duty_id IN (…)
AND duty_date.due_on BETWEEN ? AND ?
AND duty_date.institution_id = ?
ORDER BY duty_date.due_on, duty_date.id

-- duty_date.dates_of/2
SELECT duty_date.duty_id, duty_date.fell_on, duty_date.due_on, duty_date.task_id,
    duty_date.evidence_id, task.state, task.due_on AS until, task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
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
  AND task_ask.institution_id = ?)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
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
  AND task_wait.institution_id = ?)))) AS with_unit, EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN evidence ON evidence.id = task_evidence.evidence_id
  AND evidence.institution_id = ?
  WHERE task_evidence.task_id = duty_date.task_id
  AND evidence.state = ?
  AND task_evidence.institution_id = ?) AS proved, EXISTS (SELECT evidence.id
  FROM evidence
  WHERE evidence.id = duty_date.evidence_id
  AND evidence.state = ?
  AND evidence.institution_id = ?) AS proved_alone, CASE WHEN (duty_date.task_id IS NOT NULL) THEN
      task.unit_id IN (…)
OR task.id IN (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?)
AND (task.unit_id NOT IN (…)) ELSE EXISTS (SELECT evidence.id
  FROM evidence
  WHERE evidence.id = duty_date.evidence_id
  AND evidence.unit_id IN (…)
  AND evidence.institution_id = ?) END AS opens
FROM duty_date
LEFT OUTER JOIN task ON task.id = duty_date.task_id
AND task.institution_id = ?
WHERE duty_date.duty_id IN (…)
AND duty_date.due_on BETWEEN ? AND ?
AND duty_date.institution_id = ?
ORDER BY duty_date.due_on, duty_date.id

-- duty_date.dates_of/3
SELECT duty_date.duty_id, duty_date.fell_on, duty_date.due_on, duty_date.task_id,
    duty_date.evidence_id, task.state, task.due_on AS until, task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
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
  AND task_ask.institution_id = ?)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
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
  AND task_wait.institution_id = ?)))) AS with_unit, EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN evidence ON evidence.id = task_evidence.evidence_id
  AND evidence.institution_id = ?
  WHERE task_evidence.task_id = duty_date.task_id
  AND evidence.state = ?
  AND task_evidence.institution_id = ?) AS proved, EXISTS (SELECT evidence.id
  FROM evidence
  WHERE evidence.id = duty_date.evidence_id
  AND evidence.state = ?
  AND evidence.institution_id = ?) AS proved_alone, 0 AS opens
FROM duty_date
LEFT OUTER JOIN task ON task.id = duty_date.task_id
AND task.institution_id = ?
WHERE duty_date.duty_id IN (…)
AND duty_date.due_on BETWEEN ? AND ?
AND duty_date.institution_id = ?
ORDER BY duty_date.due_on, duty_date.id
