-- adoption.adoptions
SELECT adoption.id, adoption.cycle_id, adoption.before_id, adoption.after_id,
    adoption.target_before, adoption.matched, adoption.answers, adoption.kept, adoption.left_behind,
    adoption.adopted_at, adoption.adopted_by, adoption.undone_at, adoption.undone_by,
    adoption.institution_id, edition_1.name, edition_1.version, edition_2.name AS name_1,
    edition_2.version AS version_1
FROM adoption
JOIN edition AS edition_1 ON edition_1.id = adoption.before_id
AND edition_1.institution_id = ?
JOIN edition AS edition_2 ON edition_2.id = adoption.after_id
AND edition_2.institution_id = ?
WHERE adoption.cycle_id = ?
AND adoption.institution_id = ?
ORDER BY adoption.id DESC
