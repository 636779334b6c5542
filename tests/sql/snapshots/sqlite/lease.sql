-- lease.holding
SELECT lease.holder, lease.since, lease.until
FROM lease
WHERE lease.name = ?
