# What script/faults does its faults to: a daemon of its own in a directory of its own, a receiver, and a wall clock that
# can be set. Read by script/faults alone, which sets nfodd, faketime, timers and failures.
# shellcheck shell=bash disable=SC2034,SC2154

free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}

stop_process() {
    [[ -n $1 ]] || return 0
    kill -CONT "$1" 2>/dev/null || true
    kill "$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
    forget "$1"
}

# What the clock's library leaves behind.
forget() { rm -f "/dev/shm/faketime_shm_$1" "/dev/shm/sem.faketime_sem_$1"; }

finish() {
    stop_process "$daemon"
    stop_process "$receiver"
    daemon='' receiver=''
    [[ -n $home ]] || return 0
    if mountpoint -q "$home/data"; then umount "$home/data"; fi
    rm -rf "$home"
    home=''
}
trap 'finish; rm -rf "${tools:-}"' EXIT

# A directory of its own, with quick looks and a small reserve. With 'tmpfs': on a disk of 24 MB.
begin() {
    printf '\n== %s\n' "$1"
    home=$(mktemp -d)
    web=$(free_port 18420)
    hook=$(free_port $((web + 1)))
    cp -r config "$home/config"
    sed -i "s/127\.0\.0\.1:8420/127.0.0.1:$web/; s/127\.0\.0\.1:8421/127.0.0.1:$hook/
        s/lookEvery: 5s/lookEvery: 1s/; s/testWriteEvery: 30s/testWriteEvery: 2s/
        s/reserveMegabytes: 64/reserveMegabytes: 4/; s/diskLowMegabytes: 1024/diskLowMegabytes: 8/
        s/diskFullMegabytes: 32/diskFullMegabytes: 2/" "$home/config/nfodd.yaml"
    places=(--data "$home/data" --config "$home/config")
    mkdir "$home/data"
    if [[ ${2:-} == tmpfs ]]; then mount -t tmpfs -o size=24m tmpfs "$home/data"; fi
    echo '+0' >"$home/time"
    "$nfodd" secret new team-webhook "${places[@]}" >/dev/null
    token=$("$nfodd" token new ambulance source:ambulance "${places[@]}")
    scraper=$("$nfodd" token new prometheus metrics "${places[@]}")
    : >"$home/alerts.log"
}

# Becomes a program on a wall clock that $home/time sets while it runs; the time since boot stays the machine's. The
# second 'env' is there because the library changes the environment of the first program it is loaded into, and
# Swift looks for a program's arguments beside its environment.
on_set_clock() {
    exec env LD_PRELOAD="$timers $faketime" FAKETIME_TIMESTAMP_FILE="$home/time" FAKETIME_NO_CACHE=1 \
        FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_RESET=1 NO_FAKE_STAT=1 env "$@"
}

set_clock() { echo "$1" >"$home/time"; }

receive() {
    on_set_clock Tests/Faults/receiver.py "$hook" "$home/data/team-webhook.secret" "$home/alerts.log" &
    receiver=$!
}

serve() {
    on_set_clock "$nfodd" serve "${places[@]}" --create 2>>"$home/serve.log" &
    daemon=$!
    until_true 'the daemon answers' 100 curl -fsS "http://127.0.0.1:$web/healthz"
    has_ended || return 0
    cat "$home/serve.log" >&2
    fail 'the daemon did not start'
}

stop() {
    stop_process "$daemon"
    daemon=''
}

# until_true WHAT TENTHS COMMAND...
until_true() {
    local what=$1 tenths=$2
    shift 2
    for _ in $(seq "$tenths"); do
        if "$@" >/dev/null 2>&1; then
            echo "   ok: $what"
            return 0
        fi
        sleep 0.1
    done
    echo "   FAILED: $what"
    failures=$((failures + 1))
}

