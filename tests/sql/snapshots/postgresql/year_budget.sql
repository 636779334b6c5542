-- year_budget.lines
SELECT year_budget.initiative_id, initiative.name AS initiative, year_budget.funder,
    year_budget.own, year_budget.transferred, year_budget.executed, year_budget.lens
FROM year_budget
JOIN initiative ON initiative.id = year_budget.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE year_budget.year = ?::INTEGER
AND year_budget.institution_id = ?::INTEGER
ORDER BY initiative.name, year_budget.id

-- year_budget.lines/2
SELECT year_budget.initiative_id, initiative.name AS initiative, year_budget.funder,
    year_budget.own, year_budget.transferred, year_budget.executed, year_budget.lens
FROM year_budget
JOIN initiative ON initiative.id = year_budget.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND year_budget.year = ?::INTEGER
AND year_budget.institution_id = ?::INTEGER
ORDER BY initiative.name, year_budget.id

-- year_budget.rows_of
SELECT year_budget.id, year_budget.year, year_budget.funder, year_budget.own,
    year_budget.transferred, year_budget.executed, year_budget.lens
FROM year_budget
WHERE year_budget.initiative_id = ?::INTEGER
AND year_budget.institution_id = ?::INTEGER
ORDER BY year_budget.year, year_budget.id

-- year_budget.years
SELECT year_budget.initiative_id, initiative.name AS initiative, year_budget.funder,
    year_budget.own, year_budget.transferred, year_budget.executed, year_budget.lens,
    year_budget.year
FROM year_budget
JOIN initiative ON initiative.id = year_budget.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE year_budget.institution_id = ?::INTEGER
ORDER BY initiative.name, year_budget.id

-- year_budget.years/2
SELECT year_budget.initiative_id, initiative.name AS initiative, year_budget.funder,
    year_budget.own, year_budget.transferred, year_budget.executed, year_budget.lens,
    year_budget.year
FROM year_budget
JOIN initiative ON initiative.id = year_budget.initiative_id
AND initiative.institution_id = ?::INTEGER
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND year_budget.institution_id = ?::INTEGER
ORDER BY initiative.name, year_budget.id
