-- task.asks_about
SELECT task.id, task.title
FROM task
WHERE task.kind = ?
AND task.state IN (…)
AND true
AND task.id IN (SELECT task_about.task_id
  FROM task_about
  WHERE task_about.evidence_id = ?::INTEGER
  AND task_about.institution_id = ?::INTEGER)
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.asks_about/2
SELECT task.id, task.title
FROM task
WHERE task.kind = ?
AND task.state IN (…)
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.id IN (SELECT task_about.task_id
  FROM task_about
  WHERE task_about.evidence_id = ?::INTEGER
  AND task_about.institution_id = ?::INTEGER)
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.asks_for
SELECT task.id, task.title
FROM task
WHERE task.kind = ?
AND task.state IN (…)
AND true
AND task.cycle_id = ?::INTEGER
AND task.id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task_requirement.institution_id = ?::INTEGER)
AND NOT (EXISTS (SELECT task_about.task_id
  FROM task_about
  WHERE task_about.task_id = task.id
  AND task_about.institution_id = ?::INTEGER))
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.asks_for/2
SELECT task.id, task.title
FROM task
WHERE task.kind = ?
AND task.state IN (…)
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.cycle_id = ?::INTEGER
AND task.id IN (SELECT task_requirement.task_id
  FROM task_requirement
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task_requirement.institution_id = ?::INTEGER)
AND NOT (EXISTS (SELECT task_about.task_id
  FROM task_about
  WHERE task_about.task_id = task.id
  AND task_about.institution_id = ?::INTEGER))
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.awaitable
SELECT task.id, task.title, unit.name AS unit_name
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
WHERE (task.id IN (SELECT task.id
  FROM task
  WHERE task.kind = ?
  AND task.state IN (…)
  AND true
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER) OR task.id IN (…))
AND task.id != ?::INTEGER
AND task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.board
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.of_all
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.of_all AS of_all
  FROM (SELECT anon_5.id AS id, anon_5.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.board/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.of_all
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.of_all AS of_all
  FROM (SELECT anon_5.id AS id, anon_5.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.unit_id IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.board/3
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.of_all
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.of_all AS of_all
  FROM (SELECT anon_5.id AS id, anon_5.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.person_id = ?::INTEGER
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.person_id = ?::INTEGER
      AND task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.person_id = ?::INTEGER
      AND task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.person_id = ?::INTEGER
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.board/4
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.of_all
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.of_all AS of_all
  FROM (SELECT anon_5.id AS id, anon_5.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE true
      AND task.state IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.board/5
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.of_all
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.of_all AS of_all
  FROM (SELECT anon_5.id AS id, anon_5.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.of_all AS of_all
    FROM (SELECT task.id AS id, count(*) OVER () AS of_all
      FROM task
      WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR
          task.id IN (SELECT task_helper.task_id
        FROM task_helper
        WHERE task_helper.unit_id IN (…)
        AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND
            (task.person_id IS NULL OR task.person_id != ?::INTEGER))
      AND task.state IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.closing
SELECT task.id, task.title
FROM task
WHERE task.id IN (SELECT task_evidence.task_id
  FROM task_evidence
  WHERE task_evidence.evidence_id = ?::INTEGER
  AND task_evidence.institution_id = ?::INTEGER)
AND task.state = ?
AND NOT ((EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN evidence ON evidence.id = task_evidence.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (task_evidence.evidence_id NOT IN (…))
  AND evidence.state != ?
  AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)))
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.counts_for_dashboard
SELECT CASE WHEN ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER))) THEN ?::INTEGER WHEN (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) THEN ?::INTEGER WHEN (task.state = ? OR (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER))) THEN CASE WHEN (task.due_on < ?::DATE) THEN
      ?::INTEGER ELSE ?::INTEGER END WHEN (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) THEN CASE WHEN (task.due_on < ?::DATE) THEN ?::INTEGER
      WHEN (task.due_on <= ?::DATE) THEN ?::INTEGER ELSE ?::INTEGER END WHEN (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) THEN ?::INTEGER WHEN (task.state = ?) THEN
      ?::INTEGER WHEN (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER))) THEN ?::INTEGER WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER))) THEN ?::INTEGER ELSE CASE WHEN (task.due_on <
      ?::DATE) THEN ?::INTEGER WHEN (task.due_on <= ?::DATE) THEN ?::INTEGER ELSE ?::INTEGER END END
      AS place, count(*) AS many
