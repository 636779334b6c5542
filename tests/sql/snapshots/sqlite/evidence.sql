-- evidence.as_facts
SELECT evidence_link.requirement_id, evidence_link.to_confirm, evidence.id, evidence.title,
    evidence.state, evidence.accepted_at, evidence.valid_until, evidence.superseded_on
FROM evidence
JOIN evidence_link ON evidence_link.evidence_id = evidence.id
AND evidence_link.institution_id = ?
WHERE evidence.id IN (…)
AND evidence_link.cycle_id + ? = ?
AND evidence.institution_id = ?
ORDER BY evidence.id

-- evidence.attested
SELECT evidence.id, evidence.type, unit.name AS unit, evidence.state, evidence_version.sha256,
    evidence_version.uploaded_at, evidence.accepted_at, person_1.name AS reviewer
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
LEFT OUTER JOIN review ON review.id = (SELECT max(review.id) AS max_1
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.decision = ?
  AND review.institution_id = ?)
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.attested/2
SELECT evidence.id, evidence.type, unit.name AS unit, evidence.state, evidence_version.sha256,
    evidence_version.uploaded_at, evidence.accepted_at, person_1.name AS reviewer
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
LEFT OUTER JOIN review ON review.id = (SELECT max(review.id) AS max_1
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.decision = ?
  AND review.institution_id = ?)
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
AND evidence.released_at IS NOT NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.attested/3
SELECT evidence.id, evidence.type, unit.name AS unit, evidence.state, evidence_version.sha256,
    evidence_version.uploaded_at, evidence.accepted_at, person_1.name AS reviewer
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
LEFT OUTER JOIN review ON review.id = (SELECT max(review.id) AS max_1
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.decision = ?
  AND review.institution_id = ?)
AND review.institution_id = ?
LEFT OUTER JOIN person AS person_1 ON person_1.id = review.decided_by
AND person_1.institution_id = ?
WHERE (evidence.blocked_at IS NOT NULL OR evidence.classification = 'secreta')
AND (evidence.blocked_at IS NOT NULL OR coalesce(evidence.created_by, ?) != ?)
AND evidence.unit_id + ? IN (…)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.by_class
SELECT evidence.classification, count(*) AS pieces, count(CASE WHEN evidence.personal_data THEN ?
    END) AS personal
FROM evidence
WHERE evidence.institution_id = ?
GROUP BY evidence.classification

-- evidence.by_class/2
SELECT evidence.classification, count(*) AS pieces, count(CASE WHEN evidence.personal_data THEN ?
    END) AS personal
FROM evidence
WHERE evidence.released_at IS NOT NULL
AND evidence.institution_id = ?
GROUP BY evidence.classification

-- evidence.delivered_by
SELECT evidence.id, CASE WHEN (evidence.blocked_at IS NULL AND evidence.classification != 'secreta')
    THEN evidence.title ELSE ? END AS title, unit.name AS unit, evidence.valid_until AS until
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.created_by = ?
AND evidence.state = ?
AND (evidence.valid_until IS NULL OR evidence.valid_until >= ?)
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence.institution_id = ?
ORDER BY evidence.valid_until ASC NULLS LAST, evidence.id

-- evidence.ending_between
SELECT evidence.id, evidence.title, unit.name AS unit_name, evidence.valid_until,
    evidence.classification, evidence.personal_data
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.superseded_on IS NULL
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.valid_until, evidence.id

-- evidence.ending_between/2
SELECT evidence.id, evidence.title, unit.name AS unit_name, evidence.valid_until,
    evidence.classification, evidence.personal_data
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.superseded_on IS NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?
ORDER BY evidence.valid_until, evidence.id

-- evidence.ending_between/3
SELECT evidence.id, evidence.title, unit.name AS unit_name, evidence.valid_until,
    evidence.classification, evidence.personal_data
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.superseded_on IS NULL
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.valid_until, evidence.id

-- evidence.ending_between/4
SELECT evidence.id, evidence.title, unit.name AS unit_name, evidence.valid_until,
    evidence.classification, evidence.personal_data
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.superseded_on IS NULL
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?
ORDER BY evidence.valid_until, evidence.id

-- evidence.endings
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.state = ?
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.institution_id = ?

-- evidence.endings/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.state = ?
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.institution_id = ?

-- evidence.endings_beside
SELECT anon_1.expired, anon_1.expiring, (SELECT count(*) AS count_1
  FROM evidence
  WHERE evidence.state = ?
  AND evidence.blocked_at IS NULL
  AND NOT (EXISTS (SELECT task_evidence.id
    FROM task_evidence
    JOIN task ON task.id = task_evidence.task_id
    AND task.institution_id = ?
    WHERE task_evidence.evidence_id = evidence.id
    AND task.state IN (…)
    AND task_evidence.institution_id = ?))
  AND evidence.institution_id = ?) AS counted
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS expired, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS expiring
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND evidence.state = ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.institution_id = ?) AS anon_1

