-- initiative.detail
SELECT initiative.version, initiative.description, initiative.source, initiative.act_kind,
    initiative.act_number, initiative.act_on, initiative.created_at, person.name AS created_by
FROM initiative
LEFT OUTER JOIN person ON person.id = initiative.created_by
AND person.institution_id = ?
WHERE initiative.id = ?
AND initiative.institution_id = ?

-- initiative.for_requirement
SELECT initiative.id, initiative.name, initiative.kind, initiative_requirement.contribution
FROM initiative
JOIN initiative_requirement ON initiative_requirement.initiative_id = initiative.id
AND initiative_requirement.institution_id = ?
WHERE initiative_requirement.requirement_id = ?
AND initiative.institution_id = ?
ORDER BY initiative.name, initiative.id

-- initiative.for_requirement/2
SELECT initiative.id, initiative.name, initiative.kind, initiative_requirement.contribution
FROM initiative
JOIN initiative_requirement ON initiative_requirement.initiative_id = initiative.id
AND initiative_requirement.institution_id = ?
WHERE initiative_requirement.requirement_id = ?
AND initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?)
AND initiative.institution_id = ?
ORDER BY initiative.name, initiative.id

-- initiative.for_task
SELECT initiative.id, initiative.name, initiative.kind
FROM initiative
JOIN initiative_task ON initiative_task.initiative_id = initiative.id
AND initiative_task.institution_id = ?
WHERE initiative_task.task_id = ?
AND initiative.institution_id = ?
ORDER BY initiative.name, initiative.id

-- initiative.page
SELECT count(*) AS count_1
FROM initiative
WHERE initiative.institution_id = ?

-- initiative.page/2
SELECT count(*) AS count_1
FROM initiative
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?)
AND initiative.institution_id = ?

-- initiative.read_rows
SELECT initiative.id, initiative.name, initiative.kind, initiative.aim, initiative.starts_on,
    initiative.starts_precision, initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS
    count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?) AS evidence_count, (SELECT count(*) AS count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?) AS open_tasks
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id = ?
  AND initiative.institution_id = ?) AS anon_1 ON anon_1.id = initiative.id
WHERE initiative.institution_id = ?
ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ?
    WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
    ? WHEN ? THEN ? END, initiative.name, initiative.id

-- initiative.read_rows/2
SELECT initiative.id, initiative.name, initiative.kind, initiative.aim, initiative.starts_on,
    initiative.starts_precision, initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS
    count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?) AS evidence_count, (SELECT count(*) AS count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?) AS open_tasks
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id = ?
  AND initiative.id IN (SELECT initiative_unit.initiative_id
    FROM initiative_unit
    WHERE initiative_unit.unit_id IN (…)
    AND initiative_unit.institution_id = ?)
  AND initiative.institution_id = ?) AS anon_1 ON anon_1.id = initiative.id
WHERE initiative.institution_id = ?
ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ?
    WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
    ? WHEN ? THEN ? END, initiative.name, initiative.id

-- initiative.read_rows/3
SELECT initiative.id, initiative.name, initiative.kind, initiative.aim, initiative.starts_on,
    initiative.starts_precision, initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS
    count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?) AS evidence_count, (SELECT count(*) AS count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?) AS open_tasks
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.institution_id = ?
  ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
      ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ?
      THEN ? WHEN ? THEN ? END, initiative.name, initiative.id
  LIMIT ? OFFSET ?) AS anon_1 ON anon_1.id = initiative.id
WHERE initiative.institution_id = ?
ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ?
    WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
    ? WHEN ? THEN ? END, initiative.name, initiative.id

-- initiative.read_rows/4
SELECT initiative.id, initiative.name, initiative.kind, initiative.aim, initiative.starts_on,
    initiative.starts_precision, initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS
    count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?) AS evidence_count, (SELECT count(*) AS count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?) AS open_tasks
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id IN (SELECT initiative_unit.initiative_id
    FROM initiative_unit
    WHERE initiative_unit.unit_id IN (…)
    AND initiative_unit.institution_id = ?)
  AND initiative.institution_id = ?
  ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
      ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ?
      THEN ? WHEN ? THEN ? END, initiative.name, initiative.id
  LIMIT ? OFFSET ?) AS anon_1 ON anon_1.id = initiative.id
WHERE initiative.institution_id = ?
ORDER BY CASE initiative.kind WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ?
    WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN
    ? WHEN ? THEN ? END, initiative.name, initiative.id
