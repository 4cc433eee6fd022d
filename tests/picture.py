"""`make picture`: writes what follows from the code into ARCHITECTURE.md: who imports whom, and where errors arise.

In the picture a box is a folder, an arrow means "imports". An arrow that other arrows imply is left out, and so are the
files beside the folders (errors, settings, wording), which are imported from everywhere. Where folders import each
other, the one is drawn as two boxes whose split ends the circle; the box of the part that imports none of the others
names its files.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

from warehouse.errors import WarehouseError

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "ARCHITECTURE.md"
PACKAGES = ("bench", "graph", "guard", "orchestration", "warehouse")
ROOMY = ("graph", "warehouse")
"""Packages whose folders are boxes of their own."""
PARTS = {"graph.app", "graph.schema"}
"""Files that are a stage."""
STAGES = (
    "guard", "graph/http", "graph/subscriptions", "graph/exports", "graph/execution", "graph/planning",
    "warehouse/query", "warehouse/archive", "warehouse/reading", "warehouse/transforms", "warehouse/ingestion",
    "warehouse/decisions", "warehouse/rules", "warehouse/catalog", "warehouse/snapshots", "warehouse/provenance",
    "orchestration",
)  # fmt: skip
"""In the order in which a request passes them, and after them a file."""

Imports = dict[str, set[str]]


@cache
def module_imports() -> Imports:
    """Each module of the project with those of the project that it imports, for annotations as well."""
    # Without a cache: an old one draws modules that have moved.
    found = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=False, cache_dir=None)
    return {module: set(found.find_modules_directly_imported_by(module)) for module in found.modules}


def find_circle(imports: Mapping[str, set[str]]) -> list[str]:
    """The names of one circle; none where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def draw() -> str:
    """The picture as Mermaid. Raises ValueError where splitting one folder does not end a circle of folders."""
    imports = module_imports()
    boxes = {module: box for module in imports if (box := _box(module))}
    arrows = _between(imports, boxes)
    if find_circle(arrows):
        boxes, arrows = _split(imports, boxes)
    lines = ["```mermaid", "flowchart TD"]
    names = sorted(set(boxes.values()))
    for package in ROOMY:
        lines.append(f'    subgraph package_{package}["{package}"]')
        lines += [f"        {_id(name)}[{_label(name)}]" for name in names if name.startswith(package + ".")]
        lines.append("    end")
    lines += [f"    {_id(name)}[{name}]" for name in names if "." not in name]
    lines += [f"    {_id(name)} --> {_id(target)}" for name in names for target in sorted(_nearest(name, arrows))]
    return "\n".join([*lines, "```", ""])


def errors_by_stage() -> str:
    """For each stage the errors that its code makes, by class, as a table."""
    lines = ["| stage | errors that arise there |", "| --- | --- |"]
    for stage in STAGES:
        made = {name for file in sorted((PROJECT / stage).rglob("*.py")) for name in _errors_made(file)}
        lines.append(f"| `{stage}/` | {', '.join(f'`{name}`' for name in sorted(made))} |")
    return "\n".join([*lines, ""])


def replaced(page: str) -> str:
    """The page with picture and table as the code has them now. Raises ValueError where it has no place for them."""
    for name, text in (("picture", draw()), ("errors", errors_by_stage())):
        page, found = re.subn(
            rf"(<!-- {name}: written by make picture -->\n).*?(<!-- end of {name} -->)",
            lambda places, text=text: places[1] + text + places[2],
            page,
            flags=re.DOTALL,
        )
        if found != 1:
            raise ValueError(f"ARCHITECTURE.md has no place for its {name}.")
    return page


def _errors_made(file: Path) -> set[str]:
    """The classes of `warehouse.errors` that a file makes, or names in `raise`."""
    known, found = _error_classes(WarehouseError), set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        made = node.func if isinstance(node, ast.Call) else node.exc if isinstance(node, ast.Raise) else None
        if isinstance(made, ast.Name) and made.id in known:
            found.add(made.id)
    return found


def _error_classes(base: type[WarehouseError]) -> set[str]:
    ours = [known for known in base.__subclasses__() if known.__module__ == base.__module__]
    return {base.__name__}.union(*(_error_classes(known) for known in ours))


def _box(module: str) -> str | None:
    """The box that a module lies in; None for what is imported from everywhere."""
    package, *rest = module.split(".")
    if package not in ROOMY:
        return package
    name = f"{package}.{rest[0]}" if rest else ""
    is_folder = (PROJECT / name.replace(".", "/")).is_dir()
    return name if rest and (is_folder or name in PARTS) else None


def _between(imports: Imports, boxes: Mapping[str, str]) -> Imports:
    arrows: Imports = {box: set() for box in boxes.values()}
    for module, targets in imports.items():
        if module in boxes:
            arrows[boxes[module]] |= {boxes[target] for target in targets if target in boxes} - {boxes[module]}
    return arrows


def _split(imports: Imports, boxes: Mapping[str, str]) -> tuple[Mapping[str, str], Imports]:
    circle = find_circle(_between(imports, boxes))
    for folder in sorted(set(circle)):
        base = {
            module
            for module, box in boxes.items()
            if box == folder and module != folder and not _leaves(module, folder, imports, boxes)
        }
        label = f"{folder}: {', '.join(sorted(module.rpartition('.')[2] for module in base))}"
        tried = {**boxes, **dict.fromkeys(base, label)}
        if not find_circle(_between(imports, tried)):
            return tried, _between(imports, tried)
    raise ValueError(f"These folders import each other in a circle: {', '.join(circle)}.")


def _leaves(module: str, folder: str, imports: Imports, boxes: Mapping[str, str]) -> bool:
    """Whether a module leads, by itself or through others of its folder, to a folder from which this one is reached."""
    arrows = _between(imports, boxes)
    back = {box for box in arrows if folder in _reached(box, arrows)}
    seen, waiting = {module}, [module]
    while waiting:
        for target in imports[waiting.pop()]:
            if boxes.get(target) in back - {folder}:
                return True
            if boxes.get(target) == folder and target not in seen:
                seen.add(target)
                waiting.append(target)
    return False


def _reached(start: str, arrows: Imports) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = arrows[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def _nearest(name: str, arrows: Imports) -> set[str]:
    """The targets that no other target leads to."""
    return arrows[name] - {far for target in arrows[name] for far in _reached(target, arrows)}


def _id(name: str) -> str:
    return re.sub(r"\W", "_", name.replace(": ", "_base_").split(",")[0])


def _label(name: str) -> str:
    return f'"{name.partition(".")[2]}"'


if __name__ == "__main__":
    PAGE.write_text(replaced(PAGE.read_text("utf-8")), "utf-8")
