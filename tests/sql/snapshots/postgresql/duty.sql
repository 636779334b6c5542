-- duty.proposed
SELECT duty.initiative_id, duty.proposal, duty.title
FROM duty
WHERE duty.institution_id = ?::INTEGER

-- duty.read_rows
SELECT duty.id, duty.initiative_id, initiative.name AS initiative, initiative.kind, duty.title,
    duty.unit_id, unit.name AS unit_name, duty.rule, duty.starts_on, duty.shift, duty.lead_days,
    duty.evidence_type, duty.origin, duty.source, duty.proposal, duty.counts_from, duty.ended_on,
    duty.version, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS
    TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN duty_requirement ON duty_requirement.requirement_id = requirement.id
    AND duty_requirement.institution_id = ?::INTEGER
    WHERE duty_requirement.duty_id = duty.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, true AS
        initiative_opens
FROM duty
JOIN initiative ON initiative.id = duty.initiative_id
AND initiative.institution_id = ?::INTEGER
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE duty.id = ?::INTEGER
AND duty.institution_id = ?::INTEGER
ORDER BY initiative.name, duty.title, duty.id

-- duty.read_rows/2
SELECT duty.id, duty.initiative_id, initiative.name AS initiative, initiative.kind, duty.title,
    duty.unit_id, unit.name AS unit_name, duty.rule, duty.starts_on, duty.shift, duty.lead_days,
    duty.evidence_type, duty.origin, duty.source, duty.proposal, duty.counts_from, duty.ended_on,
    duty.version, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS
    TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN duty_requirement ON duty_requirement.requirement_id = requirement.id
    AND duty_requirement.institution_id = ?::INTEGER
    WHERE duty_requirement.duty_id = duty.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, initiative.id IN
        (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER) AS initiative_opens
FROM duty
JOIN initiative ON initiative.id = duty.initiative_id
AND initiative.institution_id = ?::INTEGER
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE duty.id = ?::INTEGER
AND (duty.unit_id IN (…) OR initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER))
AND duty.institution_id = ?::INTEGER
ORDER BY initiative.name, duty.title, duty.id

-- duty.read_rows/3
SELECT duty.id, duty.initiative_id, initiative.name AS initiative, initiative.kind, duty.title,
    duty.unit_id, unit.name AS unit_name, duty.rule, duty.starts_on, duty.shift, duty.lead_days,
    duty.evidence_type, duty.origin, duty.source, duty.proposal, duty.counts_from, duty.ended_on,
    duty.version, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS
    TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN duty_requirement ON duty_requirement.requirement_id = requirement.id
    AND duty_requirement.institution_id = ?::INTEGER
    WHERE duty_requirement.duty_id = duty.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, false AS
        initiative_opens
FROM duty
JOIN initiative ON initiative.id = duty.initiative_id
AND initiative.institution_id = ?::INTEGER
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE duty.institution_id = ?::INTEGER
ORDER BY initiative.name, duty.title, duty.id

-- duty.read_rows/4
SELECT duty.id, duty.initiative_id, initiative.name AS initiative, initiative.kind, duty.title,
    duty.unit_id, unit.name AS unit_name, duty.rule, duty.starts_on, duty.shift, duty.lead_days,
    duty.evidence_type, duty.origin, duty.source, duty.proposal, duty.counts_from, duty.ended_on,
    duty.version, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS
    TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN duty_requirement ON duty_requirement.requirement_id = requirement.id
    AND duty_requirement.institution_id = ?::INTEGER
    WHERE duty_requirement.duty_id = duty.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, false AS
        initiative_opens
FROM duty
JOIN initiative ON initiative.id = duty.initiative_id
AND initiative.institution_id = ?::INTEGER
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE (duty.unit_id IN (…) OR initiative.id IN (SELECT initiative_unit.initiative_id
  FROM initiative_unit
  WHERE initiative_unit.unit_id IN (…)
  AND initiative_unit.institution_id = ?::INTEGER))
AND duty.institution_id = ?::INTEGER
ORDER BY initiative.name, duty.title, duty.id

-- duty.read_rows/5
SELECT duty.id, duty.initiative_id, initiative.name AS initiative, initiative.kind, duty.title,
    duty.unit_id, unit.name AS unit_name, duty.rule, duty.starts_on, duty.shift, duty.lead_days,
    duty.evidence_type, duty.origin, duty.source, duty.proposal, duty.counts_from, duty.ended_on,
    duty.version, (SELECT CAST(json_agg(json_build_array(anon_2.id, anon_2.code, anon_2.title)) AS
    TEXT) AS anon_1
  FROM (SELECT requirement.id AS id, requirement.code AS code, requirement.title AS title
    FROM requirement
    JOIN duty_requirement ON duty_requirement.requirement_id = requirement.id
    AND duty_requirement.institution_id = ?::INTEGER
    WHERE duty_requirement.duty_id = duty.id
    AND requirement.institution_id = ?::INTEGER
    ORDER BY requirement.position, requirement.id) AS anon_2) AS requirements, false AS
        initiative_opens
FROM duty
JOIN initiative ON initiative.id = duty.initiative_id
AND initiative.institution_id = ?::INTEGER
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE duty.initiative_id = ?::INTEGER
AND duty.ended_on IS NULL
AND duty.institution_id = ?::INTEGER
ORDER BY initiative.name, duty.title, duty.id

-- duty.unasked
SELECT duty.id, duty.title, duty.unit_id, duty.initiative_id, unit.name AS unit, unit.valid_until
FROM duty
JOIN unit ON unit.id = duty.unit_id
AND unit.institution_id = ?::INTEGER
WHERE duty.ended_on IS NULL
AND NOT (unit.valid_from <= ?::DATE AND (unit.valid_until IS NULL OR unit.valid_until > ?::DATE))
AND duty.institution_id = ?::INTEGER
ORDER BY duty.title, duty.id
