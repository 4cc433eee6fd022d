"""The jobs: `refresh` takes the inbox in and publishes; `restage` reads forms again from the archive."""

from dagster import AssetSelection, define_asset_job, in_process_executor

from orchestration.arrivals import ARRIVED
from orchestration.assets.tables import SNAPSHOT
from orchestration.partitions import RETURN_MONTHS, partitions_def
from warehouse.forms.registry import FORMS

REFRESH = define_asset_job(
    "refresh",
    selection=AssetSelection.assets(["raw", "delivery"], SNAPSHOT) | AssetSelection.checks(*ARRIVED.check_keys),
    executor_def=in_process_executor,
    description="Takes the inbox into the archive, builds every table, checks every promise, publishes a snapshot, and "
    "says what has not arrived.",
)

RESTAGE_RETURNS = define_asset_job(
    "restage_returns",
    selection=AssetSelection.assets(
        *(["stage", form.form_id] for form in FORMS.values() if partitions_def(form) is RETURN_MONTHS)
    ),
    executor_def=in_process_executor,
    description="Reads the returns of a month again from the archive, after a form or a rule has changed.",
)
