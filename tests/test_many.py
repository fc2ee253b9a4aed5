"""Many texts at once: in order, each for itself, in processes and on a cluster."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from edition_tools import cli, many
from edition_tools.findings import BadShelf, NoCluster

SPECIMEN = ROOT / "source_texts" / "specimen" / "source.txt"


def loudly(name: str) -> str:
    """What is done to each text in these tests: named so that processes find it again."""
    if name == "bad":
        raise BadShelf("cannot be used", "mend it")
    if name == "faulty":
        raise ZeroDivisionError("a fault of the program")
    if name == "deadly":
        os._exit(1)
    if name == "slow":
        time.sleep(0.3)
    return name.upper()


class Terminal(io.StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        return True


# ------------------------------------------------------------------ order and failures
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_outcomes_come_in_the_order_of_the_names(jobs: int) -> None:
    names = ["slow", "a", "b", "c"]

    assert [o.line for o in many.each(loudly, names, jobs)] == ["SLOW", "A", "B", "C"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_text_that_fails_does_not_stop_the_others(jobs: int) -> None:
    bad, faulty, good = many.each(loudly, ["bad", "faulty", "good"], jobs)

    assert (bad.exit_code, bad.message) == (6, "cannot be used\n  hint: mend it")
    assert faulty.exit_code == 9
    assert "ZeroDivisionError: a fault of the program" in faulty.message
    assert (good.exit_code, good.line) == (0, "GOOD")


def test_a_process_that_dies_takes_only_its_own_text_with_it() -> None:
    found = {o.name: o for o in many.each(loudly, ["deadly", "slow", "z"], jobs=2)}

    assert [found[name].line for name in ("slow", "z")] == ["SLOW", "Z"]
    assert found["deadly"].exit_code == 9
    assert "its process died" in found["deadly"].message


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(many.each(loudly, [], jobs=4)) == []


# ------------------------------------------------------------------ the bar
def test_a_terminal_shows_how_far_the_work_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    list(many.each(loudly, ["a", "b"]))

    shown = terminal.getvalue()
    assert [step in shown for step in ("] 0/2", "] 1/2", "] 2/2")] == [True] * 3
    assert shown.endswith(many.CLEAR)


def test_nothing_is_shown_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)

    list(many.each(loudly, ["a", "b"]))

    assert file.getvalue() == ""


@pytest.mark.parametrize("columns", ["1", "20", "80", "400"])
def test_the_bar_never_fills_the_line(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = many.bar(12, 24).removeprefix(many.CLEAR)

    assert shown.endswith("] 12/24")
    assert len(shown) < max(int(columns), len("[] 12/24") + 1)
    assert shown.count("-") - shown.count("#") in {0, 1}


# ------------------------------------------------------------------ the command
@pytest.fixture
def shelf(project: Path) -> Path:
    """A project with the specimen and three short texts, one of which is broken."""
    for slug in ("alpha", "broken", "omega"):
        home = project / "source_texts" / slug
        home.mkdir()
        (home / "source.toml").write_text(f'title = "{slug}"\n', encoding="utf-8")
        (home / "source.txt").write_text(f"{slug}\n\nA text.1\n\nNotes\n\n1 A note.\n")
    (project / "source_texts" / "broken" / "source.txt").write_bytes(b"")
    return project


@pytest.mark.parametrize("options", [[], ["-j", "2"]])
def test_convert_all_prints_each_text_in_order_and_ends_with_the_worst_code(
    shelf: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    code = cli.main(["convert", "--all", *options])
    out, err = capsys.readouterr()

    assert [line.split(":")[0] for line in out.splitlines()] == ["alpha", "omega", "specimen"]
    assert err.startswith("edition: broken: source.txt is empty")
    assert code == 4
    assert (shelf / "docs/editions/omega/text/article.md").is_file()


def test_a_manifest_that_cannot_be_read_does_not_stop_the_other_texts(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "source_texts" / "alpha" / "source.toml").write_text("title =", encoding="utf-8")

    code = cli.main(["convert", "--all"])
    out, err = capsys.readouterr()

    assert [line.split(":")[0] for line in out.splitlines()] == ["omega", "specimen"]
    assert "edition: alpha: " in err
    assert code == 6


def test_processes_write_what_one_process_writes(shelf: Path) -> None:
    pages = shelf / "docs" / "editions"

    cli.main(["convert", "--all"])
    alone = {path: path.read_bytes() for path in pages.glob("*/text/*")}
    for path in alone:
        path.unlink()
    cli.main(["convert", "--all", "-j", "2"])

    assert alone
    assert {path: path.read_bytes() for path in pages.glob("*/text/*")} == alone


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "²"])
def test_a_number_of_jobs_that_is_none_is_refused(number: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["convert", "--all", "-j", number])

    assert stopped.value.code == 2


# ------------------------------------------------------------------ interruption
WAITS = """
import sys, time
from edition_tools import cli, many
from edition_tools.commands import convert

def run(args):
    print("begun", flush=True)
    return len(list(many.each(time.sleep, (60, 61), jobs=2)))

if __name__ == "__main__":
    convert.run = run
    sys.exit(cli.main(["convert", "--all"]))
"""


def children_of(process: int) -> set[int]:
    """The processes that *process* has begun."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    return {int(word) for word in listed.read_text().split()}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system has no /proc")
@pytest.mark.parametrize("whom", ["the command alone", "everything at the terminal"])
def test_ctrl_c_stops_at_once_and_leaves_no_process_behind(tmp_path: Path, whom: str) -> None:
    script = tmp_path / "waits.py"
    script.write_text(WAITS)
    command = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        # what was begun in the background of a shell does not hear Ctrl-C, nor do its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while len(workers := children_of(command.pid)) < 3 and command.poll() is None:
        time.sleep(0.02)
    stop = os.kill if whom == "the command alone" else os.killpg
    stop(command.pid, signal.SIGINT)
    out, err = command.communicate(timeout=30)

    assert (command.returncode, out, err) == (130, "begun\n", "edition: stopped\n")
    assert not [worker for worker in workers if Path(f"/proc/{worker}/exe").exists()]


# ------------------------------------------------------------------ a cluster
@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a real cluster on this machine, of two processes."""
    distributed = pytest.importorskip(
        "distributed", reason="the extra [cluster] is not installed; try nox -s cluster"
    )
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("default")  # what the cluster's own libraries warn of is not ours
def test_a_cluster_does_what_processes_do(
    shelf: Path, scheduler: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["convert", "--all"])
    pages = {path: path.read_bytes() for path in shelf.glob("docs/editions/*/text/*")}
    alone = capsys.readouterr()
    for path in pages:
        path.unlink()

    code = cli.main(["convert", "--all", "--scheduler", scheduler])
    out, err = capsys.readouterr()

    assert (code, out, err) == (4, *alone)
    assert {path: path.read_bytes() for path in shelf.glob("docs/editions/*/text/*")} == pages


def test_a_cluster_that_does_not_answer_is_one_clear_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip(
        "distributed", reason="the extra [cluster] is not installed; try nox -s cluster"
    )
    monkeypatch.setattr(many, "CONNECT", 0.2)

    with pytest.raises(NoCluster, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(many.each(loudly, ["a"], scheduler="tcp://127.0.0.1:9"))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(NoCluster, match=r"edition-tools\[cluster\]"):
        list(many.each(loudly, ["a"], scheduler="tcp://127.0.0.1:8786"))
