"""Invented SEND plans with what a careful officer would read in each, and the scorer that compares."""
