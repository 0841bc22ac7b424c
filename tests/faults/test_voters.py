"""Five hundred people say me too at once, each twice: each counts once."""

import json
from collections import Counter


def test_the_count_is_exact(hall):
    hall.run("voters")
    pressed = json.loads((hall.data_dir / "voters.json").read_text())
    assert Counter(pressed) == {True: 500, False: 500}
    assert hall.query("SELECT me_too_count FROM forums_topic") == [(501,)]
    assert hall.query("SELECT count(*) FROM forums_metoo") == [(501,)]
