-- evidence_service_state.needs_of
SELECT evidence_service_state.evidence_id
FROM evidence_service_state
JOIN cycle ON cycle.id = evidence_service_state.cycle_id
AND cycle.institution_id = ?
WHERE evidence_service_state.evidence_id IN (…)
AND (cycle.is_current = 1 OR cycle.valid_until IS NULL OR cycle.valid_until >= ?)
AND evidence_service_state.institution_id = ?