FROM task
WHERE task.state IN (…)
AND true
AND task.institution_id = ?::INTEGER
GROUP BY place

-- task.counts_for_dashboard/2
SELECT CASE WHEN ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER))) THEN ?::INTEGER WHEN (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) THEN ?::INTEGER WHEN (task.state = ? OR (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER))) THEN CASE WHEN (task.due_on < ?::DATE) THEN
      ?::INTEGER ELSE ?::INTEGER END WHEN (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) THEN CASE WHEN (task.due_on < ?::DATE) THEN ?::INTEGER
      WHEN (task.due_on <= ?::DATE) THEN ?::INTEGER ELSE ?::INTEGER END WHEN (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) THEN ?::INTEGER WHEN (task.state = ?) THEN
      ?::INTEGER WHEN (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER))) THEN ?::INTEGER WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER))) THEN ?::INTEGER ELSE CASE WHEN (task.due_on <
      ?::DATE) THEN ?::INTEGER WHEN (task.due_on <= ?::DATE) THEN ?::INTEGER ELSE ?::INTEGER END END
      AS place, count(*) AS many
FROM task
WHERE task.state IN (…)
AND (task.unit_id IN (…) OR task.id IN (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)))
AND task.institution_id = ?::INTEGER
GROUP BY place

-- task.detail
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, CASE WHEN (task.state IN (…) AND
      task.kind = ?) THEN (SELECT CAST(json_agg(json_build_array(anon_4.id, anon_4.title)) AS TEXT)
      AS anon_3
  FROM (SELECT evidence.id AS id, evidence.title AS title
    FROM evidence
    WHERE evidence.id IN (SELECT evidence_link.evidence_id
      FROM evidence_link
      JOIN task_requirement ON task_requirement.requirement_id = evidence_link.requirement_id
      AND task_requirement.institution_id = ?::INTEGER
      WHERE task_requirement.task_id = ?::INTEGER
      AND evidence_link.institution_id = ?::INTEGER)
    AND (evidence.id NOT IN (SELECT task_evidence.evidence_id
      FROM task_evidence
      WHERE task_evidence.task_id = ?::INTEGER
      AND task_evidence.institution_id = ?::INTEGER))
    AND evidence.blocked_at IS NULL
    AND evidence.institution_id = ?::INTEGER
    ORDER BY evidence.id DESC
    LIMIT ?::INTEGER) AS anon_4) END AS attachable, task.version AS version__1, task.due_kind,
        task.due_days, task.cycle_id, cycle.name AS cycle_name, task.created_at, person_1.name AS
        created_by, task.delivered_at, task.closed_at, task.paused_until, task.checks_first
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS person_1 ON person_1.id = task.created_by
AND person_1.institution_id = ?::INTEGER
LEFT OUTER JOIN cycle ON cycle.id = task.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE task.id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER

-- task.detail/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, CASE WHEN false THEN (SELECT
      CAST(json_agg(json_build_array(anon_4.id, anon_4.title)) AS TEXT) AS anon_3
  FROM (SELECT evidence.id AS id, evidence.title AS title
    FROM evidence
    WHERE evidence.id IN (SELECT evidence_link.evidence_id
      FROM evidence_link
      JOIN task_requirement ON task_requirement.requirement_id = evidence_link.requirement_id
      AND task_requirement.institution_id = ?::INTEGER
      WHERE task_requirement.task_id = ?::INTEGER
      AND evidence_link.institution_id = ?::INTEGER)
    AND (evidence.id NOT IN (SELECT task_evidence.evidence_id
      FROM task_evidence
      WHERE task_evidence.task_id = ?::INTEGER
      AND task_evidence.institution_id = ?::INTEGER))
    AND evidence.blocked_at IS NULL
    AND evidence.classification != 'secreta'
    AND evidence.institution_id = ?::INTEGER
    ORDER BY evidence.id DESC
    LIMIT ?::INTEGER) AS anon_4) END AS attachable, task.version AS version__1, task.due_kind,
        task.due_days, task.cycle_id, cycle.name AS cycle_name, task.created_at, person_1.name AS
        created_by, task.delivered_at, task.closed_at, task.paused_until, task.checks_first
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS person_1 ON person_1.id = task.created_by
AND person_1.institution_id = ?::INTEGER
LEFT OUTER JOIN cycle ON cycle.id = task.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE task.id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER

