-- group: measurement
-- access: public
-- key: period, industry_id, region_code, is_flagged, is_synthetic
create table mart.enterprise_month_by_industry (
    period varchar not null,
    period_end_date date not null,
    months_covered integer not null,
    industry_id varchar,
    region_code varchar not null,
    is_flagged boolean not null,
    is_synthetic boolean not null,
    return_count bigint not null,
    gross_output_cny decimal(38, 3),
    gross_output_reporting_count bigint not null,
    gross_output_ytd_cny decimal(38, 3),
    gross_output_ytd_reporting_count bigint not null,
    revenue_cny decimal(38, 3),
    revenue_reporting_count bigint not null,
    revenue_ytd_cny decimal(38, 3),
    revenue_ytd_reporting_count bigint not null,
    operating_cost_cny decimal(38, 3),
    operating_cost_reporting_count bigint not null,
    operating_cost_ytd_cny decimal(38, 3),
    operating_cost_ytd_reporting_count bigint not null,
    total_profit_cny decimal(38, 3),
    total_profit_reporting_count bigint not null,
    total_profit_ytd_cny decimal(38, 3),
    total_profit_ytd_reporting_count bigint not null,
    rd_expenditure_cny decimal(38, 3),
    rd_expenditure_reporting_count bigint not null,
    rd_expenditure_ytd_cny decimal(38, 3),
    rd_expenditure_ytd_reporting_count bigint not null,
    total_assets_cny decimal(38, 3),
    total_assets_reporting_count bigint not null,
    employee_count decimal(38, 6),
    employee_reporting_count bigint not null
);
comment on table mart.enterprise_month_by_industry is 'Monthly financial returns added up by month, field, region and flags: the rollup of mart.enterprise_month that warehouse/catalog/rollups.py declares. Says nothing that the base does not say, and says it sooner.';
comment on column mart.enterprise_month_by_industry.period is 'The month: 2016-03. 2016-02 stands for January and February.';
comment on column mart.enterprise_month_by_industry.period_end_date is 'Last day of the month.';
comment on column mart.enterprise_month_by_industry.months_covered is '2 in February, otherwise 1.';
comment on column mart.enterprise_month_by_industry.industry_id is 'Field of the programme, by the newest register; null for enterprises without one.';
comment on column mart.enterprise_month_by_industry.region_code is 'Region of the enterprises, by the newest register.';
comment on column mart.enterprise_month_by_industry.is_flagged is 'Whether the rows added up are those with a cell held and not taken.';
comment on column mart.enterprise_month_by_industry.is_synthetic is 'Whether the rows added up are those with generated sample data.';
comment on column mart.enterprise_month_by_industry.return_count is 'Rows of mart.enterprise_month added up.';
comment on column mart.enterprise_month_by_industry.gross_output_reporting_count is 'How many of the rows have a value in gross_output_cny.';
comment on column mart.enterprise_month_by_industry.gross_output_ytd_reporting_count is 'How many of the rows have a value in gross_output_ytd_cny.';
comment on column mart.enterprise_month_by_industry.revenue_reporting_count is 'How many of the rows have a value in revenue_cny.';
comment on column mart.enterprise_month_by_industry.revenue_ytd_reporting_count is 'How many of the rows have a value in revenue_ytd_cny.';
comment on column mart.enterprise_month_by_industry.operating_cost_reporting_count is 'How many of the rows have a value in operating_cost_cny.';
comment on column mart.enterprise_month_by_industry.operating_cost_ytd_reporting_count is 'How many of the rows have a value in operating_cost_ytd_cny.';
comment on column mart.enterprise_month_by_industry.total_profit_reporting_count is 'How many of the rows have a value in total_profit_cny.';
comment on column mart.enterprise_month_by_industry.total_profit_ytd_reporting_count is 'How many of the rows have a value in total_profit_ytd_cny.';
comment on column mart.enterprise_month_by_industry.rd_expenditure_reporting_count is 'How many of the rows have a value in rd_expenditure_cny.';
comment on column mart.enterprise_month_by_industry.rd_expenditure_ytd_reporting_count is 'How many of the rows have a value in rd_expenditure_ytd_cny.';
comment on column mart.enterprise_month_by_industry.total_assets_reporting_count is 'How many of the rows have a value in total_assets_cny.';
comment on column mart.enterprise_month_by_industry.employee_reporting_count is 'How many of the rows have a value in employee_count.';
