-- task_ask.waiting_words
SELECT task_ask.task_id, task_ask.kind, task_ask.text
FROM task_ask
WHERE task_ask.task_id IN (…)
AND task_ask.answered_at IS NULL
AND task_ask.institution_id = ?::INTEGER
ORDER BY task_ask.id
