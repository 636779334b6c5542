-- edition_import.imports
SELECT edition_import.id, edition_import.file_name, edition_import.created_at,
    edition_import.version
FROM edition_import
WHERE edition_import.institution_id = ?
ORDER BY edition_import.created_at DESC, edition_import.id DESC
