"""Packages for Linux: .deb for the Debians, and a folder with its own Python for people without root."""
