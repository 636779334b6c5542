-- audit_event.acts_by
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail, CASE WHEN
    (audit_event.entity = ?::VARCHAR) THEN (SELECT CAST(json_agg(json_build_array(anon_2.thing_id,
    anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT anon_3.thing_id AS thing_id, anon_3.title AS title
    FROM (SELECT answer.id AS id, requirement.id AS thing_id, requirement.code || ?::VARCHAR ||
        requirement.title AS title
      FROM answer
      JOIN requirement ON requirement.id = answer.requirement_id
      AND requirement.institution_id = ?::INTEGER
      WHERE answer.institution_id = ?::INTEGER) AS anon_3
    WHERE anon_3.id = audit_event.entity_id) AS anon_2) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_5.thing_id, anon_5.title)) AS TEXT) AS anon_4
  FROM (SELECT anon_6.thing_id AS thing_id, anon_6.title AS title
    FROM (SELECT evidence.id AS id, evidence.id AS thing_id, evidence.title AS title
      FROM evidence
      WHERE evidence.blocked_at IS NULL
      AND evidence.institution_id = ?::INTEGER) AS anon_6
    WHERE anon_6.id = audit_event.entity_id) AS anon_5) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_8.thing_id, anon_8.title)) AS TEXT) AS anon_7
  FROM (SELECT anon_9.thing_id AS thing_id, anon_9.title AS title
    FROM (SELECT task.id AS id, task.id AS thing_id, task.title AS title
      FROM task
      WHERE true
      AND task.institution_id = ?::INTEGER) AS anon_9
    WHERE anon_9.id = audit_event.entity_id) AS anon_8) END AS name
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
JOIN (SELECT audit_event.id AS id
  FROM audit_event
  WHERE audit_event.person_id IN (…)
  AND audit_event.entity IN (…)
  AND (audit_event.action NOT IN (…))
  AND audit_event.institution_id = ?::INTEGER
  ORDER BY audit_event.id DESC
  LIMIT ?::INTEGER) AS anon_10 ON anon_10.id = audit_event.id
WHERE audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC

-- audit_event.acts_by/2
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail, CASE WHEN
    (audit_event.entity = ?::VARCHAR) THEN (SELECT CAST(json_agg(json_build_array(anon_2.thing_id,
    anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT anon_3.thing_id AS thing_id, anon_3.title AS title
    FROM (SELECT answer.id AS id, requirement.id AS thing_id, requirement.code || ?::VARCHAR ||
        requirement.title AS title
      FROM answer
      JOIN requirement ON requirement.id = answer.requirement_id
      AND requirement.institution_id = ?::INTEGER
      WHERE answer.institution_id = ?::INTEGER) AS anon_3
    WHERE anon_3.id = audit_event.entity_id) AS anon_2) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_5.thing_id, anon_5.title)) AS TEXT) AS anon_4
  FROM (SELECT anon_6.thing_id AS thing_id, anon_6.title AS title
    FROM (SELECT evidence.id AS id, evidence.id AS thing_id, evidence.title AS title
      FROM evidence
      WHERE evidence.blocked_at IS NULL
      AND evidence.classification != 'secreta'
      AND evidence.institution_id = ?::INTEGER) AS anon_6
    WHERE anon_6.id = audit_event.entity_id) AS anon_5) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_8.thing_id, anon_8.title)) AS TEXT) AS anon_7
  FROM (SELECT anon_9.thing_id AS thing_id, anon_9.title AS title
    FROM (SELECT task.id AS id, task.id AS thing_id, task.title AS title
      FROM task
      WHERE true
      AND task.institution_id = ?::INTEGER) AS anon_9
    WHERE anon_9.id = audit_event.entity_id) AS anon_8) END AS name
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
JOIN (SELECT audit_event.id AS id
  FROM audit_event
  WHERE audit_event.person_id IN (…)
  AND audit_event.entity IN (…)
  AND (audit_event.action NOT IN (…))
  AND audit_event.institution_id = ?::INTEGER
  ORDER BY audit_event.id DESC
  LIMIT ?::INTEGER) AS anon_10 ON anon_10.id = audit_event.id
WHERE audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC

