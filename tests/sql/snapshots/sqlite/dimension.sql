-- dimension.dimensions
SELECT dimension.code, dimension.name
FROM dimension
WHERE dimension.edition_id = ?
AND dimension.institution_id = ?
ORDER BY dimension.position
