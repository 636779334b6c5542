-- post_competence.rows_of
SELECT post_competence.id, post_competence.post, post_competence.competence, post_competence.wanted,
    post_competence.held, post_competence.hours, post_competence.budget
FROM post_competence
WHERE post_competence.initiative_id = ?::INTEGER
AND post_competence.institution_id = ?::INTEGER
ORDER BY post_competence.id
