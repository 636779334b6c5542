-- executing_body.rows_of
SELECT executing_body.id, executing_body.body, executing_body.from_year, executing_body.until_year
FROM executing_body
WHERE executing_body.initiative_id = ?::INTEGER
AND executing_body.institution_id = ?::INTEGER
ORDER BY executing_body.from_year, executing_body.id
