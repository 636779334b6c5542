-- institution.accept_validates
SELECT institution.accept_validates
FROM institution
WHERE institution.id = ?::INTEGER

-- institution.facts
SELECT institution.id, institution.name, institution.zone, institution.created_at,
    institution.accept_validates
FROM institution
WHERE institution.id = ?::INTEGER
