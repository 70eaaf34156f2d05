#!/usr/bin/env bash
# Runs a command that must not outlive the process that asked for it, however that process ends.
#
#   supervise.sh PID_FILE GRACE_SECONDS COMMAND [ARGUMENT...]
#
# Standard input is a pipe whose other end only the asking process holds: when it closes, the
# command and everything it started get SIGTERM, and SIGKILL after the grace period. The kernel
# closes the pipe even when the asking process is killed with SIGKILL. Where setpriv exists, the
# command also ends with this script, should somebody kill this one instead.

set -m # each job is a process group of its own: a whole group can be signalled
pid_file=$1 grace=$2
shift 2

guard=()
if setpriv --pdeathsig KILL true 2>/dev/null; then
  guard=(setpriv --pdeathsig KILL --)
fi

exec 3<&0
# A handler, not SIG_IGN, which children would inherit: Ctrl-C in a terminal reaches this script
# too, and the order of ending belongs to the asking process.
trap : TERM INT HUP

"${guard[@]}" "$@" </dev/null 3<&- &
child=$!
echo "$child" >"$pid_file.new" && mv "$pid_file.new" "$pid_file"

(
  trap : TERM INT HUP
  cat <&3 >/dev/null
  kill -TERM -- "-$child" 2>/dev/null
  for ((tenths = 0; tenths < grace * 10; tenths++)); do
    kill -0 -- "-$child" 2>/dev/null || exit 0
    sleep 0.1
  done
  kill -KILL -- "-$child" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
exec 2>/dev/null # the log is the command's; bash's notes on killed jobs do not belong there

while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break # else a signal woke us, not the command's end
done
kill -KILL -- "-$child" 2>/dev/null # what the command left behind
kill -KILL -- "-$watcher" 2>/dev/null
rm -f "$pid_file"
exit "$status"
