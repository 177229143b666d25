"""Noticing that the worker goes away: screen lock, sleep, another user. One small module for each system."""
