-- official_letter.letters
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE 1 = 1
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE (task.unit_id IN (…) OR task.person_id = ? AND (task.unit_id NOT IN (…)) OR task.id IN (SELECT
    task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?) AND (task.unit_id NOT IN (…)) AND (task.person_id IS NULL OR
      task.person_id != ?))
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters_for
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?
  AND task_requirement.institution_id = ?)
AND task.cycle_id = ?
AND 1 = 1
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters_for/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?
  AND task_requirement.institution_id = ?)
AND task.cycle_id = ?
AND 0 = 1
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters_for/3
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE official_letter.task_id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?
  AND task_requirement.institution_id = ?)
AND task.cycle_id = ?
AND (task.unit_id IN (…) OR task.person_id = ? AND (task.unit_id NOT IN (…)) OR task.id IN (SELECT
    task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?) AND (task.unit_id NOT IN (…)) AND (task.person_id IS NULL OR
      task.person_id != ?))
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters_of
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE official_letter.task_id = ?
AND 1 = 1
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?

-- official_letter.letters_of/2
SELECT official_letter.id, official_letter.task_id, task.title AS task, task.due_on, task.state = ?
    AS closed, official_letter.issued_on, official_letter.at, person.name AS "by",
    official_letter.words, letter_annulment.why, letter_annulment.at AS annulled_at,
    letter_annulment.replaced_by
FROM official_letter
JOIN task ON task.id = official_letter.task_id + ?
AND task.institution_id = ?
LEFT OUTER JOIN person ON person.id = official_letter.person_id
AND person.institution_id = ?
LEFT OUTER JOIN letter_annulment ON letter_annulment.letter_id = official_letter.id
AND letter_annulment.institution_id = ?
WHERE official_letter.task_id = ?
AND (task.unit_id IN (…) OR task.person_id = ? AND (task.unit_id NOT IN (…)) OR task.id IN (SELECT
    task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?) AND (task.unit_id NOT IN (…)) AND (task.person_id IS NULL OR
      task.person_id != ?))
AND official_letter.institution_id = ?
ORDER BY official_letter.id DESC
LIMIT ? OFFSET ?
