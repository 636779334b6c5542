-- town_budget.whole
SELECT town_budget.total, town_budget.source, town_budget.version
FROM town_budget
WHERE town_budget.year = ?::INTEGER
AND town_budget.institution_id = ?::INTEGER

-- town_budget.years
SELECT town_budget.year, town_budget.total
FROM town_budget
WHERE town_budget.year IN (…)
AND town_budget.institution_id = ?::INTEGER
