"""Printed amounts to ranges: numerals, hedges and units, in the languages of the tables."""
