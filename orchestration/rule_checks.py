"""One asset check per rule of a form that can hold a cell, with a result for each partition."""

import warnings
from collections.abc import Iterable, Iterator

from dagster import (
    AssetCheckEvaluation,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetRecordsFilter,
    DagsterInstance,
    MetadataValue,
)
from dagster._core.definitions.asset_checks.asset_check_evaluation import AssetCheckEvaluationTargetMaterializationData

from orchestration.metadata import Metadata, as_markdown
from orchestration.partitions import partitions_def
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.rule_outcomes import ANY_OTHER_RULE, Partition, RuleOutcome
from warehouse.transforms.form_rules import holding_rules


def rule_check_specs(form: Form) -> list[AssetCheckSpec]:
    """The rules of a form as checks of its stage asset."""
    specs = [
        _spec(form, rule.rule, f"In {', '.join(rule.columns[:6])}{' and others' if len(rule.columns) > 6 else ''}.")
        for rule in holding_rules(form)
    ]
    return [*specs, _spec(form, ANY_OTHER_RULE, "A rule that the form does not declare: to be reported as a fault.")]


def rule_evaluations(instance: DagsterInstance, outcomes: Iterable[RuleOutcome]) -> Iterator[AssetCheckEvaluation]:
    """Outcomes as they are told from a run that stages several forms and months.

    Each names the materialisation that it is about: without that, Dagster shows no state for the partition.
    """
    targets: dict[Partition, AssetCheckEvaluationTargetMaterializationData | None] = {}
    for outcome in outcomes:
        partition = (outcome.form_id, outcome.period)
        known = partitions_def(FORMS[outcome.form_id])
        if known is not None and outcome.period not in known.get_partition_keys():
            continue
        if partition not in targets:
            targets[partition] = _newest_materialisation(instance, *partition)
        yield _evaluation(outcome, targets[partition])


def _newest_materialisation(
    instance: DagsterInstance, form_id: str, period: str | None
) -> AssetCheckEvaluationTargetMaterializationData | None:
    wanted = AssetRecordsFilter(AssetKey(["stage", form_id]), asset_partitions=[period] if period else None)
    found = instance.fetch_materializations(wanted, limit=1).records
    return (
        AssetCheckEvaluationTargetMaterializationData(
            storage_id=found[0].storage_id, run_id=found[0].run_id, timestamp=found[0].timestamp
        )
        if found
        else None
    )


def _evaluation(
    outcome: RuleOutcome, target: AssetCheckEvaluationTargetMaterializationData | None
) -> AssetCheckEvaluation:
    return AssetCheckEvaluation(
        asset_key=AssetKey(["stage", outcome.form_id]),
        check_name=_name(outcome.rule),
        passed=outcome.is_passed,
        severity=_severity(outcome),
        description=_description(outcome),
        metadata=_metadata(outcome),
        target_materialization_data=target,
        partition=outcome.period,
    )


def rule_result(outcome: RuleOutcome) -> AssetCheckResult:
    """An outcome as it is told from the run of its own partition."""
    return AssetCheckResult(
        asset_key=AssetKey(["stage", outcome.form_id]),
        check_name=_name(outcome.rule),
        passed=outcome.is_passed,
        severity=_severity(outcome),
        description=_description(outcome),
        metadata=_metadata(outcome),
    )


def _spec(form: Form, rule: str, where: str) -> AssetCheckSpec:
    with warnings.catch_warnings():
        # Partitions of checks are a preview of Dagster 1.13, which says so for each of them.
        warnings.simplefilter("ignore")
        return AssetCheckSpec(
            name=_name(rule),
            asset=AssetKey(["stage", form.form_id]),
            description=f"No cell waits because of the rule {rule}. {where} Held cells stay out; their rows go on.",
            partitions_def=partitions_def(form),
        )


def _name(rule: str) -> str:
    return f"no_cell_is_held_by_{rule}"


def _severity(outcome: RuleOutcome) -> AssetCheckSeverity:
    return AssetCheckSeverity.ERROR if outcome.unread else AssetCheckSeverity.WARN


def _description(outcome: RuleOutcome) -> str:
    of_period = f" for {outcome.period}" if outcome.period else ""
    if outcome.unread:
        return f"The rule could not run on {len(outcome.unread)} of {outcome.file_count} files{of_period}."
    if not outcome.held_count:
        return f"Nothing waits in {outcome.file_count} files{of_period}."
    first = outcome.cells[0]
    return f"{outcome.held_count} cells wait{of_period}, first {first['file']} {first['sheet']}!{first['cell']}."


def _metadata(outcome: RuleOutcome) -> Metadata:
    metadata: Metadata = {
        "partition": MetadataValue.text(outcome.period or ""),
        "held_cells": MetadataValue.int(outcome.held_count),
        "files": MetadataValue.int(outcome.file_count),
    }
    if outcome.cells:
        metadata["first_cells"] = MetadataValue.md(as_markdown(outcome.cells))
    if outcome.unread:
        metadata["not_read"] = MetadataValue.md("\n".join(f"- {line}" for line in outcome.unread))
    return metadata
