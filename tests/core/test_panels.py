from core import panels
from core.panels import Panel, fills


def test_panels_come_in_order_and_may_stay_out(monkeypatch):
    monkeypatch.setattr(panels, "_fillers", panels.defaultdict(list))

    @fills("slot", order=20)
    def later(**context):
        return Panel("later.html", {"name": context["name"]})

    @fills("slot", order=10)
    def sooner(**context):
        return Panel("sooner.html")

    @fills("slot", order=5)
    def absent(**context):
        return None

    found = panels.panels("slot", name="Ada")
    assert [panel.template for panel in found] == ["sooner.html", "later.html"]
    assert found[1].context == {"name": "Ada"}
