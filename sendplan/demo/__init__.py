"""The demonstration: an invented partnership with two years of reports, and the plans of two real areas."""
