"""The evaluations of facts: what wirecopy says of texts beside what people marked, by halves."""
