-- counterpart.rows_of
SELECT counterpart.id, counterpart.name, counterpart.role, counterpart.amount
FROM counterpart
WHERE counterpart.initiative_id = ?::INTEGER
AND counterpart.institution_id = ?::INTEGER
ORDER BY counterpart.id