-- task.detail/3
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, CASE WHEN (task.state IN (…) AND
      task.kind = ?) THEN (SELECT CAST(json_agg(json_build_array(anon_4.id, anon_4.title)) AS TEXT)
      AS anon_3
  FROM (SELECT evidence.id AS id, evidence.title AS title
    FROM evidence
    WHERE evidence.id IN (SELECT evidence_link.evidence_id
      FROM evidence_link
      JOIN task_requirement ON task_requirement.requirement_id = evidence_link.requirement_id
      AND task_requirement.institution_id = ?::INTEGER
      WHERE task_requirement.task_id = ?::INTEGER
      AND evidence_link.institution_id = ?::INTEGER)
    AND (evidence.id NOT IN (SELECT task_evidence.evidence_id
      FROM task_evidence
      WHERE task_evidence.task_id = ?::INTEGER
      AND task_evidence.institution_id = ?::INTEGER))
    AND evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND evidence.institution_id = ?::INTEGER
    ORDER BY evidence.id DESC
    LIMIT ?::INTEGER) AS anon_4) END AS attachable, task.version AS version__1, task.due_kind,
        task.due_days, task.cycle_id, cycle.name AS cycle_name, task.created_at, person_1.name AS
        created_by, task.delivered_at, task.closed_at, task.paused_until, task.checks_first
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS person_1 ON person_1.id = task.created_by
AND person_1.institution_id = ?::INTEGER
LEFT OUTER JOIN cycle ON cycle.id = task.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE task.id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.institution_id = ?::INTEGER

-- task.detail/4
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, CASE WHEN (task.state IN (…) AND
      task.kind = ?) THEN (SELECT CAST(json_agg(json_build_array(anon_4.id, anon_4.title)) AS TEXT)
      AS anon_3
  FROM (SELECT evidence.id AS id, evidence.title AS title
    FROM evidence
    WHERE evidence.id IN (SELECT evidence_link.evidence_id
      FROM evidence_link
      JOIN task_requirement ON task_requirement.requirement_id = evidence_link.requirement_id
      AND task_requirement.institution_id = ?::INTEGER
      WHERE task_requirement.task_id = ?::INTEGER
      AND evidence_link.institution_id = ?::INTEGER)
    AND (evidence.id NOT IN (SELECT task_evidence.evidence_id
      FROM task_evidence
      WHERE task_evidence.task_id = ?::INTEGER
      AND task_evidence.institution_id = ?::INTEGER))
    AND evidence.unit_id IN (…)
    AND evidence.blocked_at IS NULL
    AND (evidence.classification != 'secreta' OR evidence.created_by = ?::INTEGER)
    AND evidence.institution_id = ?::INTEGER
    ORDER BY evidence.id DESC
    LIMIT ?::INTEGER) AS anon_4) END AS attachable, task.version AS version__1, task.due_kind,
        task.due_days, task.cycle_id, cycle.name AS cycle_name, task.created_at, person_1.name AS
        created_by, task.delivered_at, task.closed_at, task.paused_until, task.checks_first
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS person_1 ON person_1.id = task.created_by
AND person_1.institution_id = ?::INTEGER
LEFT OUTER JOIN cycle ON cycle.id = task.cycle_id
AND cycle.institution_id = ?::INTEGER
WHERE task.id = ?::INTEGER
AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id IN
    (SELECT task_helper.task_id
  FROM task_helper
  WHERE task_helper.unit_id IN (…)
  AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id IS
      NULL OR task.person_id != ?::INTEGER))
AND task.institution_id = ?::INTEGER

