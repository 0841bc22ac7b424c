import os
import subprocess
import sys

from tests.processes.conftest import ROOT, wait_until

SUPERVISE = """
import os, sys
from helpdesk.supervisor import Supervisor
names = sys.argv[1::2]
sys.exit(Supervisor(dict(zip(names, sys.argv[2::2])), dict(os.environ)).run())
"""

LINGER = """
cd "$(dirname "$0")"
trap "sleep $2; echo $1 >> out; exit" TERM
touch $1
while true; do sleep 0.05; done
"""


def test_what_ends_is_started_again(tmp_path):
    supervisor = _supervise(short=f"echo began >> {tmp_path}/out")

    wait_until(lambda: _lines(tmp_path) == ["began"] * 2)

    supervisor.terminate()
    assert supervisor.wait(10) == 143


def test_valkey_is_stopped_last(tmp_path):
    script = tmp_path / "linger.sh"
    script.write_text(LINGER)
    supervisor = _supervise(
        valkey=f"exec sh {script} valkey 0", worker=f"exec sh {script} worker 0.5"
    )
    wait_until(lambda: {"valkey", "worker"} <= set(os.listdir(tmp_path)))

    supervisor.terminate()
    supervisor.wait(10)

    assert _lines(tmp_path) == ["worker", "valkey"]


def test_what_waits_for_its_next_start_does_not_hold_up_the_end(tmp_path):
    supervisor = _supervise(short=f"echo began >> {tmp_path}/out; exit 3")
    wait_until(lambda: _lines(tmp_path))

    supervisor.terminate()

    assert supervisor.wait(5) == 143


def _supervise(**commands):
    words = [word for pair in commands.items() for word in pair]
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )


def _lines(folder):
    out = folder / "out"
    return out.read_text().split() if out.exists() else []
