-- cycle.all_cycles
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?::INTEGER
WHERE cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.all_cycles/2
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?::INTEGER
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.choices
SELECT cycle.id, cycle.name, cycle.is_current
FROM cycle
WHERE cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.choices/2
SELECT cycle.id, cycle.name, cycle.is_current
FROM cycle
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC

-- cycle.current
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?::INTEGER
WHERE cycle.is_current
AND cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ?::INTEGER

-- cycle.current/2
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?::INTEGER
WHERE cycle.released_at IS NOT NULL
AND cycle.institution_id = ?::INTEGER
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ?::INTEGER

-- cycle.current_edition_id
SELECT cycle.edition_id
FROM cycle
WHERE cycle.is_current
AND cycle.institution_id = ?::INTEGER

-- cycle.current_id
SELECT cycle.id
FROM cycle
WHERE cycle.is_current
AND cycle.institution_id = ?::INTEGER

-- cycle.find
SELECT cycle.id, cycle.name, cycle.target_level, cycle.starts_on, cycle.evaluation_on,
    cycle.valid_until, cycle.is_current, cycle.released_at, cycle.edition_id, edition.name AS
    edition_name, edition.version AS edition_version, edition.is_working AS edition_is_working,
    edition.digest AS edition_digest, cycle.kept_from, cycle.version AS version
FROM cycle
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?::INTEGER
WHERE cycle.id = ?::INTEGER
AND cycle.institution_id = ?::INTEGER
