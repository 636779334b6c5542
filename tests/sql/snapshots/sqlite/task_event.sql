-- task_event.conversation
SELECT task_event.id, task_event.task_id, task_event.step, task_event.from_state,
    task_event.to_state, task_event.reason, task_event.changes, task_event.at, task_event.person_id,
    task_event.institution_id, person.name
FROM task_event
LEFT OUTER JOIN person ON person.id = task_event.person_id
AND person.institution_id = ?
WHERE task_event.task_id = ?
AND task_event.institution_id = ?
ORDER BY task_event.id

-- task_event.pace
SELECT task.unit_id, task_event.at
FROM task_event
JOIN task ON task.id = task_event.task_id
AND task.institution_id = ?
WHERE task.cycle_id = ?
AND task_event.to_state = ?
AND task_event.from_state IS NOT NULL
AND task_event.from_state != ?
AND task_event.at >= ?
AND task.kind = ?
AND task_event.institution_id = ?

-- task_event.waiting_words
SELECT task_event.task_id, task_event.reason
FROM task_event
WHERE task_event.task_id IN (…)
AND task_event.step = ?
AND task_event.institution_id = ?
ORDER BY task_event.id
