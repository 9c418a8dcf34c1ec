"""How the differences of a collation are told: in whole words, and what came or went in a row as one."""
