-- initiative_unit.units_of
SELECT initiative_unit.initiative_id, unit.id, unit.name, initiative_unit.share
FROM initiative_unit
JOIN unit ON unit.id = initiative_unit.unit_id
AND unit.institution_id = ?
WHERE initiative_unit.initiative_id IN (…)
AND initiative_unit.institution_id = ?
ORDER BY unit.name, unit.id
