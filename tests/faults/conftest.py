import shutil

import pytest

from tests.faults.cluster import BINARIES, Cluster
from tests.faults.sink import Sink
from tests.faults.stage import Stage


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/faults/" in item.nodeid:
            item.add_marker(pytest.mark.faults)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A migrated database with the scene in it, to be copied."""
    data_dir = tmp_path_factory.mktemp("built")
    stage = Stage(data_dir)
    stage.run("manage", "prepare")
    stage.run("build")
    return data_dir


@pytest.fixture
def sink():
    server = Sink().start()
    yield server
    server.stop()


@pytest.fixture
def stage(built, tmp_path, sink):
    data_dir = tmp_path / "var"
    shutil.copytree(built, data_dir)
    stage = Stage(data_dir, EMAIL_URL=sink.url)
    yield stage
    stage.stop()


@pytest.fixture
def say(capsys):
    """Figures that a run reports, whatever pytest captures."""

    def print_it(text):
        with capsys.disabled():
            print(f"\n    {text}", end=" ")

    return print_it


@pytest.fixture
def cluster():
    if not BINARIES:
        pytest.skip("no PostgreSQL server is installed")
    server = Cluster()
    yield server
    server.remove()


@pytest.fixture
def on_postgres(cluster, tmp_path, sink):
    data_dir = tmp_path / "var"
    data_dir.mkdir()
    stage = Stage(data_dir, EMAIL_URL=sink.url, DATABASE_URL=cluster.url)
    stage.run("manage", "prepare")
    stage.run("build")
    yield stage
    stage.stop()


@pytest.fixture(params=["stage", "on_postgres"])
def hall(request):
    """The scene on each database."""
    return request.getfixturevalue(request.param)
