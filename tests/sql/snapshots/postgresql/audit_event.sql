-- audit_event.acts_by
SELECT audit_event.at, audit_event.action, audit_event.entity_id, audit_event.person_id, person.name
    AS who, unit.name AS unit, audit_event.before, audit_event.after, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
LEFT OUTER JOIN unit ON unit.id = person.unit_id
WHERE audit_event.person_id IN (…)
AND audit_event.entity IN (…)
AND (audit_event.action NOT IN (…))
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC
LIMIT ?::INTEGER

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
