-- indicator.for_task
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE indicator.initiative_id IN (SELECT initiative_task.initiative_id
  FROM initiative_task
  WHERE initiative_task.task_id = ?::INTEGER
  AND initiative_task.purpose IS NULL
  AND initiative_task.institution_id = ?::INTEGER)
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.for_task/2
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND indicator.initiative_id IN (SELECT initiative_task.initiative_id
  FROM initiative_task
  WHERE initiative_task.task_id = ?::INTEGER
  AND initiative_task.purpose IS NULL
  AND initiative_task.institution_id = ?::INTEGER)
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.indicator
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE indicator.id = ?::INTEGER
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.indicators
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.indicators/2
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.of_initiative
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE indicator.initiative_id = ?::INTEGER
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.of_initiative/2
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND indicator.initiative_id = ?::INTEGER
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id

-- indicator.page_of
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version, count(*) OVER () AS of_all
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id
LIMIT ?::INTEGER OFFSET ?::INTEGER

-- indicator.page_of/2
SELECT indicator.id, indicator.initiative_id, initiative.name AS initiative, indicator.name,
    indicator.measure, indicator.formula, indicator.direction, indicator.periodicity,
    indicator.first_axis, indicator.second_axis, indicator.baseline, indicator.baseline_on,
    indicator.target, indicator.target_on, indicator.version, count(*) OVER () AS of_all
FROM indicator
JOIN initiative ON initiative.id = indicator.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND indicator.institution_id = ?::INTEGER
ORDER BY initiative.name, indicator.name, indicator.id
LIMIT ?::INTEGER OFFSET ?::INTEGER
