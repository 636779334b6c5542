"""How well personal data are found: `python -m tests.bench.personal` prints the table of the measurements."""

from collections import Counter
from collections.abc import Iterable

from sello.files.detecting.detector import detect
from sello.files.detecting.findings import Kind
from tests.files.detecting.corpus import Made, held_out, tuning

Scores = dict[str, tuple[int, float, float]]
"""By kind, and for a page as a whole: how many pages have it, precision, recall."""


def scored(pages: Iterable[Made]) -> Scores:
    """How often what is told is there, and what is there is told."""
    hit, told, there = Counter[str](), Counter[str](), Counter[str]()
    for page in pages:
        found = {place.kind.value for place in detect(page.text)}
        wanted = {kind.value for kind in page.kinds}
        for names, count in ((found & wanted, hit), (found, told), (wanted, there)):
            count.update([*names, *(["page"] if names else [])])
    return {
        name: (there[name], hit[name] / told[name] if told[name] else 1.0, hit[name] / there[name])
        for name in [*(kind.value for kind in Kind), "page"]
        if there[name]
    }


def main() -> None:
    """Print both sets as a table."""
    sets = scored(tuning()), scored(held_out())
    print("| kind | tuned: pages | precision | recall | held out: pages | precision | recall |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in sets[0]:
        cells = [f"{n} | {p:.1%} | {r:.1%}" for n, p, r in (each[name] for each in sets)]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
