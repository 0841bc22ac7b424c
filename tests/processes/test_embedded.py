from pathlib import Path

import pytest

from helpdesk.embedded import LONGEST_SOCKET_PATH, socket_path


def test_the_socket_stands_in_the_data_folder():
    assert socket_path(Path("/srv/helpdesk/var")) == Path(
        "/srv/helpdesk/var/valkey.sock"
    )


@pytest.mark.parametrize("letter", ["d", "é"])
def test_a_long_path_gets_a_short_one_that_stays_the_same(letter):
    deep = Path("/srv") / (letter * 95)

    short = socket_path(deep)

    assert len(bytes(short)) <= LONGEST_SOCKET_PATH
    assert short == socket_path(deep)
    assert short.parent.stat().st_mode & 0o077 == 0


def test_two_long_folders_do_not_share_a_socket():
    assert socket_path(Path("/srv/" + "a" * 120)) != socket_path(
        Path("/srv/" + "b" * 120)
    )
