-- evidence_version.deeds
SELECT evidence_version.evidence_id, evidence_version.uploaded_at, person.id, person.name, unit.name
    AS name_1
FROM evidence_version
LEFT OUTER JOIN person ON person.id = evidence_version.uploaded_by
AND person.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE evidence_version.evidence_id IN (…)
AND evidence_version.uploaded_at > ?
AND evidence_version.uploaded_at <= ?
AND evidence_version.institution_id = ?

-- evidence_version.elsewhere
SELECT evidence_version.sha256
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
WHERE evidence_version.sha256 IN (…)
AND evidence.purge_number IS NULL
AND (evidence.id NOT IN (…))
UNION SELECT evidence_upload.sha256
FROM evidence_upload
WHERE evidence_upload.sha256 IN (…)
UNION SELECT report.sha256
FROM report
WHERE report.sha256 IN (…)

-- evidence_version.files_of
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.sha256,
    evidence_version.size
FROM evidence_version
WHERE evidence_version.evidence_id IN (…)
AND evidence_version.institution_id = ?
ORDER BY evidence_version.evidence_id, evidence_version.number

-- evidence_version.piece
SELECT evidence_version.id, evidence_version.institution_id, evidence_version.evidence_id,
    evidence_version.number, evidence_version.filename, evidence_version.media_type,
    evidence_version.size, evidence_version.sha256, evidence_version.uploaded_at,
    evidence_version.uploaded_by, evidence_version.author_post, person.name, file_check.id AS id_1,
    file_check.institution_id AS institution_id_1, file_check.sha256 AS sha256_1, file_check.found,
    file_check.examined_at, file_check.threat, file_check.signatures, file_check.scanned_at
FROM evidence_version
LEFT OUTER JOIN file_check ON file_check.institution_id = evidence_version.institution_id
AND file_check.sha256 = evidence_version.sha256
AND file_check.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_version.uploaded_by
AND person.institution_id = ?
WHERE evidence_version.evidence_id = ?
AND evidence_version.institution_id = ?
ORDER BY evidence_version.number DESC

-- evidence_version.piece/2
SELECT evidence_version.id, evidence_version.institution_id, evidence_version.evidence_id,
    evidence_version.number, evidence_version.filename, evidence_version.media_type,
    evidence_version.size, evidence_version.sha256, evidence_version.uploaded_at,
    evidence_version.uploaded_by, evidence_version.author_post, person.name, file_check.id AS id_1,
    file_check.institution_id AS institution_id_1, file_check.sha256 AS sha256_1, file_check.found,
    file_check.examined_at, file_check.threat, file_check.signatures, file_check.scanned_at
FROM evidence_version
LEFT OUTER JOIN file_check ON file_check.institution_id = evidence_version.institution_id
AND file_check.sha256 = evidence_version.sha256
AND file_check.institution_id = ?
LEFT OUTER JOIN person ON person.id = evidence_version.uploaded_by
AND person.institution_id = ?
WHERE evidence_version.evidence_id = ?
AND evidence_version.number = ?
AND evidence_version.institution_id = ?
ORDER BY evidence_version.number DESC

-- evidence_version.stored_file
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256,
    evidence.classification, evidence.personal_data, evidence.purge_number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence.id = ?
AND evidence.blocked_at IS NULL
AND evidence_version.number = ?
AND evidence_version.institution_id = ?

-- evidence_version.stored_file/2
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256,
    evidence.classification, evidence.personal_data, evidence.purge_number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence.id = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_version.number = ?
AND evidence_version.institution_id = ?

-- evidence_version.stored_file/3
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256,
    evidence.classification, evidence.personal_data, evidence.purge_number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence.id = ?
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence_version.number = ?
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?

-- evidence_version.stored_file/4
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256,
    evidence.classification, evidence.personal_data, evidence.purge_number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence.id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_version.number = ?
AND evidence_version.institution_id = ?

-- evidence_version.stored_file/5
SELECT evidence_version.evidence_id, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256,
    evidence.classification, evidence.personal_data, evidence.purge_number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence.id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence_version.number = ?
AND evidence_version.institution_id = ?

-- evidence_version.twins
SELECT evidence_version.sha256, evidence.id, evidence.title, evidence.state, evidence_version.number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence_version.sha256 IN (…)
AND evidence.blocked_at IS NULL
AND evidence_version.institution_id = ?
ORDER BY evidence.id DESC, evidence_version.number DESC

-- evidence_version.twins/2
SELECT evidence_version.sha256, evidence.id, evidence.title, evidence.state, evidence_version.number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence_version.sha256 IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence_version.institution_id = ?
ORDER BY evidence.id DESC, evidence_version.number DESC

-- evidence_version.twins/3
SELECT evidence_version.sha256, evidence.id, evidence.title, evidence.state, evidence_version.number
FROM evidence_version
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?
WHERE evidence_version.sha256 IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence_version.institution_id = ?
ORDER BY evidence.id DESC, evidence_version.number DESC
