-- evidence_sum.accepted_seen
SELECT evidence_sum.requirement_id, evidence_sum.accepted - coalesce(anon_1.pieces, ?) AS pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence_link.cycle_id + ? = ?
  AND evidence.blocked_at IS NOT NULL
  AND evidence.state = ?
  AND evidence.institution_id = ?
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.accepted > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.accepted_seen/2
SELECT evidence_sum.requirement_id, evidence_sum.accepted - coalesce(anon_1.pieces, ?) AS pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence_link.cycle_id + ? = ?
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.state = ?
  AND evidence.institution_id = ?
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.accepted > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.accepted_seen/3
SELECT evidence_sum.requirement_id, evidence_sum.released - coalesce(anon_1.pieces, ?) AS pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence_link.cycle_id + ? = ?
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND evidence.state = ?
  AND evidence.institution_id = ?
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.released > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.counts_seen
SELECT evidence_sum.requirement_id, evidence_sum.shown - coalesce(anon_1.pieces, ?) AS pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence_link.cycle_id + ? = ?
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND evidence_link.to_confirm = 0
  AND evidence.institution_id = ?
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.shown > ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence.blocked_at IS NOT NULL
  AND evidence_link.cycle_id + ? = ?
  AND evidence_link.requirement_id + ? = ?
  AND evidence.institution_id = ?) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.requirement_id = ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement/2
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence_link.cycle_id + ? = ?
  AND evidence_link.requirement_id + ? = ?
  AND evidence.institution_id = ?) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.requirement_id = ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement/3
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND evidence_link.cycle_id + ? = ?
  AND evidence_link.requirement_id + ? = ?
  AND evidence.institution_id = ?) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.requirement_id = ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement/4
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE evidence.blocked_at IS NOT NULL
  AND evidence.unit_id + ? IN (…)
  AND evidence_link.cycle_id + ? = ?
  AND evidence_link.requirement_id + ? = ?
  AND evidence.institution_id = ?) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?
AND evidence_sum.requirement_id = ?
AND evidence_sum.institution_id = ?

-- evidence_sum.of_requirement/5
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND (evidence.blocked_at IS NOT NULL OR coalesce(evidence.created_by, ?) != ?)
  AND evidence.unit_id + ? IN (…)
  AND evidence_link.cycle_id + ? = ?
  AND evidence_link.requirement_id + ? = ?
  AND evidence.institution_id = ?) AS closed
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