-- task.facts_of
SELECT task.title, task.due_on, unit.name AS unit, person.name AS person, (SELECT
    CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
AND task.due_on < ?::DATE
AND task.created_at < ?::TIMESTAMP WITH TIME ZONE
AND task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on)
  AND task_wait.institution_id = ?::INTEGER))))
AND true
AND task.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id, task.due_on, task.id

-- task.facts_of/2
SELECT task.title, task.due_on, unit.name AS unit, person.name AS person, (SELECT
    CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements
FROM task
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
AND task.due_on < ?::DATE
AND task.created_at < ?::TIMESTAMP WITH TIME ZONE
AND task.state IN (…)
AND NOT ((EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)))
AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.asked_of = ?
  AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on)
  AND task_wait.institution_id = ?::INTEGER))))
AND false
AND task.institution_id = ?::INTEGER
ORDER BY unit.name, unit.id, task.due_on, task.id

-- task.for_requirement
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  JOIN task_requirement ON task_requirement.task_id = task.id
  AND task_requirement.institution_id = ?::INTEGER
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task.cycle_id = ?::INTEGER
  AND true
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on DESC, task.id DESC
  LIMIT ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.for_requirement/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  JOIN task_requirement ON task_requirement.task_id = task.id
  AND task_requirement.institution_id = ?::INTEGER
  WHERE task_requirement.requirement_id = ?::INTEGER
  AND task.cycle_id = ?::INTEGER
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
      IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id
        IS NULL OR task.person_id != ?::INTEGER))
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on DESC, task.id DESC
  LIMIT ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.inventory
SELECT task.id, task.state, task.unit_id, coalesce((SELECT max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
WHERE task.cycle_id = ?::INTEGER
AND task.state IN (…)
AND task.kind = ?
AND task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.load_by_unit
SELECT task.unit_id + ?::INTEGER AS anon_1, count(*) AS count_1
FROM task
WHERE task.cycle_id = ?::INTEGER
AND task.state IN (…)
AND task.kind = ?
AND task.institution_id = ?::INTEGER
GROUP BY task.unit_id + ?::INTEGER

-- task.next_asked
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.part, anon_3.of_part
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.part AS part, anon_4.of_part AS of_part
  FROM (SELECT anon_5.id AS id, anon_5.part AS part, anon_5.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.part AS part, anon_6.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.part AS part, anon_7.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.part AS part, anon_8.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8
    UNION ALL SELECT anon_9.id AS id, anon_9.part AS part, anon_9.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_9
    UNION ALL SELECT anon_10.id AS id, anon_10.part AS part, anon_10.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_10
    UNION ALL SELECT anon_11.id AS id, anon_11.part AS part, anon_11.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_11
    UNION ALL SELECT anon_12.id AS id, anon_12.part AS part, anon_12.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_12
    UNION ALL SELECT anon_13.id AS id, anon_13.part AS part, anon_13.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_13
    UNION ALL SELECT anon_14.id AS id, anon_14.part AS part, anon_14.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_14) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.open_holding
SELECT task.id, task.title
FROM task
WHERE task.id IN (SELECT task_evidence.task_id
  FROM task_evidence
  WHERE task_evidence.evidence_id = ?::INTEGER
  AND task_evidence.institution_id = ?::INTEGER)
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.open_tasks
SELECT task.id, task.title, task.due_on
FROM task
WHERE task.id IN (SELECT duty_date.task_id
  FROM duty_date
  JOIN duty ON duty.id = duty_date.duty_id
  AND duty.institution_id = ?::INTEGER
  WHERE duty.initiative_id = ?::INTEGER
  AND duty_date.task_id IS NOT NULL
  AND duty_date.institution_id = ?::INTEGER)
AND task.state IN (…)
AND true
AND task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id
LIMIT ?::INTEGER

-- task.page
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.state IN (…)
  AND task.institution_id = ?::INTEGER) AS anon_1

-- task.page/2
SELECT (SELECT count(*) AS count_1
  FROM task
  WHERE task.unit_id IN (…)
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_2
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND (task.unit_id NOT IN (…))
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) + (SELECT count(*) AS count_3
  FROM task
  WHERE task.id IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER)
  AND (task.unit_id NOT IN (…))
  AND (task.person_id IS NULL OR task.person_id != ?::INTEGER)
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) AS anon_1

