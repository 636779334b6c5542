-- evidence_sum.accepted_seen
SELECT evidence_sum.requirement_id, evidence_sum.accepted - coalesce(anon_1.pieces, ?::INTEGER) AS
    pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence.blocked_at IS NOT NULL
  AND evidence.state = ?
  AND evidence.institution_id = ?::INTEGER
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.accepted > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.accepted_seen/2
SELECT evidence_sum.requirement_id, evidence_sum.accepted - coalesce(anon_1.pieces, ?::INTEGER) AS
    pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.state = ?
  AND evidence.institution_id = ?::INTEGER
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.accepted > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.accepted_seen/3
SELECT evidence_sum.requirement_id, evidence_sum.released - coalesce(anon_1.pieces, ?::INTEGER) AS
    pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND evidence.state = ?
  AND evidence.institution_id = ?::INTEGER
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.released > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.counts_seen
SELECT evidence_sum.requirement_id, evidence_sum.shown - coalesce(anon_1.pieces, ?::INTEGER) AS
    pieces
FROM evidence_sum
LEFT OUTER JOIN (SELECT evidence_link.requirement_id AS requirement_id, count(*) AS pieces
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND NOT evidence_link.to_confirm
  AND evidence.institution_id = ?::INTEGER
  GROUP BY evidence_link.requirement_id) AS anon_1 ON anon_1.requirement_id =
      evidence_sum.requirement_id
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.shown > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.of_requirement
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence.blocked_at IS NOT NULL
  AND evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence_link.requirement_id + ?::INTEGER = ?::INTEGER
  AND evidence.institution_id = ?::INTEGER) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.requirement_id = ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.of_requirement/2
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence_link.requirement_id + ?::INTEGER = ?::INTEGER
  AND evidence.institution_id = ?::INTEGER) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.requirement_id = ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.of_requirement/3
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND evidence.released_at IS NOT NULL
  AND evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence_link.requirement_id + ?::INTEGER = ?::INTEGER
  AND evidence.institution_id = ?::INTEGER) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.requirement_id = ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.of_requirement/4
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE evidence.blocked_at IS NOT NULL
  AND evidence.unit_id + ?::INTEGER IN (…)
  AND evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence_link.requirement_id + ?::INTEGER = ?::INTEGER
  AND evidence.institution_id = ?::INTEGER) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.requirement_id = ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.of_requirement/5
SELECT evidence_sum.total, evidence_sum.released, evidence_sum.by_unit, evidence_sum.speaking,
    evidence_sum.accepted_at, (SELECT count(*) AS count_1
  FROM evidence
  JOIN evidence_link ON evidence_link.evidence_id = evidence.id
  AND evidence_link.institution_id = ?::INTEGER
  WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
  AND (evidence.blocked_at IS NOT NULL OR coalesce(evidence.created_by, ?::INTEGER) != ?::INTEGER)
  AND evidence.unit_id + ?::INTEGER IN (…)
  AND evidence_link.cycle_id + ?::INTEGER = ?::INTEGER
  AND evidence_link.requirement_id + ?::INTEGER = ?::INTEGER
  AND evidence.institution_id = ?::INTEGER) AS closed
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.requirement_id = ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.speaking_for_cycle
SELECT evidence_sum.requirement_id, evidence_sum.speaking, evidence_sum.accepted_at
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.total > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER

-- evidence_sum.sums_by_requirement
SELECT evidence_sum.requirement_id, evidence_sum.total, evidence_sum.confirmed,
    evidence_sum.accepted, evidence_sum.released, evidence_sum.shown, evidence_sum.backing,
    evidence_sum.leaving, evidence_sum."over", evidence_sum.ended, evidence_sum.to_confirm,
    evidence_sum.submitted, evidence_sum.returned, evidence_sum.until, ?::INTEGER AS coming,
    evidence_sum.holds_from, evidence_sum.holds_until, evidence_sum.accepted_at
FROM evidence_sum
WHERE evidence_sum.cycle_id = ?::INTEGER
AND evidence_sum.total > ?::INTEGER
AND evidence_sum.institution_id = ?::INTEGER
