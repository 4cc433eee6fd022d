"""One asset check per form and month: whether its rules hold cells, with each rule in the metadata."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from dagster import (
    AssetCheckEvaluation,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetRecordsFilter,
    DagsterEventType,
    DagsterInstance,
    MetadataValue,
)
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationTargetMaterializationData

from orchestration.metadata import Metadata, as_markdown
from orchestration.partitions import partitions_def
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.ingestion.outcomes import ANY_OTHER_RULE, Partition, RuleOutcome
from warehouse.transforms.cells.rule_chain import holding_rules

NO_CELL_IS_HELD = "no_cell_is_held"

_SHOWN = 10

Target = AssetCheckEvaluationTargetMaterializationData


def rule_check_spec(form: Form) -> AssetCheckSpec:
    """The rules of a form as one check of its stage asset."""
    rules = [{"rule": rule.rule, "in": ", ".join(rule.columns)} for rule in holding_rules(form)]
    rules.append({"rule": ANY_OTHER_RULE, "in": "a rule that the form does not declare: to be reported as a fault"})
    with warnings.catch_warnings():
        # Partitioned checks are a preview feature of Dagster 1.13, which warns about each of them.
        warnings.simplefilter("ignore")
        return AssetCheckSpec(
            name=NO_CELL_IS_HELD,
            asset=AssetKey(["stage", form.form_id]),
            description="No rule of the form holds a cell. Held cells are excluded; their rows are used.",
            metadata={"rules": MetadataValue.md(as_markdown(rules))},
            partitions_def=partitions_def(form),
        )


def rule_evaluations(instance: DagsterInstance, outcomes: Iterable[RuleOutcome]) -> Iterator[AssetCheckEvaluation]:
    """One evaluation per form and month, for a run that stages several of them.

    Each refers to its materialisation: without it, Dagster shows no state for the partition.
    """
    by_partition = {
        partition: list(rules)
        for partition, rules in groupby(outcomes, key=lambda outcome: (outcome.form_id, outcome.period))
        if _is_known(partition)
    }
    targets = _newest_materialisations(instance, by_partition)
    for partition, rules in by_partition.items():
        yield AssetCheckEvaluation(
            asset_key=AssetKey(["stage", partition[0]]),
            check_name=NO_CELL_IS_HELD,
            passed=_is_passed(rules),
            severity=_severity(rules),
            description=_description(rules),
            metadata=_metadata(rules),
            target_materialization_data=targets.get(partition),
            partition=partition[1],
        )


def rule_result(rules: list[RuleOutcome]) -> AssetCheckResult:
    """The outcomes of one form and month, for the run of its own partition."""
    return AssetCheckResult(
        asset_key=AssetKey(["stage", rules[0].form_id]),
        check_name=NO_CELL_IS_HELD,
        passed=_is_passed(rules),
        severity=_severity(rules),
        description=_description(rules),
        metadata=_metadata(rules),
    )


def _is_known(partition: Partition) -> bool:
    form_id, period = partition
    known = partitions_def(FORMS[form_id])
    return known is None or period in known.get_partition_keys()


def _newest_materialisations(
    instance: DagsterInstance, partitions: Mapping[Partition, object]
) -> dict[Partition, Target]:
    """The newest materialisation of each partition, by two queries to the event log per form."""
    found: dict[Partition, Target] = {}
    for form_id in dict.fromkeys(form_id for form_id, _ in partitions):
        key = AssetKey(["stage", form_id])
        periods = {period for form, period in partitions if form == form_id and period is not None}
        wanted, limit = AssetRecordsFilter(key), 1
        if periods:
            newest = instance.event_log_storage.get_latest_storage_id_by_partition(
                key, DagsterEventType.ASSET_MATERIALIZATION, periods
            )
            wanted, limit = AssetRecordsFilter(key, storage_ids=list(newest.values())), max(len(newest), 1)
        for record in instance.fetch_materializations(wanted, limit=limit).records:
            found[form_id, record.partition_key] = Target(
                storage_id=record.storage_id, run_id=record.run_id, timestamp=record.timestamp
            )
    return found


def _is_passed(rules: list[RuleOutcome]) -> bool:
    return all(rule.is_passed for rule in rules)


def _severity(rules: list[RuleOutcome]) -> AssetCheckSeverity:
    return AssetCheckSeverity.ERROR if rules[0].unread else AssetCheckSeverity.WARN


def _description(rules: list[RuleOutcome]) -> str:
    about = rules[0]
    of_period = f" for {about.period}" if about.period else ""
    if about.unread:
        return f"The rules could not run on {len(about.unread)} of {about.file_count} files{of_period}."
    cells = [cell for rule in rules for cell in rule.cells]
    if not cells:
        return f"No cell is held in {about.file_count} files{of_period}."
    held = sum(rule.held_count for rule in rules)
    return f"{held} cells are held{of_period}, first {cells[0]['file']} {cells[0]['sheet']}!{cells[0]['cell']}."


def _metadata(rules: list[RuleOutcome]) -> Metadata:
    about = rules[0]
    # Rules that hold cells come first.
    counts = sorted(((rule.held_count, rule.rule) for rule in rules), key=lambda count: -count[0])
    metadata: Metadata = {
        "partition": MetadataValue.text(about.period or ""),
        "held_cells": MetadataValue.int(sum(rule.held_count for rule in rules)),
        "files": MetadataValue.int(about.file_count),
        "rules": MetadataValue.md(as_markdown({"rule": name, "held cells": held} for held, name in counts)),
    }
    cells = [cell for rule in rules for cell in rule.cells]
    if cells:
        metadata["first_cells"] = MetadataValue.md(as_markdown(cells[:_SHOWN]))
    if about.unread:
        metadata["not_read"] = MetadataValue.md("\n".join(f"- {line}" for line in about.unread))
    return metadata
