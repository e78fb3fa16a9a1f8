"""Structured logs: one JSON line per event on stderr, with the request's id, also in tasks."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# What follows it is the secret of somebody's calendar, also where it was mistyped.
SECRET_ADDRESS = re.compile(r"(?<=/calendar/)[^\s/?\"']+")


def without_secrets(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Return the line without addresses that are secrets: who reads the logs could read what is behind them."""
    return {name: SECRET_ADDRESS.sub("…", text) if isinstance(text, str) else text for name, text in line.items()}


def logging_config() -> dict[str, Any]:
    """Return Django's LOGGING and set structlog up to feed it."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_secrets,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {"django": {"level": "INFO"}, "celery": {"level": "INFO"}},
    }
