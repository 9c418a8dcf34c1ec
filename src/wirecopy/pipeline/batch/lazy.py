"""What several kernels of a run need and take long to load: loaded at the first use, once in a worker process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class LazyValue(Generic[T]):
    """A value made by `make` at the first call; a worker process is given the way to make it, not the value.

    >>> count = iter(range(9))
    >>> one = LazyValue(lambda: next(count))
    >>> one(), one()
    (0, 0)
    """

    make: Callable[[], T]
    _made: list[T] = field(default_factory=list, repr=False, compare=False)

    def __call__(self) -> T:
        """Return the value."""
        if not self._made:
            self._made.append(self.make())
        return self._made[0]

    def __reduce__(self) -> tuple[type[LazyValue[T]], tuple[Callable[[], T]]]:
        return LazyValue, (self.make,)
