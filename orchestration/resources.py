"""Resources of assets: the data directory."""

from dagster import ConfigurableResource

from orchestration.lifetime import end_with_parent
from orchestration.settings import read_home
from warehouse.archive.home import Home


class HomeResource(ConfigurableResource):
    """The data directory of this instance."""

    def open(self) -> Home:
        """The directory with its folders; ends this process with its parent."""
        end_with_parent()
        return read_home().ensure()
