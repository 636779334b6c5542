-- action_task.threads
SELECT action_task.action_id, task.id, task.unit_id, task.state, task.due_on, task.state IN (…)
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
  AND task_wait.institution_id = ?::INTEGER)))) AS with_unit, EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN evidence ON evidence.id = task_evidence.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND evidence.state = ?
  AND task_evidence.institution_id = ?::INTEGER) AS accepted
FROM action_task
JOIN task ON task.id = action_task.task_id
AND task.institution_id = ?::INTEGER
JOIN plan_action ON plan_action.id = action_task.action_id
AND plan_action.institution_id = ?::INTEGER
WHERE plan_action.plan_id = ?::INTEGER
AND action_task.institution_id = ?::INTEGER
ORDER BY task.id
