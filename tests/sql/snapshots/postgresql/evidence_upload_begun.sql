-- evidence_upload_begun.half_sent
SELECT evidence_upload_begun.id AS id, evidence_upload_begun.ticket AS ticket,
    evidence_upload_begun.filename AS filename, evidence_upload_begun.size AS size,
    evidence_upload_begun.begun_at AS begun_at, evidence_upload_begun.upload_id AS upload_id
FROM evidence_upload_begun
WHERE evidence_upload_begun.person_id = ?::INTEGER
AND evidence_upload_begun.upload_id IS NULL
AND evidence_upload_begun.institution_id = ?::INTEGER
ORDER BY evidence_upload_begun.id DESC