-- task.promptness_of_person
SELECT task.id, task.created_at, task.due_on, task_event.step, task_event.at, task_event.changes,
    task_event.step = ?
AND (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER)) AS came_back
FROM task
JOIN task_event ON task_event.task_id = task.id
AND task_event.institution_id = ?::INTEGER
WHERE task.person_id = ?::INTEGER
AND task.created_at >= ?::TIMESTAMP WITH TIME ZONE
AND task.institution_id = ?::INTEGER
ORDER BY task.id, task_event.id

-- task.promptness_of_units
SELECT task.id, task.created_at, task.due_on, task_event.step, task_event.at, task_event.changes,
    task_event.step = ?
AND (EXISTS (SELECT task_evidence.id
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER)) AS came_back
FROM task
JOIN task_event ON task_event.task_id = task.id
AND task_event.institution_id = ?::INTEGER
WHERE task.unit_id IN (…)
AND task.created_at >= ?::TIMESTAMP WITH TIME ZONE
AND task.institution_id = ?::INTEGER
ORDER BY task.id, task_event.id

-- task.queue
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.part, anon_3.of_part
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.part AS part, anon_4.of_part AS of_part
  FROM (SELECT anon_5.id AS id, anon_5.part AS part, anon_5.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.part AS part, anon_6.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.state IN (…)
      AND ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) AND NOT (task.state = ? OR (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND ((EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR task.state = ?) OR task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
        AND task_wait.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))) AND task.state IN (…) AND NOT (task.state = ?
            OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT (task.state IN (…) AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))) AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))) AND (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.part AS part, anon_7.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.state IN (…)
      AND NOT (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER))
      AND (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.part AS part, anon_8.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8
    UNION ALL SELECT anon_9.id AS id, anon_9.part AS part, anon_9.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_9
    UNION ALL SELECT anon_10.id AS id, anon_10.part AS part, anon_10.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_10
    UNION ALL SELECT anon_11.id AS id, anon_11.part AS part, anon_11.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_11
    UNION ALL SELECT anon_12.id AS id, anon_12.part AS part, anon_12.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_12
    UNION ALL SELECT anon_13.id AS id, anon_13.part AS part, anon_13.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_13
    UNION ALL SELECT anon_14.id AS id, anon_14.part AS part, anon_14.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_14
    UNION ALL SELECT anon_15.id AS id, anon_15.part AS part, anon_15.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_15
    UNION ALL SELECT anon_16.id AS id, anon_16.part AS part, anon_16.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_16
    UNION ALL SELECT anon_17.id AS id, anon_17.part AS part, anon_17.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_17) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.queue/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.part, anon_3.of_part
