"""A cache that may be lost at any time: without its server everything is a miss and nothing is an error.

It holds counts of tries and the worker's sign of life, never the truth.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def or_miss(name: str, missed: Callable[..., Any]) -> Callable[..., Any]:
    """Return the cache's method `name`; while the server is away `missed` answers as an empty cache would."""
    ask = getattr(RedisCache, name)

    @wraps(ask)
    def method(cache: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return ask(cache, *args, **kwargs)
        except RedisError as error:
            log.error("cache_away", method=name, error=str(error))
            return missed(*args, **kwargs)

    return method


class ForgetfulCache(RedisCache):
    """Redis as a cache that forgets while its server is away."""

    get = or_miss("get", lambda key, default=None, version=None: default)
    get_many = or_miss("get_many", lambda keys, version=None: {})
    add = or_miss("add", lambda *args, **kwargs: True)
    set = or_miss("set", lambda *args, **kwargs: None)
    set_many = or_miss("set_many", lambda *args, **kwargs: [])
    touch = or_miss("touch", lambda *args, **kwargs: False)
    delete = or_miss("delete", lambda *args, **kwargs: False)
    has_key = or_miss("has_key", lambda *args, **kwargs: False)
