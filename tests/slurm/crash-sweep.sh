#!/usr/bin/env bash
# A plan on the local engine and on a real Slurm one of whose nodes crashes in mid-training: are the tables identical?
#
#   crash-sweep.sh PROGRAM DIR [PLAN]     PROGRAM is a built suppressionlab, DIR an empty folder, PLAN sweep unless given
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
lab=$(realpath "$1")
cluster=$(dirname "$(realpath "$0")")/cluster.sh
plan=${3:-sweep}
mkdir -p "$2"
cd "$2"

"$lab" run "$plan" --out local >local.log 2>&1
SLURM_TEST_CPUS=1 "$cluster" start cluster
trap '"$cluster" stop cluster' EXIT
export SLURM_CONF=$PWD/cluster/slurm.conf
"$lab" submit "$plan" --engine slurm --out slurm

deadline=$(($(date +%s) + 600))
until ls slurm/work/pretraining-*/training/trainer.json >/dev/null 2>&1; do
  [ "$(date +%s)" -lt "$deadline" ] || { echo "no checkpoint within ten minutes" >&2; exit 1; }
  sleep 0.05
done
node=$(squeue -h -t R -o '%j %N' | grep pretraining | head -1 | cut -d' ' -f2)
echo "node $node crashes in the middle of:"
squeue -h -t R -w "$node" -o '  task %F_%K, %j'
"$cluster" crash cluster "$node"
until [ "$(sinfo -h -n "$node" -o %t)" = 'down*' ]; do sleep 0.5; done
"$cluster" revive cluster "$node"
while squeue -h -t PD,R,CG,CF | grep -q .; do sleep 2; done

"$lab" status slurm
echo "requeued:"
squeue -h -r -t all --me -O 'ArrayJobID:8,ArrayTaskID:8,State:12,RestartCnt:6,NodeList:6' | awk '$4 > 0'
failed=0
compare() { # a name, and what is in local.txt and slurm.txt
  if diff local.txt slurm.txt; then echo "$1: identical"; else echo "$1: DIFFERS"; failed=1; fi
}
# All but the time that a fit took.
for table in curves.csv fits.json summary.txt; do
  for engine in local slurm; do grep -v '"milliseconds"' "$engine/$table" >"$engine.txt"; done
  compare "$table"
done
for table in curves fits fit_parameters verdicts verdict_parameters losses priors learning_rates attacks re_emergences regrets; do
  for engine in local slurm; do
    "$lab" query "select * exclude (run, wallSeconds, cpuSeconds) from $table order by all" "$engine" --format csv >"$engine.txt"
  done
  compare "tables/$table"
done
events() { cat slurm/journal/*.jsonl | grep "\"event\":\"$1\"" || true; }
begun=$(events begun | wc -l)
stored=$(events stored | wc -l)
twice=$(events stored | grep -o '"key":"[0-9a-f]*"' | sort | uniq -d | wc -l)
halves=$(find slurm -name '*.partial' | wc -l)
echo "begun $begun, stored $stored, stored twice $twice, half-written $halves"
[ "$twice" -eq 0 ] && [ "$halves" -eq 0 ] || failed=1
if [ "$begun" -le "$stored" ]; then
  echo "the crash came after the stage's end: nothing was begun twice; try again, or give a plan of longer stages" >&2
  failed=1
fi
exit "$failed"
