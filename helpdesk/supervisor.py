"""Honcho, with threads for its children's keepers, and with patience.

Honcho keeps each process by a process of its own, which outlives a killed honcho,
and it stops the site when one of them ends. Here a keeper is a thread, so that the
parent of every process is honcho itself (see tether.py), and a process that ends
is started again.
"""

import contextlib
import os
import queue
import signal
import threading
import time
from typing import Any

import honcho.manager
from honcho.manager import Manager
from honcho.process import Process

# Seconds that a process has to finish its work before it is killed.
honcho.manager.KILL_WAIT = 10

LONGEST_PAUSE = 30.0  # seconds, before a process that keeps ending is tried again
STEADY_AFTER = 60.0  # seconds, after which its pauses begin with the shortest again


class Supervisor(Manager):
    last = "valkey"  # stopped when the others have put down what they hold

    def __init__(self, commands: dict[str, str], environment: dict[str, str]) -> None:
        super().__init__()
        self.events: queue.Queue[Any] = queue.Queue()
        self._stopping = threading.Event()
        self._process_ctor = self._kept_process
        environment = {**environment, "TETHER_PARENT": str(os.getpid())}
        for name, command in commands.items():
            self.add_process(name, command, env=environment)

    def run(self) -> int:
        """Return the exit code, once every process has ended."""
        self.loop()
        return int(self.returncode or 0)

    def _start(self) -> None:
        for name, entry in self._processes.items():
            entry["process"] = threading.Thread(
                name=name, target=entry["obj"].keep, args=(self.events,), daemon=True
            )
            entry["process"].start()

    def terminate(self) -> None:
        if not self._stopping.is_set():
            self._stopping.set()
            threading.Thread(target=self._stop_in_order, daemon=True).start()

    def _stop_in_order(self) -> None:
        last = self._processes.get(self.last)
        others = [entry for entry in self._processes.values() if entry is not last]
        for entry in others:
            entry["obj"].terminate()
        for entry in others:
            entry["process"].join()
        if last:
            last["obj"].terminate()

    def _kept_process(self, *args: Any, **kwargs: Any) -> "KeptProcess":
        return KeptProcess(*args, stopping=self._stopping, **kwargs)


class KeptProcess(Process):
    def __init__(self, *args: Any, stopping: threading.Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stopping = stopping
        self._has_stopped = False

    def keep(self, events: "queue.Queue[Any]") -> None:
        """Run it again and again until the site is stopping."""
        pause = 1.0
        while not self._stopping.is_set():
            began = time.monotonic()
            self.run(events)
            pause = 1.0 if time.monotonic() - began > STEADY_AFTER else pause
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        if not self._has_stopped:
            self._send_message({"returncode": 0}, type="stop")

    def terminate(self) -> None:
        if self._child is not None and self._child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGTERM)

    def _send_message(self, data: Any, type: str = "line") -> None:  # noqa: A002
        stopping = self._stopping.is_set()
        if type == "start" and stopping:
            self.terminate()
        if type == "stop" and stopping:
            self._has_stopped = True
        elif type == "stop":
            type = "line"  # noqa: A001
            data = f"ended ({data['returncode']}), to be started again\n"
        super()._send_message(data, type)
