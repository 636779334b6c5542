-- initiative_task.asked_of
SELECT initiative_task.purpose, task.id AS task_id, unit.name AS unit_name, task.created_at AS at
FROM initiative_task
JOIN task ON task.id = initiative_task.task_id
AND task.institution_id = ?::INTEGER
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE initiative_task.initiative_id = ?::INTEGER
AND initiative_task.purpose IS NOT NULL
AND task.state IN (…)
AND initiative_task.institution_id = ?::INTEGER
ORDER BY task.id
