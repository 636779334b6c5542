-- ready_remark.every
SELECT ready_remark.id, ready_remark.text, ready_remark.kinds, ready_remark.retired_at IS NOT NULL
    AS retired, ready_remark.version
FROM ready_remark
WHERE ready_remark.institution_id = ?
ORDER BY ready_remark.position, ready_remark.id
