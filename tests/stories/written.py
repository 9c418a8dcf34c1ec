"""Invented reports: a few events, each told by several outlets in words of their own."""

from __future__ import annotations

from wirecopy.kernels import load_kernels
from wirecopy.stories.batch import StoryText, StoryTools
from wirecopy.stories.model import load_model
from wirecopy.stories.sparse_kernels import load_sparse

FERRY = (
    "The ferry Halden Star ran aground off Varnes on Tuesday with 212 people aboard, the coast guard said. Captain Ida"
    " Moen ordered everyone into the boats after water entered the engine room. Helicopters from Varnes and Tromvik"
    " lifted 40 passengers to safety. No one was seriously hurt, the Varnes hospital said.",
    "All 212 people on the Halden Star were brought to safety on Tuesday after the ferry struck rocks near Varnes."
    " Ida Moen, its captain, told the coast guard that the engine room was flooding. Rescue helicopters flew from"
    " Tromvik, and the hospital in Varnes treated nine passengers for cold.",
    "Passengers of the stranded Halden Star described an hour of fear off Varnes. The ferry hit rocks on Tuesday and"
    " Captain Moen sent 212 passengers and crew to the lifeboats, while helicopters from Tromvik circled above. The"
    " coast guard has begun an inquiry into why the Halden Star left its usual course.",
)
BUDGET = (
    "Parliament in Ordal passed the budget by three votes on Thursday after Finance Minister Peter Lunde dropped the"
    " fuel tax. The opposition led by Greta Asp called the budget reckless. Lunde said the deficit would fall to 2.1"
    " percent next year and that the fuel tax was dead.",
    "Finance Minister Peter Lunde won approval for his budget on Thursday, but only after giving up a new tax on fuel."
    " Greta Asp of the opposition said Ordal would pay for the reckless budget for years. Parliament voted 84 to 81;"
    " the deficit is put at 2.1 percent.",
)
WHALES = (
    "A pod of forty pilot whales was seen in the harbour of Skarvik on Monday, the first in two decades. Biologist Nora"
    " Flem of the marine institute said warm water had brought the herring close to the shore, and the whales with it.",
)
DONORS = (
    "Republicans have spent the autumn asking shipowners in Halden for cheques, and their treasurer says that"
    " nine have given the most the law allows. Democrats lead Republicans in every poll of voters, but the party"
    " is short of cash and has closed four offices in the north. Donors to both campaigns complain that they are"
    " called three times a week. The Republican campaign will buy advertisements on the radio, in weekly papers"
    " and on the ferries, where commuters have little else to look at. Democrats answer with volunteers who knock"
    " at doors, a cheaper way that takes longer. A professor who studies elections at Ordal found that neither way"
    " moves more than one voter in fifty. Republicans called such findings nonsense, and promised to double what"
    " they spend before the presidential vote in November. Small givers matter less each year: a widow in Halden"
    " who sent ten crowns got eleven letters of thanks, each with another form to fill in."
)
FARMERS = (
    "Farmers in the west have turned away from Democrats, and the Republican campaign hopes to gain from it. Milk"
    " fell by a fifth since the spring, barns stand half empty, and a law on manure that Democrats passed last"
    " year asks for tanks which few can afford. At a fair in Skarvik a dozen breeders said they would vote for"
    " Republicans, though several could not name a thing the party wants to change. Republicans promised to take"
    " the law back, to open the creameries again and to lower the tax on diesel for tractors. Economists doubt"
    " that this will lift the price of milk, which is made in markets far from here. The young, one breeder said,"
    " will leave the valley whoever is president, and the presidential vote in November is decided by voters in"
    " the cities, where polls have Democrats ahead. His neighbour sold forty cows at Easter, drives a school bus"
    " now and sleeps better, she said, than in all the years when the alarm rang at four."
)
EVENTS = {"ferry": FERRY, "budget": BUDGET, "whales": WHALES}
DAYS = {"ferry": 19_000.5, "budget": 19_002.5, "whales": 19_001.5}


def tools(backend: str = "reference", window: int = 14) -> StoryTools:
    return StoryTools(load_model(), load_kernels("reference"), load_sparse(0, backend), window)  # type: ignore[arg-type]


def reports(dated: bool = True, bodies: bool = True) -> list[StoryText]:
    """All reports in order of their events; ids tell the event."""
    return [
        StoryText(
            text_id=f"{event}{number}",
            time=DAYS[event] + number / 10 if dated else None,
            outlets=(f"Outlet {number}",),
            title=body.split(".")[0],
            body=body if bodies else "",
        )
        for event, told in EVENTS.items()
        for number, body in enumerate(told)
    ]
