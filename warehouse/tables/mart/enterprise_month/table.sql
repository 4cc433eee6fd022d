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
comment on table mart.enterprise_month is 'The monthly financial return in one row per enterprise and month, newest vintage, in yuan. January has no row: February brings January and February together, and is never split. Region and field are those of the newest register.';
comment on column mart.enterprise_month.enterprise_id is 'The enterprise.';
comment on column mart.enterprise_month.period is 'The month: 2016-03. 2016-02 stands for January and February.';
comment on column mart.enterprise_month.period_end_date is 'Last day of the month.';
comment on column mart.enterprise_month.months_covered is 'Months that the columns without ytd add up: 2 in February, otherwise 1.';
comment on column mart.enterprise_month.region_code is 'Region where the enterprise is located, by the newest register: for every month the same.';
comment on column mart.enterprise_month.industry_id is 'Field of the programme, by the newest register; null where it names none that the plan knows.';
comment on column mart.enterprise_month.is_flagged is 'True where a cell of the row is held and not taken: look at it before relying on the row.';
comment on column mart.enterprise_month.is_synthetic is 'True where any value is generated sample data.';
