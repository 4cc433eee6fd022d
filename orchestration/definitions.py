"""All Dagster definitions."""

from dagster import Definitions

from orchestration.arrivals import ARRIVED
from orchestration.assets.raw import delivery
from orchestration.assets.stage import build_stage_assets
from orchestration.assets.tables import build_snapshot_asset, build_table_specs
from orchestration.checks import build_promises
from orchestration.jobs import REFRESH, RESTAGE_RETURNS
from orchestration.resources import HomeResource
from orchestration.schedules import REFRESH_DAILY, build_due_schedules
from orchestration.sensors import on_delivery
from warehouse.catalog.catalog import load_catalog


def build_definitions() -> Definitions:
    """Assets, checks, jobs, schedules and the sensor."""
    catalog = load_catalog()
    return Definitions(
        assets=[
            delivery,
            *build_stage_assets(catalog),
            *build_table_specs(catalog),
            build_snapshot_asset(catalog),
        ],
        asset_checks=[build_promises(catalog), ARRIVED],
        jobs=[REFRESH, RESTAGE_RETURNS],
        schedules=[REFRESH_DAILY, *build_due_schedules()],
        sensors=[on_delivery],
        resources={"home": HomeResource()},
    )


definitions = build_definitions()
