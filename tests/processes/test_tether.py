import os
import subprocess
import sys

import pytest

from helpdesk import tether
from tests.processes.conftest import has_ended, wait_until

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="parent-death signals are Linux's"
)

PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-I", sys.argv[1], "sleep", "60"])
print(child.pid, flush=True)
child.wait()
"""


def test_a_tethered_command_dies_with_its_killed_parent():
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, tether.__file__], stdout=subprocess.PIPE
    )
    child = int(parent.stdout.readline())
    wait_until(lambda: _command(child).startswith("sleep"))

    parent.kill()
    parent.wait()

    wait_until(lambda: has_ended(child), 5)


def test_a_command_whose_parent_is_gone_already_does_not_start():
    environment = {**os.environ, tether.PARENT: "1"}

    ended = subprocess.run(
        [sys.executable, "-I", tether.__file__, "echo", "started"],
        env=environment,
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 1
    assert not ended.stdout


def _command(pid):
    with open(f"/proc/{pid}/cmdline") as file:
        return file.read()
