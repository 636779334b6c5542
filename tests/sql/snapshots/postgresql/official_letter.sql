-- official_letter.letters
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE true
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
    IN (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters_for
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task_requirement.institution_id = ?::INTEGER)
AND task.cycle_id = ?::INTEGER
AND true
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters_for/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task_requirement.institution_id = ?::INTEGER)
AND task.cycle_id = ?::INTEGER
AND false
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters_for/3
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task_requirement.institution_id = ?::INTEGER)
AND task.cycle_id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters_of
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE official_letter.task_id = ?::INTEGER
AND true
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER

-- official_letter.letters_of/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS by,
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?::INTEGER
AND task.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?::INTEGER
WHERE official_letter.task_id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND official_letter.institution_id = ?::INTEGER
ORDER BY official_letter.id DESC
LIMIT ?::INTEGER
