"""Regions, platforms and parks."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.park_register import PARK_KINDS, PARK_STATUSES
from warehouse.forms.platform_register import LEVELS, PLATFORM_STATUSES, PLATFORM_TYPES


@closed("Level of a region.", "地区层级")
class RegionLevel(Enum):
    COUNTRY = word("country", "The country.", "国家")
    PROVINCE = word("province", "A province.", "省级")
    PREFECTURE = word("prefecture", "A prefecture or city.", "地级")
    COUNTY = word("county", "A county or district.", "县级")
    REPORTING_AREA = word(
        "reporting_area", "Reporting unit that is not an administrative division.", "报送单位，非行政区划"
    )


@closed("Type of an innovation platform.", "创新平台类型")
class PlatformType(Enum):
    ENGINEERING_INSTITUTE = word("engineering_institute", "Engineering research institute.", PLATFORM_TYPES)
    STATE_KEY_LABORATORY = word("state_key_laboratory", "State key laboratory.", PLATFORM_TYPES)
    KEY_LABORATORY = word("key_laboratory", "Key laboratory.", PLATFORM_TYPES)
    ENGINEERING_LABORATORY = word("engineering_laboratory", "Engineering laboratory.", PLATFORM_TYPES)
    ENGINEERING_RESEARCH_CENTRE = word("engineering_research_centre", "Engineering research centre.", PLATFORM_TYPES)
    ENTERPRISE_TECHNOLOGY_CENTRE = word(
        "enterprise_technology_centre", "Technology centre of an enterprise.", PLATFORM_TYPES
    )


@closed("Level of an innovation platform.", "创新平台级别")
class PlatformLevel(Enum):
    NATIONAL = word("national", "National.", LEVELS)
    NATIONAL_LOCAL = word("national_local", "National and provincial jointly.", LEVELS)
    PROVINCIAL = word("provincial", "Provincial.", LEVELS)


@closed("State of an innovation platform.", "创新平台状态")
class PlatformStatus(Enum):
    APPLIED = word("applied", "Applied for.", PLATFORM_STATUSES)
    APPROVED = word("approved", "Approved.", PLATFORM_STATUSES)
    UNDER_CONSTRUCTION = word("under_construction", "Being built.", PLATFORM_STATUSES)
    EVALUATED = word("evaluated", "Passed its evaluation.", PLATFORM_STATUSES)
    REFUSED = word("refused", "Refused.", PLATFORM_STATUSES)


@closed("Grouping of counters of platforms.", "创新平台计数口径")
class PlatformGroup(Enum):
    ALL = word("all", "All platforms.", "全部")
    COUNTER = word("counter", "Indicator of a target.", "目标指标")
    LEVEL = word("level", "Level.", "级别")
    PLATFORM_TYPE = word("platform_type", "Type.", "类型")
    STATUS = word("status", "State.", "状态")
    INDUSTRY = word("industry", "Field of the programme.", "领域")
    HOST_KIND = word("host_kind", "Host: enterprise, other or unknown.", "依托单位：企业、其他或不明")


@closed("Kind of a park.", "园区类别")
class ParkKind(Enum):
    INDUSTRIAL_PARK = word("industrial_park", "Industrial park.", PARK_KINDS)
    INNOVATION_PARK = word("innovation_park", "Innovation park, for start-ups.", PARK_KINDS)
    INNOVATION_ZONE = word("innovation_zone", "Innovation zone.", PARK_KINDS)
    DEVELOPMENT_ZONE = word("development_zone", "Development zone.", PARK_KINDS)
    CLUSTER = word("cluster", "Industrial cluster.", PARK_KINDS)


@closed("State of a park.", "园区状态")
class ParkStatus(Enum):
    OPERATING = word("operating", "Open.", PARK_STATUSES)
    UNDER_CONSTRUCTION = word("under_construction", "Being built.", PARK_STATUSES)
    PLANNED = word("planned", "Planned.", PARK_STATUSES)


@closed("Grouping of months of parks.", "园区月度汇总口径")
class ParkGroup(Enum):
    PARK = word("park", "A park.", "园区")
    PREFECTURE = word("prefecture", "Parks of a prefecture.", "市州所辖园区")
    AREA = word("area", "Parks of an area that overlaps prefectures.", "不可加总地区园区")
