"""Invented worlds: cities, people, outlets and numbers that fill the blanks of the templates."""

from dataclasses import dataclass

# The two halves share no name. Agencies are real, as their names are all that is used of them.
HELD = (
    {
        "city": "Varnesk",
        "district": "Oltava",
        "region": "Lower Tarn",
        "country": "Morvania",
        "firm": "Haldora",
        "radio": "Radio Tarn",
        "weekday": 1,
        "month": 9,
        "n1": 7,
        "n2": 43,
        "n5": 310,
        "agency": 0,
        "second": 1,
        "people": "Ilka Brandov;Tomas Reck;Jelena Moritz;Anders Pohl;Mirela Sand;Oskar Weyland;Petra Kolm;Iven Strauch",
        "outlets": "Varnesk Courier;Morning Post of Tarn;Morvania Today;The Oltava Mirror;Eastern Herald;Tarn Wire",
    },
    {
        "city": "Port Ambler",
        "district": "Quarry Head",
        "region": "Westmark",
        "country": "Aldoria",
        "firm": "Trellis",
        "radio": "Coast FM",
        "weekday": 3,
        "month": 4,
        "n1": 5,
        "n2": 28,
        "n5": 460,
        "agency": 2,
        "second": 3,
        "people": "Marian Okafor;Daniel Prewitt;Lucia Hartnell;Samuel Adeyo;Grace Linnet;Victor Amsel;"
        "Nora Quill;Peter Ostrander",
        "outlets": "Ambler Gazette;Westmark Times;The Aldorian;Harbour News;Daily Beacon;Island Observer",
    },
)
LEARN = (
    {
        "city": "Kelvar",
        "district": "Sandmoor",
        "region": "Upper Drisk",
        "country": "Ostravia",
        "firm": "Bentheim",
        "radio": "Radio Norte",
        "weekday": 0,
        "month": 2,
        "n1": 4,
        "n2": 37,
        "n5": 520,
        "agency": 1,
        "second": 0,
        "people": "Hanna Velt;Jonas Ridder;Clara Mendes;Ruben Falk;Ines Tarrant;Leo Marchetti;Dora Steen;Karl Ibsen",
        "outlets": "Kelvar Chronicle;Drisk Daily;Ostravia Post;Sandmoor Echo;The Northern Star;City Record",
    },
    {
        "city": "Lindhaven",
        "district": "Crooked Mile",
        "region": "Estmoor",
        "country": "Calderra",
        "firm": "Oakes",
        "radio": "Channel Nine",
        "weekday": 4,
        "month": 7,
        "n1": 6,
        "n2": 52,
        "n5": 275,
        "agency": 3,
        "second": 2,
        "people": "Ruth Calloway;Martin Sorel;Elena Voss;George Tamsin;Alice Merrow;Henry Lakes;"
        "Sofia Brandt;Paul Denny",
        "outlets": "Lindhaven Tribune;Estmoor Express;Calderra Standard;The Mile Post;Southern Ledger;Bay Bulletin",
    },
)
AGENCIES = (("The Associated Press", "AP"), ("Reuters", "Reuters"), ("Agence France-Presse", "AFP"), ("dpa", "dpa"))
WEEKDAYS = {
    "": "Monday Tuesday Wednesday Thursday Friday",
    "_de": "Montag Dienstag Mittwoch Donnerstag Freitag",
    "_es": "lunes martes miércoles jueves viernes",
    "_fr": "lundi mardi mercredi jeudi vendredi",
}
MONTHS = {
    "": "January February March April May June July August September October November December",
    "_de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "_es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "_fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


@dataclass(frozen=True)
class World:
    """The blanks of a template and what fills them; `outlets` and `agency` for who prints it."""

    slots: dict[str, str]
    outlets: tuple[str, ...]
    agency: tuple[str, str]
    second: tuple[str, str]


def world(half: str, number: int) -> World:
    """The world of that number of the half `learn` or `held`."""
    made = (HELD if half == "held" else LEARN)[number]
    people = str(made["people"]).split(";")
    slots = {
        name: str(made[name]) for name in ("city", "district", "region", "country", "firm", "radio", "n1", "n2", "n5")
    }
    n1, n2, n5 = int(str(made["n1"])), int(str(made["n2"])), int(str(made["n5"]))
    slots |= {"n3": str(n1 + 2), "n4": str(n2 + 11), "n6": str(n5 + 70)}
    slots |= {
        "k5": f"{n5 * 20:,}",
        "k5_fr": f"{n5 * 20:,}".replace(",", " "),
        "k5_es": f"{n5 * 20:,}".replace(",", "."),
    }
    slots |= {f"p{at}": name for at, name in enumerate(people, 1)}
    slots |= {f"l{at}": name.split()[-1] for at, name in enumerate(people, 1)}
    slots |= {f"weekday{tail}": names.split()[int(str(made["weekday"]))] for tail, names in WEEKDAYS.items()}
    slots |= {f"month{tail}": names.split()[int(str(made["month"]))] for tail, names in MONTHS.items()}
    first, second = AGENCIES[int(str(made["agency"]))], AGENCIES[int(str(made["second"]))]
    slots["agency"] = first[0]
    return World(slots, tuple(str(made["outlets"]).split(";")), first, second)
