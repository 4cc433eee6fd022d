-- group: measurement
-- access: public
create table mart.enterprise_sei_revenue (
    enterprise_id     varchar not null,
    period            varchar not null,
    period_end_date   date not null,
    months_covered    integer not null,
    revenue_cny       decimal(38, 2),
    share_year        varchar,
    sei_share         decimal(19, 6),
    is_share_of_same_year boolean not null,
    sei_revenue_cny   decimal(38, 2),
    is_flagged        boolean not null default false,
    is_synthetic      boolean not null,
    submission_id     varchar not null,
    primary key (enterprise_id, period)
);
comment on table mart.enterprise_sei_revenue is 'The strategic emerging part of an enterprise''s revenue of the year so far: revenue times the share of the newest year, no later than the period, that the enterprise has stated. Only enterprises that ever stated one.';
comment on column mart.enterprise_sei_revenue.enterprise_id is 'The enterprise.';
comment on column mart.enterprise_sei_revenue.period is 'Month up to which the year is added: 2015-12 is the whole of 2015.';
comment on column mart.enterprise_sei_revenue.period_end_date is 'Last day of that month.';
comment on column mart.enterprise_sei_revenue.months_covered is 'Months added up.';
comment on column mart.enterprise_sei_revenue.share_year is 'Year whose share was used; null where none was stated for that year or before.';
comment on column mart.enterprise_sei_revenue.sei_share is 'That share, 0 to 1: of all products, weighted by output; null where several products lack their output, or where a share that a person released is above 1.';
comment on column mart.enterprise_sei_revenue.is_share_of_same_year is 'False where the share is an earlier year''s: the part is an estimate until the year''s own share is in.';
comment on column mart.enterprise_sei_revenue.sei_revenue_cny is 'Revenue times share, yuan.';
comment on column mart.enterprise_sei_revenue.is_flagged is 'True where a row that it rests on has a cell that is held and not taken, or the output of its annual return does not fit its months: look at it before relying on the row.';
comment on column mart.enterprise_sei_revenue.is_synthetic is 'True where revenue or share is invented sample data.';
comment on column mart.enterprise_sei_revenue.submission_id is 'File that the revenue comes from.';
