"""The table of kinds and scenarios in `docs/portals.md`, made from a run: `python -m tests.kinds.table`.

The tests play the same scenarios and compare what each gives back with what is written there.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.kinds.customer import Customer
from tests.kinds.rt_server import RtServer, find_missing_program
from tests.kinds.scenarios import SCENARIOS, Play, Scenario
from tests.kinds.stages import STAGES, set_stage

PAGE = Path(__file__).parents[2] / "docs" / "portals.md"
BEGIN = "<!-- kinds: written by python -m tests.kinds.table -->"
END = "<!-- end of kinds -->"
COLUMNS = {
    "sandbox": "HostBill (practice portal)",
    "contract": "HostBill (contract portal)",
    "fossbilling": "FOSSBilling (contract portal)",
    "rt": "Request Tracker 5 (the real one)",
}


def name_scenario(scenario: Scenario) -> str:
    """What a scenario shows, as its row has it."""
    return (scenario.__doc__ or "").split("\n")[0].rstrip(".")


def play(scenario: Scenario, stage_name: str, folder: Path, rt: RtServer | None) -> str:
    """Play a scenario at a portal of its own; give what its cell says."""
    with set_stage(stage_name, folder, rt) as stage:
        customer = Customer(folder / "home", stage.url)
        customer.sign_in(stage.username, stage.password)
        return scenario(Play(stage, customer, folder)) or "works"


def read_cells() -> dict[tuple[str, str], str]:
    """The cells of the table as it is written, by the scenario's row and the portal."""
    text = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    lines = [line.strip().strip("|") for line in text.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {(row[0], name): cell for row in rows for name, cell in zip(STAGES, row[1:], strict=True)}


def write(cells: dict[tuple[str, str], str]) -> None:
    """Write the table into the page."""
    names = [name_scenario(scenario) for scenario in SCENARIOS]
    rows = [["scenario", *(COLUMNS[stage] for stage in STAGES)], ["---"] * (len(STAGES) + 1)]
    rows += [[name, *(cells[name, stage] for stage in STAGES)] for name in names]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Play everything, and write what came of it."""
    if (missing := find_missing_program()) is not None:
        raise SystemExit(missing)
    cells = {}
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        rt = stack.enter_context(RtServer(root / "rt"))
        for scenario in SCENARIOS:
            for stage in STAGES:
                folder = root / f"{scenario.__name__}-{stage}"
                folder.mkdir()
                cells[name_scenario(scenario), stage] = play(scenario, stage, folder, rt)
                print(f"{scenario.__name__} at {stage}: {cells[name_scenario(scenario), stage]}", flush=True)
    write(cells)


if __name__ == "__main__":
    main()
