-- initiative.detail
SELECT initiative.version, initiative.description, initiative.source, initiative.act_kind,
    initiative.act_number, initiative.act_on, initiative.stage, initiative.territory,
    initiative.basis, initiative.open_ended, initiative.renew_days, initiative.created_at,
    person.name AS created_by
FROM initiative
LEFT OUTER JOIN person ON person.id = initiative.created_by
AND person.institution_id = ?::INTEGER
WHERE initiative.id = ?::INTEGER
AND initiative.institution_id = ?::INTEGER

-- initiative.ending_between
SELECT initiative.id, initiative.name, initiative.kind, initiative.ends_on,
    initiative.ends_precision, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.name,
    anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units
FROM initiative
WHERE initiative.ends_on BETWEEN ?::DATE AND ?::DATE
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.ends_on, initiative.id

-- initiative.ending_between/2
SELECT initiative.id, initiative.name, initiative.kind, initiative.ends_on,
    initiative.ends_precision, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.name,
    anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units
FROM initiative
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND initiative.ends_on BETWEEN ?::DATE AND ?::DATE
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.ends_on, initiative.id

-- initiative.for_requirement
SELECT initiative.id, initiative.name, initiative.kind, initiative_requirement.contribution
FROM initiative
JOIN initiative_requirement ON initiative_requirement.initiative_id = initiative.id
AND initiative_requirement.institution_id = ?::INTEGER
WHERE initiative_requirement.requirement_id = ?::INTEGER
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.for_requirement/2
SELECT initiative.id, initiative.name, initiative.kind, initiative_requirement.contribution
FROM initiative
JOIN initiative_requirement ON initiative_requirement.initiative_id = initiative.id
AND initiative_requirement.institution_id = ?::INTEGER
WHERE initiative_requirement.requirement_id = ?::INTEGER
AND initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.for_task
SELECT initiative.id, initiative.name, initiative.kind, true AS opens
FROM initiative
JOIN initiative_task ON initiative_task.initiative_id = initiative.id
AND initiative_task.institution_id = ?::INTEGER
WHERE initiative_task.task_id = ?::INTEGER
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.for_task/2
SELECT initiative.id, initiative.name, initiative.kind, initiative.id IN (SELECT
    initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER) AS opens
FROM initiative
JOIN initiative_task ON initiative_task.initiative_id = initiative.id
AND initiative_task.institution_id = ?::INTEGER
WHERE initiative_task.task_id = ?::INTEGER
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.idle
SELECT initiative.id, initiative.name, initiative.kind, (SELECT count(*) AS count_1
  FROM initiative_requirement
  WHERE initiative_requirement.initiative_id = initiative.id
  AND initiative_requirement.institution_id = ?::INTEGER) AS feeds, (SELECT count(*) AS count_2
  FROM duty
  WHERE duty.initiative_id = initiative.id
  AND duty.ended_on IS NULL
  AND duty.institution_id = ?::INTEGER) AS duties
FROM initiative
WHERE ((SELECT count(*) AS count_1
  FROM initiative_requirement
  WHERE initiative_requirement.initiative_id = initiative.id
  AND initiative_requirement.institution_id = ?::INTEGER) = ?::INTEGER OR (SELECT count(*) AS
      count_2
  FROM duty
  WHERE duty.initiative_id = initiative.id
  AND duty.ended_on IS NULL
  AND duty.institution_id = ?::INTEGER) = ?::INTEGER)
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.idle/2
SELECT initiative.id, initiative.name, initiative.kind, (SELECT count(*) AS count_1
  FROM initiative_requirement
  WHERE initiative_requirement.initiative_id = initiative.id
  AND initiative_requirement.institution_id = ?::INTEGER) AS feeds, (SELECT count(*) AS count_2
  FROM duty
  WHERE duty.initiative_id = initiative.id
  AND duty.ended_on IS NULL
  AND duty.institution_id = ?::INTEGER) AS duties
FROM initiative
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND ((SELECT count(*) AS count_1
  FROM initiative_requirement
  WHERE initiative_requirement.initiative_id = initiative.id
  AND initiative_requirement.institution_id = ?::INTEGER) = ?::INTEGER OR (SELECT count(*) AS
      count_2
  FROM duty
  WHERE duty.initiative_id = initiative.id
  AND duty.ended_on IS NULL
  AND duty.institution_id = ?::INTEGER) = ?::INTEGER)
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.nobodys
SELECT initiative.id, initiative.name, NOT (EXISTS (SELECT initiative_unit.id
  FROM initiative_unit
  JOIN unit ON unit.id = initiative_unit.unit_id
  AND unit.institution_id = ?::INTEGER
  WHERE initiative_unit.initiative_id = initiative.id
  AND unit.valid_from <= ?::DATE
  AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
  AND initiative_unit.institution_id = ?::INTEGER)) AS unheld, initiative.kind = ?
AND NOT (EXISTS (SELECT committee_member.id
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER)) AS empty
FROM initiative
WHERE (initiative.ends_on IS NULL OR initiative.ends_on >= ?::DATE)
AND (NOT (EXISTS (SELECT initiative_unit.id
  FROM initiative_unit
  JOIN unit ON unit.id = initiative_unit.unit_id
  AND unit.institution_id = ?::INTEGER
  WHERE initiative_unit.initiative_id = initiative.id
  AND unit.valid_from <= ?::DATE
  AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE)
  AND initiative_unit.institution_id = ?::INTEGER)) OR initiative.kind = ? AND NOT (EXISTS (SELECT
      committee_member.id
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER)))
AND initiative.institution_id = ?::INTEGER
ORDER BY initiative.name, initiative.id

-- initiative.page
SELECT count(*) AS count_1
FROM initiative
WHERE initiative.institution_id = ?::INTEGER

