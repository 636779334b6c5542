-- edition_mapping.comparison
SELECT edition_mapping.version, edition_mapping.pairs
FROM edition_mapping
WHERE edition_mapping.before_id = ?
AND edition_mapping.after_id = ?
AND edition_mapping.institution_id = ?
