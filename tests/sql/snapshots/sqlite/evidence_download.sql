-- evidence_download.downloads
SELECT evidence_download.at, person.name AS person, evidence_download.version_number
FROM evidence_download
JOIN person ON person.id = evidence_download.person_id
AND person.institution_id = ?
WHERE evidence_download.evidence_id = ?
AND evidence_download.institution_id = ?
ORDER BY evidence_download.id DESC
LIMIT ? OFFSET ?

-- evidence_download.record_apart
INSERT INTO evidence_download (institution_id, evidence_id, version_number, person_id, at)
VALUES (?, ?, ?, ?, ?)
