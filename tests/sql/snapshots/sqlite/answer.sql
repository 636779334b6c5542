-- answer.all_cycles
SELECT answer.cycle_id, count(*) AS requirements, count(answer.declared) AS answered,
    count(answer.validated) AS validated
FROM answer
WHERE answer.institution_id = ?
GROUP BY answer.cycle_id

-- answer.answers
SELECT answer.id, answer.requirement_id, requirement.code, requirement.title, dimension.code AS
    dimension, answer.unit_id, unit.name AS unit_name, answer.declared, answer.not_applicable,
    answer.not_applicable_reason, answer.validated, answer.validated_at, answer.external,
    answer.external_at, answer.version, answer.moved_at, person.name AS moved_by
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = answer.moved_by
AND person.institution_id = ?
WHERE answer.cycle_id = ?
AND answer.institution_id = ?
ORDER BY requirement.position, answer.id

-- answer.deeds
SELECT answer.id, answer.cycle_id, requirement.code
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
WHERE answer.cycle_id IN (…)
AND answer.institution_id = ?

-- answer.efforts
SELECT requirement.id AS requirement_id, requirement.code, requirement.title,
    requirement.effort_hours AS usual, effort.hours AS own
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
LEFT OUTER JOIN effort ON effort.requirement_id = answer.requirement_id
AND effort.cycle_id = answer.cycle_id
AND effort.institution_id = ?
WHERE answer.cycle_id = ?
AND answer.institution_id = ?
ORDER BY requirement.position

-- answer.find_answer
SELECT answer.id, answer.requirement_id, requirement.code, requirement.title, dimension.code AS
    dimension, answer.unit_id, unit.name AS unit_name, answer.declared, answer.not_applicable,
    answer.not_applicable_reason, answer.validated, answer.validated_at, answer.external,
    answer.external_at, answer.version, answer.moved_at, person.name AS moved_by, answer.narrative,
    answer.validation_note, answer.external_note, requirement.position, cycle.id AS cycle_id,
    cycle.name AS cycle_name, cycle.target_level AS cycle_target_level, cycle.starts_on AS
    cycle_starts_on, cycle.evaluation_on AS cycle_evaluation_on, cycle.valid_until AS
    cycle_valid_until, cycle.is_current AS cycle_is_current, cycle.released_at AS cycle_released_at,
    cycle.edition_id AS cycle_edition_id, edition.name AS cycle_edition_name, edition.version AS
    cycle_edition_version, edition.is_working AS cycle_edition_is_working, edition.digest AS
    cycle_edition_digest, cycle.kept_from AS cycle_kept_from, cycle.version AS cycle_version
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = answer.moved_by
AND person.institution_id = ?
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE answer.requirement_id = ?
AND answer.cycle_id = ?
AND answer.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ? OFFSET ?

-- answer.find_answer/2
SELECT answer.id, answer.requirement_id, requirement.code, requirement.title, dimension.code AS
    dimension, answer.unit_id, unit.name AS unit_name, answer.declared, answer.not_applicable,
    answer.not_applicable_reason, answer.validated, answer.validated_at, answer.external,
    answer.external_at, answer.version, answer.moved_at, person.name AS moved_by, answer.narrative,
    answer.validation_note, answer.external_note, requirement.position, cycle.id AS cycle_id,
    cycle.name AS cycle_name, cycle.target_level AS cycle_target_level, cycle.starts_on AS
    cycle_starts_on, cycle.evaluation_on AS cycle_evaluation_on, cycle.valid_until AS
    cycle_valid_until, cycle.is_current AS cycle_is_current, cycle.released_at AS cycle_released_at,
    cycle.edition_id AS cycle_edition_id, edition.name AS cycle_edition_name, edition.version AS
    cycle_edition_version, edition.is_working AS cycle_edition_is_working, edition.digest AS
    cycle_edition_digest, cycle.kept_from AS cycle_kept_from, cycle.version AS cycle_version
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = answer.moved_by
AND person.institution_id = ?
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE answer.requirement_id = ?
AND answer.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ? OFFSET ?

-- answer.find_answer/3
SELECT answer.id, answer.requirement_id, requirement.code, requirement.title, dimension.code AS
    dimension, answer.unit_id, unit.name AS unit_name, answer.declared, answer.not_applicable,
    answer.not_applicable_reason, answer.validated, answer.validated_at, answer.external,
    answer.external_at, answer.version, answer.moved_at, person.name AS moved_by, answer.narrative,
    answer.validation_note, answer.external_note, requirement.position, cycle.id AS cycle_id,
    cycle.name AS cycle_name, cycle.target_level AS cycle_target_level, cycle.starts_on AS
    cycle_starts_on, cycle.evaluation_on AS cycle_evaluation_on, cycle.valid_until AS
    cycle_valid_until, cycle.is_current AS cycle_is_current, cycle.released_at AS cycle_released_at,
    cycle.edition_id AS cycle_edition_id, edition.name AS cycle_edition_name, edition.version AS
    cycle_edition_version, edition.is_working AS cycle_edition_is_working, edition.digest AS
    cycle_edition_digest, cycle.kept_from AS cycle_kept_from, cycle.version AS cycle_version
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
JOIN dimension ON dimension.id = requirement.dimension_id
AND dimension.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = answer.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person ON person.id = answer.moved_by
AND person.institution_id = ?
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?
JOIN edition ON edition.id = cycle.edition_id
AND edition.institution_id = ?
WHERE answer.requirement_id = ?
AND cycle.released_at IS NOT NULL
AND answer.institution_id = ?
ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
LIMIT ? OFFSET ?

-- answer.gaps
SELECT answer.requirement_id, answer.external_note
FROM answer
WHERE answer.cycle_id = ?
AND answer.requirement_id IN (…)
AND answer.institution_id = ?

