-- group: measurement
-- access: public
-- key: observation_id, submission_number, vintage_id
create table core.observation (
    observation_id    varchar not null,
    indicator_id      varchar not null,
    subject_kind      varchar not null,
    subject_id        varchar not null,
    product_code      varchar not null,
    period            varchar not null,
    period_kind       varchar not null,
    period_end_date   date not null,
    months_covered    integer not null,
    value             decimal(19, 6),
    same_period_value decimal(19, 6),
    unit_received     varchar,
    value_received    varchar,
    unit_stored       varchar,
    factor            decimal(38, 12),
    vintage_id        varchar not null,
    vintage_date      date,
    vintage_status    varchar not null,
    known_from        timestamp not null,
    is_synthetic      boolean not null,
    source_note       varchar,
    is_flagged        boolean not null,
    is_corrected      boolean not null,
    decision_id       varchar,
    decision_ids      varchar[] not null default [],
    submission_id     varchar not null,
    submission_number bigint not null,
    source_sheet      varchar not null,
    source_cell       varchar not null,
    same_period_cell  varchar,
    same_period_received varchar,
    form_column_id    varchar
);
comment on table core.observation is 'One value of one indicator, subject, product, period and kind of period, as one submission delivered it. A revision adds a row.';
comment on column core.observation.observation_id is 'What the value is about, written out: indicator, subject, product, period and kind of period. The same for every vintage.';
comment on column core.observation.indicator_id is 'What is measured.';
comment on column core.observation.subject_kind is 'enterprise, region or world.';
comment on column core.observation.subject_id is 'enterprise_id, region_code or world.';
comment on column core.observation.product_code is 'Product, for output, capacity and price; empty where the indicator has none.';
comment on column core.observation.period is 'What the value is about: 2015, 2015-Q1 or 2015-03.';
comment on column core.observation.period_kind is 'month (that month alone), ytd (January to that month), quarter, year or point (at the end of the period).';
comment on column core.observation.period_end_date is 'Last day of the period.';
comment on column core.observation.months_covered is 'Months that the value adds up; 2 for January-February, which are reported together.';
comment on column core.observation.value is 'In the unit of the indicator (of the product, where the indicator says so); null where the publisher gave none.';
comment on column core.observation.same_period_value is 'The same period of the previous year as the reporter restates it now: the base of growth. Differs from what was reported then.';
comment on column core.observation.unit_received is 'Unit in which the file gave it.';
comment on column core.observation.value_received is 'The cell as it stood.';
comment on column core.observation.vintage_status is 'How final that release is: reported, estimated, preliminary, published, revised or unverified, as core.vintage says.';
comment on column core.observation.known_from is 'When we received it, UTC.';
comment on column core.observation.is_synthetic is 'True where the value is generated sample data. Never mix with real figures.';
comment on column core.observation.is_flagged is 'True where another cell of the same row is held and not taken: look at it before relying on the row.';
comment on column core.observation.is_corrected is 'True where the value, its base or a key of its row was put right by a person.';
comment on column core.observation.decision_id is 'Newest decision that it rests on; null where it is as received.';
comment on column core.observation.submission_id is 'File that it comes from.';
comment on column core.observation.submission_number is 'Order of arrival of that file.';
comment on column core.observation.source_sheet is 'Sheet of that file.';
comment on column core.observation.source_cell is 'Cell of that sheet, for example F12.';
comment on column core.observation.unit_stored is 'Unit that the value is stored in: that of the indicator or of the product.';
comment on column core.observation.factor is 'What the received value was multiplied by to be in that unit; null where it has no unit.';
comment on column core.observation.decision_ids is 'Every decision that it rests on, oldest first; empty where it is as received.';
comment on column core.observation.same_period_cell is 'Cell of same_period_value; null where the form has none.';
comment on column core.observation.same_period_received is 'That cell as it stood.';
comment on column core.observation.form_column_id is 'Column of the form that it stood in: the rules that it passed are those of core.form_rule with this id.';
