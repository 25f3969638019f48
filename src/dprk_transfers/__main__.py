"""Runs the command: `dprk-transfers`, or `python -m dprk_transfers`."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command, or say how to install it where the extra `cli` is missing."""
    try:
        from dprk_transfers.cli import main as command
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit(f"dprk-transfers needs {error.name}: pip install 'dprk-transfers[cli]'")
    command(prog_name="dprk-transfers")


if __name__ == "__main__":
    main()
