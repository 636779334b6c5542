-- task_check.beside
SELECT ?::VARCHAR AS kind, task_check.id AS id, task_check.place AS place, task_check.text AS text,
    person.name AS name, ?::VARCHAR AS state, task_check.ticked_at AS at
FROM task_check
LEFT OUTER JOIN person ON person.id = task_check.ticked_by
AND person.institution_id = ?::INTEGER
WHERE task_check.task_id = ?::INTEGER
AND task_check.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_1, task.id, task.id AS id__1, task.title, unit.name,
    CAST(task.state AS VARCHAR) AS state, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM task
JOIN task_wait ON task_wait.awaited_id = task.id
AND task_wait.institution_id = ?::INTEGER
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE task_wait.task_id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_3, task.id, task.id AS id__1, task.title, unit.name,
    CAST(task.state AS VARCHAR) AS state, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM task
JOIN task_wait ON task_wait.task_id = task.id
AND task_wait.institution_id = ?::INTEGER
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE task_wait.awaited_id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_4, unit.id, unit.id AS id__2, unit.name, ?::VARCHAR AS anon_5,
    ?::VARCHAR AS anon__1, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM unit
JOIN task_helper ON task_helper.unit_id = unit.id
AND task_helper.institution_id = ?::INTEGER
WHERE task_helper.task_id = ?::INTEGER
AND unit.institution_id = ?::INTEGER
ORDER BY place, id

-- task_check.beside/2
SELECT ?::VARCHAR AS kind, task_check.id AS id, task_check.place AS place, task_check.text AS text,
    person.name AS name, ?::VARCHAR AS state, task_check.ticked_at AS at
FROM task_check
LEFT OUTER JOIN person ON person.id = task_check.ticked_by
AND person.institution_id = ?::INTEGER
WHERE task_check.task_id = ?::INTEGER
AND task_check.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_1, task.id, task.id AS id__1, task.title, unit.name,
    CAST(task.state AS VARCHAR) AS state, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM task
JOIN task_wait ON task_wait.awaited_id = task.id
AND task_wait.institution_id = ?::INTEGER
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE task_wait.task_id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_3, task.id, task.id AS id__1, task.title, unit.name,
    CAST(task.state AS VARCHAR) AS state, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM task
JOIN task_wait ON task_wait.task_id = task.id
AND task_wait.institution_id = ?::INTEGER
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE task_wait.awaited_id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_4, unit.id, unit.id AS id__2, unit.name, ?::VARCHAR AS anon_5,
    ?::VARCHAR AS anon__1, CAST(NULL AS TIMESTAMP WITH TIME ZONE) AS anon_2
FROM unit
JOIN task_helper ON task_helper.unit_id = unit.id
AND task_helper.institution_id = ?::INTEGER
WHERE task_helper.task_id = ?::INTEGER
AND unit.institution_id = ?::INTEGER
ORDER BY place, id

-- task_check.checks
SELECT task_check.id, task_check.text, task_check.ticked_at, person.name AS ticked_by
FROM task_check
LEFT OUTER JOIN person ON person.id = task_check.ticked_by
AND person.institution_id = ?::INTEGER
WHERE task_check.task_id = ?::INTEGER
AND task_check.institution_id = ?::INTEGER
ORDER BY task_check.place, task_check.id