FROM task
JOIN (SELECT anon_4.id AS id, anon_4.part AS part, anon_4.of_part AS of_part
  FROM (SELECT anon_5.id AS id, anon_5.part AS part, anon_5.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_5
    UNION ALL SELECT anon_6.id AS id, anon_6.part AS part, anon_6.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on < ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_6
    UNION ALL SELECT anon_7.id AS id, anon_7.part AS part, anon_7.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_7
    UNION ALL SELECT anon_8.id AS id, anon_8.part AS part, anon_8.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_8
    UNION ALL SELECT anon_9.id AS id, anon_9.part AS part, anon_9.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_9
    UNION ALL SELECT anon_10.id AS id, anon_10.part AS part, anon_10.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on >= ?::DATE
      AND task.due_on <= ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_10
    UNION ALL SELECT anon_11.id AS id, anon_11.part AS part, anon_11.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_11
    UNION ALL SELECT anon_12.id AS id, anon_12.part AS part, anon_12.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.due_on > ?::DATE
      AND task.state IN (…)
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)))
      AND (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.asked_of = ?
        AND task_ask.institution_id = ?::INTEGER)) OR task.state IN (…) AND NOT (EXISTS (SELECT
            task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)) AND NOT (task.id IN (SELECT
            task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER) AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND (task_1.state IN (…) OR CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >=
            task.due_on)
        AND task_wait.institution_id = ?::INTEGER))))
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_12
    UNION ALL SELECT anon_13.id AS id, anon_13.part AS part, anon_13.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.unit_id IN (…)
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_13
    UNION ALL SELECT anon_14.id AS id, anon_14.part AS part, anon_14.of_part AS of_part
    FROM (SELECT task.id AS id, ?::INTEGER AS part, count(*) OVER () AS of_part
      FROM task
      WHERE task.person_id = ?::INTEGER
      AND (task.unit_id NOT IN (…))
      AND task.id IN (SELECT task_wait.task_id
        FROM task_wait
        WHERE task_wait.institution_id = ?::INTEGER)
      AND (EXISTS (SELECT task_wait.id
        FROM task_wait
        JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
        AND task_1.institution_id = ?::INTEGER
        WHERE task_wait.task_id = task.id
        AND task_1.state IN (…)
        AND task_wait.institution_id = ?::INTEGER))
      AND task.state IN (…)
      AND NOT (task.state = ? OR (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER)))
      AND NOT ((EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)) OR (EXISTS (SELECT task_ask.id
        FROM task_ask
        WHERE task_ask.task_id = task.id
        AND task_ask.kind = ?
        AND task_ask.answered_at IS NULL
        AND task_ask.institution_id = ?::INTEGER)))
      AND NOT (EXISTS (SELECT task_evidence.id
        FROM task_evidence
        WHERE task_evidence.task_id = task.id
        AND (EXISTS (SELECT evidence.id
          FROM evidence
          WHERE evidence.id = task_evidence.evidence_id
          AND evidence.state = ?
          AND evidence.institution_id = ?::INTEGER))
        AND task_evidence.institution_id = ?::INTEGER))
      AND task.institution_id = ?::INTEGER
      ORDER BY task.due_on, task.id
      LIMIT ?::INTEGER) AS anon_14) AS anon_4) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at, anon_3.question, anon_3.instructed
