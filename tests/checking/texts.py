"""Texts of our own on invented happenings, for the tests of `check`."""

WIRE = """\
A grain ship ran aground off Brandt on Tuesday, blocking the only channel to the port of Lund, the coast guard said.

The "Marigold", carrying 21,000 tonnes of wheat, lost its rudder shortly after 4 a.m. and drifted on to a sandbank, \
according to a spokesman for the owners.

"Nobody was hurt and no oil has leaked, but she will not move before the spring tide," harbour master Ida Frost said.

Two tugs tried to pull the ship free until noon. Eleven vessels were waiting at anchor, among them a ferry with 340 \
passengers, Frost said.

The channel was last blocked in 1998, when a dredger sank there after a fire."""

RETOLD = """\
Since early Tuesday the way into the port of Lund has been blocked: the "Marigold", a ship with 21,000 tonnes of wheat \
on board, sits on a sandbank off Brandt. Its rudder had failed shortly after 4 a.m., the owners' spokesman said.

"Nobody was hurt and no oil has leaked, but she will not move before the spring tide," said harbour master Ida Frost.

By noon two tugs had given up. Eleven ships lie at anchor, and a ferry with 340 passengers is one of them. In 1998 a \
burnt-out dredger sank in the same channel."""

OTHER = """\
The town council of Lund voted on Tuesday to close the public swimming baths for good, saying that repairs would cost \
more than four million.

Swimming teacher Olaf Berg handed over a petition with 6,000 names. "My pupils learn to swim there or nowhere," he \
told the council. The vote was nine to eight."""

SPANISH = """\
Un buque cargado de grano encalló el martes frente a Brandt y bloqueó el único canal de acceso al puerto de Lund, \
informó la guardia costera.

El "Marigold", que transporta 21.000 toneladas de trigo, perdió el timón poco después de las 4 de la mañana y fue a la \
deriva hasta un banco de arena, según un portavoz de los armadores.

"Nadie resultó herido y no se ha vertido petróleo, pero no se moverá antes de la marea viva", dijo la capitana del \
puerto, Ida Frost.

Dos remolcadores intentaron liberar el barco hasta el mediodía. Once buques esperaban fondeados, entre ellos un \
transbordador con 340 pasajeros, dijo Frost. El canal se bloqueó por última vez en 1998."""

RELEASE = """\
Marigold Lines has hired the salvage company Deepwater to free its grain ship off Brandt.

Three ocean-going tugs and a floating crane will arrive from Norden on Friday. The cargo will be moved to barges if \
the spring tide does not lift the ship.

"We pay for every hour that others have to wait," said Per Holm, managing director of Marigold Lines.

Press contact: Per Holm, phone 555 0100"""

OF_RELEASE = """\
Three ocean-going tugs and a floating crane will arrive from Norden on Friday to free the grain ship off Brandt. The \
cargo will be moved to barges if the spring tide does not lift the ship, the owners announced.

Managing director Per Holm: "We pay for every hour that others have to wait." """
