-- dimension.dimensions
SELECT dimension.code, dimension.name
FROM dimension
WHERE dimension.edition_id = ?::INTEGER
AND dimension.institution_id = ?::INTEGER
ORDER BY dimension.position
