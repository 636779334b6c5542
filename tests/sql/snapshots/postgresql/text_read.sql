-- text_read.personal_of
SELECT text_read.personal, text_read.reason
FROM text_read
WHERE text_read.sha256 = ?::VARCHAR

-- text_read.progress
SELECT count(*) AS files, count(text_read.sha256) AS read, count(text_read.next_scan) AS drawn
FROM (SELECT DISTINCT evidence_version.sha256 AS sha256
  FROM evidence_version
  JOIN evidence ON evidence.id = evidence_version.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE evidence_version.number = evidence.current
  AND NOT (EXISTS (SELECT *
    FROM file_check
    WHERE file_check.sha256 = evidence_version.sha256
    AND file_check.threat != ?::VARCHAR
    AND file_check.institution_id = ?::INTEGER))
  AND evidence.blocked_at IS NULL
  AND evidence_version.institution_id = ?::INTEGER) AS anon_1
LEFT OUTER JOIN text_read ON text_read.sha256 = anon_1.sha256

-- text_read.progress/2
SELECT count(*) AS files, count(text_read.sha256) AS read, count(text_read.next_scan) AS drawn
FROM (SELECT DISTINCT evidence_version.sha256 AS sha256
  FROM evidence_version
  JOIN evidence ON evidence.id = evidence_version.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE evidence_version.number = evidence.current
  AND NOT (EXISTS (SELECT *
    FROM file_check
    WHERE file_check.sha256 = evidence_version.sha256
    AND file_check.threat != ?::VARCHAR
    AND file_check.institution_id = ?::INTEGER))
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence_version.institution_id = ?::INTEGER) AS anon_1
LEFT OUTER JOIN text_read ON text_read.sha256 = anon_1.sha256

-- text_read.progress/3
SELECT count(*) AS files, count(text_read.sha256) AS read, count(text_read.next_scan) AS drawn
FROM (SELECT DISTINCT evidence_version.sha256 AS sha256
  FROM evidence_version
  JOIN evidence ON evidence.id = evidence_version.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE evidence_version.number = evidence.current
  AND NOT (EXISTS (SELECT *
    FROM file_check
    WHERE file_check.sha256 = evidence_version.sha256
    AND file_check.threat != ?::VARCHAR
    AND file_check.institution_id = ?::INTEGER))
  AND evidence.released_at IS NOT NULL
  AND evidence.blocked_at IS NULL
  AND evidence.classification != 'secreta'
  AND evidence_version.institution_id = ?::INTEGER) AS anon_1
LEFT OUTER JOIN text_read ON text_read.sha256 = anon_1.sha256

-- text_read.progress/4
SELECT count(*) AS files, count(text_read.sha256) AS read, count(text_read.next_scan) AS drawn
FROM (SELECT DISTINCT evidence_version.sha256 AS sha256
  FROM evidence_version
  JOIN evidence ON evidence.id = evidence_version.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE evidence_version.number = evidence.current
  AND NOT (EXISTS (SELECT *
    FROM file_check
    WHERE file_check.sha256 = evidence_version.sha256
    AND file_check.threat != ?::VARCHAR
    AND file_check.institution_id = ?::INTEGER))
  AND evidence.unit_id + ?::INTEGER IN (…)
  AND evidence.blocked_at IS NULL
  AND evidence_version.institution_id = ?::INTEGER) AS anon_1
LEFT OUTER JOIN text_read ON text_read.sha256 = anon_1.sha256

-- text_read.progress/5
SELECT count(*) AS files, count(text_read.sha256) AS read, count(text_read.next_scan) AS drawn
FROM (SELECT DISTINCT evidence_version.sha256 AS sha256
  FROM evidence_version
  JOIN evidence ON evidence.id = evidence_version.evidence_id
  AND evidence.institution_id = ?::INTEGER
  WHERE evidence_version.number = evidence.current
  AND NOT (EXISTS (SELECT *
    FROM file_check
    WHERE file_check.sha256 = evidence_version.sha256
    AND file_check.threat != ?::VARCHAR
    AND file_check.institution_id = ?::INTEGER))
  AND evidence.unit_id + ?::INTEGER IN (…)
  AND evidence.blocked_at IS NULL
  AND (evidence.classification != 'secreta' OR evidence.created_by = ?::INTEGER)
  AND evidence_version.institution_id = ?::INTEGER) AS anon_1
LEFT OUTER JOIN text_read ON text_read.sha256 = anon_1.sha256
