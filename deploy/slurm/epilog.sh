#!/bin/sh
# Epilog of slurmd: what a job used on this node, by the agent's counters, as a line in the system's log and in a file for accounting.
# slurm.conf: Epilog=/etc/slurm/epilog.d/*   (needs the agent, and cgroups: ProctrackType=proctrack/cgroup)
#
# It must never hold a node back: whatever goes wrong, it says so in the log and ends with 0.

[ -n "${SLURM_JOB_ID:-}" ] || exit 0
metrics=$(curl --silent --max-time 2 "${ECOCODE_METRICS:-http://127.0.0.1:9464/metrics}") || {
    logger -t ecocode "job $SLURM_JOB_ID: no agent answers here, its energy on this node is not known"
    exit 0
}
joules=$(printf '%s\n' "$metrics" | awk -v job="$SLURM_JOB_ID" '
    index($0, "ecocode_job_energy_joules_total{slurm_job=\"" job "\"}") == 1 {print $2}')
if [ -z "$joules" ]; then
    logger -t ecocode "job $SLURM_JOB_ID: the agent has not seen it, its energy on this node is not known"
    exit 0
fi
logger -t ecocode "job $SLURM_JOB_ID of ${SLURM_JOB_USER:-?}: $joules J on this node"
if [ -d "${ECOCODE_JOBS:-/var/spool/ecocode/jobs}" ]; then
    printf '%s\t%s\t%s\t%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(hostname -s)" "$SLURM_JOB_ID" "$joules" >>"${ECOCODE_JOBS:-/var/spool/ecocode/jobs}/$(date -u +%Y-%m).tsv"
fi
exit 0