-- evidence.endings_beside/2
SELECT anon_1.expired, anon_1.expiring, (SELECT count(*) AS count_1
  FROM evidence
  WHERE evidence.state = ?
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND NOT (EXISTS (SELECT task_evidence.id
    FROM task_evidence
    JOIN task ON task.id = task_evidence.task_id
    AND task.institution_id = ?
    WHERE task_evidence.evidence_id = evidence.id
    AND task.state IN (…)
    AND task_evidence.institution_id = ?))
  AND evidence.institution_id = ?) AS counted
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS expired, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS expiring
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND evidence.state = ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.institution_id = ?) AS anon_1

-- evidence.endings_beside/3
SELECT anon_1.expired, anon_1.expiring, (SELECT count(*) AS count_1
  FROM evidence
  WHERE evidence.state = ?
  AND evidence.unit_id + ? IN (…)
  AND evidence.blocked_at IS NULL
  AND NOT (EXISTS (SELECT task_evidence.id
    FROM task_evidence
    JOIN task ON task.id = task_evidence.task_id
    AND task.institution_id = ?
    WHERE task_evidence.evidence_id = evidence.id
    AND task.state IN (…)
    AND task_evidence.institution_id = ?))
  AND evidence.institution_id = ?) AS counted
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS expired, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS expiring
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND evidence.state = ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND evidence.institution_id = ?) AS anon_1

-- evidence.endings_beside/4
SELECT anon_1.expired, anon_1.expiring, (SELECT count(*) AS count_1
  FROM evidence
  WHERE evidence.state = ?
  AND evidence.unit_id + ? IN (…)
  AND evidence.blocked_at IS NULL
  AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
  AND NOT (EXISTS (SELECT task_evidence.id
    FROM task_evidence
    JOIN task ON task.id = task_evidence.task_id
    AND task.institution_id = ?
    WHERE task_evidence.evidence_id = evidence.id
    AND task.state IN (…)
    AND task_evidence.institution_id = ?))
  AND evidence.institution_id = ?) AS counted
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS expired, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS expiring
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND evidence.state = ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
  AND evidence.institution_id = ?) AS anon_1

-- evidence.endings_of_person
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.created_by = ?
AND evidence.blocked_at IS NULL
AND evidence.state = ?
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.institution_id = ?

-- evidence.endings_of_person/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.created_by = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.state = ?
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence.valid_until BETWEEN ? AND ?
AND evidence.institution_id = ?

-- evidence.ends_of
SELECT anon_1.over, anon_1.coming, (SELECT evidence.title
  FROM evidence
  WHERE evidence.valid_until < ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS first_over, (SELECT evidence.title
  FROM evidence
  WHERE evidence.valid_until BETWEEN ? AND ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS first_coming, (SELECT evidence.valid_until
  FROM evidence
  WHERE evidence.valid_until BETWEEN ? AND ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS coming_on
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS over, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS coming
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?) AS anon_1

-- evidence.ends_of/2
SELECT anon_1.over, anon_1.coming, (SELECT evidence.title
  FROM evidence
  WHERE evidence.valid_until < ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS first_over, (SELECT evidence.title
  FROM evidence
  WHERE evidence.valid_until BETWEEN ? AND ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS first_coming, (SELECT evidence.valid_until
  FROM evidence
  WHERE evidence.valid_until BETWEEN ? AND ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?
  ORDER BY evidence.valid_until, evidence.title
  LIMIT ? OFFSET ?) AS coming_on
FROM (SELECT count(CASE WHEN (evidence.valid_until < ?) THEN ? END) AS over, count(CASE WHEN
    (evidence.valid_until BETWEEN ? AND ?) THEN ? END) AS coming
  FROM evidence
  WHERE evidence.valid_until <= ?
  AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND (EXISTS (SELECT evidence_link.id
    FROM evidence_link
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.cycle_id = ?
    AND evidence_link.institution_id = ?))
  AND evidence.institution_id = ?) AS anon_1

-- evidence.evidence_of
SELECT evidence.id, evidence.title, evidence.state, initiative_evidence.is_act
FROM evidence
JOIN initiative_evidence ON initiative_evidence.evidence_id = evidence.id
AND initiative_evidence.institution_id = ?
WHERE initiative_evidence.initiative_id = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.evidence_of/2
SELECT evidence.id, evidence.title, evidence.state, initiative_evidence.is_act
FROM evidence
JOIN initiative_evidence ON initiative_evidence.evidence_id = evidence.id
AND initiative_evidence.institution_id = ?
WHERE initiative_evidence.initiative_id = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.evidence_of/3
SELECT evidence.id, evidence.title, evidence.state, initiative_evidence.is_act
FROM evidence
JOIN initiative_evidence ON initiative_evidence.evidence_id = evidence.id
AND initiative_evidence.institution_id = ?
WHERE initiative_evidence.initiative_id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.evidence_of/4
SELECT evidence.id, evidence.title, evidence.state, initiative_evidence.is_act
FROM evidence
JOIN initiative_evidence ON initiative_evidence.evidence_id = evidence.id
AND initiative_evidence.institution_id = ?
WHERE initiative_evidence.initiative_id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.evidence_page
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.unit_id IN (…)
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.blocked_at IS NULL
    AND evidence.unit_id IN (…)
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/3
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.unit_id IN (…)
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/4
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.unit_id IN (…)
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/5
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND evidence.unit_id IN (…)
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/6
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND evidence.unit_id IN (…)
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/7
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/8
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.blocked_at IS NULL
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/9
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/10
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/11
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.released_at IS NOT NULL
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/12
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.released_at IS NOT NULL
    AND evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/13
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/14
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_page/15
SELECT count(*) AS count_1
FROM (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
  AND evidence.institution_id = ?
  LIMIT ? OFFSET ?) AS anon_1

-- evidence.evidence_page/16
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT anon_4.id AS id
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
    AND evidence.institution_id = ?
    LIMIT ? OFFSET ?) AS anon_4
  ORDER BY anon_4.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY anon_3.id DESC

-- evidence.evidence_to_link
SELECT evidence.id, evidence.title, evidence.state, 0 AS is_act
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  JOIN initiative_requirement ON initiative_requirement.requirement_id =
      evidence_link.requirement_id
  AND initiative_requirement.institution_id = ?
  WHERE initiative_requirement.initiative_id = ?
  AND evidence_link.institution_id = ?)
AND (evidence.id NOT IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?))
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.evidence_to_link/2
SELECT evidence.id, evidence.title, evidence.state, 0 AS is_act
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  JOIN initiative_requirement ON initiative_requirement.requirement_id =
      evidence_link.requirement_id
  AND initiative_requirement.institution_id = ?
  WHERE initiative_requirement.initiative_id = ?
  AND evidence_link.institution_id = ?)
