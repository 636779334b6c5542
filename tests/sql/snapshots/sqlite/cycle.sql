-- cycle.all_cycles
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.all_cycles/2
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.choices
SELECT cycle.id, cycle.name, cycle.is_current
FROM cycle
WHERE cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.choices/2
SELECT cycle.id, cycle.name, cycle.is_current
FROM cycle
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.current
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE cycle.is_current = 1
AND cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ? OFFSET ?

-- cycle.current/2
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ? OFFSET ?

-- cycle.current_edition_id
SELECT cycle.edition_id
FROM cycle
WHERE cycle.is_current = 1
AND cycle.institution_id = ?

-- cycle.current_id
SELECT cycle.id
FROM cycle
WHERE cycle.is_current = 1
AND cycle.institution_id = ?

-- cycle.find
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE cycle.id = ?
AND cycle.institution_id = ?
