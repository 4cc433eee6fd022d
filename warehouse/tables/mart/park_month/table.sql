-- group: measurement
-- access: public
create table mart.park_month (
    park_month_id           varchar not null,
    group_kind              varchar not null,
    group_code              varchar not null,
    park_id                 varchar,
    region_code             varchar,
    period                  varchar not null,
    period_end_date         date not null,
    months_covered          integer not null,
    member_count            integer not null,
    entered_count           integer not null,
    left_count              integer not null,
    reporting_count         integer not null,
    reporting_rate          decimal(19, 6) not null,
    twice_count             integer not null,
    revenue_cny             decimal(38, 2),
    gross_output_cny        decimal(38, 2),
    reason                  varchar,
    revenue_growth          decimal(19, 6),
    revenue_panel_count     integer not null,
    revenue_panel_cny       decimal(38, 2),
    revenue_panel_base_cny  decimal(38, 2),
    revenue_growth_reason   varchar,
    output_growth           decimal(19, 6),
    output_panel_count      integer not null,
    output_panel_cny        decimal(38, 2),
    output_panel_base_cny   decimal(38, 2),
    output_growth_reason    varchar,
    gross_output_ytd_cny         decimal(38, 2),
    year_reporting_rate     decimal(19, 6) not null,
    year_reason             varchar,
    register_output_cny     decimal(38, 2),
    register_difference_cny decimal(38, 2),
    register_reason         varchar,
    is_flagged              boolean not null,
    is_synthetic            boolean not null,
    primary key (park_month_id)
);
comment on table mart.park_month is 'Parks by month: the sum of their firms, each by the share that counts; and the sums of the parks of each prefecture, and of areas that overlap prefectures. 中文：园区月度汇总（按计入比重），并按市州与不可加总地区汇总';
comment on column mart.park_month.park_month_id is 'Group and month. 中文：标识';
comment on column mart.park_month.group_kind is 'Park, prefecture, or area that overlaps prefectures and is in none of their sums. 中文：口径：园区、市州、不可加总地区（不计入市州）';
comment on column mart.park_month.group_code is 'The park or region. 中文：园区或地区代码';
comment on column mart.park_month.park_id is 'The park; null for a sum of parks. 中文：园区标识，汇总行为空';
comment on column mart.park_month.region_code is 'The prefecture or area whose parks are summed; null for a park. 中文：汇总地区代码，园区行为空';
comment on column mart.park_month.period is 'The month: 2016-03. 2016-02 covers January and February. 中文：月份，2月为1—2月';
comment on column mart.park_month.period_end_date is 'Last day of the month. 中文：期末日期';
comment on column mart.park_month.months_covered is 'Months covered: 2 in February, otherwise 1. 中文：覆盖月数';
comment on column mart.park_month.member_count is 'Firms that are in on the last day of the month. 中文：月末在园企业数';
comment on column mart.park_month.entered_count is 'Firms that entered in the month. 中文：本月入园企业数';
comment on column mart.park_month.left_count is 'Firms that left in the month. 中文：本月迁出企业数';
comment on column mart.park_month.reporting_count is 'Firms among them whose return counts. 中文：有报表且计入的企业数';
comment on column mart.park_month.reporting_rate is 'Those over all firms in. 中文：报表覆盖率';
comment on column mart.park_month.twice_count is 'Rows that do not count because the firm is counted already: PARK_MEMBER_TWICE. 中文：因重复而未计入的行数';
comment on column mart.park_month.revenue_cny is 'Operating revenue of the month (yuan) of the firms that report, each by its share. 中文：营业收入·本月（元），按计入比重';
comment on column mart.park_month.gross_output_cny is 'Gross industrial output of the month (yuan) of the firms that report, each by its share; current prices. 中文：工业总产值·本月（元），按计入比重，现价';
comment on column mart.park_month.reason is 'Why revenue or output is null. 中文：无数值的原因';
comment on column mart.park_month.revenue_growth is 'Growth of revenue over a year, of the firms that are in, and report, in both months; shares of today, newest vintages. 中文：营业收入同比增速：两期均在园且有报表的企业，按现比重';
comment on column mart.park_month.revenue_panel_count is 'Firms in that growth. 中文：营业收入可比企业数';
comment on column mart.park_month.revenue_panel_cny is 'Revenue of the firms in that growth (yuan); null where there are none. 中文：其中各企业当月营业收入（元），无可比企业为空';
comment on column mart.park_month.revenue_panel_base_cny is 'Of the same firms a year before, by the shares of today (yuan). 中文：同批企业上年同月营业收入（元），按现行比重';
comment on column mart.park_month.revenue_growth_reason is 'Why there is no growth of revenue. 中文：无营业收入增速的原因';
comment on column mart.park_month.output_growth is 'Growth of output, likewise. 中文：工业总产值同比增速，口径同上';
comment on column mart.park_month.output_panel_count is 'Firms in that growth. 中文：工业总产值可比企业数';
comment on column mart.park_month.output_panel_cny is 'Output of the firms in that growth (yuan); null where there are none. 中文：其中各企业当月总产值（元），无可比企业为空';
comment on column mart.park_month.output_panel_base_cny is 'Of the same firms a year before (yuan). 中文：同批企业上年同月总产值（元）';
comment on column mart.park_month.output_growth_reason is 'Why there is no growth of output. 中文：无工业总产值增速的原因';
comment on column mart.park_month.gross_output_ytd_cny is 'Output from January to the month (yuan): the sum of the months, each of the firms in at its end; null where a month has none. 中文：工业总产值·本年累计（元），各月之和，缺月为空';
comment on column mart.park_month.year_reporting_rate is 'Share of firms and months of the year so far with a return that counts. 中文：本年报表覆盖率';
comment on column mart.park_month.year_reason is 'Why the year so far is null. 中文：本年累计为空的原因';
comment on column mart.park_month.register_output_cny is 'Output of the year in the register of parks (yuan), in December. 中文：名录所列全年工业总产值（元），列于12月';
comment on column mart.park_month.register_difference_cny is 'Output of the year from returns minus that of the register (yuan). 中文：与名录之差（元）';
comment on column mart.park_month.register_reason is 'Why there is no difference: not due before December. 中文：无差额的原因';
comment on column mart.park_month.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.park_month.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