AND (evidence.id NOT IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?))
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.evidence_to_link/3
SELECT evidence.id, evidence.title, evidence.state, 0 AS is_act
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  JOIN initiative_requirement ON initiative_requirement.requirement_id =
      evidence_link.requirement_id
  AND initiative_requirement.institution_id = ?
  WHERE initiative_requirement.initiative_id = ?
  AND evidence_link.institution_id = ?)
AND (evidence.id NOT IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?))
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.evidence_to_link/4
SELECT evidence.id, evidence.title, evidence.state, 0 AS is_act
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  JOIN initiative_requirement ON initiative_requirement.requirement_id =
      evidence_link.requirement_id
  AND initiative_requirement.institution_id = ?
  WHERE initiative_requirement.initiative_id = ?
  AND evidence_link.institution_id = ?)
AND (evidence.id NOT IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?))
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.facts_of
SELECT evidence.id, evidence.title, unit.name, review.remark, review.decided_at
FROM evidence
JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND review.decision = ?
AND review.decided_at < ?
AND (review.remedied_at IS NULL AND evidence.state = ? OR review.remedied_at >= ?)
AND evidence.institution_id = ?
ORDER BY review.decided_at, review.id

-- evidence.facts_of/2
SELECT evidence.id, evidence.title, unit.name, review.remark, review.decided_at
FROM evidence
JOIN review ON review.evidence_id = evidence.id
AND review.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND review.decision = ?
AND review.decided_at < ?
AND (review.remedied_at IS NULL AND evidence.state = ? OR review.remedied_at >= ?)
AND evidence.institution_id = ?
ORDER BY review.decided_at, review.id

-- evidence.handed_in_by
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.created_by = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.handed_in_by/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.created_by = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.hers
SELECT evidence.id, CASE WHEN (evidence.blocked_at IS NULL AND evidence.classification != 'secreta')
    THEN evidence.title ELSE ? END AS title, evidence.state, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.created_by = ?
AND (evidence.state = ? OR evidence.state = ?)
AND evidence.institution_id = ?
ORDER BY evidence.id

-- evidence.how_many_wait
SELECT count(*) AS "all", count(CASE WHEN (oldest.submitted_at < ?) THEN ? END) AS "before"
FROM (SELECT evidence.submitted_at AS submitted_at
  FROM evidence
  WHERE evidence.state = ?
  AND evidence.institution_id = ?
  ORDER BY evidence.submitted_at
  LIMIT ? OFFSET ?) AS oldest

-- evidence.is_known
SELECT evidence.id
FROM evidence
WHERE evidence.id = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.minutes
SELECT evidence.id, evidence.title
FROM evidence
WHERE evidence.type IN (…)
AND evidence.state = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.of_ids
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.of_requirement
SELECT evidence.id, evidence.title, evidence.state, evidence.accepted_at, evidence.valid_until,
    evidence.superseded_on, evidence.released_at, evidence.unit_id, evidence.classification,
    evidence.created_by, evidence.blocked_at, evidence_link.to_confirm