-- audit_event.acts_by/3
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail, CASE WHEN
    (audit_event.entity = ?::VARCHAR) THEN (SELECT CAST(json_agg(json_build_array(anon_2.thing_id,
    anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT anon_3.thing_id AS thing_id, anon_3.title AS title
    FROM (SELECT answer.id AS id, requirement.id AS thing_id, requirement.code || ?::VARCHAR ||
        requirement.title AS title
      FROM answer
      JOIN requirement ON requirement.id = answer.requirement_id
      AND requirement.institution_id = ?::INTEGER
      WHERE answer.unit_id IN (…)
      AND answer.institution_id = ?::INTEGER) AS anon_3
    WHERE anon_3.id = audit_event.entity_id) AS anon_2) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_5.thing_id, anon_5.title)) AS TEXT) AS anon_4
  FROM (SELECT anon_6.thing_id AS thing_id, anon_6.title AS title
    FROM (SELECT evidence.id AS id, evidence.id AS thing_id, evidence.title AS title
      FROM evidence
      WHERE evidence.unit_id IN (…)
      AND evidence.blocked_at IS NULL
      AND evidence.institution_id = ?::INTEGER) AS anon_6
    WHERE anon_6.id = audit_event.entity_id) AS anon_5) WHEN (audit_event.entity = ?::VARCHAR) THEN
        (SELECT CAST(json_agg(json_build_array(anon_8.thing_id, anon_8.title)) AS TEXT) AS anon_7
  FROM (SELECT anon_9.thing_id AS thing_id, anon_9.title AS title
    FROM (SELECT task.id AS id, task.id AS thing_id, task.title AS title
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.institution_id = ?::INTEGER) AS anon_9
    WHERE anon_9.id = audit_event.entity_id) AS anon_8) END AS name
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
JOIN (SELECT audit_event.id AS id
  FROM audit_event
  WHERE audit_event.person_id IN (…)
  AND audit_event.entity IN (…)
  AND (audit_event.action NOT IN (…))
  AND audit_event.institution_id = ?::INTEGER
  ORDER BY audit_event.id DESC
  LIMIT ?::INTEGER) AS anon_10 ON anon_10.id = audit_event.id
WHERE audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC

-- audit_event.entries
SELECT audit_event.id, audit_event.at, audit_event.action, audit_event.entity,
    audit_event.entity_id, person.name AS who, audit_event.before, audit_event.after,
    audit_event.detail, audit_event.request_id, ledger_leaf.position
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN ledger_leaf ON ledger_leaf.event_id = audit_event.id
AND ledger_leaf.institution_id = ?::INTEGER
WHERE (audit_event.action NOT IN (…))
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC
LIMIT ?::INTEGER

-- audit_event.events_of
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
WHERE audit_event.action IN (…)
AND audit_event.entity IN (…)
AND audit_event.entity_id IN (…)
AND audit_event.at > ?::TIMESTAMP WITH TIME ZONE
AND audit_event.at <= ?::TIMESTAMP WITH TIME ZONE
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id

-- audit_event.events_of/2
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
WHERE audit_event.action IN (…)
AND audit_event.entity IN (…)
AND audit_event.entity_id IN (…)
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id

-- audit_event.history
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.entity_id = ?::INTEGER
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC
LIMIT ?::INTEGER

-- audit_event.instants_by
SELECT audit_event.person_id, audit_event.at
FROM audit_event
WHERE audit_event.person_id IN (…)
AND audit_event.at >= ?::TIMESTAMP WITH TIME ZONE
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.at

-- audit_event.page
SELECT audit_event.id, audit_event.at, audit_event.action, audit_event.entity,
    audit_event.entity_id, person.name AS who, audit_event.before, audit_event.after,
    audit_event.detail, audit_event.request_id, ledger_leaf.position
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN ledger_leaf ON ledger_leaf.event_id = audit_event.id
AND ledger_leaf.institution_id = ?::INTEGER
WHERE (audit_event.action NOT IN (…))
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC
LIMIT ?::INTEGER

-- audit_event.proof_of
SELECT audit_event.id, audit_event.at, audit_event.person_id, audit_event.action,
    audit_event.entity, audit_event.entity_id, audit_event.before, audit_event.after,
    audit_event.detail, audit_event.request_id, audit_event.institution_id
FROM audit_event
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.entity_id = ?::INTEGER
AND audit_event.action IN (…)
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC

-- audit_event.record_apart
INSERT INTO audit_event (at, person_id, action, entity, entity_id, before, after, detail,
    request_id, institution_id)
VALUES (?::TIMESTAMP WITH TIME ZONE, ?::INTEGER, ?, ?::VARCHAR, ?::INTEGER, ?::JSON, ?::JSON,
    ?::JSON, ?::VARCHAR, ?::INTEGER)
RETURNING audit_event.id

-- audit_event.who_did
SELECT DISTINCT audit_event.entity_id, person.name
FROM audit_event
JOIN person ON person.id = audit_event.person_id
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.action = ?
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.entity_id, person.name
