"""PostGraphile on a PostgreSQL of its own, with keys and an index for every way that is walked.

PostgreSQL and Node must be there already; PostGraphile itself is installed in the cache folder with npm.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.serving.data import Size
from bench.serving.goals import POSTGRAPHILE
from bench.serving.questions import MONTH_FIELDS, POINT_FIELDS, Question
from bench.serving.servers import Servers, free_port
from bench.serving.ways import HttpWay, Way
from warehouse.archive.home import Home
from warehouse.connections import open_scratch

_Columns = dict[str, str]
_TABLES: dict[str, tuple[str, _Columns, str]] = {
    "chain": ("core.chain", {"chain_id": "text primary key", "name_zh": "text"}, ""),
    "enterprise": (
        "core.enterprise",
        {
            "enterprise_id": "text primary key",
            **dict.fromkeys(("credit_code", "name_zh", "region_code", "industry_id"), "text"),
            "batch": "int",
        },
        "",
    ),
    "enterprise_chain": (
        "core.enterprise_chain",
        {"chain_id": "text references chain", "enterprise_id": "text references enterprise"},
        ", primary key (chain_id, enterprise_id)",
    ),
    "enterprise_month": (
        "mart.enterprise_month",
        {
            "enterprise_id": "text references enterprise",
            "period": "text",
            **dict.fromkeys(("revenue_cny", "total_profit_cny", "rd_expenditure_cny"), "numeric(18, 3)"),
        },
        ", primary key (enterprise_id, period)",
    ),
}
"""The columns that its documents ask for, under the names of ours, and the keys."""

_MONTHS = f"nodes {{ {' '.join(MONTH_FIELDS)} }}"
# It filters by equality only: the last 12 months are the first 12 from the end.
_DOCUMENTS = {
    "point": "query($id: String!) { enterprise: enterpriseByEnterpriseId(enterpriseId: $id) "
    f"{{ {' '.join(POINT_FIELDS)} }} }}",
    "series": "query($id: String!) { enterpriseMonths: allEnterpriseMonths(condition: {enterpriseId: $id}, "
    f"orderBy: PERIOD_DESC, first: 12) {{ {_MONTHS} }} }}",
    "nested": "query { industryChains: allChains(first: 50, orderBy: CHAIN_ID_ASC) { nodes { chainId nameZh "
    "enterprises: enterpriseChainsByChainId(first: 5, orderBy: ENTERPRISE_ID_ASC) { nodes { "
    "enterpriseByEnterpriseId { enterpriseId nameZh months: enterpriseMonthsByEnterpriseId(first: 12, "
    f"orderBy: PERIOD_DESC) {{ {_MONTHS} }} }} }} }} }} }} }}",
}


@dataclass(frozen=True)
class PostGraphile:
    """`start` takes the data over as CSV: a minute for data M."""

    cache: Path
    name: str = POSTGRAPHILE

    def start(self, servers: Servers, home: Home, work: Path, size: Size) -> Way:
        programs = _postgres_programs()
        command = self._installed()
        folder = work / "postgres"
        folder.mkdir()
        work.chmod(0o755)  # the folder of a run is its maker's alone, and PostgreSQL may run as another user
        _give_to_postgres(folder)
        database = folder / "data"
        _run(*_as_postgres(), str(programs / "initdb"), "-D", str(database), "-A", "trust", "-U", "postgres")
        port, web_port = free_port(), free_port()
        servers.start(
            "postgres", port, *_as_postgres(), str(programs / "postgres"), "-D", str(database), "-p", str(port),
            "-h", "127.0.0.1", "-k", str(folder), "-c", "shared_buffers=1GB", "-c", "jit=off",
        )  # fmt: skip
        self._take_over(home, folder, [str(programs / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "postgres"])
        servers.start(
            self.name, web_port, *command, "-c", f"postgres://postgres@127.0.0.1:{port}/postgres", "-s", "public",
            "-p", str(web_port), "-n", "127.0.0.1", "-P", "postgraphile/presets/amber",
        )  # fmt: skip
        return HttpWay(self.name, web_port, _DOCUMENTS, rows=_rows)

    def _installed(self) -> list[str]:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise RuntimeError("node and npm are not there")
        folder = self.cache / "postgraphile"
        program = folder / "node_modules" / "postgraphile" / "dist" / "cli-run.js"
        if not program.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _run(npm, "install", "--prefix", str(folder), "--no-fund", "--no-audit", "postgraphile@5", "node@22")
        # It needs Node 22, which the registry has as a package too; an older one runs it into errors.
        newer = folder / "node_modules" / "node" / "bin" / "node"
        return [str(newer) if newer.exists() else node, str(program)]

    def _take_over(self, home: Home, folder: Path, psql: Sequence[str]) -> None:
        statements = []
        scratch = open_scratch()
        try:
            scratch.execute(f"attach '{home.current.resolve()}' as snapshot (read_only)")
            for name, (table, columns, key) in _TABLES.items():
                listed = ", ".join(columns)
                scratch.execute(f"copy (select distinct {listed} from snapshot.{table}) to '{folder / name}.csv'")
                typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
                statements.append(f"create table {name} ({typed}{key})")
                statements.append(f"\\copy {name} ({listed}) from '{folder / name}.csv' csv header")
        finally:
            scratch.close()
        statements += [
            "create index on enterprise_chain (enterprise_id)",
            "create index on enterprise_month (period)",
            "vacuum analyze",
        ]
        arguments = [argument for statement in statements for argument in ("-c", statement)]
        _run(*psql, "-q", "-v", "ON_ERROR_STOP=1", *arguments)


def _rows(question: Question, data: Any) -> Any:
    """Oldest month first, and the enterprise in place of its link to the chain."""
    if question.name == "series":
        data["enterpriseMonths"]["nodes"].reverse()
    if question.name == "nested":
        for chain in data["industryChains"]["nodes"]:
            found = [link["enterpriseByEnterpriseId"] for link in chain["enterprises"]["nodes"]]
            for enterprise in found:
                enterprise["months"]["nodes"].reverse()
            chain["enterprises"] = found
    return data


def _postgres_programs() -> Path:
    """The folder of PostgreSQL's programs, the newest version's."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "psql").exists():
            return folder
    raise RuntimeError("PostgreSQL is not there")


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as its own user."""
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"] if os.getuid() == 0 else []


def _give_to_postgres(folder: Path) -> None:
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _run(*command: str) -> None:
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name}: {outcome.stderr.strip()[-500:]}")
