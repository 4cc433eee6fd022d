-- The rows behind the tests of the API: few, each there for a reason, or many of one kind made by a rule.

insert into core.snapshot values ('000007', 7, '2016-04-16 03:00', '2016-04-16 02:59:59', 2, '0.1.0', true);

insert into core.region by name
select * from (values
    ('620000', date '1980-12-31', '甘肃省', 'Gansu', 'province', null, true),
    ('620100', date '1985-12-31', '兰州市', 'Lanzhou', 'prefecture', '620000', true),
    ('620300', date '1985-12-31', '金昌市', 'Jinchang', 'prefecture', '620000', true),
    ('620171', date '2012-12-31', '兰州新区', 'Lanzhou New Area', 'reporting_area', '620000', false)
) as row(region_code, valid_from, name_zh, name_en, level, parent_region_code, is_additive)
cross join (select 'MCA' as source);
update core.region set current_parent_region_code = parent_region_code;

insert into core.document by name
select 'gansu_office_2016_15' as document_id, '2016年工作要点' as title_zh, 'Work plan 2016' as title_en,
    'plan' as document_kind, date '2016-02-06' as issued_date, 'primary' as evidence, '620000' as region_code;

insert into core.industry values
    ('new_materials', 1, '新材料', 'New materials', 'gansu_office_2016_15'),
    ('biomedicine', 2, '生物医药', 'Biomedicine', 'gansu_office_2016_15');

insert into core.submission by name
select * from (values
    ('S000001', 1, 'enterprises.xlsx', 'aa', 3000000000, timestamp '2016-04-15 01:02:03', 'accepted', 0),
    ('S000002', 2, 'returns.xlsx', 'bb', 2048, timestamp '2016-04-16 02:00:00', 'held', 1)
) as row(submission_id, submission_number, file_name, sha256, size_bytes, received_at, status, held_count)
cross join (select true as is_synthetic, 10 as rows_read, 10 as rows_accepted);

insert into core.finding by name
select 'S000002-1' as finding_id, 'S000002' as submission_id, 'held' as severity, 'unit_factor' as rule, 'C17' as source_cell,
    '12,3' as text, 'The value is 10,000 times that of the month before.' as message;

insert into core.held_cell by name
select 'S000002/财务状况/' || cell as held_cell_id, 'S000002' as submission_id, '财务状况' as source_sheet, cell as source_cell,
    17 as source_row, 'not_a_number' as rule, 'This is no number.' as message, text, state, decision_id, false as is_reused
from (values ('C17', '12,3', 'open', null), ('D17', '1l', 'corrected', 'D000001')) as row(cell, text, state, decision_id);
insert into core.decision by name
select 'D000001' as decision_id, 1 as decision_number, 'S000002/财务状况/D17' as held_cell_id, 'S000002' as submission_id,
    'corrected' as decision_kind, '11' as value, '王某' as person, 'A letter for a digit.' as reason,
    timestamp '2016-04-17 01:00:00' as decided_at, true as is_in_force;

-- 120 enterprises: batches repeat (ties), every seventh has none and every fifth no date (nulls).
insert into core.enterprise by name
select
    'E' || lpad(i::varchar, 3, '0') as enterprise_id,
    '91620000M' || lpad(i::varchar, 9, '0') as credit_code,
    'valid' as credit_code_state,
    case i when 1 then '金川集团' when 2 then '白银有色' when 3 then '100%_能源' else '企业' || i end as name_zh,
    case i when 1 then 'jin chuan ji tuan' when 2 then 'bai yin you se' when 3 then '100%_neng yuan' else 'qi ye ' || i end
        as name_pinyin,
    case when i % 2 = 0 then '620100' else '620300' end as region_code,
    '620000' as registration_region_code,
    case when i % 3 = 0 then null when i % 2 = 0 then 'biomedicine' else 'new_materials' end as industry_id,
    '2011' as industry_standard,
    case when i % 7 <> 0 then i % 4 end as batch,
    case when i % 5 <> 0 then date '2014-01-01' + (i % 11)::integer end as recognised_date,
    case when i % 10 = 0 then 'exited' else 'active' end as status,
    true as is_synthetic,
    'S000001' as submission_id,
    '名录' as source_sheet,
    i as source_row
from range(1, 121) as made(i);

insert into core.chain by name
select 'C' || i as chain_id, '产业链' || i as name_zh, 'new_materials' as industry_id, true as is_synthetic,
    'S000001' as submission_id
from range(1, 61) as made(i);

-- Chain 60 has a node without a member, and so a gap.
insert into core.chain_stage by name
select 'C' || i || '-' || ordinal as chain_stage_id, 'C' || i as chain_id,
    ['upstream', 'midstream', 'downstream'][ordinal] as stage, '节点' || ordinal as node_name_zh, ordinal,
    case when i = 60 then 0 else 2 end as member_count, i = 60 as is_gap
from range(1, 61) as made(i), range(1, 4) as node(ordinal);

-- C1-1 supplies C1-2, that C1-3, that C2-1, that C1-2 again: a circle. One edge leads to a node that no list has.
insert into core.chain_supply_edge by name
select 'C1-S' || ordinal as chain_supply_edge_id, left(supplier, 2) as chain_id, supplier as from_chain_stage_id,
    '节点' || right(supplier, 1) as from_node_name_zh, coalesce(left(customer, 2), 'C1') as to_chain_id,
    customer as to_chain_stage_id, coalesce('节点' || right(customer, 1), '未列节点') as to_node_name_zh,
    customer is null as is_dangling, true as is_synthetic, 'S000001' as submission_id, '供需' as source_sheet,
    ordinal as source_row
from (values
    (1, 'C1-1', 'C1-2'), (2, 'C1-2', 'C1-3'), (3, 'C1-3', 'C2-1'), (4, 'C2-1', 'C1-2'), (5, 'C3-1', 'C3-2'),
    (6, 'C1-1', null)
) as made(ordinal, supplier, customer);

-- Enterprise E001 stands in two nodes of chain C1: one enterprise of the chain, two memberships.
insert into core.enterprise_chain by name
select 'C' || chain || '-' || node || '-E' || lpad(i::varchar, 3, '0') as enterprise_chain_id,
    'E' || lpad(i::varchar, 3, '0') as enterprise_id, 'C' || chain as chain_id, 'C' || chain || '-' || node as chain_stage_id,
    case when i = 1 then 'leader' end as role, 0.5 as counted_share, 'S000001' as submission_id,
    '产业链' as source_sheet, i as source_row
from (
    select i, i % 59 + 1 as chain, i % 3 + 1 as node from range(2, 119) as made(i)
    union all
    select 1, 1, 1
    union all
    select 1, 1, 2
);

insert into core.indicator by name
select * from (values
    ('revenue', '营业收入', 'Operating revenue', 'enterprise', 'flow', false, 'cny_1e3', '千元', '1,000 yuan', 'current'),
    ('gdp', '地区生产总值', 'Gross domestic product', 'region', 'flow', false, 'cny_1e8', '亿元', '100 million yuan', 'current')
) as row(
    indicator_id, title_zh, title_en, subject_kind, quantity_kind, may_be_negative, unit_id, unit_zh, unit_en, price_basis
)
cross join (
    select 'All' as scope_en, 'As published.' as definition_en, '按公布口径。' as definition_zh, '2016.1' as version,
        date '2014-01-01' as valid_from
);

-- Revenue of every enterprise for three months; every ninth enterprise gave no value in April.
insert into mart.observation by name
select
    'revenue.E' || lpad(i::varchar, 3, '0') || '.2016-0' || month || '.ytd' as observation_id, 'revenue' as indicator_id,
    'enterprise' as subject_kind, 'E' || lpad(i::varchar, 3, '0') as subject_id, '' as product_code,
    '2016-0' || month as period, 'ytd' as period_kind, last_day(make_date(2016, month, 1)) as period_end_date,
    month as months_covered,
    case when i % 9 = 0 and month = 4 then null else (i * 100 + month)::decimal(18, 6) + 0.5 end as value,
    (i * 100)::decimal(18, 6) as same_period_value, 'reported' as vintage_id, 'reported' as vintage_status,
    1 as vintage_count,
    timestamp '2016-04-16 02:00:00' as known_from, true as is_synthetic, i = 3 as is_flagged, i = 1 as is_corrected,
    case when i = 1 then 'D000001' end as decision_id, 'S000002' as submission_id,
    '财务状况' as source_sheet, 'F' || i as source_cell
from range(1, 121) as made(i), range(2, 5) as calendar(month);

-- Two releases of one figure: the newest is what an observation shows.
insert into core.observation by name
select 'gdp.620000.2015.year' as observation_id, 'gdp' as indicator_id, 'region' as subject_kind, '620000' as subject_id,
    '' as product_code, '2015' as period, 'year' as period_kind, date '2015-12-31' as period_end_date, 12 as months_covered,
    value, vintage_id, vintage_date, vintage_status, timestamp '2016-04-16 02:00:00' as known_from, false as is_synthetic, false as is_flagged, false as is_corrected,
    'S000002' as submission_id, 2 as submission_number, '指标' as source_sheet, 'F2' as source_cell
from (values
    (6790.32::decimal(18, 6), 'first_release', date '2016-02-25', 'preliminary'),
    (6556.6::decimal(18, 6), 'post_4th_census', null, 'revised')
) as release(value, vintage_id, vintage_date, vintage_status);

insert into mart.observation by name
select columns(* exclude (unit_received, value_received, source_note, submission_number)), 2 as vintage_count
from core.observation
where vintage_id = 'first_release';

-- March of the first four enterprises, which gave years to date alone.
insert into mart.derived_month by name
select
    'revenue.' || subject_id || '.2016-03.month' as derived_month_id, indicator_id, subject_kind, subject_id, product_code,
    period, period_end_date, 1 as value, 'cny_1e3' as unit_stored, vintage_id, known_from,
    observation_id as ytd_observation_id, replace(observation_id, '-03.', '-02.') as prior_ytd_observation_id,
    false as is_doubtful, is_flagged, is_corrected, is_synthetic
from mart.observation
where period = '2016-03' and subject_id between 'E001' and 'E004';

insert into mart.sei_share values ('620000', '2015', 'first_release', 'first_release', 821.6, 6790.32, 0.120996, false, true, 'year', '2015-12-31', false);
insert into mart.chain_revenue by name
select 'C1' as chain_id, '2016-04' as period, date '2016-04-30' as period_end_date, 4 as months_covered,
    12000000000.50::decimal(38, 2) as revenue_ytd_cny, 2 as member_count, 2 as reporting_count, 0 as comparable_count,
    true as is_ten_billion, true as is_synthetic, 0 as running_count, 0 as running_reporting_share,
    false as is_ten_billion_running;

insert into core.department values
    ('development_reform', '省发展改革委', 'Provincial Development and Reform Commission', 'government'),
    ('industry_it', '省工信委', 'Provincial Commission of Industry and Information Technology', 'government'),
    ('finance', '省财政厅', 'Provincial Department of Finance', 'government');

insert into core.task by name
select * from (values
    ('task_01', '三（一）', 1, '编制十三五专项规划', 'Write the special plan', 'dated', date '2016-03-31', 'development_reform'),
    ('task_02', '三（一）', 2, '分领域提出思路与目标', 'Set the aims of each field', 'dated', date '2016-02-29', 'development_reform'),
    ('task_03', '三（三）', 3, '骨干企业监测与协调', 'Monitor key enterprises', 'all_year', null, 'industry_it')
) as row(task_id, section, ordinal, title_zh, title_en, deadline_kind, due_date, lead_department_id)
cross join (select 'gansu_office_2016_15' as document_id);

insert into core.task_department values
    ('task_01', 1, 'development_reform', 'lead'),
    ('task_02', 1, 'development_reform', 'lead'),
    ('task_02', 2, 'industry_it', 'cooperating'),
    ('task_03', 1, 'industry_it', 'lead');
insert into core.task_industry values
    ('task_02', 'development_reform', 'new_materials'),
    ('task_02', 'industry_it', 'biomedicine');
insert into core.task_dependency values ('task_01', 'task_02', 'stated');

insert into core.target by name
select 'share_change' as target_id, 'gansu_office_2016_15' as document_id, '二' as section, 1 as ordinal,
    '增加值占比年内提高' as title_zh, 'Rise of the share' as title_en, 'gdp' as indicator_id, 'change_pp' as target_type,
    'whole_economy' as scope, 'gdp' as denominator_indicator_id, 'point_pp' as unit, true as is_quantified,
    'at_least' as comparison, 1 as value_low, 12.1 as baseline_value, 'percent' as baseline_unit, '2015' as baseline_period,
    date '2016-12-31' as deadline_date, '620000' as region_code;
insert into core.target_task values ('share_change', 'task_01');
insert into mart.target_progress by name
select
    target_id || '/2016-09/' || kind as target_progress_id, target_id, '2016-09' as period, is_synthetic,
    true as is_default, true as is_newest, ordinal, 'point_pp' as unit, actual, '2016-09' as actual_period,
    12.1 + actual as actual_level, false as is_at_least, 0 as undated_count, 1 as target_value, 13.1 as target_level,
    12.1 as baseline, 0 as path_start, 0.75 as due_share, 0.75 as path, actual - 0.75 as gap_to_path,
    actual - 1 as gap_to_target, 3 as months_left, status, reason, false as is_mixed_vintage,
    false as is_preliminary, false as is_above_range, false as is_carried_over, 'target_status@1' as rule_set,
    '无数据' as text_zh, 'no data' as text_en
from (values
    ('share_change', 'real', false, 1, null, 'no_data', 'no_source'),
    ('share_change', 'synthetic', true, 2, 0.94, 'on_track', null)
) as row(target_id, kind, is_synthetic, ordinal, actual, status, reason);
insert into mart.nowcast by name
select
    'revenue.' || subject_id || '.2016-09' as nowcast_id,
    'revenue.' || subject_kind || '.' || subject_id || '.2016-09.ytd' as growth_id, subject_kind, subject_id, 'revenue' as measure,
    '2016-09' as period, date '2016-09-30' as period_end_date, 1000 as estimate_ytd_cny, 820 as measured_ytd_cny,
    180 as imputed_ytd_cny, 0.82 as measured_share, 0.18 as imputed_share, 0.15 as largest_missing_share,
    3 as reporting_count, 2 as missing_count, 1 as not_imputed_count, 'weak' as quality,
    'nowcast@1' as rule_set_version_id, false as is_flagged, true as is_synthetic
from (values ('province', 'province'), ('industry', 'new_materials')) as row(subject_kind, subject_id);
insert into mart.nowcast_member by name
select
    nowcast_id, enterprise_id, measure, period, period_end_date, base_ytd_cny, previous_period, own_ratio, stratum,
    stratum_ratio, stratum_previous_ratio, course_ratio, row.imputed_ytd_cny, row.reason, rule_set_version_id, is_flagged,
    is_synthetic
from mart.nowcast, (values
    ('E001', 150, '2016-08', 1.2, 'field', 1.1, 1.1, 1.2, 180, null),
    ('E005', null, null, null, null, null, null, null, null, 'base_missing')
) as row(enterprise_id, base_ytd_cny, previous_period, own_ratio, stratum, stratum_ratio, stratum_previous_ratio,
    course_ratio, imputed_ytd_cny, reason);
insert into mart.forecast by name
select
    target_progress_id as forecast_id, target_id, '2016-09' as period, is_synthetic, true as is_default,
    true as is_newest, ordinal, unit, if(is_synthetic, '2016-Q2', null) as known_period,
    if(is_synthetic, 38, null) as point_count, if(is_synthetic, 2, null) as horizon,
    if(is_synthetic, 'log_drift', null) as model, if(is_synthetic, 26, null) as error_count,
    if(is_synthetic, 20, null) as met_count, if(is_synthetic, 13.15, null) as median_level,
    if(is_synthetic, 12.1, null) as baseline, if(is_synthetic, 1.05, null) as median,
    if(is_synthetic, 0.5, null) as seasonal_naive, if(is_synthetic, 0.740741, null) as probability_low,
    if(is_synthetic, 0.759259, null) as probability, if(is_synthetic, 0.777778, null) as probability_high,
    if(is_synthetic, null, 'no_source') as reason, 'forecast@1' as rule_set
from mart.target_progress;
insert into mart.forecast_band values
    ('share_change/2016-09/synthetic', 0.8, 1.0, 1.1, 0.814815, 0.7, 20, 4, null),
    ('share_change/2016-09/synthetic', 0.95, 0.9, 1.2, 0.962963, null, 0, 19, null);

insert into core.fund by name
select * from (values
    ('guide', '引导基金', 'Guide fund', 'guide', 'operating', null, 500000000),
    ('sub_biomedicine', '生物医药基金', 'Biomedicine sub-fund', 'sub_fund', 'operating', 'guide', null)
) as row(fund_id, name_zh, name_en, fund_kind, status, parent_fund_id, target_size_cny)
cross join (select 'gansu_office_2016_15' as document_id, false as is_synthetic);
insert into core.fund_contribution by name
select 'sub_biomedicine/guide/2016-01-01' as fund_contribution_id, 'sub_biomedicine' as fund_id, '引导基金' as contributor_name,
    'guide' as contributor_fund_id, date '2016-01-01' as contribution_date, 200 as committed_cny, 50 as paid_in_cny,
    false as is_synthetic, 'S000001' as submission_id, '明细' as source_sheet, 4 as source_row;

-- The columns of that contribution, and one of another sheet of the same file.
insert into core.sheet_column by name
select
    'S000001/' || source_sheet || '/' || column_name as sheet_column_id, 'S000001' as submission_id, source_sheet,
    'fund_contribution' as form_id, '1' as form_version, 'fund_contribution.' || column_name as form_column_id, column_name,
    source_column, row_number() over (partition by source_sheet order by source_column) as ordinal, heading,
    3 as heading_row, unit_received, coalesce(unit_received = 'cny_1e8', false) as is_unit_assumed, unit_stored, factor
from (values
    ('明细', 'fund_id', 'A', '基金编号', null, null, null),
    ('明细', 'committed', 'D', '认缴金额（万元）', 'cny_1e4', 'cny', 10000),
    ('明细', 'paid_in', 'E', '实缴金额（万元）', 'cny_1e4', 'cny', 10000),
    ('另表', 'paid_in', 'F', '实缴金额', 'cny_1e8', 'cny', 100000000)
) as row(source_sheet, column_name, source_column, heading, unit_received, unit_stored, factor);
insert into core.form_rule by name
select form_column_id || '.' || rule as form_rule_id, form_column_id, 'fund_contribution' as form_id, '1' as form_version,
    'paid_in' as column_name, ordinal, rule, 'held' as severity, description
from (values
    (1, 'not_a_number', 'This is no number.'), (2, 'below_minimum', 'Less than 0.')
) as row(ordinal, rule, description)
cross join (select 'fund_contribution.paid_in' as form_column_id);

insert into core.project by name
select 'line' as project_id, '生产线' as name_zh, 'investment' as project_kind, 'in_progress' as status, '620100' as region_code,
    'E001' as owner_enterprise_id, true as is_synthetic, 'S000001' as submission_id;
insert into mart.project_progress by name
select 'line' as project_id, '2016-03' as period, date '2016-03-31' as period_end_date, 2225 as plan_investment_cny,
    2648 as completed_investment_ytd_cny, 1.190112 as completion_rate, true as is_opened, true as is_synthetic;

-- Two places judge one month: far ahead of the schedule, and without a report the month after.
insert into core.light_rule by name
select light_rule_id || '@1' as light_rule_version_id, light_rule_id, '1' as rule_version, place_zh, place_en, source_number,
    '来源' as source, date '2014-01-01' as valid_from, light_rule_id = 'yinchuan' as is_default, progress_measure, yellow_bound, red_bound,
    true as is_yellow_at_bound, false as is_red_at_bound, 'linear' as curve_kind
from (values
    ('wuhan', '武汉', 'Wuhan', 45, 'schedule_ratio', 0.8, 0.6), ('yinchuan', '银川', 'Yinchuan', 43, 'shortfall_pp', 10, 30)
) as row(light_rule_id, place_zh, place_en, source_number, progress_measure, yellow_bound, red_bound);
insert into mart.project_light by name
select 'line' as project_id, period, last_day((period || '-01')::date) as period_end_date, light_rule_id,
    light_rule_version_id, is_default as is_default_rule, light, light as progress_light, reason, months_running, light is not null as is_newest,
    expected_share, 'linear' as expected_basis, actual_share, (expected_share - actual_share) * 100 as shortfall_pp,
    true as is_synthetic
from (values
    ('2016-03', 'green', 'on_schedule', 1, 0.25, 1.190112), ('2016-04', null, 'no_report', null, 0.333333, null)
) as row(period, light, reason, months_running, expected_share, actual_share)
cross join core.light_rule;

-- Two returns of one enterprise, January and February together in the first; one of an enterprise without a field.
insert into mart.enterprise_month by name
select enterprise_id, period, last_day((period || '-01')::date) as period_end_date, months_covered, region_code, industry_id,
    revenue_cny, revenue_ytd_cny, 9999999999.123 as total_assets_cny, 0.5 as employee_count,
    false as is_flagged, true as is_synthetic
from (values
    ('E001', '2016-02', 2, 100.5, 100.5), ('E001', '2016-03', 1, -20.25, 80.25), ('E003', '2016-03', 1, null, null)
) as row(enterprise_id, period, months_covered, revenue_cny, revenue_ytd_cny)
join core.enterprise using (enterprise_id);
