-- group: measurement
-- access: public
create table mart.derived_month (
    derived_month_id        varchar not null,
    indicator_id            varchar not null,
    subject_kind            varchar not null,
    subject_id              varchar not null,
    product_code            varchar not null,
    period                  varchar not null,
    period_end_date         date not null,
    value                   decimal(19, 6),
    unit_stored             varchar,
    vintage_id              varchar not null,
    known_from              timestamp not null,
    ytd_observation_id      varchar not null,
    prior_ytd_observation_id varchar not null,
    is_doubtful             boolean not null,
    is_flagged              boolean not null,
    is_corrected            boolean not null,
    is_synthetic            boolean not null,
    primary key (derived_month_id)
);
comment on table mart.derived_month is 'Months, March to December, of flows for which the sender gave the year to date and no month: the difference of two years to date. Computed here and never received: no other table has these values, and a month that was given has no row (docs/sources/calendar.md).';
comment on column mart.derived_month.derived_month_id is 'What the value is about, written out, as an observation of that month would be called.';
comment on column mart.derived_month.indicator_id is 'What is measured: always a flow.';
comment on column mart.derived_month.subject_kind is 'enterprise, region or world.';
comment on column mart.derived_month.subject_id is 'enterprise_id, region_code or world.';
comment on column mart.derived_month.product_code is 'Product, for output; empty where the indicator has none.';
comment on column mart.derived_month.period is 'The month: 2016-03. Never January or February.';
comment on column mart.derived_month.period_end_date is 'Last day of the month.';
comment on column mart.derived_month.value is 'Year to date of the month less that of the month before, in unit_stored. Below zero where the later is the smaller one: see `is_doubtful`.';
comment on column mart.derived_month.unit_stored is 'Unit of the value: that of the indicator or of the product.';
comment on column mart.derived_month.vintage_id is 'Release that both years to date are of.';
comment on column mart.derived_month.known_from is 'When we received the later of the two, UTC.';
comment on column mart.derived_month.ytd_observation_id is 'The year to date of the month.';
comment on column mart.derived_month.prior_ytd_observation_id is 'The year to date of the month before, which is taken off.';
comment on column mart.derived_month.is_doubtful is 'True where the value is below zero and what is measured cannot be (core.indicator.may_be_negative): one of the two years to date is wrong, or the later one takes back what earlier months had. Look at both cells before the value is used, and at the months beside it, which rest on the same two.';
comment on column mart.derived_month.is_flagged is 'True where another cell of the row of either is held and not taken.';
comment on column mart.derived_month.is_corrected is 'True where a person put either right.';
comment on column mart.derived_month.is_synthetic is 'True where either is generated sample data.';
