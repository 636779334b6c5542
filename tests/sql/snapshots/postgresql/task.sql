-- task.board
SELECT task.state, count(*) AS count_1
FROM task
WHERE true
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
GROUP BY task.state

-- task.board/2
SELECT task.state, count(*) AS count_1
FROM task
WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
GROUP BY task.state

-- task.counts_for_dashboard
SELECT count(*) AS open, count(CASE WHEN (task.state IN (…) AND task.due_on < ?::DATE) THEN
    ?::INTEGER END) AS overdue, count(CASE WHEN (task.state IN (…) AND task.due_on >= ?::DATE AND
    task.due_on <= ?::DATE) THEN ?::INTEGER END) AS this_week, count(CASE WHEN (task.state = ?) THEN
    ?::INTEGER END) AS returned, count(CASE WHEN (task.state = ?) THEN ?::INTEGER END) AS to_review
FROM task
WHERE task.state IN (…)
AND true
AND task.institution_id = ?::INTEGER

-- task.counts_for_dashboard/2
SELECT count(*) AS open, count(CASE WHEN (task.state IN (…) AND task.due_on < ?::DATE) THEN
    ?::INTEGER END) AS overdue, count(CASE WHEN (task.state IN (…) AND task.due_on >= ?::DATE AND
    task.due_on <= ?::DATE) THEN ?::INTEGER END) AS this_week, count(CASE WHEN (task.state = ?) THEN
    ?::INTEGER END) AS returned, count(CASE WHEN (task.state = ?) THEN ?::INTEGER END) AS to_review
FROM task
WHERE task.state IN (…)
AND false
AND task.institution_id = ?::INTEGER

-- task.counts_for_dashboard/3
SELECT count(*) AS open, count(CASE WHEN (task.state IN (…) AND task.due_on < ?::DATE) THEN
    ?::INTEGER END) AS overdue, count(CASE WHEN (task.state IN (…) AND task.due_on >= ?::DATE AND
    task.due_on <= ?::DATE) THEN ?::INTEGER END) AS this_week, count(CASE WHEN (task.state = ?) THEN
    ?::INTEGER END) AS returned, count(CASE WHEN (task.state = ?) THEN ?::INTEGER END) AS to_review
FROM task
WHERE task.state IN (…)
AND task.unit_id IN (…)
AND task.institution_id = ?::INTEGER

-- task.detail
SELECT task.version, task.due_kind, task.due_days, task.cycle_id, cycle.name AS cycle_name,
    task.created_at, person.name AS created_by, task.delivered_at, task.closed_at
FROM task
LEFT OUTER JOIN person ON person.id = task.created_by
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN cycle ON cycle.id = task.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE task.id = ?::INTEGER
AND task.institution_id = ?::INTEGER

-- task.facts
SELECT task.id, task.title, task.due_on, unit.name, person.name AS name_1
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
AND task.due_on < ?::DATE
AND task.created_at < ?::TIMESTAMP WITH TIME ZONE
AND (task.state IN (…) OR coalesce(task.delivered_at, task.closed_at) >= ?::TIMESTAMP WITH TIME
    ZONE)
AND true
AND task.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id, task.due_on, task.id

-- task.facts/2
SELECT task.id, task.title, task.due_on, unit.name, person.name AS name_1
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
AND task.due_on < ?::DATE
AND task.created_at < ?::TIMESTAMP WITH TIME ZONE
AND (task.state IN (…) OR coalesce(task.delivered_at, task.closed_at) >= ?::TIMESTAMP WITH TIME
    ZONE)
AND false
AND task.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id, task.due_on, task.id

-- task.for_requirement
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  JOIN task_requirement ON task_requirement.task_id = task.id
  AND task_requirement.institution_id = ?::INTEGER
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task.cycle_id = ?::INTEGER
  AND true
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on DESC, task.id DESC
  LIMIT ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.for_requirement/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  JOIN task_requirement ON task_requirement.task_id = task.id
  AND task_requirement.institution_id = ?::INTEGER
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task.cycle_id = ?::INTEGER
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on DESC, task.id DESC
  LIMIT ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.inventory
SELECT task.id, task.state, task.unit_id
FROM task
WHERE task.cycle_id = ?::INTEGER
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.load_by_unit
SELECT task.unit_id, count(*) AS count_1
FROM task
WHERE task.cycle_id = ?::INTEGER
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
GROUP BY task.unit_id

-- task.page
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.state IN (…)
  AND task.institution_id = ?::INTEGER) AS anon_1

-- task.page/2
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_2
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) AS anon_1

-- task.queue
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.state = ?
  AND task.institution_id = ?::INTEGER) AS anon_1, (SELECT count(*) AS count_2
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on < ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_3
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on < ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_2, (SELECT count(*) AS count_4
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_5
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_3, (SELECT count(*) AS count_6
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state = ?
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_7
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state = ?
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_4, (SELECT count(*) AS count_8
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_9
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_5

-- task.queue/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT anon_2.id AS id
  FROM (SELECT anon_3.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_3
    UNION ALL SELECT anon_4.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on < ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_4
    UNION ALL SELECT anon_5.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on < ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state = ?
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8
    UNION ALL SELECT anon_9.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state = ?
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_9
    UNION ALL SELECT anon_10.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_10
    UNION ALL SELECT anon_11.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_11) AS anon_2) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.queue/3
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on < ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_2
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on < ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_1, (SELECT count(*) AS count_3
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_4
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_2, (SELECT count(*) AS count_5
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state = ?
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_6
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state = ?
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_3, (SELECT count(*) AS count_7
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_8
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.due_on > ?::DATE
  AND task.institution_id = ?::INTEGER) AS anon_4

-- task.queue/4
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT anon_2.id AS id
  FROM (SELECT anon_3.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on < ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_3
    UNION ALL SELECT anon_4.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on < ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_4
    UNION ALL SELECT anon_5.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state = ?
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state = ?
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8
    UNION ALL SELECT anon_9.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.unit_id IN (…)
      AND task.state IN (…)
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_9
    UNION ALL SELECT anon_10.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.state IN (…)
      AND task.due_on > ?::DATE
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_10) AS anon_2) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id IN (SELECT initiative_task.task_id
    FROM initiative_task
    WHERE initiative_task.initiative_id = ?::INTEGER
    AND initiative_task.institution_id = ?::INTEGER)
  AND true
  AND task.institution_id = ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id IN (SELECT initiative_task.task_id
    FROM initiative_task
    WHERE initiative_task.initiative_id = ?::INTEGER
    AND initiative_task.institution_id = ?::INTEGER)
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
  AND task.institution_id = ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/3
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT anon_2.id AS id
  FROM (SELECT anon_3.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_3
    UNION ALL SELECT anon_4.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_4
    UNION ALL SELECT anon_5.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6) AS anon_2) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/4
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT anon_2.id AS id
  FROM (SELECT anon_3.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_3
    UNION ALL SELECT anon_4.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_4
    UNION ALL SELECT anon_5.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id
    FROM (SELECT task.id AS id
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
      AND task.state IN (…)
      AND task.state = ?
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6) AS anon_2) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/5
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE true
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/6
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/7
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE true
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/8
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/9
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id = ?::INTEGER
  AND true
  AND task.institution_id = ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/10
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id = ?::INTEGER
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)))
  AND task.institution_id = ?::INTEGER) AS anon_1 ON anon_1.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.values
SELECT task.id, task.cycle_id, task.version, task.state, task.title, task.description, task.unit_id,
    task.person_id, task.due_on, task.priority
FROM task
WHERE task.id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER
