-- One good row of each table about money and projects: every promise holds until a test breaks it.
insert into core.submission by name
select 'S000001' as submission_id, 1 as submission_number, 'a' as file_name, 'a' as sha256, 1 as size_bytes,
    timestamp '2016-01-01' as received_at, 'accepted' as status, false as is_synthetic, 1 as rows_read,
    1 as rows_accepted, 0 as held_count;
insert into core.fund by name
select 'F1' as fund_id, 'F1' as name_zh, 'regional' as fund_kind, 'operating' as status, false as is_synthetic;
insert into core.project by name
select 'P1' as project_id, 'P1' as name_zh, 'investment' as project_kind, 'planned' as status, false as is_synthetic,
    900 as total_investment_cny;
create macro proven() as table select false as is_synthetic, 'S000001' as submission_id, 's' as source_sheet, 1 as source_row;
insert into core.fund_contribution by name
select 'c' as fund_contribution_id, 'F1' as fund_id, 'x' as contributor_name, date '2014-01-01' as contribution_date,
    100 as committed_cny, 50 as paid_in_cny, * from proven();
insert into core.fund_investment by name
select 'i' as fund_investment_id, 'F1' as fund_id, 'code' as credit_code, 'E1' as enterprise_id,
    date '2014-02-01' as investment_date, 20 as amount_cny, * from proven();
insert into core.fund_valuation by name
select 'v' as fund_valuation_id, 'F1' as fund_id, date '2016-01-01' as valuation_date, 60.5 as nav_cny,
    true as is_latest, * from proven();
insert into core.fund_distribution by name
select 'd' as fund_distribution_id, 'F1' as fund_id, date '2015-01-01' as distribution_date,
    'dividend' as distribution_kind, 1 as amount_cny, * from proven();
insert into core.fund_covenant by name
select 'k' as fund_covenant_id, 'F1' as fund_id, 'term_years' as covenant_kind, 'at_most' as comparison, 10 as threshold,
    7 as measured_value, 'year' as covenant_unit, date '2016-01-01' as measured_date, true as is_met, true as is_latest,
    * from proven();
insert into core.project_plan by name
select 'P1' as project_id, 2015 as plan_year, 'new_start' as project_category, 100 as plan_investment_cny, * from proven();
insert into core.project_report by name
select 'P1' as project_id, unnest(['2015-03', '2015-12']) as period,
    unnest([date '2015-03-31', date '2015-12-31']) as period_end_date, unnest([30, 119]) as completed_investment_ytd_cny,
    date '2015-03-01' as opened_date, * from proven();
insert into core.project_milestone by name
select 'm' as project_milestone_id, 'P1' as project_id, 'x' as milestone_name, 'done' as milestone_status,
    date '2015-03-01' as planned_date, date '2015-03-10' as reached_date, 9 as days_late, * from proven();
insert into mart.fund_performance by name
select 'F1' as fund_id, 100 as committed_cny, 50 as paid_in_cny, 20 as invested_cny, 1 as investment_count,
    1 as enterprise_count, 1 as distributed_cny, 0.02 as dpi, 1.21 as rvpi, 1.23 as tvpi, 0.1 as irr,
    50 as outside_cny, 0 as onward_cny, 30 as not_invested_cny, 'not_reported' as call_reason,
    'not_linked' as amplification_reason, date '2015-12-31' as nav_date, 60.5 as nav_cny, 0 as doubted_paid_in_cny,
    0 as doubted_invested_cny, false as is_synthetic;
insert into mart.project_progress by name
select 'P1' as project_id, '2015-12' as period, date '2015-12-31' as period_end_date, 100 as plan_investment_cny,
    119 as completed_investment_ytd_cny, 1.19 as completion_rate, 'base_missing' as baseline_reason, true as is_opened, false as is_synthetic;
insert into mart.project_total by name
select '2015-12' as period, date '2015-12-31' as period_end_date, false as is_synthetic,
    unnest(['all', 'category']) as group_kind, unnest(['all', 'new_start']) as group_code, 1 as project_count,
    1 as reporting_count, 1 as new_start_count, 1 as opened_new_start_count, 1 as start_rate,
    'base_missing' as completion_reason, 'base_missing' as baseline_reason;
