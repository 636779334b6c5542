-- official_letter.read
SELECT official_letter.task_id
FROM official_letter
WHERE official_letter.task_id IN (SELECT task.id
  FROM task
  WHERE task.state IN (…)
  AND (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
  AND true
  AND task.institution_id = ?::INTEGER)
AND official_letter.institution_id = ?::INTEGER
