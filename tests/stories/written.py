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
