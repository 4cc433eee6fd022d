"""What is asked: each question as a GraphQL document, as SQL written by hand, and as the plain answer of both.

The plain answer has no connections and its amounts are decimals, so that answers of different ways compare equal.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bench.serving.data import Size, brand, enterprise_id, last_day

Variables = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """`variables` gives those of the n-th request; `statements` each alias of the answer with the SQL behind it.

    A statement gives one JSON text and takes its values as $name from the variables.
    """

    name: str
    what: str
    document: str
    statements: Mapping[str, str]
    variables: Callable[[int], Variables]
    is_ordered: bool = True

    def plain(self, data: Any) -> Any:
        """The plain answer of the GraphQL data or of what the statements gave."""
        answer = plain(data)
        if self.is_ordered:
            return answer
        return {alias: sorted(rows, key=lambda row: tuple(map(str, row.values()))) for alias, rows in answer.items()}


def plain(value: Any) -> Any:
    """Connections become lists, keys camelCase in the order of their names, amounts decimals."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"nodes"}:
        return plain(value["nodes"])
    return {camel(key): _amount(key, plain(part)) for key, part in sorted(value.items())}


def camel(name: str) -> str:
    """`revenue_cny` as `revenueCny`."""
    return re.sub("_([a-z])", lambda found: found[1].upper(), name)


def snake(name: str) -> str:
    """`revenueCny` as `revenue_cny`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def _amount(key: str, value: Any) -> Any:
    is_amount = key.lower().endswith("cny") and isinstance(value, (str, int, float))
    return Decimal(str(value)).normalize() if is_amount else value


POINT_FIELDS = ("enterpriseId", "creditCode", "nameZh", "regionCode", "industryId", "batch")
POINT_ROW = (
    "{'enterpriseId': enterprise_id, 'creditCode': credit_code, 'nameZh': name_zh, 'regionCode': region_code, "
    "'industryId': industry_id, 'batch': batch}"
)
MONTH_FIELDS = ("period", "revenueCny", "totalProfitCny", "rdExpenditureCny")
# Amounts are texts, as in the API: a JSON number loses digits in JavaScript.
MONTH_ROW = (
    "{'period': period, 'revenueCny': revenue_cny::varchar, 'totalProfitCny': total_profit_cny::varchar, "
    "'rdExpenditureCny': rd_expenditure_cny::varchar}"
)


def questions(size: Size) -> dict[str, Question]:
    """Every question by name, with variables that walk through the enterprises of the data.

    No two requests have the same variables: `turn` is one that no document asks for, so an answer kept for another
    request answers none.
    """

    def since(months: int, number: int) -> str:
        # Another day of the month before each time: the same rows, and no cache has the answer.
        return (last_day(size.periods[-min(months, size.months)]) - timedelta(days=number % 27)).isoformat()

    def one(number: int) -> Variables:
        return {"id": enterprise_id(number % size.enterprises), "turn": number}

    def one_since(number: int) -> Variables:
        return {**one(number), "from": since(12, number)}

    def all_since(number: int) -> Variables:
        return {"from": since(12, number), "turn": number}

    def whole(number: int) -> Variables:
        return {"from": since(size.months, number), "turn": number}

    def page(number: int) -> Variables:
        identified = one_since(number)
        subjects = {"field": "new_energy", "region": "620100", "period": size.periods[-1]}
        return {**identified, **subjects}

    def named(number: int) -> Variables:
        return {"text": f"{brand(number % size.enterprises)}科技", "turn": number}

    asked = (
        Question("point", "one enterprise by id", _POINT, {"enterprise": _POINT_SQL}, one),
        Question("series", "its last 12 months, 3 measures", _SERIES, {"enterpriseMonths": _SERIES_SQL}, one_since),
        Question(
            "group",
            "sums of two measures by field and month, last 12 months",
            _group("period"),
            {"groups": _group_sql("period")},
            all_since,
            is_ordered=False,
        ),
        Question(
            "group_all",
            "sums of two measures by field and region, all months",
            _group("regionCode"),
            {"groups": _group_sql("regionCode")},
            whole,
            is_ordered=False,
        ),
        Question(
            "nested",
            "50 chains x first 5 enterprises x last 12 months x 3 measures",
            _NESTED,
            {"industryChains": _NESTED_SQL},
            all_since,
        ),
        Question("contains", "an enterprise by a part of its name", _CONTAINS, {"enterprises": _NAMED_SQL}, named),
        Question("search", "the same part, searched for", _SEARCH, {"search": _FOUND_SQL}, named),
        Question("dashboard", "twelve root fields in one operation", _DASHBOARD, _DASHBOARD_SQL, page),
    )
    return {question.name: question for question in asked}


_POINT = f"query Point($id: ID!) {{ enterprise(enterpriseId: $id) {{ {' '.join(POINT_FIELDS)} }} }}"
_POINT_SQL = f"select to_json({POINT_ROW}) from core.enterprise where enterprise_id = $id"

_SERIES = f"""
query Series($id: ID!, $from: Date!) {{
  enterpriseMonths(
    first: 12
    where: {{ enterpriseId: {{ eq: $id }}, periodEndDate: {{ gte: $from }} }}
    orderBy: [{{ field: PERIOD }}]
  ) {{ nodes {{ {" ".join(MONTH_FIELDS)} }} }}
}}
"""
_SERIES_SQL = f"""
select to_json(list({MONTH_ROW} order by period))
from mart.enterprise_month
where enterprise_id = $id and period_end_date >= $from::date
"""


_CONTAINS = """
query Contains($text: String!) {
  enterprises(first: 1, where: { nameZh: { contains: $text } }) { nodes { enterpriseId nameZh } }
}
"""
_SEARCH = """
query Search($text: String!) {
  search(text: $text, types: [ENTERPRISE], first: 1) { nodes { entity { ... on Enterprise { enterpriseId nameZh } } } }
}
"""
_NAMED_SQL = """
select to_json(list({'enterpriseId': enterprise_id, 'nameZh': name_zh}))
from (from core.enterprise where contains(lower(name_zh), lower($text)) order by enterprise_id limit 1)
"""
_FOUND_SQL = _NAMED_SQL.replace("list({", "list({'entity': {").replace("})", "}})")


def _group(key: str) -> str:
    """The one place to adjust when groups of the API change; with it `group_answer`."""
    return f"""
