-- person.candidates
SELECT person.id, person.name, person.post, report_recipient.id AS id_1
FROM person
LEFT OUTER JOIN report_recipient ON report_recipient.person_id = person.id
AND report_recipient.institution_id = ?::INTEGER
WHERE person.active
AND person.role IN (…)
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.directory
SELECT person.id AS person_id, person.name, person.email, person.active, person.substitute_id,
    person.substitute_from, person.substitute_until, person.role, person.unit_id
FROM person
WHERE person.institution_id = ?::INTEGER
ORDER BY person.active DESC, person.id

-- person.hers
SELECT person.id, person.name, person.post, person.substitute_until, unit.name AS unit
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE person.substitute_id = ?::INTEGER
AND person.substitute_until >= ?::DATE
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.lines
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.access_until, person.password IS NOT NULL AS has_password, substitute.name AS
    substitute_name, coalesce(person.substitute_from, absence.first_day) AS substitute_from,
    coalesce(person.substitute_until, absence.last_day) AS substitute_until, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?::INTEGER
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?::INTEGER
WHERE person.active IS true
AND person.institution_id = ?::INTEGER
ORDER BY lower(person.name), person.id

-- person.nameable
SELECT person.id, person.name, person.post
FROM person
WHERE person.active IS true
AND person.role IN (…)
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.nobodys
SELECT person.id AS person_id, person.name, unit.name AS unit, absence.first_day, absence.last_day
FROM person
JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?::INTEGER
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE person.active
AND person.substitute_id IS NULL
AND absence.last_day >= ?::DATE
AND person.institution_id = ?::INTEGER
ORDER BY absence.first_day, person.name, person.id

-- person.nobodys/2
SELECT person.id, person.name
FROM person
WHERE (person.active IS false OR person.password IS NULL)
AND person.institution_id = ?::INTEGER

-- person.nobodys/3
SELECT person.id AS person_id, person.name, unit.name AS unit, person.substitute_until AS last_day
FROM person
JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
WHERE person.active
AND person.role IN (…)
AND person.substitute_until < ?::DATE
AND person.institution_id = ?::INTEGER
ORDER BY person.substitute_until, person.name, person.id

-- person.nobodys/4
SELECT person.id AS person_id, person.name, person.access_until AS until
FROM person
WHERE person.active
AND person.role = ?
AND (person.access_until IS NULL OR person.access_until >= ?::DATE)
AND NOT (EXISTS (SELECT cycle.id
  FROM cycle
  WHERE cycle.released_at IS NOT NULL
  AND cycle.institution_id = ?::INTEGER))
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.nobodys/5
SELECT person.id AS person_id, person.name, person.bounced_at AS since
FROM person
WHERE person.active
AND person.bounced_at IS NOT NULL
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.of_ids
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?::TIMESTAMP WITH TIME ZONE
  AND access_link.institution_id = ?::INTEGER) AS invited_until, person.active
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?::INTEGER)) AS never_invited, person.substitute_id,
      substitute.name AS substitute_name, coalesce(person.substitute_from, absence.first_day) AS
      substitute_from, coalesce(person.substitute_until, absence.last_day) AS substitute_until,
      (SELECT outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret
  AND outbox_mail.institution_id = ?::INTEGER
  ORDER BY outbox_mail.id DESC
  LIMIT ?::INTEGER) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?::INTEGER
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?::INTEGER
WHERE person.id IN (…)
AND person.institution_id = ?::INTEGER

-- person.people
SELECT person.id, person.name, person.post, person.unit_id
FROM person
WHERE (person.active AND person.role != ? OR person.id IN (…))
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.people/2
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?::TIMESTAMP WITH TIME ZONE
  AND access_link.institution_id = ?::INTEGER) AS invited_until, person.active
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?::INTEGER)) AS never_invited, person.substitute_id,
      substitute.name AS substitute_name, coalesce(person.substitute_from, absence.first_day) AS
      substitute_from, coalesce(person.substitute_until, absence.last_day) AS substitute_until,
      (SELECT outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret
  AND outbox_mail.institution_id = ?::INTEGER
  ORDER BY outbox_mail.id DESC
  LIMIT ?::INTEGER) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?::INTEGER
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?::INTEGER
WHERE person.institution_id = ?::INTEGER
ORDER BY lower(person.name), person.id

