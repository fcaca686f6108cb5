"""The demonstration: an invented partnership with a strategy, plans, two years of reports and answers to an inspection; and
published documents of two real areas."""
