"""Stories: the texts on one event, and the origins behind them."""
