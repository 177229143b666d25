"""Counting people without betraying one: indicators as data, and what makes a table fit to be published."""
