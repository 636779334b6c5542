-- official_letter.read
SELECT official_letter.task_id
FROM official_letter
WHERE official_letter.task_id IN (SELECT task.id
  FROM task
  WHERE task.state IN (…)
  AND (task.cycle_id = ? OR task.cycle_id IS NULL)
  AND 1 = 1
  AND task.institution_id = ?)
AND official_letter.institution_id = ?