-- answer.inventory
SELECT requirement.code, answer.requirement_id, answer.declared, answer.not_applicable,
    answer.narrative, answer.unit_id
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
WHERE answer.cycle_id = ?
AND answer.institution_id = ?
ORDER BY requirement.position

-- answer.names
SELECT ? AS entity, answer.id AS id, requirement.code || ? || requirement.title AS name
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
WHERE answer.id IN (…)
AND answer.institution_id = ?
UNION ALL SELECT ? AS entity, cycle.id AS id, cycle.name AS name
FROM cycle
WHERE cycle.id IN (…)
AND cycle.institution_id = ?
UNION ALL SELECT ? AS entity, duty.id AS id, duty.title AS name
FROM duty
WHERE duty.id IN (…)
AND duty.institution_id = ?
UNION ALL SELECT ? AS entity, edition.id AS id, edition.name AS name
FROM edition
WHERE edition.id IN (…)
AND edition.institution_id = ?
UNION ALL SELECT ? AS entity, evidence.id AS id, evidence.title AS name
FROM evidence
WHERE evidence.id IN (…)
AND evidence.institution_id = ?
UNION ALL SELECT ? AS entity, indicator.id AS id, indicator.name AS name
FROM indicator
WHERE indicator.id IN (…)
AND indicator.institution_id = ?
UNION ALL SELECT ? AS entity, initiative.id AS id, initiative.name AS name
FROM initiative
WHERE initiative.id IN (…)
AND initiative.institution_id = ?
UNION ALL SELECT ? AS entity, person.id AS id, person.name AS name
FROM person
WHERE person.id IN (…)
AND person.institution_id = ?
UNION ALL SELECT ? AS entity, scenario.id AS id, scenario.name AS name
FROM scenario
WHERE scenario.id IN (…)
AND scenario.institution_id = ?
UNION ALL SELECT ? AS entity, task.id AS id, task.title AS name
FROM task
WHERE task.id IN (…)
AND task.institution_id = ?
UNION ALL SELECT ? AS entity, unit.id AS id, unit.name AS name
FROM unit
WHERE unit.id IN (…)
AND unit.institution_id = ?

-- answer.narratives
SELECT requirement.code, answer.narrative
FROM answer
JOIN requirement ON requirement.id = answer.requirement_id
AND requirement.institution_id = ?
WHERE answer.cycle_id = ?
AND answer.institution_id = ?

-- answer.nobodys
SELECT answer.unit_id
FROM answer
JOIN cycle ON cycle.id = answer.cycle_id
AND cycle.institution_id = ?
WHERE cycle.is_current = 1
AND answer.unit_id IN (…)
AND answer.institution_id = ?
UNION SELECT task.unit_id
FROM task
WHERE task.unit_id IN (…)
AND task.state IN (…)
AND task.institution_id = ?

-- answer.open_requirements
SELECT answer.requirement_id
FROM answer
WHERE answer.cycle_id IN (SELECT cycle_1.id
  FROM cycle AS cycle_1
  WHERE cycle_1.id = (SELECT cycle.id
    FROM cycle
    WHERE cycle.edition_id = cycle_1.edition_id
    AND cycle.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
    LIMIT ? OFFSET ?)
  AND cycle_1.institution_id = ?)
AND answer.unit_id IN (…)
AND answer.institution_id = ?
UNION SELECT task_requirement.requirement_id
FROM task_requirement
JOIN task ON task.id = task_requirement.task_id
AND task.institution_id = ?
WHERE task.cycle_id IN (SELECT cycle_1.id
  FROM cycle AS cycle_1
  WHERE cycle_1.id = (SELECT cycle.id
    FROM cycle
    WHERE cycle.edition_id = cycle_1.edition_id
    AND cycle.institution_id = ?
    ORDER BY cycle.is_current DESC, cycle.starts_on DESC, cycle.id DESC
    LIMIT ? OFFSET ?)
  AND cycle_1.institution_id = ?)
AND (task.unit_id IN (…) OR task.person_id = ? AND (task.unit_id NOT IN (…)) OR task.id IN (SELECT
    task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?) AND (task.unit_id NOT IN (…)) AND (task.person_id IS NULL OR
      task.person_id != ?))
AND task_requirement.institution_id = ?

-- answer.with_acceptance
SELECT DISTINCT answer.id, answer.cycle_id, answer.requirement_id, (SELECT count(*) AS count_1
  FROM task_requirement
  JOIN task ON task.id = task_requirement.task_id
  AND task.institution_id = ?
  WHERE task_requirement.requirement_id = answer.requirement_id
  AND task.cycle_id = answer.cycle_id
  AND task.state IN (…)
  AND task.kind = ?
  AND (task.id NOT IN (…))
  AND task_requirement.institution_id = ?) AS open_tasks
FROM answer
JOIN evidence_link ON evidence_link.cycle_id = answer.cycle_id
AND evidence_link.requirement_id = answer.requirement_id
AND evidence_link.institution_id = ?
WHERE (evidence_link.evidence_id = ? OR (EXISTS (SELECT task_requirement.id
  FROM task_requirement
  JOIN task ON task.id = task_requirement.task_id
  AND task.institution_id = ?
  WHERE task.id IN (…)
  AND task.cycle_id = evidence_link.cycle_id
  AND task_requirement.requirement_id = evidence_link.requirement_id
  AND task_requirement.institution_id = ?)))
AND answer.declared IS NOT NULL
AND answer.validated IS NULL
AND (EXISTS (SELECT institution.id
  FROM institution
  WHERE institution.id = answer.institution_id
  AND institution.accept_validates = 1))
AND answer.institution_id = ?
ORDER BY answer.id
