-- task_link.of_person
SELECT task_link.id, task_link.person_id, person.name AS person, task_link.task_id, task.title AS
    task, task_link.created_at, task_link.expires_at, task_link.used_at
FROM task_link
JOIN task ON task.id = task_link.task_id
AND task.institution_id = ?::INTEGER
JOIN person ON person.id = task_link.person_id
AND person.institution_id = ?::INTEGER
WHERE task_link.ended_at IS NULL
AND task.state != ?
AND task.unit_id = task_link.unit_id
AND (task.person_id IS NOT DISTINCT FROM task_link.charged_id OR task.person_id =
    task_link.person_id)
AND person.active
AND person.email = task_link.email
AND person.unit_id IS NOT DISTINCT
FROM task_link.home_unit_id
AND task_link.expires_at > ?::TIMESTAMP WITH TIME ZONE
AND task_link.person_id = ?::INTEGER
AND task_link.institution_id = ?::INTEGER
ORDER BY task_link.id DESC

-- task_link.of_task
SELECT task_link.id, task_link.person_id, person.name AS person, task_link.task_id, task.title AS
    task, task_link.created_at, task_link.expires_at, task_link.used_at
FROM task_link
JOIN task ON task.id = task_link.task_id
AND task.institution_id = ?::INTEGER
JOIN person ON person.id = task_link.person_id
AND person.institution_id = ?::INTEGER
WHERE task_link.ended_at IS NULL
AND task.state != ?
AND task.unit_id = task_link.unit_id
AND (task.person_id IS NOT DISTINCT FROM task_link.charged_id OR task.person_id =
    task_link.person_id)
AND person.active
AND person.email = task_link.email
AND person.unit_id IS NOT DISTINCT
FROM task_link.home_unit_id
AND task_link.expires_at > ?::TIMESTAMP WITH TIME ZONE
AND task_link.task_id = ?::INTEGER
AND task_link.institution_id = ?::INTEGER
ORDER BY task_link.id DESC
