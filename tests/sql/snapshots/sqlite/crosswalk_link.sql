-- crosswalk_link.coverage_page
SELECT crosswalk_link.origin_code AS origin, crosswalk_link.target_code AS target,
    crosswalk_link.kind, crosswalk_link.note
FROM crosswalk_link
WHERE crosswalk_link.origin_edition = ?
AND crosswalk_link.target_edition = ?
AND crosswalk_link.institution_id = ?
ORDER BY crosswalk_link.id

-- crosswalk_link.links_of
SELECT crosswalk_link.id, crosswalk_link.origin_edition, crosswalk_link.origin_code,
    crosswalk_link.target_edition, crosswalk_link.target_code, crosswalk_link.kind,
    crosswalk_link.note, crosswalk_link.provenance, crosswalk_link.institution_id
FROM crosswalk_link
WHERE (crosswalk_link.target_edition = ? AND crosswalk_link.target_code = ? OR
    crosswalk_link.origin_edition = ? AND crosswalk_link.origin_code = ? AND crosswalk_link.kind =
    ?)
AND crosswalk_link.institution_id = ?

-- crosswalk_link.pairs
SELECT crosswalk_link.origin_edition, crosswalk_link.target_edition, count(crosswalk_link.id) AS
    count_1
FROM crosswalk_link
WHERE crosswalk_link.institution_id = ?
GROUP BY crosswalk_link.origin_edition, crosswalk_link.target_edition
ORDER BY crosswalk_link.origin_edition, crosswalk_link.target_edition

-- crosswalk_link.related
SELECT edition.id, edition.name, requirement.code, requirement.title, crosswalk_link.kind,
    crosswalk_link.note, edition.code AS edition_code
FROM crosswalk_link
JOIN edition ON crosswalk_link.target_edition = edition.code
AND edition.institution_id = ?
JOIN requirement ON requirement.edition_id = edition.id
AND crosswalk_link.target_code = requirement.code
AND requirement.institution_id = ?
WHERE crosswalk_link.origin_edition = ?
AND crosswalk_link.origin_code = ?
AND crosswalk_link.institution_id = ?
ORDER BY edition.code, edition.id DESC, requirement.position

-- crosswalk_link.related/2
SELECT edition.id, edition.name, requirement.code, requirement.title, crosswalk_link.kind,
    crosswalk_link.note, edition.code AS edition_code
FROM crosswalk_link
JOIN edition ON crosswalk_link.origin_edition = edition.code
AND edition.institution_id = ?
JOIN requirement ON requirement.edition_id = edition.id
AND crosswalk_link.origin_code = requirement.code
AND requirement.institution_id = ?
WHERE crosswalk_link.target_edition = ?
AND crosswalk_link.target_code = ?
AND crosswalk_link.institution_id = ?
ORDER BY edition.code, edition.id DESC, requirement.position
