-- requirement.asked
SELECT requirement.id, requirement.code, requirement.title, requirement.texts
FROM requirement
WHERE requirement.id IN (…)
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id

-- requirement.neighbours
SELECT ?::VARCHAR AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND requirement.position < ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position DESC
  LIMIT ?::INTEGER) AS anon_1
UNION ALL SELECT ?::VARCHAR AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND requirement.position > ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position
  LIMIT ?::INTEGER) AS anon_2

-- requirement.neighbours/2
SELECT ?::VARCHAR AS side, anon_1.requirement_id, anon_1.code, anon_1.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND answer.unit_id IN (…)
  AND requirement.position < ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position DESC
  LIMIT ?::INTEGER) AS anon_1
UNION ALL SELECT ?::VARCHAR AS side, anon_2.requirement_id, anon_2.code, anon_2.title
FROM (SELECT requirement.id AS requirement_id, requirement.code AS code, requirement.title AS title
  FROM requirement
  JOIN answer ON answer.requirement_id = requirement.id
  AND answer.institution_id = ?::INTEGER
  WHERE answer.cycle_id = ?::INTEGER
  AND answer.unit_id IN (…)
  AND requirement.position > ?::INTEGER
  AND requirement.institution_id = ?::INTEGER
  ORDER BY requirement.position
  LIMIT ?::INTEGER) AS anon_2

-- requirement.nobodys
SELECT requirement.id, requirement.code, requirement.title
FROM requirement
JOIN answer ON answer.requirement_id = requirement.id
AND answer.institution_id = ?::INTEGER
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE cycle.is_current
AND answer.unit_id IS NULL
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id

-- requirement.requirement_choices
SELECT requirement.id, requirement.code, requirement.title, dimension.code AS dimension,
    dimension.name
FROM requirement
JOIN cycle ON cycle.edition_id = requirement.edition_id
AND cycle.institution_id = ?::INTEGER
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?::INTEGER
WHERE cycle.id = ?::INTEGER
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position

-- requirement.requirement_ids
SELECT requirement.code, requirement.id
FROM requirement
WHERE requirement.edition_id = ?::INTEGER
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position

-- requirement.requirements
SELECT requirement.id, requirement.code, requirement.title, dimension.id AS dimension_id,
    dimension.code AS dimension_code, dimension.name AS dimension_name
FROM requirement
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?::INTEGER
WHERE requirement.edition_id = (SELECT cycle.edition_id
  FROM cycle
  WHERE cycle.is_current
  AND cycle.institution_id = ?::INTEGER)
AND requirement.institution_id = ?::INTEGER
ORDER BY requirement.position, requirement.id
