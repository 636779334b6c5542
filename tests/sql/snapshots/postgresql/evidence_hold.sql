-- evidence_hold.held
SELECT evidence_hold.reason
FROM evidence_hold
WHERE evidence_hold.evidence_id = ?::INTEGER
AND evidence_hold.lifted_at IS NULL
AND evidence_hold.institution_id = ?::INTEGER
LIMIT ?::INTEGER
