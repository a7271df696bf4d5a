"""Dashboards: what a screen shows at once, put together from several areas."""
