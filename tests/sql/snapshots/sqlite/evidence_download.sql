-- evidence_download.downloads
SELECT evidence_download.at, person.name AS person, evidence_download.version_number,
    evidence_download.in_place
FROM evidence_download
JOIN person ON person.id = evidence_download.person_id
AND person.institution_id = ?
WHERE evidence_download.evidence_id = ?
AND evidence_download.institution_id = ?
ORDER BY evidence_download.id DESC
LIMIT ? OFFSET ?

-- evidence_download.log_reading
SELECT evidence_download.id
FROM evidence_download
WHERE evidence_download.evidence_id = ?
AND evidence_download.version_number = ?
AND evidence_download.person_id = ?
AND evidence_download.in_place = 1
AND evidence_download.at > ?
AND evidence_download.institution_id = ?
LIMIT ? OFFSET ?

-- evidence_download.record_apart
INSERT INTO evidence_download (institution_id, evidence_id, version_number, person_id, at, in_place)
VALUES (?, ?, ?, ?, ?, ?)
RETURNING id
