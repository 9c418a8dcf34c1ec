"""How often `wirecopy check` is right on the cases of this folder: `python -m echo [--half learn] [--errors]`."""

from echo.score import main

main()
