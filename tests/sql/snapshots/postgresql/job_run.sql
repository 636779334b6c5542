-- job_run.last_runs
SELECT job_run.name, job_run.finished_at, job_run.failed, job_run.outcome
FROM job_run
ORDER BY job_run.name
