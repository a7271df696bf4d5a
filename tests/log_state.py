"""What is set up for logs in a process, put back after a test that sets up its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def log_state_kept() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("", "moments", "moments.security")]
    before = [(log, log.handlers[:], log.level, log.propagate) for log in loggers]
    try:
        yield
    finally:
        for log, handlers, level, propagates in before:
            log.handlers[:] = handlers
            log.setLevel(level)
            log.propagate = propagates
        structlog.reset_defaults()
