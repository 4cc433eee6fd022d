"""The jobs: `refresh` ingests the inbox and publishes; `restage_returns` reads returns again from the archive."""

from dagster import AssetSelection, define_asset_job, in_process_executor

from orchestration.arrivals import ARRIVED
from orchestration.assets.tables import SNAPSHOT
from orchestration.partitions import RETURN_MONTHS, partitions_def
from warehouse.forms.registry import FORMS

REFRESH = define_asset_job(
    "refresh",
    selection=AssetSelection.assets(["raw", "delivery"], SNAPSHOT) | AssetSelection.checks(*ARRIVED.check_keys),
    executor_def=in_process_executor,
    description="Archives the inbox, builds and checks all tables, publishes a snapshot, and reports missing arrivals.",
)

RESTAGE_RETURNS = define_asset_job(
    "restage_returns",
    selection=AssetSelection.assets(
        *(["stage", form.form_id] for form in FORMS.values() if partitions_def(form) is RETURN_MONTHS)
    ),
    executor_def=in_process_executor,
    description="Reads the returns of a month again from the archive, after a form or a rule has changed.",
)
