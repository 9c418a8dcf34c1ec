"""Who descends from whom, and which article stands for the family."""
