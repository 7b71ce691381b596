#!/usr/bin/env bash
# A real Slurm of two virtual nodes on this machine, for tests: everything it writes lies below one folder, it listens
# on the loopback address alone, and it ends the processes that it started and no others.
#
#   cluster.sh start DIR          installs what is missing (root, Debian), starts the cluster, waits until both nodes are idle
#   cluster.sh stop DIR           ends it; DIR stays
#   cluster.sh crash DIR NODE     a node dies: its daemon and all processes of its jobs, at once
#   cluster.sh silence DIR NODE   a node's daemon dies and its jobs live on, as behind a broken network
#   cluster.sh revive DIR NODE    starts a node's daemon again and waits until the node answers
#   cluster.sh jobs DIR [NODE]    process ids of the cluster's jobs, one a line
#
# Programs find the cluster by SLURM_CONF=DIR/slurm.conf. SLURM_TEST_CPUS is how many CPUs each node says it has (2).
set -euo pipefail

readonly patience=30 # seconds for anything to happen

fail() { echo "cluster.sh: $*" >&2; exit 1; }

now() { date +%s; }

# Waits until a command succeeds.
until_true() {
  local what=$1 deadline
  shift
  deadline=$(($(now) + patience))
  until "$@"; do
    [ "$(now)" -lt "$deadline" ] || fail "$what: not within $patience s"
    sleep 0.1
  done
}

install_missing() {
  local program missing=0
  for program in slurmctld slurmd sbatch munged mungekey; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || missing=1
  done
  [ "$missing" -eq 1 ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "slurmctld, slurmd, slurm-client and munge are needed and only root can install them"
  { apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge
  } >&2 || fail "installing slurmctld slurmd slurm-client munge failed"
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A first of three neighbouring free ports, below those that the kernel hands out.
free_ports() {
  local port tries
  for tries in $(seq 50); do
    port=$((15000 + RANDOM % 12000))
    if is_free "$port" && is_free $((port + 1)) && is_free $((port + 2)); then
      echo "$port"
      return
    fi
  done
  fail "no free ports found"
}

# The process that a name of ours stands for, if it still is that one: an id may have been given to another since.
process_of() {
  local file=$root/pids/$1 id
  [ -s "$file" ] || return 1
  id=$(cat "$file")
  { tr '\0' ' ' <"/proc/$id/cmdline"; } 2>/dev/null | grep -qF "$root/" || return 1
  echo "$id"
}

is_gone() { ! process_of "$1" >/dev/null; }

# Starts a daemon in a session of its own, so that nothing that happens to our caller's terminal reaches it.
launch() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$root/log/$name.out" 2>&1 &
  echo $! >"$root/pids/$name"
}

end() {
  local name=$1 id deadline
  id=$(process_of "$name") || return 0
  kill "$id" 2>/dev/null || true
  deadline=$(($(now) + 5))
  until is_gone "$name"; do
    if [ "$(now)" -ge "$deadline" ]; then kill -9 "$id" 2>/dev/null || true; fi
    sleep 0.05
  done
}

# Jobs carry the cluster's configuration and their node in their environment.
job_processes() {
  local node=${1:-} file
  # A stage may end while it is looked for: no process is started for those that have nothing to do with it.
  { grep -lsxzF "SLURM_CONF=$root/slurm.conf" /proc/[0-9]*/environ || true; } | while read -r file; do
    grep -qsz '^SLURM_JOB_ID=' "$file" || continue
    [ -z "$node" ] || grep -qsxzF "SLURMD_NODENAME=$node" "$file" || continue
    file=${file%/environ}
    echo "${file#/proc/}"
  done
}

# The jobs' processes and the programs of Slurm's that watch over each.
watched_processes() {
  local id parent
  for id in $(job_processes "$1"); do
    echo "$id"
    parent=$(sed -n 's/^PPid:\t//p' "/proc/$id/status" 2>/dev/null) || continue
    if [ "$(cat "/proc/${parent:-0}/comm" 2>/dev/null)" = slurmstepd ]; then echo "$parent"; fi
  done | sort -u
}

write_configuration() {
  local port=$1 host
  host=$(hostname -s)
  [[ "$(getent ahostsv4 "$host" | head -1)" == 127.* ]] ||
    fail "the host name $host must stand for a loopback address; add '127.0.0.1 $host' to /etc/hosts"
  cat >"$root/slurm.conf" <<CONF
ClusterName=lab
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$root/munge/munge.sock,cred_expire=5
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
StateSaveLocation=$root/state
SlurmdSpoolDir=$root/spool.%n
SlurmctldPidFile=$root/pids/slurmctld.own
SlurmdPidFile=$root/pids/slurmd.%n.own
SlurmctldLogFile=$root/log/slurmctld.log
SlurmdLogFile=$root/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=sched_min_interval=0,batch_sched_delay=0,bf_interval=1,requeue_setup_env_fail
ReturnToService=2
SlurmdTimeout=3
MessageTimeout=2
BatchStartTimeout=1
KillWait=2
MinJobAge=3600
MaxArraySize=${SLURM_TEST_ARRAY:-1001}
NodeName=n[1-2] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 2))] CPUs=${SLURM_TEST_CPUS:-2} RealMemory=4096
PartitionName=lab Nodes=n[1-2] Default=YES State=UP MaxTime=INFINITE
CONF
}

