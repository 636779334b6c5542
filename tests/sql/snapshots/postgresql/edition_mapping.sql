-- edition_mapping.comparison
SELECT edition_mapping.version, edition_mapping.pairs
FROM edition_mapping
WHERE edition_mapping.before_id = ?::INTEGER
AND edition_mapping.after_id = ?::INTEGER
AND edition_mapping.institution_id = ?::INTEGER
