-- institution.facts
SELECT institution.id, institution.name, institution.zone, institution.created_at
FROM institution
WHERE institution.id = ?
