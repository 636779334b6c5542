-- edition.edition
SELECT edition.id, edition.code, edition.version, edition.name, edition.is_working,
    edition.loaded_at, edition.digest, (SELECT count(dimension.id) AS count_1
  FROM dimension
  WHERE dimension.edition_id = edition.id
  AND dimension.institution_id = ?) AS dimensions, (SELECT count(requirement.id) AS count_2
  FROM requirement
  WHERE requirement.edition_id = edition.id
  AND requirement.institution_id = ?) AS requirements
FROM edition
WHERE edition.id = ?
AND edition.institution_id = ?

-- edition.edition_options
SELECT edition.id, edition.name, edition.version, edition.digest
FROM edition
WHERE edition.institution_id = ?
ORDER BY edition.id DESC

-- edition.editions
SELECT edition.id, edition.code, edition.version, edition.name, edition.is_working,
    edition.loaded_at, edition.digest, (SELECT count(dimension.id) AS count_1
  FROM dimension
  WHERE dimension.edition_id = edition.id
  AND dimension.institution_id = ?) AS dimensions, (SELECT count(requirement.id) AS count_2
  FROM requirement
  WHERE requirement.edition_id = edition.id
  AND requirement.institution_id = ?) AS requirements
FROM edition
WHERE edition.institution_id = ?
ORDER BY edition.loaded_at DESC, edition.id DESC

-- edition.offered
SELECT edition.code, requirement.code AS code_1
FROM edition
JOIN requirement ON requirement.edition_id = edition.id
AND requirement.institution_id = ?
WHERE requirement.id = ?
AND edition.institution_id = ?
