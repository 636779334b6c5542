-- unit_history.tree
SELECT unit_history.unit_id, unit_history.parent_id, unit_history.name, unit_history.short_name,
    unit_history.valid_from, unit_history.valid_until
FROM unit_history
WHERE unit_history.institution_id = ?
ORDER BY unit_history.unit_id, unit_history.valid_from