FROM evidence
JOIN evidence_link ON evidence_link.evidence_id = evidence.id
AND evidence_link.institution_id = ?
WHERE evidence_link.cycle_id = ?
AND evidence_link.requirement_id = ?
AND evidence_link.evidence_id IN (…)
AND evidence.institution_id = ?
ORDER BY evidence_link.evidence_id

-- evidence.of_requirement/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.state,
    evidence.superseded_on, evidence.current AS number, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND evidence_link.institution_id = ?
  ORDER BY evidence_link.evidence_id DESC
  LIMIT ? OFFSET ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.of_requirement/3
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.state,
    evidence.superseded_on, evidence.current AS number, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = evidence_link.evidence_id
    AND evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.institution_id = ?) IS NOT NULL
  AND evidence_link.institution_id = ?
  ORDER BY evidence_link.evidence_id DESC
  LIMIT ? OFFSET ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.of_requirement/4
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.state,
    evidence.superseded_on, evidence.current AS number, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = evidence_link.evidence_id
    AND evidence.released_at IS NOT NULL
    AND evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.institution_id = ?) IS NOT NULL
  AND evidence_link.institution_id = ?
  ORDER BY evidence_link.evidence_id DESC
  LIMIT ? OFFSET ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.of_requirement/5
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.state,
    evidence.superseded_on, evidence.current AS number, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = evidence_link.evidence_id
    AND evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND evidence.institution_id = ?) IS NOT NULL
  AND evidence_link.institution_id = ?
  ORDER BY evidence_link.evidence_id DESC
  LIMIT ? OFFSET ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.of_requirement/6
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.state,
    evidence.superseded_on, evidence.current AS number, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = evidence_link.evidence_id
    AND evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
    AND evidence.institution_id = ?) IS NOT NULL
  AND evidence_link.institution_id = ?
  ORDER BY evidence_link.evidence_id DESC
  LIMIT ? OFFSET ?)
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.offered
SELECT evidence.id, evidence.title, unit.name AS unit, evidence.valid_until, edition.name AS
    edition, edition.code AS edition_code, requirement.code
FROM evidence
JOIN evidence_link ON evidence_link.evidence_id = evidence.id
AND evidence_link.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?
JOIN edition ON edition.id = requirement.edition_id
AND edition.institution_id = ?
WHERE edition.code = ?
AND requirement.code = ?
AND evidence.state = ?
AND (evidence.valid_until IS NULL OR evidence.valid_until >= ?)
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence_link.to_confirm IS 0
AND (evidence.id NOT IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND evidence_link.institution_id = ?))
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.offered/2
SELECT evidence.id, evidence.title, unit.name AS unit, evidence.valid_until, edition.name AS
    edition, edition.code AS edition_code, requirement.code
FROM evidence
JOIN evidence_link ON evidence_link.evidence_id = evidence.id
AND evidence_link.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN requirement ON requirement.id = evidence_link.requirement_id
AND requirement.institution_id = ?
JOIN edition ON edition.id = requirement.edition_id
AND edition.institution_id = ?
WHERE edition.code = ?
AND requirement.code = ?
AND evidence.state = ?
AND (evidence.valid_until IS NULL OR evidence.valid_until >= ?)
AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?)
AND evidence_link.to_confirm IS 0
AND (evidence.id NOT IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.requirement_id = ?
  AND evidence_link.institution_id = ?))
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC

-- evidence.ordered_page
SELECT count(*) AS count_1
FROM evidence
WHERE evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.ordered_page/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.institution_id = ?
  ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC

-- evidence.ordered_page/3
SELECT count(*) AS count_1
FROM evidence
WHERE evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.ordered_page/4
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.institution_id = ?
  ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC

-- evidence.ordered_page/5
SELECT count(*) AS count_1
FROM evidence
WHERE evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.ordered_page/6
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.released_at IS NOT NULL
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence.institution_id = ?
  ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC

-- evidence.ordered_page/7
SELECT count(*) AS count_1
FROM evidence
WHERE evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.ordered_page/8
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND evidence.institution_id = ?
  ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC

-- evidence.ordered_page/9
SELECT count(*) AS count_1
FROM evidence
WHERE evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?

-- evidence.ordered_page/10
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
JOIN (SELECT evidence.id AS id
  FROM evidence
  WHERE evidence.unit_id IN (…)
  AND evidence.blocked_at IS NULL
  AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
  AND evidence.institution_id = ?
  ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC
  LIMIT ? OFFSET ?) AS anon_3 ON anon_3.id = evidence.id
WHERE evidence.institution_id = ?
ORDER BY evidence.id IS NULL, evidence.id DESC, evidence.id DESC

