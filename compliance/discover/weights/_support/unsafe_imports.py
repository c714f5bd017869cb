# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

"""Imports that let a pickle run code or reach out of its process.

The list follows that of picklescan 1.0.5 (mmaitre314/picklescan, scanner.py, `_unsafe_globals`), with whole modules where it lists single
functions, and without `functools.partial`, `uuid.UUID` and the like: they are common in sound models and run nothing by themselves.
"""

import re
from typing import BinaryIO

from compliance.lazy_regex import compile_lazily

NAMED_AT_RUN_TIME = "an import whose name is only known at run time"
_SEARCHED = 64 << 20
_BLOCK = 1 << 20
_OVERLAP = 256
_BUILTINS = frozenset(
    {"eval", "exec", "execfile", "compile", "open", "getattr", "setattr", "apply", "breakpoint", "input", "file"}
    | {"__import__", "globals", "locals", "vars", "delattr"}
)  # fmt: skip
_MODULES = frozenset(
    {"os", "posix", "nt", "subprocess", "sys", "socket", "ssl", "shutil", "pty", "commands", "runpy", "importlib", "imp", "pkgutil", "zipimport"}
    | {"code", "codeop", "bdb", "pdb", "profile", "cProfile", "trace", "timeit", "doctest", "pydoc", "idlelib", "lib2to3", "webbrowser", "test"}
    | {"http", "httplib", "urllib", "urllib2", "requests", "aiohttp", "ftplib", "smtplib", "telnetlib", "imaplib", "xmlrpc", "uuid", "signal"}
    | {"ctypes", "_ctypes", "cffi", "marshal", "pickle", "_pickle", "cPickle", "dill", "cloudpickle", "multiprocessing", "asyncio", "tempfile"}
    | {"pip", "setuptools", "distutils", "venv", "ensurepip", "site", "_osx_support", "_aix_support", "_pyrepl"}
)  # fmt: skip
_PACKAGES = (
    "numpy.f2py.",
    "numpy.testing.",
    "torch.utils.bottleneck.",
    "torch.utils.data.datapipes.utils.decoder.",
)
_NAMES = frozenset(
    {"operator.attrgetter", "operator.methodcaller", "operator.itemgetter", "_operator.attrgetter", "_operator.methodcaller"}
    | {"_operator.itemgetter", "types.CodeType", "types.FunctionType", "logging.FileHandler", "logging.config.listen", "_io.FileIO", "io.FileIO"}
    | {"io.open", "_io.open", "numpy.load", "joblib.load", "pandas.eval", "pandas.read_pickle", "torch.load", "torch.hub.load", "torch.jit.load"}
    | {"torch.serialization.load", "torch.storage._load_from_bytes", "torch.utils.collect_env.run", "torch._dynamo.guards.GuardBuilder.get"}
    | {"torch._inductor.codecache.compile_file", "torch.jit.unsupported_tensor_ops.execWrapper"}
    | {"torch.utils._config_module.ConfigModule.load_config"}
    | {"torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression"}
)  # fmt: skip
_HARMLESS = frozenset({"uuid.UUID", "uuid.SafeUUID", "multiprocessing.reduction._rebuild_partial"})
_IN_BYTES = compile_lazily(
    rb"c(?:os|posix|nt|subprocess|sys|socket|shutil|pty|runpy|importlib|builtins|__builtin__|ctypes|marshal)\n[A-Za-z_][\w.]{0,60}\n"
    rb"|\x8c.(?:os|posix|nt|subprocess|sys|socket|shutil|pty|runpy|importlib|builtins|__builtin__|ctypes|marshal)\x94?\x8c.[A-Za-z_][\w.]{0,60}\x94?\x93",
    re.DOTALL,
)


def is_unsafe(name: str) -> bool:
    """Whether importing and calling `module.name` can run code or reach out of the process."""
    module, _, attribute = name.rpartition(".")
    top = name.partition(".")[0]
    if module in {"builtins", "__builtin__", "__builtins__"}:
        return attribute in _BUILTINS
    if name in _HARMLESS:
        return False
    return name == NAMED_AT_RUN_TIME or top in _MODULES or name in _NAMES or name.startswith(_PACKAGES)


def find_mentioned(file: BinaryIO, size: int) -> tuple[frozenset[str], bool]:
    """Unsafe imports in bytes that can't be walked, known by how pickles spell them; and whether all of the `size` bytes were searched."""
    found: set[str] = set()
    left = min(size, _SEARCHED)
    kept = b""
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        for match in _IN_BYTES.finditer(kept + block):
            words = re.findall(rb"[A-Za-z_][\w.]*", match[0][1:])
            name = ".".join(word.decode("ascii", "replace") for word in words[:2])
            if is_unsafe(name):
                found.add(name)
        kept = block[-_OVERLAP:]
    return frozenset(found), size <= _SEARCHED
