-- person.candidates
SELECT person.id, person.name, person.post, report_recipient.id AS id_1
FROM person
LEFT OUTER JOIN report_recipient ON report_recipient.person_id = person.id
AND report_recipient.institution_id = ?
WHERE person.active = 1
AND person.role IN (…)
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.directory
SELECT person.id AS person_id, person.name, person.email, person.active, person.substitute_id,
    person.substitute_from, person.substitute_until, person.role, person.unit_id
FROM person
WHERE person.institution_id = ?
ORDER BY person.active DESC, person.id

-- person.hers
SELECT person.id, person.name, person.post, person.substitute_until, unit.name AS unit
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE person.substitute_id = ?
AND person.substitute_until >= ?
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.lines
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.access_until, person.password IS NOT NULL AS has_password, substitute.name AS
    substitute_name, coalesce(person.substitute_from, absence.first_day) AS substitute_from,
    coalesce(person.substitute_until, absence.last_day) AS substitute_until, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?
WHERE person.active IS 1
AND person.institution_id = ?
ORDER BY lower(person.name), person.id

-- person.nameable
SELECT person.id, person.name, person.post
FROM person
WHERE person.active IS 1
AND person.role IN (…)
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.nobodys
SELECT person.id AS person_id, person.name, unit.name AS unit, absence.first_day, absence.last_day
FROM person
JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE person.active = 1
AND person.substitute_id IS NULL
AND absence.last_day >= ?
AND person.institution_id = ?
ORDER BY absence.first_day, person.name, person.id

-- person.nobodys/2
SELECT person.id, person.name
FROM person
WHERE (person.active IS 0 OR person.password IS NULL)
AND person.institution_id = ?

-- person.nobodys/3
SELECT person.id AS person_id, person.name, unit.name AS unit, person.substitute_until AS last_day
FROM person
JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
WHERE person.active = 1
AND person.role IN (…)
AND person.substitute_until < ?
AND person.institution_id = ?
ORDER BY person.substitute_until, person.name, person.id

-- person.nobodys/4
SELECT person.id AS person_id, person.name, person.access_until AS until
FROM person
WHERE person.active = 1
AND person.role = ?
AND (person.access_until IS NULL OR person.access_until >= ?)
AND NOT (EXISTS (SELECT cycle.id
  FROM cycle
  WHERE cycle.released_at IS NOT NULL
  AND cycle.institution_id = ?))
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.nobodys/5
SELECT person.id AS person_id, person.name, person.bounced_at AS since
FROM person
WHERE person.active = 1
AND person.bounced_at IS NOT NULL
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.of_ids
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?
  AND access_link.institution_id = ?) AS invited_until, person.active = 1
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?)) AS never_invited, person.substitute_id, substitute.name AS
      substitute_name, coalesce(person.substitute_from, absence.first_day) AS substitute_from,
      coalesce(person.substitute_until, absence.last_day) AS substitute_until, (SELECT
      outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret = 1
  AND outbox_mail.institution_id = ?
  ORDER BY outbox_mail.id DESC
  LIMIT ? OFFSET ?) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?
WHERE person.id IN (…)
AND person.institution_id = ?

-- person.people
SELECT person.id, person.name, person.post, person.unit_id
FROM person
WHERE (person.active = 1 AND person.role != ? OR person.id IN (…))
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.people/2
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?
  AND access_link.institution_id = ?) AS invited_until, person.active = 1
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?)) AS never_invited, person.substitute_id, substitute.name AS
      substitute_name, coalesce(person.substitute_from, absence.first_day) AS substitute_from,
      coalesce(person.substitute_until, absence.last_day) AS substitute_until, (SELECT
      outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret = 1
  AND outbox_mail.institution_id = ?
  ORDER BY outbox_mail.id DESC
  LIMIT ? OFFSET ?) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?
WHERE person.institution_id = ?
ORDER BY lower(person.name), person.id