start_node() { launch "slurmd.$1" slurmd -D -N "$1" -f "$root/slurm.conf"; }

is_idle() { # one node, or both
  local states
  states=$(timeout 5 sinfo -h -N -n "$1" -o '%N %T' 2>/dev/null) || return 1
  [ "$(grep -cE ' (idle|mixed|allocated)$' <<<"$states")" -eq "$2" ]
}

do_start() {
  install_missing
  mkdir -p "$root"
  chmod 755 "$root"
  [ ! -e "$root/pids/slurmctld" ] || is_gone slurmctld || fail "$root: a cluster runs here already"
  rm -rf "$root"/{munge,state,pids,log,spool.*}
  mkdir -p "$root"/{munge,state,log,pids}
  chmod 755 "$root/munge"
  write_configuration "$(free_ports)"
  mungekey --create --keyfile "$root/munge/munge.key"
  launch munged munged --foreground --key-file "$root/munge/munge.key" --socket "$root/munge/munge.sock" \
    --pid-file "$root/munge/munged.pid" --log-file "$root/log/munged.log" --seed-file "$root/munge/munged.seed"
  until_true "munged (see $root/log)" test -S "$root/munge/munge.sock"
  launch slurmctld slurmctld -D -f "$root/slurm.conf"
  start_node n1
  start_node n2
  until_true "both nodes idle (see $root/log)" is_idle n1,n2 2
  echo "SLURM_CONF=$root/slurm.conf"
}

do_stop() {
  local name id
  end slurmd.n1
  end slurmd.n2
  for id in $(watched_processes ""); do kill -9 "$id" 2>/dev/null || true; done
  end slurmctld
  end munged
}

do_silence() {
  local id
  id=$(process_of "slurmd.$1") || fail "node $1 is not running"
  kill -9 "$id"
  until_true "the end of slurmd on $1" is_gone "slurmd.$1"
}

do_crash() {
  local id watched
  watched=$(watched_processes "$1")
  do_silence "$1"
  for id in $watched $(watched_processes "$1"); do kill -9 "$id" 2>/dev/null || true; done
}

do_revive() {
  is_gone "slurmd.$1" || fail "node $1 is running"
  start_node "$1"
  until_true "node $1 (see $root/log)" is_idle "$1" 1
}

[ $# -ge 2 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }
export PATH=$PATH:/usr/sbin:/sbin
action=$1
mkdir -p "$2"
root=$(cd "$2" && pwd -P)
export SLURM_CONF=$root/slurm.conf
shift 2
case $action in
  crash | silence | revive) [[ "${1:-}" =~ ^n[12]$ ]] || fail "$action needs a node: n1 or n2" ;;
esac
case $action in
  start) do_start ;;
  stop) do_stop ;;
  crash) do_crash "$1" ;;
  silence) do_silence "$1" ;;
  revive) do_revive "$1" ;;
  jobs) job_processes "${1:-}" ;;
  *) fail "$action: unknown; allowed: start, stop, crash, silence, revive, jobs" ;;
esac
