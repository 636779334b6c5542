-- requirement.asked
SELECT requirement.id, requirement.code, requirement.title, requirement.texts
FROM requirement
WHERE requirement.id IN (…)
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id

-- requirement.neighbours
SELECT ?::VARCHAR AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND requirement.position < ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position DESC
  LIMIT ?::INTEGER) AS anon_1
UNION ALL SELECT ?::VARCHAR AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND requirement.position > ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position
  LIMIT ?::INTEGER) AS anon_2

-- requirement.neighbours/2
SELECT ?::VARCHAR AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND answer.unit_id IN (…)
  AND requirement.position < ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position DESC
  LIMIT ?::INTEGER) AS anon_1
UNION ALL SELECT ?::VARCHAR AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND answer.unit_id IN (…)
  AND requirement.position > ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position
  LIMIT ?::INTEGER) AS anon_2

-- requirement.nobodys
SELECT ?::VARCHAR AS part, requirement.id AS id, requirement.code, requirement.title, unit.name AS
    unit, unit.valid_until AS ended_on, requirement.position AS place, CAST(NULL AS DATE) AS due_on
FROM requirement
JOIN answer ON answer.requirement_id = requirement.id
AND answer.institution_id = ?::INTEGER
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?::INTEGER
WHERE cycle.is_current
AND (unit.id IS NULL OR NOT (unit.valid_from <= ?::DATE AND (unit.valid_until IS NULL OR
    unit.valid_until > ?::DATE)))
AND requirement.institution_id = ?::INTEGER
UNION ALL SELECT ?::VARCHAR AS anon_1, task.id, ?::VARCHAR AS anon_2, task.title, unit.name,
    unit.valid_until, ?::INTEGER AS anon_3, task.due_on
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE task.state IN (…)
AND NOT (unit.valid_from <= ?::DATE AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE))
AND task.institution_id = ?::INTEGER
ORDER BY part, place, due_on, id

-- requirement.open_requirements
SELECT requirement.id
FROM requirement
WHERE requirement.edition_id IN (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.institution_id = ?::INTEGER)
AND requirement.institution_id = ?::INTEGER

-- requirement.open_requirements/2
SELECT requirement.id
FROM requirement
WHERE requirement.edition_id IN (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.released_at IS NOT NULL
  AND cycle.institution_id = ?::INTEGER)
AND requirement.institution_id = ?::INTEGER

-- requirement.requirement_choices
SELECT requirement.id, requirement.code, requirement.title, dimension.code AS dimension,
    dimension.name
FROM requirement
JOIN cycle ON cycle.edition_id = requirement.edition_id
AND cycle.institution_id = ?::INTEGER
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?::INTEGER
WHERE cycle.id = ?::INTEGER
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position

-- requirement.requirement_ids
SELECT requirement.code, requirement.id
FROM requirement
WHERE requirement.edition_id = ?::INTEGER
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position

-- requirement.requirements
SELECT requirement.id, requirement.code, requirement.title, dimension.id AS dimension_id,
    dimension.code AS dimension_code, dimension.name AS dimension_name
FROM requirement
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?::INTEGER
WHERE requirement.edition_id = (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.is_current
  AND cycle.institution_id = ?::INTEGER)
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id

-- requirement.sources
SELECT requirement.id, requirement.code, requirement.title, unit.name AS unit_name, (SELECT count(*)
    AS count_1
  FROM initiative_requirement
  JOIN initiative ON initiative.id = initiative_requirement.initiative_id
  AND initiative.institution_id = ?::INTEGER
  WHERE initiative_requirement.requirement_id = requirement.id
  AND initiative.kind != ?
  AND initiative_requirement.institution_id = ?::INTEGER) AS initiatives, (SELECT count(*) AS
      count_2
  FROM duty_requirement
  JOIN duty ON duty.id = duty_requirement.duty_id
  AND duty.institution_id = ?::INTEGER
  WHERE duty_requirement.requirement_id = requirement.id
  AND duty.ended_on IS NULL
  AND duty_requirement.institution_id = ?::INTEGER) AS duties
FROM requirement
JOIN cycle ON cycle.edition_id = requirement.edition_id
AND cycle.institution_id = ?::INTEGER
LEFT OUTER JOIN answer ON answer.requirement_id = requirement.id
AND answer.cycle_id = cycle.id
AND answer.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?::INTEGER
WHERE cycle.is_current
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id
