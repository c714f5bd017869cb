# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""The boundary around readers and resolvers: an exception that nobody expected becomes a gap, and the run goes on.

It is no excuse: what is caught here is a bug of ours, and each gap has a code to report it by. With `Settings.debug` nothing is caught.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import TypeVar

from compliance.discover.interface import Discovery, Reader, ScannedFile
from compliance.errors import LexbomError
from compliance.model import Gap
from compliance.settings import Settings
from compliance.time_budget import OutOfTime

_MOST_RESTARTS = 20
"""Files that a reader may fail on before it is given up: each costs a start of its own."""
_OURS = __package__.partition(".")[0]
_Item = TypeVar("_Item")
_Value = TypeVar("_Value")


def read(source: Reader, candidates: tuple[ScannedFile, ...], settings: Settings) -> list[Discovery]:
    """What a reader finds. It is started again without each file that it fails on, since files may have to do with each other.

    Raises:
        LexbomError: it is about what the user gave, not about the product.
        Exception: any, with `settings.debug`.
    """
    name = reader_name(source)
    gaps: list[Discovery] = []
    while True:
        found: list[Discovery] = []
        try:
            for item in source.discover(candidates, settings):
                found.append(item)  # noqa: PERF402 - what was found before it fails is kept
        except LexbomError:
            raise
        except OutOfTime as error:
            gaps.append(Gap(error.path, str(error)))
            rest = tuple(one for one in candidates if one.path != error.path)
        except Exception as error:
            if settings.debug:
                raise
            culprit = _file_at_fault(error) if len(gaps) < _MOST_RESTARTS else None
            gaps.append(gap(error, name, culprit.path if culprit else ""))
            rest = tuple(one for one in candidates if one is not culprit)
        else:
            return [*found, *gaps]
        if len(rest) == len(candidates) or len(gaps) > _MOST_RESTARTS:
            return [*found, *gaps]
        candidates = rest


def stream(name: str, items: Iterable[_Item], settings: Settings) -> Iterator[_Item | Gap]:
    """The items, with a gap in the place of those after an exception."""
    try:
        yield from items
    except LexbomError:
        raise
    except Exception as error:
        if settings.debug:
            raise
        yield gap(error, name, "")


def resolve(
    step: Callable[..., Iterable[Discovery]], found: list[Discovery], *others: object, debug: bool
) -> list[Discovery]:
    """What a resolver makes of all that was found; where it fails that stays as it is, with a gap."""
    return attempt(
        lambda: list(step(found, *others)),
        lambda gap: [*found, gap],
        step.__module__.removeprefix(f"{__package__}."),
        debug=debug,
    )


def attempt(
    work: Callable[[], _Value], otherwise: Callable[[Gap], _Value], name: str, *, debug: bool
) -> _Value:
    """What some work gives, or else what `otherwise` makes of the gap that it left."""
    try:
        return work()
    except LexbomError:
        raise
    except Exception as error:
        if debug:
            raise
        return otherwise(gap(error, name, ""))


def gap(error: Exception, name: str, path: str) -> Gap:
    """What is said of an exception: the file, the reader and the kind of exception, and nothing that the file holds."""
    where = "on this file, so what it holds" if path else "on files of the product, so what they hold"
    return Gap(
        path or ".",
        f"lexbom's part {name} failed {where} may be missing from the BOM ({type(error).__name__})",
        fix=f"This is a bug in lexbom, please report it with the code {fingerprint(error)}; LEXBOM_DEBUG=1 shows where it happened",
    )


def fingerprint(error: Exception) -> str:
    """8 hexadecimal digits: the same for the same kind of exception in the same function of ours, whatever was read."""
    ours = [frame for frame in _frames(error) if _is_ours(frame)]
    place = f"{ours[-1].f_globals['__name__']}.{ours[-1].f_code.co_qualname}" if ours else ""
    return hashlib.sha256(f"{type(error).__qualname__} in {place}".encode()).hexdigest()[:8]


def reader_name(source: Reader) -> str:
    """What a reader is called in gaps: its module below this package."""
    return str(getattr(source, "__name__", type(source).__name__)).removeprefix(f"{__package__}.")


def _file_at_fault(error: Exception) -> ScannedFile | None:
    """The file that was being read: what the innermost of our functions has in hand, alone or in a value around it."""
    for frame in reversed(_frames(error)):
        for value in frame.f_locals.values() if _is_ours(frame) else ():
            held = getattr(value, "candidate", value)
            if isinstance(held, ScannedFile):
                return held
    return None


def _frames(error: Exception) -> list[FrameType]:
    found = []
    at = error.__traceback__
    while at:
        found.append(at.tb_frame)
        at = at.tb_next
    return found


def _is_ours(frame: FrameType) -> bool:
    name = str(frame.f_globals.get("__name__"))
    return name.startswith(f"{_OURS}.") and name != __name__
