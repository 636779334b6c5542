-- cut.adoptions
SELECT max(cut.made_at) AS max_1
FROM cut
WHERE cut.cycle_id = ?::INTEGER
AND cut.institution_id = ?::INTEGER

-- cut.all_cycles
SELECT cut.cycle_id, count(*) AS count_1
FROM cut
WHERE cut.institution_id = ?::INTEGER
GROUP BY cut.cycle_id

-- cut.between
SELECT cut.id, cut.name, cut.as_of, cut.is_baseline
FROM cut
WHERE cut.cycle_id = ?::INTEGER
AND cut.as_of BETWEEN ?::DATE AND ?::DATE
AND cut.institution_id = ?::INTEGER
ORDER BY cut.as_of DESC, cut.id DESC

-- cut.choices
SELECT cut.cycle_id, cut.id, cut.name, cut.as_of
FROM cut
WHERE cut.institution_id = ?::INTEGER
ORDER BY cut.as_of, cut.id

-- cut.facts_of
SELECT cut.name, cut.as_of, cut.snapshot
FROM cut
WHERE cut.cycle_id = ?::INTEGER
AND cut.as_of <= ?::DATE
AND cut.institution_id = ?::INTEGER
ORDER BY cut.as_of DESC, cut.id DESC
LIMIT ?::INTEGER

-- cut.find_cut
SELECT cut.id, cut.cycle_id, cut.name, cut.as_of, cut.is_baseline, cut.made_at, person.name AS
    made_by, cut.snapshot
FROM cut
LEFT OUTER JOIN person ON person.id = cut.made_by
AND person.institution_id = ?::INTEGER
WHERE cut.cycle_id = ?::INTEGER
AND cut.id = ?::INTEGER
AND cut.institution_id = ?::INTEGER

-- cut.levels_until
SELECT cut.name, cut.as_of, CAST(cut.snapshot #>> ? AS VARCHAR) AS level, CAST(cut.snapshot #>> ? AS
    VARCHAR) AS share
FROM cut
WHERE cut.cycle_id = ?::INTEGER
AND cut.as_of <= ?::DATE
AND cut.institution_id = ?::INTEGER
ORDER BY cut.as_of, cut.id

-- cut.page_of
SELECT cut.id, cut.cycle_id, cut.name, cut.as_of, cut.is_baseline, cut.made_at, person.name AS
    made_by, cut.snapshot, count(*) OVER () AS of_all
FROM cut
LEFT OUTER JOIN person ON person.id = cut.made_by
AND person.institution_id = ?::INTEGER
WHERE cut.cycle_id = ?::INTEGER
AND cut.institution_id = ?::INTEGER
ORDER BY cut.as_of DESC, cut.id DESC
LIMIT ?::INTEGER OFFSET ?::INTEGER

-- cut.page_of/2
SELECT cut.id, cut.name, cut.as_of, cut.is_baseline, count(*) OVER () AS of_all
FROM cut
WHERE cut.cycle_id = ?::INTEGER
AND cut.institution_id = ?::INTEGER
ORDER BY cut.as_of DESC, cut.id DESC
LIMIT ?::INTEGER OFFSET ?::INTEGER

-- cut.side
SELECT cut.cycle_id
FROM cut
WHERE cut.id = ?::INTEGER
AND cut.institution_id = ?::INTEGER