-- evidence.over
SELECT evidence.id
FROM evidence
WHERE (evidence.classification = ? AND (evidence.type NOT IN (…)) AND evidence.submitted_at < ? AND
    NOT (EXISTS (SELECT evidence_link.id
  FROM evidence_link
  JOIN cycle ON cycle.id = evidence_link.cycle_id
  AND cycle.institution_id = ?
  WHERE evidence_link.evidence_id = evidence.id
  AND (cycle.valid_until IS NULL OR cycle.valid_until > ?)
  AND evidence_link.institution_id = ?)) OR evidence.classification = ? AND (evidence.type NOT IN
      (…)) AND evidence.submitted_at < ? AND NOT (EXISTS (SELECT evidence_link.id
  FROM evidence_link
  JOIN cycle ON cycle.id = evidence_link.cycle_id
  AND cycle.institution_id = ?
  WHERE evidence_link.evidence_id = evidence.id
  AND (cycle.valid_until IS NULL OR cycle.valid_until > ?)
  AND evidence_link.institution_id = ?)))
AND evidence.purge_number IS NULL
AND evidence.id > ?
AND evidence.institution_id = ?
ORDER BY evidence.id
LIMIT ? OFFSET ?

-- evidence.papers
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence_version.number,
    evidence_version.sha256, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = (SELECT max(evidence_version_1.number) AS max_1
  FROM evidence_version AS evidence_version_1
  WHERE evidence_version_1.evidence_id = evidence.id
  AND evidence_version_1.uploaded_at < ?
  AND evidence_version_1.institution_id = ?)
AND evidence_version.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.created_at < ?
AND evidence.institution_id = ?
ORDER BY evidence.document_date IS NULL, evidence.document_date, evidence.id

-- evidence.papers/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence_version.number,
    evidence_version.sha256, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = (SELECT max(evidence_version_1.number) AS max_1
  FROM evidence_version AS evidence_version_1
  WHERE evidence_version_1.evidence_id = evidence.id
  AND evidence_version_1.uploaded_at < ?
  AND evidence_version_1.institution_id = ?)
AND evidence_version.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.created_at < ?
AND evidence.institution_id = ?
ORDER BY evidence.document_date IS NULL, evidence.document_date, evidence.id

-- evidence.papers/3
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence_version.number,
    evidence_version.sha256, unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = (SELECT max(evidence_version_1.number) AS max_1
  FROM evidence_version AS evidence_version_1
  WHERE evidence_version_1.evidence_id = evidence.id
  AND evidence_version_1.uploaded_at < ?
  AND evidence_version_1.institution_id = ?)
AND evidence_version.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.created_at < ?
AND evidence.institution_id = ?
ORDER BY evidence.document_date IS NULL, evidence.document_date, evidence.id

