-- evidence_download.downloads
SELECT evidence_download.at, person.name AS person, evidence_download.version_number,
    evidence_download.in_place
FROM evidence_download
JOIN person ON person.id = evidence_download.person_id
AND person.institution_id = ?::INTEGER
WHERE evidence_download.evidence_id = ?::INTEGER
AND evidence_download.institution_id = ?::INTEGER
ORDER BY evidence_download.id DESC
LIMIT ?::INTEGER

-- evidence_download.log_reading
SELECT evidence_download.id
FROM evidence_download
WHERE evidence_download.evidence_id = ?::INTEGER
AND evidence_download.version_number = ?::INTEGER
AND evidence_download.person_id = ?::INTEGER
AND evidence_download.in_place
AND evidence_download.at > ?::TIMESTAMP WITH TIME ZONE
AND evidence_download.institution_id = ?::INTEGER
LIMIT ?::INTEGER

-- evidence_download.record_apart
INSERT INTO evidence_download (institution_id, evidence_id, version_number, person_id, at, in_place)
VALUES (?::INTEGER, ?::INTEGER, ?::INTEGER, ?::INTEGER, ?::TIMESTAMP WITH TIME ZONE, ?)
RETURNING evidence_download.id