-- initiative.page/2
SELECT count(*) AS count_1
FROM initiative
WHERE initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER)
AND initiative.institution_id = ?::INTEGER

-- initiative.read_rows
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.institution_id = ?::INTEGER
  ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      END, initiative.name, initiative.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id

-- initiative.read_rows/2
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id IN (SELECT initiative_unit.initiative_id
    FROM initiative_unit
    WHERE initiative_unit.unit_id IN (…)
    AND initiative_unit.institution_id = ?::INTEGER)
  AND initiative.institution_id = ?::INTEGER
  ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
      END, initiative.name, initiative.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id

-- initiative.read_rows/3
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id = ?::INTEGER
  AND initiative.institution_id = ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id

-- initiative.read_rows/4
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id = ?::INTEGER
  AND initiative.id IN (SELECT initiative_unit.initiative_id
    FROM initiative_unit
    WHERE initiative_unit.unit_id IN (…)
    AND initiative_unit.institution_id = ?::INTEGER)
  AND initiative.institution_id = ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id

-- initiative.read_rows/5
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.institution_id = ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id

-- initiative.read_rows/6
SELECT initiative.aim != ?::VARCHAR AS said_0, initiative.starts_on IS NOT NULL AS said_1,
    initiative.ends_on IS NOT NULL
OR initiative.open_ended AS said_2, initiative.stage IS NOT NULL AS said_3, initiative.territory !=
    ?::VARCHAR AS said_4, initiative.basis IS NOT NULL AS said_5, initiative.act_kind IS NOT NULL AS
    said_6, EXISTS (SELECT *
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.is_act
  AND initiative_evidence.institution_id = ?::INTEGER) AS said_7, initiative.source != ?::VARCHAR AS
      said_8, EXISTS (SELECT *
  FROM executing_body
  WHERE executing_body.initiative_id = initiative.id
  AND executing_body.institution_id = ?::INTEGER) AS said_9, EXISTS (SELECT *
  FROM counterpart
  WHERE counterpart.initiative_id = initiative.id
  AND counterpart.institution_id = ?::INTEGER) AS said_10, EXISTS (SELECT *
  FROM year_budget
  WHERE year_budget.initiative_id = initiative.id
  AND year_budget.institution_id = ?::INTEGER) AS said_11, EXISTS (SELECT *
  FROM training_session
  WHERE training_session.initiative_id = initiative.id
  AND training_session.institution_id = ?::INTEGER) AS said_12, EXISTS (SELECT *
  FROM staff_count
  WHERE staff_count.initiative_id = initiative.id
  AND staff_count.institution_id = ?::INTEGER) AS said_13, EXISTS (SELECT *
  FROM committee_member
  WHERE committee_member.initiative_id = initiative.id
  AND committee_member.institution_id = ?::INTEGER) AS said_14, EXISTS (SELECT *
  FROM committee_meeting
  WHERE committee_meeting.initiative_id = initiative.id
  AND committee_meeting.institution_id = ?::INTEGER) AS said_15, EXISTS (SELECT *
  FROM post_competence
  WHERE post_competence.initiative_id = initiative.id
  AND post_competence.institution_id = ?::INTEGER) AS said_16, EXISTS (SELECT *
  FROM gap_link
  WHERE gap_link.initiative_id = initiative.id
  AND gap_link.institution_id = ?::INTEGER) AS said_17, initiative.id, initiative.name,
      initiative.kind, initiative.aim, initiative.starts_on, initiative.starts_precision,
      initiative.ends_on, initiative.ends_precision, (SELECT count(*) AS count_1
  FROM initiative_evidence
  WHERE initiative_evidence.initiative_id = initiative.id
  AND initiative_evidence.institution_id = ?::INTEGER) AS evidence_count, (SELECT count(*) AS
      count_2
  FROM initiative_task
  JOIN task ON task.id = initiative_task.task_id
  AND task.institution_id = ?::INTEGER
  WHERE initiative_task.initiative_id = initiative.id
  AND task.state IN (…)
  AND initiative_task.institution_id = ?::INTEGER) AS open_tasks, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.name, anon_2.share)) AS TEXT) AS anon_1
  FROM (SELECT unit.id AS id, unit.name AS name, initiative_unit.share AS share
    FROM unit
    JOIN initiative_unit ON initiative_unit.unit_id = unit.id
    AND initiative_unit.institution_id = ?::INTEGER
    WHERE initiative_unit.initiative_id = initiative.id
    AND unit.institution_id = ?::INTEGER
    ORDER BY unit.name, unit.id) AS anon_2) AS units, (SELECT
        CAST(json_agg(json_build_array(anon_4.id, anon_4.code, anon_4.title, anon_4.contribution))
        AS TEXT) AS anon_3
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title,
      initiative_requirement.contribution AS contribution
    FROM requirement
    JOIN initiative_requirement ON initiative_requirement.requirement_id = requirement.id
    AND initiative_requirement.institution_id = ?::INTEGER
    WHERE initiative_requirement.initiative_id = initiative.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_4) AS feeds
FROM initiative
JOIN (SELECT initiative.id AS id
  FROM initiative
  WHERE initiative.id IN (SELECT initiative_unit.initiative_id
    FROM initiative_unit
    WHERE initiative_unit.unit_id IN (…)
    AND initiative_unit.institution_id = ?::INTEGER)
  AND initiative.institution_id = ?::INTEGER) AS anon_5 ON anon_5.id = initiative.id
WHERE initiative.institution_id = ?::INTEGER
ORDER BY CASE initiative.kind WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER
    WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN
    ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ?
    THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER WHEN ? THEN ?::INTEGER END,
    initiative.name, initiative.id
