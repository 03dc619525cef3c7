"""A killable process for work that may take too long or too much.

`python -m symcalc.worker package.module:function` imports the function, says "ready", sets its
limits, and then answers JSON lines: one request in, one answer out. Only plain data crosses. The
parent kills a worker that does not answer in time; there is no alarm signal in the parent and no
multiprocessing, so it works from any thread. A worker whose parent is gone ends by itself: its
input closes, and the limit on its processor time holds without the parent.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from symcalc import errors
from symcalc.errors import SymcalcError, TimedOut, TooLargeError

MEMORY = 1 << 30  # bytes a worker may use beyond what its imports took
OUT_OF_MEMORY = 77  # exit status
TRIES = 3  # of a request whose worker is ended from outside
STARTS = 5  # of a worker that is ended from outside before it is ready
STARTING = 60.0  # seconds; a cold disk can be slow

# How a process ends that ran out of memory or stack; FLINT and the C++ library abort.
TOO_LARGE = (OUT_OF_MEMORY, -signal.SIGSEGV, -signal.SIGABRT)


class Worker:
    """One process that answers requests, replaced when it has to be killed.

    Parameters
    ----------
    target : str
        "package.module:function"; the function takes and returns plain data.

    Examples
    --------
    >>> worker = Worker("math:factorial")
    >>> worker.ask(5, timeout=10)
    120
    >>> worker.close()
    """

    def __init__(self, target: str) -> None:
        self.target = target
        self._process: subprocess.Popen[str] | None = None
        self._begin()
        EVERY.add(self)

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._ready = False

    def forget(self) -> None:
        """Leave the process to the parent, in a child that was forked from it."""
        self._process = None
        self._begin()

    @property
    def pid(self) -> int | None:
        """The number of the process, while there is one."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process, if it does not run; it gets ready in the background."""
        if self._process is not None and self._process.poll() is None:
            return
        self._kill()
        self._ready = False
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "symcalc.worker", self.target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        listener = threading.Thread(
            target=_listen, args=(self._process, self._answers), daemon=True
        )
        listener.start()
        atexit.register(self.close)

    def ask(self, request: Any, timeout: float | None = None, cpu: float | None = None) -> Any:
        """Send a request and wait for its answer; the time starts when the worker is ready.

        Parameters
        ----------
        request : plain data
            What the function is called with.
        timeout : float, optional
            Seconds to wait.
        cpu : float, optional
            Seconds of processor time; as many as `timeout` if left out.

        Raises
        ------
        TimedOut
            After either time; the worker is killed, the next request gets a new one.
        TooLargeError
            If the worker ran out of memory.
        SymcalcError
            What the function raised, with its message.
        """
        line = json.dumps({"request": request, "cpu": timeout if cpu is None else cpu})
        with self._lock:
            tries = (self._exchange(line, timeout) for _ in range(TRIES))
            answer = next((found for found in tries if found is not None), None)
        if answer is None:
            raise _too_large()
        if "error" in answer:
            raise errors.restored(answer["error"])
        return answer["answer"]

    def _exchange(self, line: str, timeout: float | None) -> dict[str, Any] | None:
        """The answer to a line; None if the process was ended from outside."""
        if not any(self._started() for _ in range(STARTS)):
            return None
        assert self._process is not None
        assert self._process.stdin is not None
        with suppress(OSError):  # it has just ended; the listener says so
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        return self._receive(timeout)

    def _started(self) -> bool:
        """Whether the process is ready for a request, started if need be."""
        self.start()
        self._ready = self._ready or self._receive(STARTING) is not None
        return self._ready

    def _receive(self, timeout: float | None) -> dict[str, Any] | None:
        try:
            line = self._answers.get(timeout=timeout)
        except queue.Empty:
            self._kill()
            raise _timed_out(f"within {timeout:g} seconds") from None
        if line is None:
            self._ended()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self) -> None:
        """Say why the process is gone: time and memory are the input's doing.

        Nothing is said where someone else killed it.
        """
        process = self._process
        if process is None:
            raise TimedOut("the worker was closed while it worked")
        code = process.wait()
        self._kill()
        if code in TOO_LARGE:
            raise _too_large()
        if code == -getattr(signal, "SIGPROF", 0):
            raise _timed_out("in the processor time that it may take")
        if code != -signal.SIGKILL:
            raise AssertionError(f"the worker ended with status {code}")

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                assert stream is not None
                stream.close()

    def close(self) -> None:
        """End the process, from any thread."""
        self._kill()
        atexit.unregister(self.close)


EVERY: weakref.WeakSet[Worker] = weakref.WeakSet()


def forget_all() -> None:
    """Two processes must not talk to one worker."""
    for worker in list(EVERY):
        worker.forget()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=forget_all)


def _timed_out(when: str) -> TimedOut:
    hint = "allow more time with `timeout`, or make the formula smaller"
    return TimedOut(f"the work was not done {when}", hint=hint)


def _too_large() -> TooLargeError:
    what = f"the work needed more than {MEMORY >> 20} MiB of memory"
    return TooLargeError(what, hint="make the formula smaller")


def _listen(process: subprocess.Popen[str], answers: queue.Queue[str | None]) -> None:
    """Pass on what the worker writes; None when it has ended."""
    assert process.stdout is not None
    with suppress(ValueError, OSError):  # the pipe is closed under us when it is killed
        for line in process.stdout:
            answers.put(line)
    answers.put(None)


def limit_memory(extra: int) -> None:
    """Allow this process `extra` bytes beyond what it uses now, where the system can do that."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    with suppress(OSError, ValueError):
        mapped = _address_space() or used
        resource.setrlimit(resource.RLIMIT_AS, (mapped + extra, resource.RLIM_INFINITY))


def limit_time(seconds: float | None) -> None:
    """End this process after so much processor time from now; None takes the limit away.

    The timer counts only what this process computes, and its signal is left to the system: no
    Python code runs, so nothing in a formula can hold it up.
    """
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_PROF, seconds or 0.0)


def _address_space() -> int:
    """Bytes of address space in use, on Linux; 0 elsewhere."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * 4096
    return 0


def serve(target: str) -> None:
    """Answer requests on standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the parent closes our input
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    out, sys.stdout = sys.stdout, sys.stderr  # nothing but answers goes to the parent
    limit_memory(MEMORY)
    print(json.dumps({"answer": "ready"}), file=out, flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        limit_time(asked["cpu"])
        try:
            answer = {"answer": function(asked["request"])}
        except SymcalcError as error:
            answer = {"error": errors.plain(error)}
        except (MemoryError, RecursionError):
            sys.exit(OUT_OF_MEMORY)
        limit_time(None)
        try:
            print(json.dumps(answer), file=out, flush=True)
        except BrokenPipeError:  # nobody is there to read it
            os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