-- person.people/3
SELECT person.id, person.name, person.post, person.unit_id
FROM person
WHERE (person.active AND person.role != ? AND person.unit_id IN (…) OR person.id IN (…))
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.people_choices
SELECT person.id, person.name, person.post
FROM person
WHERE person.active
AND person.role IN (…)
AND person.institution_id = ?::INTEGER
ORDER BY lower(person.name), person.id

-- person.person
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?::TIMESTAMP WITH TIME ZONE
  AND access_link.institution_id = ?::INTEGER) AS invited_until, person.active
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?::INTEGER)) AS never_invited, person.substitute_id,
      substitute.name AS substitute_name, coalesce(person.substitute_from, absence.first_day) AS
      substitute_from, coalesce(person.substitute_until, absence.last_day) AS substitute_until,
      (SELECT outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret
  AND outbox_mail.institution_id = ?::INTEGER
  ORDER BY outbox_mail.id DESC
  LIMIT ?::INTEGER) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?::INTEGER
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?::INTEGER
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?::INTEGER
WHERE person.id = ?::INTEGER
AND person.institution_id = ?::INTEGER

-- person.receivers
SELECT person.id, person.name, person.post, person.role, person.unit_id
FROM person
WHERE person.active
AND person.role IN (…)
AND person.id != ?::INTEGER
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.recipients
SELECT person.id, person.name, person.email
FROM person
JOIN report_recipient ON report_recipient.person_id = person.id
AND report_recipient.institution_id = ?::INTEGER
WHERE person.active
AND person.role IN (…)
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id

-- person.signed_in
SELECT person.id AS person_id, person.institution_id, person.name, person.email, person.post,
    person.role, person.unit_id, person.active, person.access_until, institution.zone,
    institution.name AS institution_name, institution.word, institution.house_light,
    institution.house_dark, institution.logo_sha256, institution.region, institution.days_off,
    absent.post AS absent_post, absent.role AS absent_role, absent.unit_id AS absent_unit_id,
    absent.substitute_from, absent.substitute_until, sign_in.id AS sign_in_id,
    sign_in.last_change_at, person.password_temporary, change_counter.number AS changes,
    change_counter.ground, (SELECT count(*) AS count_1
  FROM (SELECT outbox_mail.id AS id
    FROM outbox_mail
    WHERE outbox_mail.person_id = person.id
    AND outbox_mail.secret IS false
    AND outbox_mail.state != ?
    AND NOT (outbox_mail.state = ? AND outbox_mail.attempts = ?::INTEGER AND
        outbox_mail.next_attempt_at > ?::TIMESTAMP WITH TIME ZONE)
    AND outbox_mail.read_at IS NULL
    LIMIT ?::INTEGER) AS anon_1) AS unread
FROM person
JOIN institution ON institution.id = person.institution_id
LEFT OUTER JOIN person AS absent ON absent.substitute_id = person.id
AND absent.active
AND absent.substitute_from <= ?::DATE
AND absent.substitute_until >= ?::DATE
JOIN sign_in ON sign_in.person_id = person.id
LEFT OUTER JOIN change_counter ON change_counter.institution_id = person.institution_id
WHERE sign_in.token_hash = ?::VARCHAR
AND sign_in.ended_at IS NULL
AND sign_in.expires_at > ?::TIMESTAMP WITH TIME ZONE
ORDER BY absent.id

-- person.uninvited
SELECT person.id AS person_id, person.institution_id, person.name, person.email, person.post,
    person.role, person.unit_id, person.active, person.access_until, institution.zone,
    institution.name AS institution_name, institution.word, institution.house_light,
    institution.house_dark, institution.logo_sha256, institution.region, institution.days_off
FROM person
JOIN institution ON institution.id = person.institution_id
WHERE person.active
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?::INTEGER))
AND person.institution_id = ?::INTEGER
ORDER BY lower(person.name), person.id

-- person.unit_lines
SELECT person.unit_id, person.name, person.role
FROM person
WHERE person.active
AND person.unit_id IS NOT NULL
AND person.institution_id = ?::INTEGER
ORDER BY person.name, person.id
