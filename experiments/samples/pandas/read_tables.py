"""Reads the result tables of all runs below a folder with pandas.

    pip install pandas pyarrow
    python experiments/samples/pandas/read_tables.py runs

Every run leaves its tables as Parquet files in RUN/tables; experiments/TABLES.md says what is in them. The same tables can
be asked with SQL: suppressionlab query "select ..." runs
"""

import sys
from pathlib import Path

import pandas as pd


def read_table(root: Path, name: str) -> pd.DataFrame:
    """One table of all runs at or below a folder, with the run's folder in the column `run`."""
    files = sorted(root.rglob(f"tables/{name}.parquet"))
    if not files:
        sys.exit(f"{root}: no run with a table {name} here")
    tables = [pd.read_parquet(file).assign(run=file.parent.parent.name) for file in files]
    # An empty table (no attacks, no searched rates) has columns without a type of their own.
    return pd.concat([table for table in tables if len(table)] or tables, ignore_index=True)


def label_probabilities(curves: pd.DataFrame) -> pd.DataFrame:
    """The probability of a suppressed label by shots, averaged over components and seeds: what context brings back."""
    curves = curves[curves.isSuppressed & curves.isFinal & curves.shots.isin([0, 1, 4, 16])]
    return curves.pivot_table(
        index=["run", "model", "k", "method", "amount"], columns="shots", values="probability", aggfunc="mean")


def priors(table: pd.DataFrame) -> pd.DataFrame:
    """The prior of all suppressed components together, with its 95 % interval."""
    together = table[table.component.isna()]
    return together[["run", "model", "k", "series", "method", "amount", "value", "lower", "upper", "identified"]]


def last_losses(losses: pd.DataFrame) -> pd.DataFrame:
    """Where each training ended, in nats a token."""
    last = losses.sort_values("step").groupby(["run", "model", "method", "amount", "seed"], as_index=False).last()
    return last[["run", "model", "method", "amount", "seed", "step", "tokens", "loss", "evaluationLoss"]]


def costs(timings: pd.DataFrame) -> pd.DataFrame:
    """Seconds by kind of stage; every row of every table says which stage made it, and with what."""
    return timings.groupby(["run", "kind"])[["wallSeconds", "cpuSeconds", "flops"]].sum()


def main() -> None:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "runs")
    with pd.option_context("display.width", 160, "display.max_columns", None, "display.max_rows", 100):
        for title, table in [
            ("Probability of a suppressed label, by shots", label_probabilities(read_table(root, "curves"))),
            ("Prior of the suppressed components", priors(read_table(root, "priors"))),
            ("Losses at the end of training", last_losses(read_table(root, "losses"))),
            ("Cost by kind of stage", costs(read_table(root, "timings"))),
        ]:
            print(f"\n{title}\n{table}")


if __name__ == "__main__":
    main()
