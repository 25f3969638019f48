"""Charts: answers and datasets to look at, each unrendered, and `save` for files."""

from dprk_transfers.present.charts.curve import curve
from dprk_transfers.present.charts.origins import origins
from dprk_transfers.present.charts.places import places
from dprk_transfers.present.charts.positions import positions
from dprk_transfers.present.charts.save import save
from dprk_transfers.present.charts.style import Screen, Theme
from dprk_transfers.present.charts.timeline import timeline

__all__ = ["Screen", "Theme", "curve", "origins", "places", "positions", "save", "timeline"]
