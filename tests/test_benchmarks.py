"""Every benchmark is in the one run of all."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "benchmarks"


def test_the_one_command_runs_every_benchmark() -> None:
    tree = ast.parse((FOLDER / "__main__.py").read_text(encoding="utf-8"))
    named = {
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BENCHMARKS"
        for name in ast.literal_eval(node.value)
    }
    assert named == {file.stem for file in FOLDER.glob("[a-z]*.py")}
    for name in named:
        script = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
        assert "main" in {node.name for node in script.body if isinstance(node, ast.FunctionDef)}
