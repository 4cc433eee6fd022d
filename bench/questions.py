"""Questions that a person puts each day, as one document each, with handwritten SQL of the same answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A document and handwritten SQL of the same answer; `keys` selects the values of `$id` in turn.

    `$other` leaves nothing out and differs by request: the response cache would answer the second.
    """

    what: str
    document: str
    by_hand: str
    keys: str | None = None


_EFFECTS = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total")
_BRIDGE = """
query Bridge($id: ID!, $other: String!) {
  enterprise(enterpriseId: $id) {
    growthBridge(where: {measure: {eq: REVENUE}, periodKind: {eq: YTD}, toPeriod: {ne: $other}}, first: 24) {
      nodes { toPeriod priceCny volumeCny structureCny remainderCny scopeCny methodCny revisionCny totalCny }
    }
  }
}
"""
_BRIDGE_BY_HAND = f"""
select to_json({{'enterprise': {{'growthBridge': {{'nodes': list(
    {{'toPeriod': to_period, {", ".join(f"'{name}Cny': {name}_cny::varchar" for name in _EFFECTS)}}})}}}}}})
from (
    from mart.growth_bridge
    where enterprise_id = $id and measure = 'revenue' and period_kind = 'ytd' and to_period <> $other
    order by period_end_date
    limit 24
)
"""
_NUMBERS = {"actual": "actual", "path": "path", "gapToPath": "gap_to_path", "gapToTarget": "gap_to_target"}
_BOARD = f"""
query Board($other: ID!) {{
  targets(where: {{targetId: {{ne: $other}}}}, first: 50) {{
    nodes {{ targetId titleZh progress {{ nodes {{ period isSynthetic textZh {" ".join(_NUMBERS)} }} }} }}
  }}
}}
"""
_PROGRESS = ", ".join(f"'{key}': progress.{column}::varchar" for key, column in _NUMBERS.items())
_BOARD_BY_HAND = f"""
select to_json({{'targets': {{'nodes': list(
    {{'targetId': target_id, 'titleZh': title_zh, 'progress': {{'nodes': coalesce(rows, [])}}}}
    order by document_id, ordinal)}}}})
from core.target
left join (
    select
        target_id,
        list(
            {{'period': period, 'isSynthetic': is_synthetic, 'textZh': text_zh, {_PROGRESS}}}
            order by progress.ordinal, period
        ) as rows
    from mart.target_progress as progress
    where is_newest
    group by target_id
) using (target_id)
where target_id <> $other
"""
_DEPARTMENTS = """
query Departments($other: ID!) {
  departments(where: {departmentId: {ne: $other}}, first: 60) {
    nodes {
      departmentId nameZh
      scorecards {
        nodes { year role isSynthetic duties doneOnTime doneLate overdue behind silent reportsOwed reportsMissing }
      }
      ledTasks(first: 40) { nodes { ordinal titleZh dueDate } }
    }
  }
}
"""
_DEPARTMENTS_BY_HAND = """
select to_json({'departments': {'nodes': list(
    {'departmentId': department_id, 'nameZh': name_zh, 'scorecards': {'nodes': coalesce(cards, [])},
     'ledTasks': {'nodes': coalesce(tasks, [])}}
    order by department_id)}})
from core.department
left join (
    select department_id, list(
        {'year': year, 'role': upper(role), 'isSynthetic': is_synthetic, 'duties': duties, 'doneOnTime': done_on_time,
         'doneLate': done_late, 'overdue': overdue, 'behind': behind, 'silent': silent, 'reportsOwed': reports_owed,
         'reportsMissing': reports_missing}
        order by year, role, is_synthetic) as cards
    from mart.department_scorecard
    group by department_id
) using (department_id)
left join (
    select lead_department_id as department_id, list(
        {'ordinal': ordinal, 'titleZh': title_zh, 'dueDate': due_date::varchar} order by document_id, ordinal) as tasks
    from core.task
    group by all
) using (department_id)
where department_id <> $other
"""
_TASKS = """
query Tasks($other: ID!) {
  tasks(where: {taskId: {ne: $other}}, first: 50) {
    nodes {
      taskId ordinal titleZh dueDate
      leadDepartment { nameZh }
      states {
        nodes { isSynthetic state timing effectiveDueDate daysOver escalation contradictedCount reportsMissing }
      }
    }
  }
}
"""
_TASKS_BY_HAND = """
select to_json({'tasks': {'nodes': list(
    {'taskId': task_id, 'ordinal': ordinal, 'titleZh': title_zh, 'dueDate': due_date::varchar,
     'leadDepartment': {'nameZh': name_zh}, 'states': {'nodes': coalesce(states, [])}}
    order by document_id, ordinal)}})
from core.task
join core.department on department_id = lead_department_id
left join (
    select task_id, list(
        {'isSynthetic': is_synthetic, 'state': upper(state), 'timing': upper(timing),
         'effectiveDueDate': effective_due_date::varchar, 'daysOver': days_over, 'escalation': upper(escalation),
         'contradictedCount': contradicted_count, 'reportsMissing': reports_missing}
        order by is_synthetic) as states
    from mart.task_state
    group by task_id
) using (task_id)
where task_id <> $other
"""
_ENTERPRISE = """
query Enterprise($id: ID!, $other: String!) {
  enterprise(enterpriseId: $id) {
    nameZh creditCode
    industry { nameZh }
    chainMemberships(first: 10) { nodes { chain { nameZh } stage { nodeNameZh } countedShare } }
    months(where: {period: {ne: $other}}, first: 36) {
      nodes { period revenueYtdCny grossOutputYtdCny totalProfitYtdCny employeeCount }
    }
    growth(where: {measure: {eq: REVENUE}, periodKind: {eq: YTD}}, first: 36) {
      nodes { period sameBaseRate sameBaseReason }
    }
    outcomes(where: {isRuleInForce: {eq: true}}) { nodes { year score state distance } }
    policySupports(first: 20) { nodes { supportKind year amountCny } }
  }
}
"""
_ENTERPRISE_BY_HAND = """
select to_json({'enterprise': {
    'nameZh': enterprise.name_zh, 'creditCode': enterprise.credit_code,
    'industry': (select {'nameZh': name_zh} from core.industry where industry_id = enterprise.industry_id),
    'chainMemberships': {'nodes': coalesce((
        select list(
            {'chain': {'nameZh': chain.name_zh}, 'stage': {'nodeNameZh': stage.node_name_zh},
             'countedShare': counted_share::varchar}
            order by enterprise_chain_id)
        from core.enterprise_chain
        join core.chain using (chain_id)
        join core.chain_stage as stage using (chain_stage_id)
        where enterprise_id = $id), [])},
    'months': {'nodes': coalesce((
        select list(
            {'period': period, 'revenueYtdCny': revenue_ytd_cny::varchar,
             'grossOutputYtdCny': gross_output_ytd_cny::varchar, 'totalProfitYtdCny': total_profit_ytd_cny::varchar,
             'employeeCount': employee_count::varchar}
            order by period)
        from mart.enterprise_month
        where enterprise_id = $id and period <> $other), [])},
    'growth': {'nodes': coalesce((
        select list(
            {'period': period, 'sameBaseRate': same_base_rate::varchar, 'sameBaseReason': upper(same_base_reason)}
            order by period)
        from mart.growth
        where enterprise_id = $id and measure = 'revenue' and period_kind = 'ytd'), [])},
    'outcomes': {'nodes': coalesce((
        select list(
            {'year': year, 'score': score::varchar, 'state': upper(state), 'distance': distance::varchar}
            order by year)
        from mart.enterprise_outcome
        where enterprise_id = $id and is_rule_in_force), [])},
    'policySupports': {'nodes': coalesce((
        select list(
            {'supportKind': upper(support_kind), 'year': year, 'amountCny': amount_cny::varchar}
            order by policy_support_id)
        from core.policy_support
        where enterprise_id = $id), [])}
}})
from core.enterprise
where enterprise_id = $id
"""
_CHAIN = """
query Chain($id: ID!, $other: ID!) {
  industryChain(chainId: $id) {
    nameZh
    stages(where: {chainStageId: {ne: $other}}, first: 50) {
      nodes {
        nodeNameZh stage memberCount isGap
        members(first: 20) { nodes { role enterprise { nameZh } } }
      }
    }
    supplyEdges(first: 100) { nodes { fromNodeNameZh toNodeNameZh goods stockDays } }
    removals(first: 100) { nodes { removedKind removedId shareAtRisk isSinglePoint ttrDays } }
  }
}
"""
_CHAIN_BY_HAND = """
select to_json({'industryChain': {
    'nameZh': chain.name_zh,
    'stages': {'nodes': coalesce((
        select list(
            {'nodeNameZh': node_name_zh, 'stage': upper(stage), 'memberCount': member_count, 'isGap': is_gap,
             'members': {'nodes': coalesce(members, [])}}
            order by ordinal)
        from core.chain_stage
        left join (
            select chain_stage_id, list({'role': upper(role), 'enterprise': {'nameZh': name_zh}})[1:20] as members
            from (
                select chain_stage_id, role, name_zh
                from core.enterprise_chain
                join core.enterprise using (enterprise_id)
                where chain_id = $id
                order by enterprise_chain_id
            )
            group by chain_stage_id
        ) using (chain_stage_id)
        where chain_id = $id and chain_stage_id <> $other), [])},
    'supplyEdges': {'nodes': coalesce((
        select list(
            {'fromNodeNameZh': from_node_name_zh, 'toNodeNameZh': to_node_name_zh, 'goods': goods,
             'stockDays': stock_days}
            order by chain_supply_edge_id)
        from (from core.chain_supply_edge where chain_id = $id order by chain_supply_edge_id limit 100)), [])},
    'removals': {'nodes': coalesce((
        select list(
            {'removedKind': upper(removed_kind), 'removedId': removed_id, 'shareAtRisk': share_at_risk::varchar,
             'isSinglePoint': is_single_point, 'ttrDays': ttr_days::varchar}
            order by chain_removal_id)
        from (from mart.chain_removal where chain_id = $id order by chain_removal_id limit 100)), [])}
}})
from core.chain
where chain_id = $id
"""
_FIRMS = "select enterprise_id from core.enterprise order by all"

QUESTIONS = (
    Question("a firm's bridge", _BRIDGE, _BRIDGE_BY_HAND, _FIRMS),
    Question("the board of all targets", _BOARD, _BOARD_BY_HAND),
    Question("the board of departments", _DEPARTMENTS, _DEPARTMENTS_BY_HAND),
    Question("the task list", _TASKS, _TASKS_BY_HAND),
    Question("an enterprise's page", _ENTERPRISE, _ENTERPRISE_BY_HAND, _FIRMS),
    Question("a chain's map with resilience", _CHAIN, _CHAIN_BY_HAND, "select chain_id from core.chain order by all"),
)
