-- group: measurement
-- access: public
-- key: enterprise_id, period
create table mart.enterprise_month (
    enterprise_id      varchar not null,
    period             varchar not null,
    period_end_date    date not null,
    months_covered     integer not null,
    region_code        varchar not null,
    industry_id        varchar,
    gross_output_cny   decimal(18, 3),
    gross_output_ytd_cny decimal(18, 3),
    revenue_cny        decimal(18, 3),
    revenue_ytd_cny    decimal(18, 3),
    operating_cost_cny decimal(18, 3),
    operating_cost_ytd_cny decimal(18, 3),
    total_profit_cny   decimal(18, 3),
    total_profit_ytd_cny decimal(18, 3),
    rd_expenditure_cny decimal(18, 3),
    rd_expenditure_ytd_cny decimal(18, 3),
    total_assets_cny   decimal(18, 3),
    employee_count     decimal(19, 6),
    is_flagged         boolean not null,
    is_synthetic       boolean not null
);
comment on table mart.enterprise_month is 'The monthly financial return in one row per enterprise and month, newest vintage, in yuan. January has no row: February brings January and February together, and is never split. Region and field are those of the newest register. 中文：企业月度财务状况，每企业每月一行，最新版本；1月无行，2月为1—2月合计';
comment on column mart.enterprise_month.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_month.period is 'The month: 2016-03. 2016-02 covers January and February. 中文：月份，2月为1—2月';
comment on column mart.enterprise_month.period_end_date is 'Last day of the month. 中文：期末日期';
comment on column mart.enterprise_month.months_covered is 'Months covered by the columns without ytd: 2 in February, otherwise 1. 中文：覆盖月数';
comment on column mart.enterprise_month.region_code is 'Region where the enterprise is located, by the newest register: for every month the same. 中文：所在地区代码（以最新名录为准）';
comment on column mart.enterprise_month.industry_id is 'Field of the programme, by the newest register; null where it names none that the plan knows. 中文：所属领域（以最新名录为准）';
comment on column mart.enterprise_month.gross_output_cny is 'Gross industrial output of the month (yuan), current prices; of January and February together in February; null where none was given. 中文：工业总产值·本月（元），现价，2 月为 1—2 月合计，未填为空';
comment on column mart.enterprise_month.gross_output_ytd_cny is 'Gross industrial output from January to the month (yuan), current prices; as reported; not additive over months; null where none was given. 中文：工业总产值·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，未填为空';
comment on column mart.enterprise_month.revenue_cny is 'Operating revenue of the month (yuan), current prices; of January and February together in February; null where none was given. 中文：营业收入·本月（元），现价，2 月为 1—2 月合计，未填为空';
comment on column mart.enterprise_month.revenue_ytd_cny is 'Operating revenue from January to the month (yuan), current prices; as reported; not additive over months; null where none was given. 中文：营业收入·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，未填为空';
comment on column mart.enterprise_month.operating_cost_cny is 'Operating cost of the month (yuan), current prices; of January and February together in February; null where none was given. 中文：营业成本·本月（元），现价，2 月为 1—2 月合计，未填为空';
comment on column mart.enterprise_month.operating_cost_ytd_cny is 'Operating cost from January to the month (yuan), current prices; as reported; not additive over months; null where none was given. 中文：营业成本·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，未填为空';
comment on column mart.enterprise_month.total_profit_cny is 'Total profit of the month (yuan), before income tax, perhaps negative; current prices; of January and February together in February; null where none was given. 中文：利润总额·本月（元），所得税前，可为负，现价，2 月为 1—2 月合计，未填为空';
comment on column mart.enterprise_month.total_profit_ytd_cny is 'Total profit from January to the month (yuan), before income tax, perhaps negative; current prices; as reported; not additive over months; null where none was given. 中文：利润总额·本年累计（元），所得税前，可为负，现价，1 月至本月，以填报为准，不可跨月相加，未填为空';
comment on column mart.enterprise_month.rd_expenditure_cny is 'Expenditure on research and development of the month (yuan), current prices; of January and February together in February; null where none was given. 中文：研发费用·本月（元），现价，2 月为 1—2 月合计，未填为空';
comment on column mart.enterprise_month.rd_expenditure_ytd_cny is 'Expenditure on research and development from January to the month (yuan), current prices; as reported; not additive over months; null where none was given. 中文：研发费用·本年累计（元），现价，1 月至本月，以填报为准，不可跨月相加，未填为空';
comment on column mart.enterprise_month.total_assets_cny is 'Total assets, end of period (yuan), not additive over months; null where none was given. 中文：资产总计·期末（元），不可跨月相加，未填为空';
comment on column mart.enterprise_month.employee_count is 'Average number of persons employed, end of period (person), not additive over months; null where none was given. 中文：平均用工人数·期末（人），不可跨月相加，未填为空';
comment on column mart.enterprise_month.is_flagged is 'True where a cell of the row is held and not taken: look at it before relying on the row. 中文：同行有待定单元格';
comment on column mart.enterprise_month.is_synthetic is 'True where any value is generated sample data. 中文：是否含合成样本数据';
