#!/bin/sh
#SBATCH --job-name=junheng
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --requeue
# One shard per task of the array; a task that is killed and started again goes on where it was.
# sbatch docs/cluster/slurm.sh five-ways --sample 0.1 --worlds 400
set -eu
junheng compare "$@" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --out "${JUNHENG_OUT:-outputs}" \
  --quiet
