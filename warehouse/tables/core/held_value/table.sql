-- group: delivery
-- access: closed
create table core.held_value (
    submission_id varchar not null,
    source_sheet  varchar not null,
    source_cell   varchar not null,
    indicator_id  varchar not null,
    subject_kind  varchar not null,
    subject_id    varchar not null,
    product_code  varchar not null,
    period        varchar not null,
    period_kind   varchar not null,
    primary key (submission_id, source_sheet, source_cell)
);
comment on table core.held_value is 'What a value that waits for a person, or was rejected, would have been: its own cell is held, or its whole row. One of which a held cell leaves open what it is about has no row.';
comment on column core.held_value.submission_id is 'The file.';
comment on column core.held_value.source_sheet is 'Sheet of that file.';
comment on column core.held_value.source_cell is 'Cell of that sheet in which the value stands.';
comment on column core.held_value.indicator_id is 'What it would be a value of.';
comment on column core.held_value.subject_kind is 'enterprise, region or world.';
comment on column core.held_value.subject_id is 'enterprise_id, region_code or world.';
comment on column core.held_value.product_code is 'Product, for output; empty where the indicator has none.';
comment on column core.held_value.period is 'Period, as an observation has it.';
comment on column core.held_value.period_kind is 'month, ytd, quarter, year or point; month where the kind itself is held and the period is one.';
