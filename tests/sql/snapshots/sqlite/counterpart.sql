-- counterpart.rows_of
SELECT counterpart.id, counterpart.name, counterpart.role, counterpart.amount
FROM counterpart
WHERE counterpart.initiative_id = ?
AND counterpart.institution_id = ?
ORDER BY counterpart.id
