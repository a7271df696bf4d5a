"""Time: the calendar of what falls due, and clocks other than the machine's."""
