-- calendar_feed.of_person
SELECT calendar_feed.id, calendar_feed.person_id, person.name AS person, calendar_feed.unit_id,
    unit.name AS unit, calendar_feed.created_at
FROM calendar_feed
JOIN person ON person.id = calendar_feed.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = calendar_feed.unit_id
AND unit.institution_id = ?::INTEGER
WHERE calendar_feed.ended_at IS NULL
AND calendar_feed.person_id = ?::INTEGER
AND calendar_feed.institution_id = ?::INTEGER
ORDER BY calendar_feed.unit_id IS NOT NULL, unit.name

-- calendar_feed.of_unit
SELECT calendar_feed.id, calendar_feed.person_id, person.name AS person, calendar_feed.unit_id,
    unit.name AS unit, calendar_feed.created_at
FROM calendar_feed
JOIN person ON person.id = calendar_feed.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = calendar_feed.unit_id
AND unit.institution_id = ?::INTEGER
WHERE calendar_feed.ended_at IS NULL
AND calendar_feed.unit_id = ?::INTEGER
AND calendar_feed.institution_id = ?::INTEGER
ORDER BY person.name, calendar_feed.id