ready() {
    : >"$home/ready"
    curl -sS --max-time 5 -o "$home/ready" -w '%{http_code}' "http://127.0.0.1:$web/readyz" 2>/dev/null || true
}
healthz_is() { [[ $(curl -sS --max-time 5 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$web/healthz") == "$1" ]]; }
is_ready() { [[ $(ready) == "$1" ]]; }
readyz_says() { is_ready 503 && grep -q "$1" "$home/ready"; }
alarms() { timeout 10 "$nfodd" alarm list "${places[@]}" 2>&1 || true; }
# Whole answers are searched: a reader that leaves early would make the asking fail.
alarm_stands() { grep -q "$1" <<<"$(alarms)"; }
no_alarm() { ! alarm_stands "$1"; }
alert_came() { grep -q "$1" "$home/alerts.log"; }
metrics() { curl -fsS --max-time 5 -H "Authorization: Bearer $scraper" "http://127.0.0.1:$web/metrics"; }
# metric_is NAME{LABELS} VALUE, metric_above NAME{LABELS} VALUE
metric_is() { grep -qxF "$1 $2" <<<"$(metrics)"; }
metric_above() { awk -v name="$1" -v least="$2" '$1 == name && $2 > least { found = 1 } END { exit !found }' <<<"$(metrics)"; }

# said ALARM READY [WORD]: everybody who asks is told: the command line (by WORD), Prometheus, and whoever looks whether
# it is ready.
said() {
    until_true "'alarm list' says ${3:-$1}" 100 alarm_stands "${3:-$1}"
    until_true "/metrics says nfo_alarms{alarm=\"$1\"} 1" 50 metric_is "nfo_alarms{alarm=\"$1\"}" 1
    if [[ $2 == ready ]]; then
        until_true '/readyz says 200, /metrics nfo_ready 1' 50 all is_ready 200 -- metric_is nfo_ready 1
    else
        until_true "/readyz says 503 and $1, /metrics nfo_ready 0" 50 all readyz_says "$1" -- metric_is nfo_ready 0
    fi
}

# unsaid ALARM: it is over, for all of them.
unsaid() {
    until_true "'alarm list' says $1 no more" 900 no_alarm "$1"
    until_true "/metrics says nfo_alarms{alarm=\"$1\"} 0" 50 metric_is "nfo_alarms{alarm=\"$1\"}" 0
}

# all COMMAND... -- COMMAND...: both.
all() {
    local first=()
    while [[ $1 != -- ]]; do first+=("$1"); shift; done
    shift
    "${first[@]}" && "$@"
}

# fired_once LEVEL: its alerts went out, and to nobody under two ids. An id ends with what stands for its receiver.
fired_once() {
    local ids recipients
    ids=$(grep -F "$1" "$home/alerts.log" | grep -oE 'id [^ ]+' | sort -u)
    recipients=$(sed 's/.*-//' <<<"$ids" | sort -u | wc -l)
    echo "   '$1' went out to $recipients under: $(tr '\n' ' ' <<<"$ids")"
    [[ -n $ids && $(wc -l <<<"$ids") == "$recipients" ]] && return 0
    echo "   FAILED: it went out twice, or not at all"
    failures=$((failures + 1))
}

# expect WHAT COMMAND...: true at once.
expect() {
    local what=$1
    shift
    until_true "$what" 1 "$@"
}

has_ended() { ! kill -0 "$daemon" 2>/dev/null; }

# tell WHEN REFERENCE STATUS: the ambulance tells of an overdose; the answer must have this status.
tell() {
    local status
    status=$(curl -sS -D "$home/head" -o "$home/answer" -w '%{http_code}' -X POST \
        "http://127.0.0.1:$web/api/v1/notifications" \
        -H "Authorization: Bearer $token" -H "Idempotency-Key: $2-$RANDOM" -H 'Content-Type: application/json' \
        -d "{\"source\": \"ambulance\", \"cells\": {\"Incident No\": \"$2\", \"Call Date\": \"$(date -d "$1" +%d/%m/%Y)\",
            \"Call Time\": \"$(date -d "$1" +%H:%M)\", \"Forename\": \"Ailsa\", \"Surname\": \"Testperson\",
            \"DOB\": \"01/02/1985\", \"Home Postcode\": \"DD1 1AA\", \"Naloxone\": \"Y\",
            \"Sent\": \"$(date +%F)\"}}" || true)
    echo "   told $2: $status $(grep -o '"code": *"[^"]*"' "$home/answer" 2>/dev/null || true)"
    [[ $status == "$3" ]] || { echo "   FAILED: expected $3"; failures=$((failures + 1)); }
}

# see WHEN: what each of them says now, for whoever reads.
see() {
    echo "-- $1"
    echo "   readyz $(ready): $(tr -d '\n' <"$home/ready" 2>/dev/null | tr -s ' ')"
    alarms | sed 's/^/   alarm: /'
    { timeout 10 "$nfodd" clock show "${places[@]}" 2>&1 || true; } | sed 's/^/   clock: /'
    { timeout 10 "$nfodd" status "${places[@]}" 2>&1 || true; } |
        sed -nE '/^(checked|alertsReady|alertsDelivered|events)/s/^/   status: /p'
    { metrics || true; } | { grep -E '^nfo_(ready|alarms.* [1-9]|outbox_oldest|clock|due_oldest|disk)' || true; } | sed 's/^/   metrics: /'
}
