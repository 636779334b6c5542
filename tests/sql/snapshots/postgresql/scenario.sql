-- scenario.everything
SELECT scenario.id, scenario.name
FROM scenario
WHERE scenario.person_id = ?::INTEGER
AND scenario.institution_id = ?::INTEGER
ORDER BY scenario.id

-- scenario.page_of
SELECT scenario.id, scenario.cycle_id, scenario.person_id, scenario.name, scenario.suppositions,
    scenario.shared, scenario.created_at, scenario.changed_at, scenario.version,
    scenario.institution_id, person.name AS name_1, count(*) OVER () AS of_all
FROM scenario
JOIN person ON person.id = scenario.person_id
AND person.institution_id = ?::INTEGER
WHERE (scenario.person_id = ?::INTEGER OR scenario.shared)
AND scenario.cycle_id = ?::INTEGER
AND scenario.institution_id = ?::INTEGER
ORDER BY scenario.changed_at DESC, scenario.id
LIMIT ?::INTEGER OFFSET ?::INTEGER

-- scenario.scenario
SELECT scenario.id, scenario.cycle_id, scenario.person_id, scenario.name, scenario.suppositions,
    scenario.shared, scenario.created_at, scenario.changed_at, scenario.version,
    scenario.institution_id, person.name AS name_1
FROM scenario
JOIN person ON person.id = scenario.person_id
AND person.institution_id = ?::INTEGER
WHERE (scenario.person_id = ?::INTEGER OR scenario.shared)
AND scenario.id = ?::INTEGER
AND scenario.institution_id = ?::INTEGER
