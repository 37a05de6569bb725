"""`agora train-fraud`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.terminal import console, errors
from app.local.fleet import ROOT
from backend.trust import trees

REPORT = ROOT / "docs" / "models.md"
BEGIN, END = "<!-- numbers: written by `agora train-fraud` -->", "<!-- end of numbers -->"


def command(
    seed: Annotated[int, typer.Option(help="The same number makes the same year and the same model.")] = 7,
    out: Annotated[
        Path, typer.Option(help="Where the model goes; it serves after a restart.")
    ] = trees.MODEL_PATH,
    report: Annotated[Path, typer.Option(help="The document whose numbers are replaced.")] = REPORT,
) -> None:
    """Simulate a year of card payments, train on its first months, test on the last; write what came out."""
    try:
        # scikit-learn is for training alone: serving walks the trees itself.
        training: Any = import_module("backend.trust.training")
    except ModuleNotFoundError as missing:
        errors.print(f"Training needs scikit-learn ({missing.name} is missing): uv sync --group models")
        sys.exit(1)
    trained = training.train(training.Plan(seed=seed), lambda line: console.print(line, markup=False))
    out.write_text(json.dumps(trained.model.as_json(), separators=(",", ":")) + "\n")
    numbers = as_markdown(trained.model.version, trained.report)
    if report.exists():
        before, _, rest = report.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        report.write_text(f"{before}{BEGIN}\n\n{numbers}\n{END}{after}")
    console.print(numbers, markup=False)


def as_markdown(version: str, facts: dict[str, Any]) -> str:
    """The numbers of a training as they stand in docs/models.md."""
    precision, months = facts["average_precision"], facts["months"]
    train, calibrate = months["train"], months["calibrate"]
    parts = [
        f"Model `{version}`, seed {facts['seed']}. Trained on months 1-{train} "
        f"({facts['rows']['train']} attempts, {facts['fraud_rate']['train']:.2%} fraud), calibrated on month "
        f"{train + calibrate}, tested on months {train + calibrate + 1}-{months['all']} "
        f"({facts['rows']['test']} attempts, "
        f"{facts['fraud_rate']['test']:.2%} fraud).",
        _table(
            ["", "average precision"],
            [
                ["the model", f"**{precision['model']:.3f}**"],
                ["logistic regression", f"{precision['logistic_regression']:.3f}"],
                ["rules", f"{precision['rules']:.3f}"],
                ["chance", f"{precision['chance']:.3f}"],
            ],
        ),
        f"The model reaches **{facts['times_the_rules']:.2f} times** the rules. Brier score: "
        f"{facts['brier']['calibrated']:.5f} calibrated, {facts['brier']['as_trained']:.5f} as trained.",
        "By month of the test, to see drift:",
        _table(
            ["month", "fraud", "model", "rules"],
            [
                [one["month"], one["fraud"], f"{one['model']:.3f}", f"{one['rules']:.3f}"]
                for one in facts["by_month"]
            ],
        ),
        "Precision and recall from a score on:",
        _table(
            ["score", "flagged", "precision", "recall"],
            [
                [one["score"], one["flagged"], f"{one['precision']:.3f}", f"{one['recall']:.3f}"]
                for one in facts["at_score"]
            ],
        ),
        "Share of each pattern with a score of 0.1 or more:",
        _table(
            ["pattern", "share"],
            [[name, f"{value:.2f}"] for name, value in facts["caught_by_pattern"].items()],
        ),
        "What the policy decides in the test months:",
        _table(
            ["decision", "good", "fraud"],
            [[name, one["good"], one["fraud"]] for name, one in facts["decisions"].items()],
        ),
        "What 1,000 attempts cost under it, and under a single threshold that refuses:",
        _table(
            ["answer", "cost"],
            [[name, f"{minor // 100:,}.{minor % 100:02}"] for name, minor in facts["cost_per_1000"].items()],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _table(header: list[str], rows: list[list[Any]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
