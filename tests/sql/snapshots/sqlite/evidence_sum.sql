-- evidence_sum.accepted_seen
SELECT evidence_sum.requirement_id, evidence_sum.accepted AS pieces
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.accepted > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.accepted_seen/2
SELECT evidence_sum.requirement_id, evidence_sum.released AS pieces
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.released > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.counts_seen
SELECT evidence_sum.requirement_id, evidence_sum.shown AS pieces
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.shown > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.requirement_id = ?
AND evidence_sum.institution_id = ?

-- evidence_sum.speaking_for_cycle
SELECT evidence_sum.requirement_id, evidence_sum.speaking, evidence_sum.accepted_at
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.total > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.sums_by_requirement
SELECT evidence_sum.requirement_id, evidence_sum.total, evidence_sum.confirmed,
    evidence_sum.accepted, evidence_sum.released, evidence_sum.shown, evidence_sum.backing,
    evidence_sum.leaving, evidence_sum.over, evidence_sum.ended, evidence_sum.to_confirm,
    evidence_sum.submitted, evidence_sum.returned, evidence_sum.until, ? AS coming,
    evidence_sum.holds_from, evidence_sum.holds_until, evidence_sum.accepted_at
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.total > ?
AND evidence_sum.institution_id = ?
