"""A PostgreSQL server to be crashed."""

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.faults.stage import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


class Cluster:
    """A PostgreSQL of the test's own, in a folder of its own."""

    def __init__(self):
        self.bin = BINARIES[-1].parent
        self.user = "postgres" if os.getuid() == 0 else getpass.getuser()
        self.folder = tempfile.mkdtemp(prefix="helpdesk-faults-", dir="/tmp")
        shutil.chown(self.folder, self.user)
        self.port = free_port()
        self._call("initdb", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8")
        self._control("start")

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def crash(self):
        self._control("stop", "-m", "immediate")

    def start(self):
        self._control("start")

    def remove(self):
        self._control("stop", "-m", "immediate", check=False)
        shutil.rmtree(self.folder)

    def _control(self, *arguments, check=True):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = f"{self.folder}/log.txt"
        self._call("pg_ctl", *arguments, "-w", "-l", log, "-o", options, check=check)

    def _call(self, name, *arguments, check=True):
        subprocess.run(
            [str(self.bin / name), "-D", f"{self.folder}/data", *arguments],
            user=self.user,
            cwd=self.folder,
            check=check,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
