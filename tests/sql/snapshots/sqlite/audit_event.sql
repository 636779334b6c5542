-- audit_event.deeds
SELECT answer.cycle_id, requirement.code, audit_event.at, audit_event.action, person.id,
    person.name, unit.name AS name_1
FROM audit_event
JOIN answer ON answer.id = audit_event.entity_id
AND answer.institution_id = ?
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE audit_event.entity = ?
AND audit_event.action IN (…)
AND answer.cycle_id IN (…)
AND audit_event.at > ?
AND audit_event.at <= ?
AND audit_event.institution_id = ?

-- audit_event.deeds/2
SELECT audit_event.entity_id, audit_event.at, audit_event.detail, person.id, person.name, unit.name
    AS name_1
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE audit_event.entity = ?
AND audit_event.action = ?
AND audit_event.entity_id IN (…)
AND audit_event.at > ?
AND audit_event.at <= ?
AND audit_event.institution_id = ?

-- audit_event.history
SELECT audit_event.at, person.name, audit_event.action, audit_event.detail
FROM audit_event
LEFT OUTER JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?
WHERE audit_event.entity = ?
AND audit_event.entity_id = ?
AND audit_event.institution_id = ?
ORDER BY audit_event.id DESC
LIMIT ? OFFSET ?

-- audit_event.is_copy
SELECT audit_event.id
FROM audit_event
WHERE audit_event.entity = ?
AND audit_event.entity_id = ?
AND audit_event.action = ?
AND audit_event.institution_id = ?
LIMIT ? OFFSET ?

-- audit_event.log_download
INSERT INTO audit_event (at, person_id, action, entity, entity_id, detail, request_id,
    institution_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- audit_event.readers
SELECT DISTINCT audit_event.entity_id, person.name
FROM audit_event
JOIN person ON person.id = audit_event.person_id
AND person.institution_id = ?
WHERE audit_event.entity = ?
AND audit_event.action = ?
AND audit_event.institution_id = ?
ORDER BY audit_event.entity_id, person.name