-- evidence.piece
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves,
        evidence.institution_id, evidence.folded, evidence.unlocked, evidence.replaces_id,
        evidence.current, evidence.version, evidence.blocked_at, evidence.purge_number,
        evidence.purged_at, evidence.created_at, evidence.created_by, EXISTS (SELECT *
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.institution_id = ?) AS is_reviewed, evidence.replaces_id IS NOT NULL
OR (EXISTS (SELECT *
  FROM evidence AS evidence_1
  WHERE evidence_1.replaces_id = evidence.id
  AND evidence_1.institution_id = ?)) AS is_related, (SELECT json_group_array(json_array(anon_4.id,
      anon_4.cycle_id, anon_4.cycle, anon_4.requirement_id, anon_4.code, anon_4.title,
      anon_4.to_confirm)) AS anon_3
  FROM (SELECT evidence_link.id AS id, evidence_link.cycle_id AS cycle_id, cycle.name AS cycle,
      evidence_link.requirement_id AS requirement_id, requirement.code AS code, requirement.title AS
      title, CAST(evidence_link.to_confirm AS INTEGER) AS to_confirm
    FROM evidence_link
    JOIN cycle ON cycle.id = evidence_link.cycle_id
    AND cycle.institution_id = ?
    JOIN requirement ON requirement.id = evidence_link.requirement_id
    AND requirement.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position) AS anon_4) AS links
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.piece/2
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves,
        evidence.institution_id, evidence.folded, evidence.unlocked, evidence.replaces_id,
        evidence.current, evidence.version, evidence.blocked_at, evidence.purge_number,
        evidence.purged_at, evidence.created_at, evidence.created_by, EXISTS (SELECT *
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.institution_id = ?) AS is_reviewed, evidence.replaces_id IS NOT NULL
OR (EXISTS (SELECT *
  FROM evidence AS evidence_1
  WHERE evidence_1.replaces_id = evidence.id
  AND evidence_1.institution_id = ?)) AS is_related, (SELECT json_group_array(json_array(anon_4.id,
      anon_4.cycle_id, anon_4.cycle, anon_4.requirement_id, anon_4.code, anon_4.title,
      anon_4.to_confirm)) AS anon_3
  FROM (SELECT evidence_link.id AS id, evidence_link.cycle_id AS cycle_id, cycle.name AS cycle,
      evidence_link.requirement_id AS requirement_id, requirement.code AS code, requirement.title AS
      title, CAST(evidence_link.to_confirm AS INTEGER) AS to_confirm
    FROM evidence_link
    JOIN cycle ON cycle.id = evidence_link.cycle_id
    AND cycle.institution_id = ?
    JOIN requirement ON requirement.id = evidence_link.requirement_id
    AND requirement.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position) AS anon_4) AS links
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.piece/3
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves,
        evidence.institution_id, evidence.folded, evidence.unlocked, evidence.replaces_id,
        evidence.current, evidence.version, evidence.blocked_at, evidence.purge_number,
        evidence.purged_at, evidence.created_at, evidence.created_by, EXISTS (SELECT *
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.institution_id = ?) AS is_reviewed, evidence.replaces_id IS NOT NULL
OR (EXISTS (SELECT *
  FROM evidence AS evidence_1
  WHERE evidence_1.replaces_id = evidence.id
  AND evidence_1.institution_id = ?)) AS is_related, (SELECT json_group_array(json_array(anon_4.id,
      anon_4.cycle_id, anon_4.cycle, anon_4.requirement_id, anon_4.code, anon_4.title,
      anon_4.to_confirm)) AS anon_3
  FROM (SELECT evidence_link.id AS id, evidence_link.cycle_id AS cycle_id, cycle.name AS cycle,
      evidence_link.requirement_id AS requirement_id, requirement.code AS code, requirement.title AS
      title, CAST(evidence_link.to_confirm AS INTEGER) AS to_confirm
    FROM evidence_link
    JOIN cycle ON cycle.id = evidence_link.cycle_id
    AND cycle.institution_id = ?
    JOIN requirement ON requirement.id = evidence_link.requirement_id
    AND requirement.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND cycle.released_at IS NOT NULL
    AND evidence_link.to_confirm = 0
    AND evidence_link.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position) AS anon_4) AS links
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id = ?
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.piece/4
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves,
        evidence.institution_id, evidence.folded, evidence.unlocked, evidence.replaces_id,
        evidence.current, evidence.version, evidence.blocked_at, evidence.purge_number,
        evidence.purged_at, evidence.created_at, evidence.created_by, EXISTS (SELECT *
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.institution_id = ?) AS is_reviewed, evidence.replaces_id IS NOT NULL
OR (EXISTS (SELECT *
  FROM evidence AS evidence_1
  WHERE evidence_1.replaces_id = evidence.id
  AND evidence_1.institution_id = ?)) AS is_related, (SELECT json_group_array(json_array(anon_4.id,
      anon_4.cycle_id, anon_4.cycle, anon_4.requirement_id, anon_4.code, anon_4.title,
      anon_4.to_confirm)) AS anon_3
  FROM (SELECT evidence_link.id AS id, evidence_link.cycle_id AS cycle_id, cycle.name AS cycle,
      evidence_link.requirement_id AS requirement_id, requirement.code AS code, requirement.title AS
      title, CAST(evidence_link.to_confirm AS INTEGER) AS to_confirm
    FROM evidence_link
    JOIN cycle ON cycle.id = evidence_link.cycle_id
    AND cycle.institution_id = ?
    JOIN requirement ON requirement.id = evidence_link.requirement_id
    AND requirement.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position) AS anon_4) AS links
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.piece/5
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves,
        evidence.institution_id, evidence.folded, evidence.unlocked, evidence.replaces_id,
        evidence.current, evidence.version, evidence.blocked_at, evidence.purge_number,
        evidence.purged_at, evidence.created_at, evidence.created_by, EXISTS (SELECT *
  FROM review
  WHERE review.evidence_id = evidence.id
  AND review.institution_id = ?) AS is_reviewed, evidence.replaces_id IS NOT NULL
OR (EXISTS (SELECT *
  FROM evidence AS evidence_1
  WHERE evidence_1.replaces_id = evidence.id
  AND evidence_1.institution_id = ?)) AS is_related, (SELECT json_group_array(json_array(anon_4.id,
      anon_4.cycle_id, anon_4.cycle, anon_4.requirement_id, anon_4.code, anon_4.title,
      anon_4.to_confirm)) AS anon_3
  FROM (SELECT evidence_link.id AS id, evidence_link.cycle_id AS cycle_id, cycle.name AS cycle,
      evidence_link.requirement_id AS requirement_id, requirement.code AS code, requirement.title AS
      title, CAST(evidence_link.to_confirm AS INTEGER) AS to_confirm
    FROM evidence_link
    JOIN cycle ON cycle.id = evidence_link.cycle_id
    AND cycle.institution_id = ?
    JOIN requirement ON requirement.id = evidence_link.requirement_id
    AND requirement.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND evidence_link.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.id DESC, requirement.position) AS anon_4) AS links
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?

-- evidence.piece/6
SELECT evidence.id, evidence.title
FROM evidence
WHERE evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.id = ?
AND evidence.institution_id = ?
UNION ALL SELECT evidence.id, evidence.title
FROM evidence
WHERE evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.replaces_id = ?
AND evidence.institution_id = ?
ORDER BY id

-- evidence.proofs
SELECT evidence.id, evidence.title
FROM evidence
WHERE (evidence.id IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?) OR evidence.id IN (SELECT task_evidence.evidence_id
  FROM task_evidence
  JOIN initiative_task ON initiative_task.task_id = task_evidence.task_id
  AND initiative_task.institution_id = ?
  WHERE initiative_task.initiative_id = ?
  AND task_evidence.institution_id = ?))
