-- initiative_name.former_names
SELECT initiative_name.name, initiative_name.until_on, initiative_name.until_precision
FROM initiative_name
WHERE initiative_name.initiative_id = ?
AND initiative_name.institution_id = ?
ORDER BY initiative_name.id
