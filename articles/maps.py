"""The woven map of Peru: one stepped outline per region, from articles/map.json."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass
class MapRegion:
    """A region with its number on the map, its outline and what happened there; `region` is None for the others."""

    outline: str
    x: int
    y: int
    region: object = None
    number: int = 0
    projects: list = field(default_factory=list)


@cache
def outlines():
    """Return {name: {"d": SVG path, "x": number's place, "y": …}} of every region of Peru."""
    return json.loads((Path(__file__).parent / "map.json").read_text())["regions"]


def numbered(regions):
    """Return {"plain": [MapRegions without a text], "told": [those of these records, numbered from 1]}."""
    by_name = {region.map_name: region for region in regions}
    plain, told = [], []
    for name, outline in outlines().items():
        place = MapRegion(outline["d"], outline["x"], outline["y"], by_name.get(name))
        (told if place.region else plain).append(place)
    told.sort(key=lambda place: list(by_name).index(place.region.map_name))
    for number, place in enumerate(told, 1):
        place.number = number
    return {"plain": plain, "told": told}


def with_projects(regions, projects):
    """Return the numbered map with the projects of each region, in one more query."""
    found = numbered(regions)
    of_region = {}
    for project in projects.prefetch_related("regions"):
        for region in project.regions.all():
            of_region.setdefault(region.pk, []).append(project)
    for place in found["told"]:
        place.projects = of_region.get(place.region.pk, [])
    return found