AND evidence.state = ?
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.proofs/2
SELECT evidence.id, evidence.title
FROM evidence
WHERE (evidence.id IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?) OR evidence.id IN (SELECT task_evidence.evidence_id
  FROM task_evidence
  JOIN initiative_task ON initiative_task.task_id = task_evidence.task_id
  AND initiative_task.institution_id = ?
  WHERE initiative_task.initiative_id = ?
  AND task_evidence.institution_id = ?))
AND evidence.state = ?
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.proofs/3
SELECT evidence.id, evidence.title
FROM evidence
WHERE (evidence.id IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?) OR evidence.id IN (SELECT task_evidence.evidence_id
  FROM task_evidence
  JOIN initiative_task ON initiative_task.task_id = task_evidence.task_id
  AND initiative_task.institution_id = ?
  WHERE initiative_task.initiative_id = ?
  AND task_evidence.institution_id = ?))
AND evidence.state = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.proofs/4
SELECT evidence.id, evidence.title
FROM evidence
WHERE (evidence.id IN (SELECT initiative_evidence.evidence_id
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = ?
  AND initiative_evidence.institution_id = ?) OR evidence.id IN (SELECT task_evidence.evidence_id
  FROM task_evidence
  JOIN initiative_task ON initiative_task.task_id = task_evidence.task_id
  AND initiative_task.institution_id = ?
  WHERE initiative_task.initiative_id = ?
  AND task_evidence.institution_id = ?))
AND evidence.state = ?
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?
ORDER BY evidence.title, evidence.id

-- evidence.queue
SELECT evidence.id, evidence.title, evidence.unit_id, unit.name AS unit, evidence.submitted_at,
    (SELECT group_concat(CAST(requirement.id AS VARCHAR) || ? || requirement.code, ' ') AS
    aggregate_strings_1
  FROM requirement
  JOIN evidence_link ON evidence_link.requirement_id = requirement.id
  AND evidence_link.institution_id = ?
  WHERE evidence_link.evidence_id = evidence.id
  AND requirement.institution_id = ?) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.institution_id = ?
ORDER BY evidence.submitted_at, evidence.id
LIMIT ? OFFSET ?

-- evidence.releasable
SELECT evidence.id, evidence.title, evidence.type, evidence.document_number, evidence.document_date,
    evidence.period_from, evidence.period_until, evidence.valid_until, evidence.classification,
    evidence.personal_data, evidence.source_url, evidence.captured_on, evidence.unit_id, unit.name
    AS unit, evidence.state, evidence.superseded_on, evidence.submitted_at, evidence.accepted_at,
    evidence.released_at, evidence_version.number, evidence_version.filename,
    evidence_version.media_type, evidence_version.size, evidence_version.sha256, (SELECT
    json_group_array(json_array(anon_2.code, anon_2.title)) AS anon_1
  FROM (SELECT requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN evidence_link ON evidence_link.requirement_id = requirement.id
    AND evidence_link.institution_id = ?
    WHERE evidence_link.evidence_id = evidence.id
    AND requirement.institution_id = ?
    ORDER BY requirement.edition_id, requirement.position) AS anon_2) AS serves
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
JOIN evidence_version ON evidence_version.evidence_id = evidence.id
AND evidence_version.number = evidence.current
AND evidence_version.institution_id = ?
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.to_confirm IS 0
  AND evidence_link.institution_id = ?)
AND evidence.state = ?
AND evidence.released_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id DESC
LIMIT ? OFFSET ?

-- evidence.renewed_by
SELECT anon_1.initiative_id AS initiative_id, evidence.id AS evidence_id, evidence.title,
    evidence.valid_until AS until
FROM evidence
JOIN (SELECT initiative_task.initiative_id AS initiative_id, task_evidence.evidence_id AS
    evidence_id, initiative_task.purpose = ? AS asked
  FROM initiative_task
  JOIN task_evidence ON task_evidence.task_id = initiative_task.task_id
  AND task_evidence.institution_id = ?
  WHERE initiative_task.initiative_id IN (SELECT initiative.id
    FROM initiative
    WHERE (initiative.id IN (SELECT initiative_task.initiative_id
      FROM initiative_task
      JOIN task_evidence ON task_evidence.task_id = initiative_task.task_id
      AND task_evidence.institution_id = ?
      WHERE task_evidence.evidence_id IN (…)
      AND initiative_task.institution_id = ?) OR initiative.id IN (SELECT
          initiative_evidence.initiative_id
      FROM initiative_evidence
      WHERE initiative_evidence.evidence_id IN (…)
      AND initiative_evidence.institution_id = ?))
    AND initiative.ends_on IS NOT NULL
    AND initiative.institution_id = ?)
  AND initiative_task.institution_id = ?
  UNION ALL SELECT initiative_evidence.initiative_id AS initiative_id,
      initiative_evidence.evidence_id AS evidence_id, 0 AS asked
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id IN (SELECT initiative.id
    FROM initiative
    WHERE (initiative.id IN (SELECT initiative_task.initiative_id
      FROM initiative_task
      JOIN task_evidence ON task_evidence.task_id = initiative_task.task_id
      AND task_evidence.institution_id = ?
      WHERE task_evidence.evidence_id IN (…)
      AND initiative_task.institution_id = ?) OR initiative.id IN (SELECT
          initiative_evidence.initiative_id
      FROM initiative_evidence
      WHERE initiative_evidence.evidence_id IN (…)
      AND initiative_evidence.institution_id = ?))
    AND initiative.ends_on IS NOT NULL
    AND initiative.institution_id = ?)
  AND initiative_evidence.institution_id = ?) AS anon_1 ON anon_1.evidence_id = evidence.id
