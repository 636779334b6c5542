-- signatory.beginning
SELECT (SELECT count(signatory.id) AS count_1
  FROM signatory
  WHERE signatory.institution_id = ?::INTEGER) AS signers, (SELECT count(unit.id) AS count_2
  FROM unit
  WHERE unit.valid_from <= ?::DATE
  AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
  AND unit.institution_id = ?::INTEGER) AS units, (SELECT count(person.id) AS count_3
  FROM person
  WHERE person.active
  AND person.role IN (…)
  AND person.institution_id = ?::INTEGER) AS people, (SELECT count(person.id) AS count_4
  FROM person
  WHERE person.active
  AND person.password IS NULL
  AND person.role != ?
  AND NOT (EXISTS (SELECT access_link.id
    FROM access_link
    WHERE access_link.person_id = person.id
    AND access_link.institution_id = ?::INTEGER))
  AND person.institution_id = ?::INTEGER) AS uninvited, (SELECT count(answer.id) AS count_5
  FROM answer
  JOIN cycle ON cycle.id = answer.cycle_id
  AND cycle.institution_id = ?::INTEGER
  WHERE cycle.is_current
  AND answer.institution_id = ?::INTEGER) AS requirements, (SELECT count(answer.id) AS count_5
  FROM answer
  JOIN cycle ON cycle.id = answer.cycle_id
  AND cycle.institution_id = ?::INTEGER
  WHERE cycle.is_current
  AND answer.unit_id IS NOT NULL
  AND answer.institution_id = ?::INTEGER) AS owned, (SELECT count(*) AS count_6
  FROM (SELECT task.id AS id
    FROM task
    WHERE task.institution_id = ?::INTEGER
    LIMIT ?::INTEGER) AS anon_1) AS tasks, (SELECT count(*) AS count_7
  FROM (SELECT evidence.id AS id
    FROM evidence
    WHERE evidence.institution_id = ?::INTEGER
    LIMIT ?::INTEGER) AS anon_2) AS pieces

-- signatory.signers
SELECT signatory.name, signatory.post
FROM signatory
WHERE signatory.institution_id = ?::INTEGER
ORDER BY signatory.place
