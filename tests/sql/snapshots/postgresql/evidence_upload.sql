-- evidence_upload.pending
SELECT evidence_upload.id, evidence_upload.institution_id, evidence_upload.person_id,
    evidence_upload.ticket, evidence_upload.filename, evidence_upload.media_type,
    evidence_upload.size, evidence_upload.sha256, evidence_upload.received_at
FROM evidence_upload
WHERE evidence_upload.person_id = ?::INTEGER
AND evidence_upload.institution_id = ?::INTEGER
ORDER BY evidence_upload.id
