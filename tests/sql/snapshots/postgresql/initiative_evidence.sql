-- initiative_evidence.needs_of
SELECT initiative_evidence.evidence_id
FROM initiative_evidence
WHERE initiative_evidence.evidence_id IN (…)
AND initiative_evidence.institution_id = ?::INTEGER
