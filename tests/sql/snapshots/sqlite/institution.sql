-- institution.accept_validates
SELECT institution.accept_validates
FROM institution
WHERE institution.id = ?

-- institution.face
SELECT institution.name, institution.zone, institution.word, institution.house_light,
    institution.house_dark, institution.logo_sha256, institution.data_contact, institution.version
FROM institution
WHERE institution.id = ?

-- institution.saved_days
SELECT institution.region, institution.days_off, institution.version
FROM institution
WHERE institution.id = ?