JOIN initiative ON initiative.id = anon_1.initiative_id
AND initiative.institution_id = ?
WHERE (initiative.kind = ? AND (anon_1.asked = 1 OR evidence.type = ?) OR initiative.kind = ? AND
    (anon_1.asked = 1 OR evidence.type = ?) OR initiative.kind = ? AND (anon_1.asked = 1 OR
    evidence.type = ?) OR initiative.kind = ? AND (anon_1.asked = 1 OR evidence.type = ?) OR
    initiative.kind = ? AND (anon_1.asked = 1 OR evidence.type = ?))
AND evidence.valid_until IS NOT NULL
AND (evidence.state = ? AND (evidence.superseded_on IS NULL OR evidence.superseded_on > ?) AND
    (evidence.id NOT IN (SELECT evidence.replaces_id
  FROM evidence
  WHERE evidence.id IN (…)
  AND evidence.replaces_id IS NOT NULL
  AND evidence.institution_id = ?)) OR evidence.id IN (…))
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.standing
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.institution_id = ?)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.standing/2
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.institution_id = ?)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.standing/3
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.institution_id = ?)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?

-- evidence.standing/4
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (SELECT evidence_link.evidence_id
  FROM evidence_link
  WHERE evidence_link.cycle_id = ?
  AND evidence_link.institution_id = ?)
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.standing_ahead
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.standing_ahead/2
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (…)
AND evidence.released_at IS NOT NULL
AND evidence.blocked_at IS NULL
AND evidence.classification != 'secreta'
AND evidence.institution_id = ?

-- evidence.standing_ahead/3
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.standing_ahead/4
SELECT evidence.id
FROM evidence
WHERE evidence.id IN (…)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND evidence.institution_id = ?

-- evidence.to_correct
SELECT evidence.id AS evidence_id, evidence.title, unit.name AS unit, review.remark,
    review.decided_at AS returned_at
FROM evidence
JOIN review ON review.id = (SELECT max(review_1.id) AS max_1
  FROM review AS review_1
  WHERE review_1.evidence_id = evidence.id
  AND review_1.decision = ?
  AND review_1.remedied_at IS NULL
  AND review_1.institution_id = ?)
AND review.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.unit_id + ? IN (…)
AND evidence.blocked_at IS NULL
AND NOT (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN task ON task.id = task_evidence.task_id
  AND task.institution_id = ?
  WHERE task_evidence.evidence_id = evidence.id
  AND task.state IN (…)
  AND task_evidence.institution_id = ?))
AND evidence.institution_id = ?
ORDER BY review.decided_at, review.id
LIMIT ? OFFSET ?

-- evidence.to_correct/2
SELECT evidence.id AS evidence_id, evidence.title, unit.name AS unit, review.remark,
    review.decided_at AS returned_at
FROM evidence
JOIN review ON review.id = (SELECT max(review_1.id) AS max_1
  FROM review AS review_1
  WHERE review_1.evidence_id = evidence.id
  AND review_1.decision = ?
  AND review_1.remedied_at IS NULL
  AND review_1.institution_id = ?)
AND review.institution_id = ?
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.state = ?
AND evidence.unit_id + ? IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?)
AND NOT (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN task ON task.id = task_evidence.task_id
  AND task.institution_id = ?
  WHERE task_evidence.evidence_id = evidence.id
  AND task.state IN (…)
  AND task_evidence.institution_id = ?))
AND evidence.institution_id = ?
ORDER BY review.decided_at, review.id
LIMIT ? OFFSET ?

-- evidence.versions
SELECT evidence.id, evidence.version
FROM evidence
WHERE evidence.id IN (…)
AND evidence.blocked_at IS NULL
AND evidence.institution_id = ?

-- evidence.weigh
SELECT evidence.id, evidence.title, evidence.type, evidence.classification, evidence.submitted_at,
    unit.name AS unit
FROM evidence
JOIN unit ON unit.id = evidence.unit_id
AND unit.institution_id = ?
WHERE evidence.id IN (…)
AND evidence.purged_at IS NULL
AND evidence.institution_id = ?
ORDER BY evidence.id
