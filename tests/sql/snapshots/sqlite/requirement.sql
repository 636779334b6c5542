-- requirement.asked
SELECT requirement.id, requirement.code, requirement.title, requirement.texts
FROM requirement
WHERE requirement.id IN (…)
AND requirement.institution_id = ?
ORDER BY requirement.position, requirement.id

-- requirement.neighbours
SELECT ? AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?
  WHERE answer.cycle_id = ?
  AND requirement.position < ?
  AND requirement.institution_id = ?
  ORDER BY requirement.position DESC
  LIMIT ? OFFSET ?) AS anon_1
UNION ALL SELECT ? AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?
  WHERE answer.cycle_id = ?
  AND requirement.position > ?
  AND requirement.institution_id = ?
  ORDER BY requirement.position
  LIMIT ? OFFSET ?) AS anon_2

-- requirement.neighbours/2
SELECT ? AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?
  WHERE answer.cycle_id = ?
  AND answer.unit_id IN (…)
  AND requirement.position < ?
  AND requirement.institution_id = ?
  ORDER BY requirement.position DESC
  LIMIT ? OFFSET ?) AS anon_1
UNION ALL SELECT ? AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?
  WHERE answer.cycle_id = ?
  AND answer.unit_id IN (…)
  AND requirement.position > ?
  AND requirement.institution_id = ?
  ORDER BY requirement.position
  LIMIT ? OFFSET ?) AS anon_2

-- requirement.nobodys
SELECT ? AS part, requirement.id AS id, requirement.code, requirement.title, unit.name AS unit,
    unit.valid_until AS ended_on, requirement.position AS place, CAST(NULL AS DATE) AS due_on
FROM requirement
JOIN answer ON answer.requirement_id = requirement.id
AND answer.institution_id = ?
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
WHERE cycle.is_current = 1
AND (unit.id IS NULL OR NOT (unit.valid_from <= ? AND (unit.valid_until IS NULL OR unit.valid_until
    > ?)))
AND requirement.institution_id = ?
UNION ALL SELECT ? AS anon_1, task.id, ? AS anon_2, task.title, unit.name, unit.valid_until, ? AS
    anon_3, task.due_on
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?
WHERE task.state IN (…)
AND NOT (unit.valid_from <= ? AND (unit.valid_until IS NULL OR unit.valid_until > ?))
AND task.institution_id = ?
ORDER BY part, place, due_on, id

-- requirement.open_requirements
SELECT requirement.id
FROM requirement
WHERE requirement.edition_id IN (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.institution_id = ?)
AND requirement.institution_id = ?

-- requirement.open_requirements/2
SELECT requirement.id
FROM requirement
WHERE requirement.edition_id IN (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.released_at IS NOT NULL
  AND cycle.institution_id = ?)
AND requirement.institution_id = ?

-- requirement.requirement_choices
SELECT requirement.id, requirement.code, requirement.title, dimension.code AS dimension,
    dimension.name
FROM requirement
JOIN cycle ON cycle.edition_id = requirement.edition_id
AND cycle.institution_id = ?
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
WHERE cycle.id = ?
AND requirement.institution_id = ?
ORDER BY requirement.position

-- requirement.requirement_ids
SELECT requirement.code, requirement.id
FROM requirement
WHERE requirement.edition_id = ?
AND requirement.institution_id = ?
ORDER BY requirement.position

-- requirement.requirements
SELECT requirement.id, requirement.code, requirement.title, dimension.id AS dimension_id,
    dimension.code AS dimension_code, dimension.name AS dimension_name
FROM requirement
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
WHERE requirement.edition_id = (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.is_current = 1
  AND cycle.institution_id = ?)
AND requirement.institution_id = ?
ORDER BY requirement.position, requirement.id

-- requirement.sources
SELECT requirement.id, requirement.code, requirement.title, unit.name AS unit_name, (SELECT count(*)
    AS count_1
  FROM initiative_requirement
  JOIN initiative ON initiative.id = initiative_requirement.initiative_id
  AND initiative.institution_id = ?
  WHERE initiative_requirement.requirement_id = requirement.id
  AND initiative.kind != ?
  AND initiative_requirement.institution_id = ?) AS initiatives, (SELECT count(*) AS count_2
  FROM duty_requirement
  JOIN duty ON duty.id = duty_requirement.duty_id
  AND duty.institution_id = ?
  WHERE duty_requirement.requirement_id = requirement.id
  AND duty.ended_on IS NULL
  AND duty_requirement.institution_id = ?) AS duties
FROM requirement
JOIN cycle ON cycle.edition_id = requirement.edition_id
AND cycle.institution_id = ?
LEFT OUTER JOIN answer ON answer.requirement_id = requirement.id
AND answer.cycle_id = cycle.id
AND answer.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
WHERE cycle.is_current = 1
AND requirement.institution_id = ?
ORDER BY requirement.position, requirement.id