FROM task
JOIN (SELECT task.id AS id, EXISTS (SELECT task_ask.id
    FROM task_ask
    WHERE task_ask.task_id = task.id
    AND task_ask.kind = ?
    AND task_ask.answered_at IS NULL
    AND task_ask.institution_id = ?::INTEGER) AS question, EXISTS (SELECT official_letter.id
    FROM official_letter
    WHERE official_letter.task_id = task.id
    AND NOT (EXISTS (SELECT letter_annulment.id
      FROM letter_annulment
      WHERE letter_annulment.letter_id = official_letter.id
      AND letter_annulment.institution_id = ?::INTEGER))
    AND official_letter.institution_id = ?::INTEGER) AS instructed
  FROM task
  WHERE task.state IN (…)
  AND task.kind = ?
  AND (task.cycle_id = ?::INTEGER OR task.cycle_id IS NULL)
  AND true
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.person_id = ?::INTEGER
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/2
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id IN (SELECT initiative_task.task_id
    FROM initiative_task
    WHERE initiative_task.initiative_id = ?::INTEGER
    AND initiative_task.institution_id = ?::INTEGER)
  AND true
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/3
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id IN (SELECT initiative_task.task_id
    FROM initiative_task
    WHERE initiative_task.initiative_id = ?::INTEGER
    AND initiative_task.institution_id = ?::INTEGER)
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
      IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id
        IS NULL OR task.person_id != ?::INTEGER))
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/4
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id = ?::INTEGER
  AND true
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/5
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE task.id = ?::INTEGER
  AND (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
      IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id
        IS NULL OR task.person_id != ?::INTEGER))
  AND task.institution_id = ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/6
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE true
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/7
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
      IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id
        IS NULL OR task.person_id != ?::INTEGER))
  AND task.state IN (…)
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER OFFSET ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/8
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE true
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.read_rows/9
SELECT task.id, task.title, task.description, task.state, task.priority, task.due_on, task.unit_id,
    unit.name AS unit_name, task.person_id, person.name AS person_name, (SELECT count(*) AS count_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS evidence_count, task.version, task.kind, (SELECT
      CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN task_requirement ON task_requirement.requirement_id = requirement.id
    AND task_requirement.institution_id = ?::INTEGER
    WHERE task_requirement.task_id = task.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, coalesce((SELECT
        max(task_event.at) AS max_1
  FROM task_event
  WHERE task_event.task_id = task.id
  AND (task_event.from_state IS NULL OR task_event.from_state != task_event.to_state)
  AND task_event.institution_id = ?::INTEGER), task.created_at) AS moved_at, EXISTS (SELECT
      task_evidence.id
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned, (SELECT max(review.decided_at)
      AS max_2
  FROM task_evidence
  JOIN review ON review.evidence_id = task_evidence.evidence_id
  AND review.institution_id = ?::INTEGER
  WHERE task_evidence.task_id = task.id
  AND (EXISTS (SELECT evidence.id
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER))
  AND review.decision = ?
  AND task_evidence.institution_id = ?::INTEGER) AS piece_returned_at, (SELECT min((SELECT
      evidence.submitted_at
    FROM evidence
    WHERE evidence.id = task_evidence.evidence_id
    AND evidence.state = ?
    AND evidence.institution_id = ?::INTEGER)) AS min_1
  FROM task_evidence
  WHERE task_evidence.task_id = task.id
  AND task_evidence.institution_id = ?::INTEGER) AS piece_waiting_at, (SELECT task_ask.asked_of
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_of, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked_at, (SELECT task_ask.at
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS time_asked_at, task.id IN (SELECT task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)
AND (EXISTS (SELECT task_wait.id
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND task_1.state IN (…)
  AND task_wait.institution_id = ?::INTEGER)) AS awaits, CASE WHEN (task.id IN (SELECT
      task_wait.task_id
  FROM task_wait
  WHERE task_wait.institution_id = ?::INTEGER)) THEN (SELECT max(task_1.closed_at) AS max_3
  FROM task_wait
  JOIN task AS task_1 ON task_1.id = task_wait.awaited_id
  AND task_1.institution_id = ?::INTEGER
  WHERE task_wait.task_id = task.id
  AND CAST(task_1.closed_at AT TIME ZONE 'UTC' AS DATE) >= task.due_on
  AND task_wait.institution_id = ?::INTEGER) END AS outlived_at
FROM task
JOIN (SELECT task.id AS id
  FROM task
  WHERE (task.unit_id IN (…) OR task.person_id = ?::INTEGER AND (task.unit_id NOT IN (…)) OR task.id
      IN (SELECT task_helper.task_id
    FROM task_helper
    WHERE task_helper.unit_id IN (…)
    AND task_helper.institution_id = ?::INTEGER) AND (task.unit_id NOT IN (…)) AND (task.person_id
        IS NULL OR task.person_id != ?::INTEGER))
  AND task.state IN (…)
  AND task.due_on >= ?::DATE
  AND task.due_on <= ?::DATE
  AND task.institution_id = ?::INTEGER
  ORDER BY task.due_on, task.id
  LIMIT ?::INTEGER) AS anon_3 ON anon_3.id = task.id
JOIN unit ON unit.id = task.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person ON person.id = task.person_id
AND person.institution_id = ?::INTEGER
WHERE task.institution_id = ?::INTEGER
ORDER BY task.due_on, task.id

-- task.threads
SELECT task.id, task.title, task.kind, EXISTS (SELECT task_ask.id
  FROM task_ask
  WHERE task_ask.task_id = task.id
  AND task_ask.kind = ?
  AND task_ask.answered_at IS NULL
  AND task_ask.institution_id = ?::INTEGER) AS asked
FROM task
WHERE task.id IN (SELECT task_evidence.task_id
  FROM task_evidence
  WHERE task_evidence.evidence_id = ?::INTEGER
  AND task_evidence.institution_id = ?::INTEGER
  UNION ALL SELECT task_about.task_id
  FROM task_about
  WHERE task_about.evidence_id = ?::INTEGER
  AND task_about.institution_id = ?::INTEGER)
AND task.state IN (…)
AND task.institution_id = ?::INTEGER
ORDER BY task.id

-- task.values
SELECT task.id, task.cycle_id, task.version, task.kind, task.state, task.title, task.description,
    task.unit_id, task.person_id, task.due_on, task.priority, task.checks_first
FROM task
WHERE task.id = ?::INTEGER
AND true
AND task.institution_id = ?::INTEGER