-- person.people/3
SELECT person.id, person.name, person.post, person.unit_id
FROM person
WHERE (person.active = 1 AND person.role != ? AND person.unit_id IN (…) OR person.id IN (…))
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.people_choices
SELECT person.id, person.name, person.post
FROM person
WHERE person.active = 1
AND person.role IN (…)
AND person.institution_id = ?
ORDER BY lower(person.name), person.id

-- person.person
SELECT person.id, person.name, person.email, person.post, person.role, person.unit_id, unit.name AS
    unit_name, person.active, person.access_until, person.password IS NOT NULL AS has_password,
    (SELECT max(access_link.expires_at) AS max_1
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.kind = ?
  AND access_link.spent_at IS NULL
  AND access_link.expires_at > ?
  AND access_link.institution_id = ?) AS invited_until, person.active = 1
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?)) AS never_invited, person.substitute_id, substitute.name AS
      substitute_name, coalesce(person.substitute_from, absence.first_day) AS substitute_from,
      coalesce(person.substitute_until, absence.last_day) AS substitute_until, (SELECT
      outbox_mail.state
  FROM outbox_mail
  WHERE outbox_mail.person_id = person.id
  AND outbox_mail.secret = 1
  AND outbox_mail.institution_id = ?
  ORDER BY outbox_mail.id DESC
  LIMIT ? OFFSET ?) AS link_mail, person.version, person.bounced_at
FROM person
LEFT OUTER JOIN unit ON unit.id = person.unit_id
AND unit.institution_id = ?
LEFT OUTER JOIN person AS substitute ON substitute.id = person.substitute_id
AND substitute.institution_id = ?
LEFT OUTER JOIN absence ON absence.person_id = person.id
AND absence.institution_id = ?
WHERE person.id = ?
AND person.institution_id = ?

-- person.receivers
SELECT person.id, person.name, person.post, person.role, person.unit_id
FROM person
WHERE person.active = 1
AND person.role IN (…)
AND person.id != ?
AND person.institution_id = ?
ORDER BY person.name, person.id

-- person.recipients
SELECT person.id, person.name, person.email
FROM person
JOIN report_recipient ON report_recipient.person_id = person.id
AND report_recipient.institution_id = ?
WHERE person.active = 1
AND person.role IN (…)
AND person.institution_id = ?
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
    AND outbox_mail.secret IS 0
    AND outbox_mail.state != ?
    AND NOT (outbox_mail.state = ? AND outbox_mail.attempts = ? AND outbox_mail.next_attempt_at > ?)
    AND outbox_mail.read_at IS NULL
    LIMIT ? OFFSET ?) AS anon_1) AS unread
FROM person
JOIN institution ON institution.id = person.institution_id
LEFT OUTER JOIN person AS absent ON absent.substitute_id = person.id
AND absent.active = 1
AND absent.substitute_from <= ?
AND absent.substitute_until >= ?
JOIN sign_in ON sign_in.person_id = person.id
LEFT OUTER JOIN change_counter ON change_counter.institution_id = person.institution_id
WHERE sign_in.token_hash = ?
AND sign_in.ended_at IS NULL
AND sign_in.expires_at > ?
ORDER BY absent.id

-- person.uninvited
SELECT person.id AS person_id, person.institution_id, person.name, person.email, person.post,
    person.role, person.unit_id, person.active, person.access_until, institution.zone,
    institution.name AS institution_name, institution.word, institution.house_light,
    institution.house_dark, institution.logo_sha256, institution.region, institution.days_off
FROM person
JOIN institution ON institution.id = person.institution_id
WHERE person.active = 1
AND person.password IS NULL
AND person.role != ?
AND NOT (EXISTS (SELECT access_link.id
  FROM access_link
  WHERE access_link.person_id = person.id
  AND access_link.institution_id = ?))
AND person.institution_id = ?
ORDER BY lower(person.name), person.id

-- person.unit_lines
SELECT person.unit_id, person.name, person.role
FROM person
WHERE person.active = 1
AND person.unit_id IS NOT NULL
AND person.institution_id = ?
ORDER BY person.name, person.id
