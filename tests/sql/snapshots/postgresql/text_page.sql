-- text_page.recognised_texts
SELECT text_page.sha256, text_page.page, text_page.text
FROM text_page
WHERE text_page.sha256 IN (…)
AND text_page.recognised
ORDER BY text_page.sha256, text_page.page, text_page.part

-- text_page.suggested
SELECT text_page.text
FROM text_page
JOIN evidence_version ON evidence_version.sha256 = text_page.sha256
AND evidence_version.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence.id = ?::INTEGER
AND evidence_version.number = (SELECT max(evidence_version.number) AS max_1
  FROM evidence_version
  WHERE evidence_version.evidence_id = evidence.id
  AND evidence_version.institution_id = ?::INTEGER)
AND evidence.blocked_at IS NULL
ORDER BY text_page.page, text_page.part
LIMIT ?::INTEGER

-- text_page.suggested/2
SELECT text_page.text
FROM text_page
JOIN evidence_version ON evidence_version.sha256 = text_page.sha256
AND evidence_version.institution_id = ?::INTEGER
JOIN evidence ON evidence.id = evidence_version.evidence_id
AND evidence.institution_id = ?::INTEGER
WHERE evidence.id = ?::INTEGER
AND evidence_version.number = (SELECT max(evidence_version.number) AS max_1
  FROM evidence_version
  WHERE evidence_version.evidence_id = evidence.id
  AND evidence_version.institution_id = ?::INTEGER)
AND evidence.unit_id IN (…)
AND evidence.blocked_at IS NULL
AND (evidence.classification != 'secreta' OR evidence.created_by = ?::INTEGER)
ORDER BY text_page.page, text_page.part
LIMIT ?::INTEGER
