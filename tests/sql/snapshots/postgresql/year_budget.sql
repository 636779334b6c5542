-- year_budget.rows_of
SELECT year_budget.id, year_budget.year, year_budget.funder, year_budget.own,
    year_budget.transferred
FROM year_budget
WHERE year_budget.initiative_id = ?::INTEGER
AND year_budget.institution_id = ?::INTEGER
ORDER BY year_budget.year, year_budget.id
