-- file_check.checked
SELECT file_check.id, file_check.institution_id, file_check.sha256, file_check.found,
    file_check.examined_at, file_check.threat, file_check.signatures, file_check.scanned_at
FROM file_check
WHERE file_check.sha256 IN (…)
AND file_check.institution_id = ?
