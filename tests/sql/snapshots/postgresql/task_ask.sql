-- task_ask.read
SELECT ?::VARCHAR AS what, task_ask.task_id
FROM task_ask
WHERE task_ask.kind = ?
AND task_ask.answered_at IS NULL
AND task_ask.task_id IN (SELECT task.id
  FROM task
  WHERE task.state IN (…)
  AND task.kind = ?
  AND (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
  AND true
  AND task.institution_id = ?::INTEGER)
AND task_ask.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS what, official_letter.task_id
FROM official_letter
WHERE official_letter.task_id IN (SELECT task.id
  FROM task
  WHERE task.state IN (…)
  AND task.kind = ?
  AND (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
  AND true
  AND task.institution_id = ?::INTEGER)
AND NOT (EXISTS (SELECT letter_annulment.id
  FROM letter_annulment
  WHERE letter_annulment.letter_id = official_letter.id
  AND letter_annulment.institution_id = ?::INTEGER))
AND official_letter.institution_id = ?::INTEGER

-- task_ask.waiting_words
SELECT task_ask.task_id, task_ask.kind, task_ask.text
FROM task_ask
WHERE task_ask.task_id IN (…)
AND task_ask.answered_at IS NULL
AND task_ask.institution_id = ?::INTEGER
ORDER BY task_ask.id
