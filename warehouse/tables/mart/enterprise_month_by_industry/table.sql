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
comment on table mart.enterprise_month_by_industry is 'Monthly financial returns by month, field, region and flags: the rollup of mart.enterprise_month (rollup.toml). Same content as the base, faster to read. 中文：企业月度财务状况按月份、领域、地区及标志的汇总（mart.enterprise_month 的预汇总）';
comment on column mart.enterprise_month_by_industry.period is 'The month: 2016-03. 2016-02 covers January and February. 中文：月份，2 月为 1—2 月';
comment on column mart.enterprise_month_by_industry.period_end_date is 'Last day of the month. 中文：期末日期';
comment on column mart.enterprise_month_by_industry.months_covered is '2 in February, otherwise 1. 中文：覆盖月数：2 月为 2，其余为 1';
comment on column mart.enterprise_month_by_industry.industry_id is 'Field of the programme, by the newest register; null for enterprises without one. 中文：所属领域（以最新名录为准），无则为空';
comment on column mart.enterprise_month_by_industry.region_code is 'Region of the enterprises, by the newest register. 中文：所在地区代码（以最新名录为准）';
comment on column mart.enterprise_month_by_industry.is_flagged is 'Whether the rows added up are those with a cell held and not taken. 中文：是否为有待定单元格的行的汇总';
comment on column mart.enterprise_month_by_industry.is_synthetic is 'Whether the rows added up are those with generated sample data. 中文：是否为合成样本数据的汇总';
comment on column mart.enterprise_month_by_industry.return_count is 'Rows of mart.enterprise_month added up. 中文：汇总的行数';
comment on column mart.enterprise_month_by_industry.gross_output_cny is 'Gross industrial output of the month (yuan), current prices; of January and February together in February; sum of the enterprises, null if none was reported. 中文：工业总产值·本月（元），现价，2 月为 1—2 月合计，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.gross_output_reporting_count is 'How many of the rows have a value in gross_output_cny. 中文：填报工业总产值·本月的行数';
comment on column mart.enterprise_month_by_industry.gross_output_ytd_cny is 'Gross industrial output from January to the month (yuan), current prices; as reported; not additive over months; sum of the enterprises, null if none was reported. 中文：工业总产值·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.gross_output_ytd_reporting_count is 'How many of the rows have a value in gross_output_ytd_cny. 中文：填报工业总产值·本年累计的行数';
comment on column mart.enterprise_month_by_industry.revenue_cny is 'Operating revenue of the month (yuan), current prices; of January and February together in February; sum of the enterprises, null if none was reported. 中文：营业收入·本月（元），现价，2 月为 1—2 月合计，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.revenue_reporting_count is 'How many of the rows have a value in revenue_cny. 中文：填报营业收入·本月的行数';
comment on column mart.enterprise_month_by_industry.revenue_ytd_cny is 'Operating revenue from January to the month (yuan), current prices; as reported; not additive over months; sum of the enterprises, null if none was reported. 中文：营业收入·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.revenue_ytd_reporting_count is 'How many of the rows have a value in revenue_ytd_cny. 中文：填报营业收入·本年累计的行数';
comment on column mart.enterprise_month_by_industry.operating_cost_cny is 'Operating cost of the month (yuan), current prices; of January and February together in February; sum of the enterprises, null if none was reported. 中文：营业成本·本月（元），现价，2 月为 1—2 月合计，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.operating_cost_reporting_count is 'How many of the rows have a value in operating_cost_cny. 中文：填报营业成本·本月的行数';
comment on column mart.enterprise_month_by_industry.operating_cost_ytd_cny is 'Operating cost from January to the month (yuan), current prices; as reported; not additive over months; sum of the enterprises, null if none was reported. 中文：营业成本·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.operating_cost_ytd_reporting_count is 'How many of the rows have a value in operating_cost_ytd_cny. 中文：填报营业成本·本年累计的行数';
comment on column mart.enterprise_month_by_industry.total_profit_cny is 'Total profit of the month (yuan), before income tax, perhaps negative; current prices; of January and February together in February; sum of the enterprises, null if none was reported. 中文：利润总额·本月（元），所得税前，可为负，现价，2 月为 1—2 月合计，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.total_profit_reporting_count is 'How many of the rows have a value in total_profit_cny. 中文：填报利润总额·本月的行数';
comment on column mart.enterprise_month_by_industry.total_profit_ytd_cny is 'Total profit from January to the month (yuan), before income tax, perhaps negative; current prices; as reported; not additive over months; sum of the enterprises, null if none was reported. 中文：利润总额·本年累计（元），所得税前，可为负，现价，1 月至本月，以填报为准，不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.total_profit_ytd_reporting_count is 'How many of the rows have a value in total_profit_ytd_cny. 中文：填报利润总额·本年累计的行数';
comment on column mart.enterprise_month_by_industry.rd_expenditure_cny is 'Expenditure on research and development of the month (yuan), current prices; of January and February together in February; sum of the enterprises, null if none was reported. 中文：研发费用·本月（元），现价，2 月为 1—2 月合计，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.rd_expenditure_reporting_count is 'How many of the rows have a value in rd_expenditure_cny. 中文：填报研发费用·本月的行数';
comment on column mart.enterprise_month_by_industry.rd_expenditure_ytd_cny is 'Expenditure on research and development from January to the month (yuan), current prices; as reported; not additive over months; sum of the enterprises, null if none was reported. 中文：研发费用·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.rd_expenditure_ytd_reporting_count is 'How many of the rows have a value in rd_expenditure_ytd_cny. 中文：填报研发费用·本年累计的行数';
comment on column mart.enterprise_month_by_industry.total_assets_cny is 'Total assets, end of period (yuan), not additive over months; sum of the enterprises, null if none was reported. 中文：资产总计·期末（元），不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.total_assets_reporting_count is 'How many of the rows have a value in total_assets_cny. 中文：填报资产总计的行数';
comment on column mart.enterprise_month_by_industry.employee_count is 'Average number of persons employed, end of period (person), not additive over months; sum of the enterprises, null if none was reported. 中文：平均用工人数·期末（人），不可跨月相加，各企业合计，均未填为空';
comment on column mart.enterprise_month_by_industry.employee_reporting_count is 'How many of the rows have a value in employee_count. 中文：填报从业人员的行数';
