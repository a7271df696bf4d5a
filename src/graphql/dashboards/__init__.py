"""Dashboards: screens that combine several areas."""
