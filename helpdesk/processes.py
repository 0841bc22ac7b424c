"""Start every process of the Procfile, keep them running, stop them all: bin/run.

Imports no Django, so that it stays small beside what it watches over.
"""

import fcntl
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile

from helpdesk import embedded, leftovers
from helpdesk.supervisor import Supervisor

ROOT = Path(__file__).resolve().parent.parent
TETHER = [sys.executable, "-I", str(ROOT / "helpdesk" / "tether.py")]


def main(names: list[str]) -> int:
    os.chdir(ROOT)
    commands = parse_procfile(Path("Procfile").read_text()).processes
    if unknown := set(names) - set(commands):
        sys.exit(f"No such process: {', '.join(sorted(unknown))}.")
    data_dir = (ROOT / os.environ.get("DATA_DIR", "var")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    environment = _environment(data_dir)
    if names:
        return Supervisor({name: commands[name] for name in names}, environment).run()
    with (data_dir / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"It is already running on {data_dir}.")
        environment[leftovers.MARK] = str(data_dir)
        return _run_whole_site(commands, environment, data_dir)


def _run_whole_site(
    commands: dict[str, str], environment: dict[str, str], data_dir: Path
) -> int:
    if environment.get("REDIS_URL"):
        del commands["valkey"]
    else:
        environment.pop("REDIS_URL", None)
        embedded.stop_server(data_dir)
    leftovers.stop(data_dir)
    host, port = environment["HOST"], int(environment["PORT"])
    for taken in (port, port + 1):
        if not _is_free(host, taken):
            sys.exit(f"Port {taken} is in use. Try another: PORT=8100 bin/run")
    prepare = [*TETHER, sys.executable, "manage.py", "prepare"]
    if failed := subprocess.run(prepare, env=environment, check=False).returncode:
        return failed
    welcome = (data_dir / "welcome.txt").read_text()
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    threading.Thread(target=_announce, args=(address, welcome), daemon=True).start()
    return Supervisor(commands, environment).run()


def _environment(data_dir: Path) -> dict[str, str]:
    """What every process gets, the same whether it starts alone or with all."""
    own_bin = Path(sys.executable).parent
    return {
        "HOST": "127.0.0.1",
        "PORT": "8000",
        **os.environ,
        "DATA_DIR": str(data_dir),
        "PATH": f"{own_bin}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
    }


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _announce(address: str, welcome: str) -> None:
    while not _answers(f"{address}/healthz"):
        time.sleep(0.1)
    sys.stdout.write(f"\n  {address}\n\n{welcome}\n  Ctrl-C stops it.\n\n")
    sys.stdout.flush()


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
