"""Whole runs on Apache Spark: the tables of the embedded engine, whatever is killed on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest

import wirecopy
from twins import twin
from wirecopy.tables import SCHEMAS

pyspark = pytest.importorskip("pyspark", reason="wirecopy[spark] is not installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java")

# Small partitions, so that every step has several tasks.
FEW = {"spark.sql.shuffle.partitions": "3", "spark.sql.files.maxPartitionBytes": "40000", "spark.driver.memory": "2g"}
MOST_SECONDS = 600


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of eight texts, two of each, with live pages and digests among them."""
    rows = [row for seed in range(8) for row in twin(seed).rows()]
    path = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def expected(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    base = wirecopy.open(tmp_path_factory.mktemp("duck") / "base", create=True)
    base.run([pages])
    return tables(base)


def tables(base: wirecopy.NewsBase) -> dict[str, pa.Table]:
    return {name: base.table(name).to_arrow() for name in SCHEMAS}


def run(base: Path, pages: Path, master: str = "local[2]", **conf: str) -> subprocess.Popen[bytes]:
    """Start a run on Spark in a process of its own."""
    settings = [f"--conf={key}={value}" for key, value in (FEW | conf).items()]
    command = ["run", str(base), str(pages), "--engine=spark", f"--master={master}", *settings, "--quiet"]
    errors = (base.parent / "errors").open("ab")
    return subprocess.Popen([sys.executable, "-m", "wirecopy", *command], stdout=subprocess.DEVNULL, stderr=errors)


def ended(process: subprocess.Popen[bytes], base: Path) -> wirecopy.NewsBase:
    """Return the base once the run has ended well."""
    assert process.wait(MOST_SECONDS) == 0, (base.parent / "errors").read_text("utf-8")[-2000:]
    return wirecopy.open(base)


def stages(base: Path) -> int:
    return sum(1 for _ in base.glob("stages/*/[!.]*/_SUCCESS"))


def wait_for(base: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a run has finished so many stages."""
    until = time.monotonic() + MOST_SECONDS
    while stages(base) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    assert process.poll() is None


def test_a_run_on_spark_gives_the_tables_of_the_embedded_engine(
    pages: Path, expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    base = tmp_path / "base"
    assert tables(ended(run(base, pages), base)) == expected


def test_pages_that_come_in_two_runs_give_the_same_tables(
    pages: Path, expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    rows, base = pages.read_text("utf-8").splitlines(keepends=True), tmp_path / "base"
    for name, part in (("later", rows[9:]), ("first", rows[:9])):
        (tmp_path / name).mkdir()
        (tmp_path / name / pages.name).write_text("".join(part), "utf-8")
        found = ended(run(base, tmp_path / name / pages.name), base)
    same = {name: table.drop_columns(uris(name)) for name, table in tables(found).items()}
    assert same == {name: table.drop_columns(uris(name)) for name, table in expected.items()}


def uris(name: str) -> list[str]:
    return [column for column in ("uri",) if column in SCHEMAS[name].names]


def test_a_run_whose_driver_was_killed_goes_on(pages: Path, expected: dict[str, pa.Table], tmp_path: Path) -> None:
    base = tmp_path / "base"
    for count in (4, 20):
        process = run(base, pages)
        wait_for(base, count, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    kept = {path: path.stat().st_mtime_ns for path in base.glob("stages/*/[!.]*/_SUCCESS")}
    assert tables(ended(run(base, pages), base)) == expected
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """A master and two workers of one core each, started by the scripts that PySpark brings."""
    home = Path(pyspark.__file__).parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"spark://127.0.0.1:{port}"
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(tmp_path / "w")}
    start = [str(home / "bin" / "spark-class"), "org.apache.spark.deploy"]
    master = [start[0], f"{start[1]}.master.Master", "--host=127.0.0.1", f"--port={port}", "--webui-port=0"]
    worker = [start[0], f"{start[1]}.worker.Worker", "--cores=1", "--memory=1g", "--webui-port=0", url]
    master = [part for word in master for part in word.split("=")]
    worker = [part for word in worker for part in word.split("=")]
    with (tmp_path / "cluster").open("wb") as log:
        running = [subprocess.Popen(words, env=env, stdout=log, stderr=log) for words in (master, worker, worker)]
        try:
            yield url
        finally:
            for process in reversed(running):
                process.terminate()
                process.wait(60)


def executors() -> list[int]:
    """Return the process ids of the executors on this machine."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"CoarseGrainedExecutorBackend" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def test_a_cluster_that_loses_an_executor_gives_the_same_tables(
    pages: Path, expected: dict[str, pa.Table], tmp_path: Path, cluster: str
) -> None:
    base = tmp_path / "base"
    process = run(base, pages, cluster, **{"spark.executor.memory": "700m", "spark.driver.host": "127.0.0.1"})
    wait_for(base, 8, process)
    os.kill(executors()[0], signal.SIGKILL)
    assert tables(ended(process, base)) == expected
