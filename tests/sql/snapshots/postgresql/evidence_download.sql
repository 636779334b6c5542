-- evidence_download.downloads
SELECT evidence_download.at, person.name AS person, evidence_download.version_number
FROM evidence_download
JOIN person ON person.id = evidence_download.person_id
AND person.institution_id = ?::INTEGER
WHERE evidence_download.evidence_id = ?::INTEGER
AND evidence_download.institution_id = ?::INTEGER
ORDER BY evidence_download.id DESC
LIMIT ?::INTEGER

-- evidence_download.record_apart
INSERT INTO evidence_download (institution_id, evidence_id, version_number, person_id, at)
VALUES (?::INTEGER, ?::INTEGER, ?::INTEGER, ?::INTEGER, ?::TIMESTAMP WITH TIME ZONE)
RETURNING evidence_download.id
