"""A killable process for work that may take too long or too much.

`python -m symcalc.worker package.module:function` imports the function, says "ready", sets its
limits, and then answers JSON lines: one request in, one answer out. Only plain data crosses. The
parent kills a worker that does not answer in time; there is no alarm signal and no
multiprocessing, so it works from any thread.
"""

from __future__ import annotations

import atexit
import importlib
import json
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from symcalc import errors
from symcalc.errors import SymcalcError, TimedOut, TooLargeError

MEMORY = 1 << 30  # bytes a worker may use beyond what its imports took
OUT_OF_MEMORY = 77  # exit status
STARTING = 60.0  # seconds; a cold disk can be slow


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
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()

    def start(self) -> None:
        """Start the process, if it does not run; it gets ready in the background."""
        if self._process is not None and self._process.poll() is None:
            return
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

    def ask(self, request: Any, timeout: float | None = None) -> Any:
        """Send a request and wait for its answer.

        Raises
        ------
        TimedOut
            After `timeout` seconds; the worker is killed, the next request gets a new one.
        TooLargeError
            If the worker ran out of memory.
        SymcalcError
            What the function raised, with its message.
        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self.start()
                self._receive(STARTING)
            assert self._process is not None
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            answer = self._receive(timeout)
        if "error" in answer:
            raise errors.restored(answer["error"])
        return answer["answer"]

    def _receive(self, timeout: float | None) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=timeout)
        except queue.Empty:
            self._kill()
            raise TimedOut(
                f"the work was not done within {timeout:g} seconds",
                hint="allow more time with `timeout`, or make the formula smaller",
            ) from None
        if line is None:
            raise self._ended()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self) -> Exception:
        """Why the process is gone: too little memory is the input's doing, anything else ours."""
        assert self._process is not None
        code = self._process.wait()
        self._kill()
        if code in (OUT_OF_MEMORY, -signal.SIGKILL, -signal.SIGSEGV):
            return TooLargeError(
                f"the work needed more than {MEMORY >> 20} MiB of memory",
                hint="make the formula smaller",
            )
        return AssertionError(f"the worker ended with status {code}")

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    assert stream is not None
                    stream.close()
            self._process = None

    def close(self) -> None:
        """End the process."""
        self._kill()
        atexit.unregister(self.close)


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


def _address_space() -> int:
    """Bytes of address space in use, on Linux; 0 elsewhere."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * 4096
    return 0


def serve(target: str) -> None:
    """Answer requests on standard input until it closes."""
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    out, sys.stdout = sys.stdout, sys.stderr  # nothing but answers goes to the parent
    limit_memory(MEMORY)
    print(json.dumps({"answer": "ready"}), file=out, flush=True)
    for line in sys.stdin:
        try:
            answer = {"answer": function(json.loads(line))}
        except SymcalcError as error:
            answer = {"error": errors.plain(error)}
        except (MemoryError, RecursionError):
            sys.exit(OUT_OF_MEMORY)
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
