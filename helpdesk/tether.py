"""Tie a process to its parent: when the parent dies, however it dies, so does it.

Run as `python -I helpdesk/tether.py COMMAND…`, it becomes COMMAND, tied to the
process that started it. Uses nothing but the standard library, for it stands
before every start.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Who is to be our parent: it may have died before we were there to ask.
PARENT = "TETHER_PARENT"
# The command keeps the pid of the tether, so that a worker which it starts can
# tell whether its master is still alive.
MASTER = "TETHER_PID"


def tie_to_parent(parent: int) -> None:
    """Have the kernel kill us when `parent`, our parent process, ends.

    Not asked to end but killed: a worker that ends politely waits for a broker which
    is gone with it. Whatever dies so is made good by leases and transactions.
    Elsewhere than on Linux there is no such signal, and nothing happens.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def tie_worker_to_master() -> None:
    """Called in a server's worker, a child of the process that tether became."""
    master = int(os.environ.get(MASTER, 0))
    if master and master != os.getpid():
        tie_to_parent(master)


if __name__ == "__main__":
    tie_to_parent(int(os.environ.pop(PARENT, os.getppid())))
    os.environ[MASTER] = str(os.getpid())
    os.execvp(sys.argv[1], sys.argv[1:])