query Group($from: Date!) {{
  enterpriseMonths(where: {{ periodEndDate: {{ gte: $from }} }}) {{
    groups(by: [{{ field: INDUSTRY_ID }}, {{ field: {snake(key).upper()} }}], first: 1000) {{
      nodes {{ key {{ industryId {key} }} sum {{ revenueCny totalProfitCny }} }}
    }}
  }}
}}
"""


def group_answer(data: Any) -> Any:
    """The groups of the API as the rows that the statement gives."""
    nodes = data["enterpriseMonths"]["groups"]["nodes"]
    return {"groups": [{**node["key"], **node["sum"]} for node in nodes]}


def _group_sql(key: str) -> str:
    return f"""
select to_json(list({{
    'industryId': industry_id, '{key}': {snake(key)}, 'revenueCny': revenue_cny::varchar,
    'totalProfitCny': total_profit_cny::varchar
}}))
from (
    select industry_id, {snake(key)}, sum(revenue_cny) as revenue_cny, sum(total_profit_cny) as total_profit_cny
    from mart.enterprise_month
    where period_end_date >= $from::date
    group by all
)
"""


_NESTED = f"""
query Nested($from: Date!) {{
  industryChains(first: 50, orderBy: [{{ field: CHAIN_ID }}]) {{
    nodes {{
      chainId
      nameZh
      enterprises(first: 5, orderBy: [{{ field: ENTERPRISE_ID }}]) {{
        nodes {{
          enterpriseId
          nameZh
          months(first: 12, where: {{ periodEndDate: {{ gte: $from }} }}, orderBy: [{{ field: PERIOD }}]) {{
            nodes {{ {" ".join(MONTH_FIELDS)} }}
          }}
        }}
      }}
    }}
  }}
}}
"""
_NESTED_SQL = f"""
with member as materialized (
    select chain_id, enterprise_id, name_zh
    from (select distinct chain_id, enterprise_id from core.enterprise_chain)
    join core.enterprise using (enterprise_id)
    qualify row_number() over (partition by chain_id order by enterprise_id) <= 5
),
returned as (
    select enterprise_id, list({MONTH_ROW} order by period) as months
    from mart.enterprise_month
    semi join member using (enterprise_id)
    where period_end_date >= $from::date
    group by enterprise_id
),
members as (
    select chain_id, list(
        {{'enterpriseId': enterprise_id, 'nameZh': name_zh, 'months': coalesce(months, [])}} order by enterprise_id
    ) as enterprises
    from member
    left join returned using (enterprise_id)
    group by chain_id
)
select to_json(list(
    {{'chainId': chain_id, 'nameZh': name_zh, 'enterprises': coalesce(enterprises, [])}} order by chain_id
))
from core.chain
left join members using (chain_id)
"""

_DASHBOARD = f"""
query Dashboard($id: ID!, $from: Date!, $field: ID!, $region: ID!, $period: String!) {{
  enterprise(enterpriseId: $id) {{ {" ".join(POINT_FIELDS)} }}
  ofField: enterprises(first: 10, where: {{ industryId: {{ eq: $field }} }}, orderBy: [{{ field: ENTERPRISE_ID }}]) {{
    nodes {{ enterpriseId nameZh }}
  }}
  inRegion: enterprises(where: {{ regionCode: {{ eq: $region }} }}) {{ totalCount }}
  industries(first: 20) {{ nodes {{ industryId nameZh }} }}
  regions(first: 20, orderBy: [{{ field: REGION_CODE }}]) {{ nodes {{ regionCode nameZh }} }}
  chains: industryChains(first: 10, orderBy: [{{ field: CHAIN_ID }}]) {{
    nodes {{ chainId nameZh enterprises {{ totalCount }} }}
  }}
  series: enterpriseMonths(
    first: 12
    where: {{ enterpriseId: {{ eq: $id }}, periodEndDate: {{ gte: $from }} }}
    orderBy: [{{ field: PERIOD }}]
  ) {{ nodes {{ {" ".join(MONTH_FIELDS)} }} }}
  newest: enterpriseMonths(
    first: 1
    where: {{ enterpriseId: {{ eq: $id }} }}
    orderBy: [{{ field: PERIOD, direction: DESC }}]
  ) {{ nodes {{ period revenueYtdCny totalProfitYtdCny }} }}
  largest: enterpriseMonths(
    first: 10
    where: {{ period: {{ eq: $period }}, industryId: {{ eq: $field }} }}
    orderBy: [{{ field: REVENUE_CNY, direction: DESC }}, {{ field: ENTERPRISE_ID }}]
  ) {{ nodes {{ enterpriseId revenueCny enterprise {{ nameZh }} }} }}
  losses: enterpriseMonths(where: {{ period: {{ eq: $period }}, totalProfitCny: {{ lt: "0" }} }}) {{ totalCount }}
  indicators(first: 5, orderBy: [{{ field: INDICATOR_ID }}]) {{ nodes {{ indicatorId titleZh }} }}
  industryChain(chainId: "L000") {{
    nameZh
    enterprises(first: 5, orderBy: [{{ field: ENTERPRISE_ID }}]) {{
      nodes {{ enterpriseId months(first: 1, where: {{ period: {{ eq: $period }} }}) {{ nodes {{ revenueCny }} }} }}
    }}
  }}
}}
"""
_DASHBOARD_SQL = {
    "enterprise": _POINT_SQL,
    "ofField": """
        select to_json(list({'enterpriseId': enterprise_id, 'nameZh': name_zh} order by enterprise_id))
        from (from core.enterprise where industry_id = $field order by enterprise_id limit 10)
    """,
    "inRegion": "select to_json({'totalCount': count(*)}) from core.enterprise where region_code = $region",
    "industries": """
        select to_json(list({'industryId': industry_id, 'nameZh': name_zh} order by ordinal)) from core.industry
    """,
    "regions": """
        select to_json(list({'regionCode': region_code, 'nameZh': name_zh} order by region_code))
        from (from core.region order by region_code limit 20)
    """,
    "chains": """
        select to_json(list(
            {'chainId': chain_id, 'nameZh': name_zh, 'enterprises': {'totalCount': coalesce(members, 0)}}
            order by chain_id
        ))
        from (from core.chain order by chain_id limit 10)
        left join (
            select chain_id, count(distinct enterprise_id) as members from core.enterprise_chain group by all
        ) using (chain_id)
    """,
    "series": _SERIES_SQL,
    "newest": """
        select to_json([{
            'period': period, 'revenueYtdCny': revenue_ytd_cny::varchar,
            'totalProfitYtdCny': total_profit_ytd_cny::varchar
        }])
        from mart.enterprise_month where enterprise_id = $id order by period desc limit 1
    """,
    "largest": """
        select to_json(coalesce(list({
            'enterpriseId': enterprise_id, 'revenueCny': revenue_cny::varchar, 'enterprise': {'nameZh': name_zh}
        } order by revenue_cny desc, enterprise_id), []))
        from (
            from mart.enterprise_month
            where period = $period and industry_id = $field
            order by revenue_cny desc, enterprise_id limit 10
        )
        join core.enterprise using (enterprise_id)
    """,
    "losses": """
        select to_json({'totalCount': count(*)})
        from mart.enterprise_month where period = $period and total_profit_cny < 0
    """,
    "indicators": """
        select to_json(list({'indicatorId': indicator_id, 'titleZh': title_zh} order by indicator_id))
        from (from core.indicator order by indicator_id limit 5)
    """,
    "industryChain": """
        with member as (
            select distinct enterprise_id from core.enterprise_chain
            where chain_id = 'L000' order by enterprise_id limit 5
        )
        select to_json({
            'nameZh': any_value((select name_zh from core.chain where chain_id = 'L000')),
            'enterprises': list(
                {'enterpriseId': enterprise_id, 'months': [{'revenueCny': revenue_cny::varchar}]} order by enterprise_id
            )
        })
        from member join mart.enterprise_month using (enterprise_id)
        where period = $period
    """,
}
