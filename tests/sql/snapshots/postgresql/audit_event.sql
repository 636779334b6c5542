-- audit_event.deeds
SELECT answer.cycle_id, requirement.code, audit_event.at, audit_event.action, person.id,
    person.name, unit.name AS name_1
FROM audit_event
JOIN answer ON answer.id = audit_event.entity_id
AND answer.institution_id = ?::INTEGER
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.action IN (…)
AND answer.cycle_id IN (…)
AND audit_event.at > ?::TIMESTAMP WITH TIME ZONE
AND audit_event.at <= ?::TIMESTAMP WITH TIME ZONE
AND audit_event.institution_id = ?::INTEGER

-- audit_event.deeds/2
SELECT audit_event.entity_id, audit_event.at, audit_event.detail, person.id, person.name, unit.name
    AS name_1
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.action = ?::VARCHAR
AND audit_event.entity_id IN (…)
AND audit_event.at > ?::TIMESTAMP WITH TIME ZONE
AND audit_event.at <= ?::TIMESTAMP WITH TIME ZONE
AND audit_event.institution_id = ?::INTEGER

-- audit_event.history
SELECT audit_event.at, person.name, audit_event.action, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?::INTEGER
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.entity_id = ?::INTEGER
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.id DESC
LIMIT ?::INTEGER

-- audit_event.is_copy
SELECT audit_event.id
FROM audit_event
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.entity_id = ?::INTEGER
AND audit_event.action = ?::VARCHAR
AND audit_event.institution_id = ?::INTEGER
LIMIT ?::INTEGER

-- audit_event.log_download
INSERT INTO audit_event (at, person_id, action, entity, entity_id, detail, request_id,
    institution_id)
VALUES (?::TIMESTAMP WITH TIME ZONE, ?::INTEGER, ?::VARCHAR, ?::VARCHAR, ?::INTEGER, ?::JSON,
    ?::VARCHAR, ?::INTEGER)
RETURNING audit_event.id

-- audit_event.readers
SELECT DISTINCT audit_event.entity_id, person.name
FROM audit_event
JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?::INTEGER
WHERE audit_event.entity = ?::VARCHAR
AND audit_event.action = ?::VARCHAR
AND audit_event.institution_id = ?::INTEGER
ORDER BY audit_event.entity_id, person.name
