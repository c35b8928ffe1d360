"""A virtual environment for each contender, made once from its lock file.

The lock files are made from the `.in` files beside them:
`uv pip compile --generate-hashes --no-header --python-version 3.11 NAME.in -o NAME.txt`.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var" / "benchmarks"


def python_of(name: str, requirements: Path) -> Path:
    """The interpreter of the contender's environment, made first if missing or if its lock has changed."""
    environment = CACHE / name / "venv"
    python = environment / "bin" / "python"
    stamp = environment / ".made-from"
    made_from = f"{sys.version}\n{hashlib.sha256(requirements.read_bytes()).hexdigest()}\n"
    if stamp.is_file() and stamp.read_text() == made_from:
        return python
    sys.stderr.write(f"{name}: making {environment.relative_to(ROOT)} from {requirements.relative_to(ROOT)}\n")
    shutil.rmtree(environment, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements],
        check=True,
    )
    # Written last: an interrupted installation is made again.
    stamp.write_text(made_from)
    return python
