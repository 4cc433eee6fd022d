-- group: measurement
-- access: public
create table mart.enterprise_sei_revenue (
    enterprise_id     varchar not null,
    period            varchar not null,
    period_end_date   date not null,
    months_covered    integer not null,
    revenue_ytd_cny       decimal(38, 2),
    share_year        varchar,
    sei_share         decimal(19, 6),
    is_share_of_same_year boolean not null,
    sei_revenue_ytd_cny   decimal(38, 2),
    is_flagged        boolean not null default false,
    is_synthetic      boolean not null,
    submission_id     varchar not null,
    primary key (enterprise_id, period)
);
comment on table mart.enterprise_sei_revenue is 'The strategic emerging part of an enterprise''s revenue of the year so far: revenue times the share of the newest year, no later than the period, that the enterprise has stated. Only enterprises that ever stated one. 中文：企业战略性新兴产业营业收入（本年累计，注明所用系数年度）';
comment on column mart.enterprise_sei_revenue.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_sei_revenue.period is 'Month up to which the year is added: 2015-12 is the whole of 2015. 中文：累计至该月';
comment on column mart.enterprise_sei_revenue.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column mart.enterprise_sei_revenue.months_covered is 'Months added up. 中文：累计月数';
comment on column mart.enterprise_sei_revenue.revenue_ytd_cny is 'Operating revenue from January to the month (yuan), current prices; all of it, strategic emerging or not. 中文：营业收入·本年累计（元），现价，不限于战略性新兴产业部分';
comment on column mart.enterprise_sei_revenue.share_year is 'Year whose share was used; null where none was stated for that year or before. 中文：所用比重的年度';
comment on column mart.enterprise_sei_revenue.sei_share is 'That share, 0 to 1: of all products, weighted by output; null where several products lack their output, or where a share that a person released is above 1. 中文：比重（0 至 1）';
comment on column mart.enterprise_sei_revenue.is_share_of_same_year is 'False where the share is an earlier year''s: the part is an estimate until the year''s own share is in. 中文：比重是否为当年；否则为推算数';
comment on column mart.enterprise_sei_revenue.sei_revenue_ytd_cny is 'Revenue times share (yuan), from January to the month. 中文：战略性新兴产业营业收入·本年累计（元）';
comment on column mart.enterprise_sei_revenue.is_flagged is 'True where a row that it rests on has a cell that is held and not taken, or the output of its annual return does not fit its months: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column mart.enterprise_sei_revenue.is_synthetic is 'True where revenue or share is invented sample data. 中文：是否含合成样本数据';
comment on column mart.enterprise_sei_revenue.submission_id is 'Source file of the revenue. 中文：来源文件标识';
