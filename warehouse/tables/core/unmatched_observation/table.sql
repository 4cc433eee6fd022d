-- group: measurement
-- access: closed
create table core.unmatched_observation (
    indicator_id      varchar not null,
    subject_kind      varchar not null,
    subject_code      varchar not null,
    product_code      varchar not null,
    period            varchar not null,
    period_kind       varchar not null,
    value             decimal(19, 6),
    is_flagged        boolean not null default false,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_cell       varchar not null
);
comment on table core.unmatched_observation is 'Values whose subject is in no register yet, or stands in the same file under a newer code too: kept here, in no figure.';
comment on column core.unmatched_observation.indicator_id is 'What is measured.';
comment on column core.unmatched_observation.subject_kind is 'enterprise, region or world.';
comment on column core.unmatched_observation.subject_code is 'Credit code or region code as the file gave it.';
comment on column core.unmatched_observation.product_code is 'Product; empty where the indicator has none.';
comment on column core.unmatched_observation.period is 'What the value is about.';
comment on column core.unmatched_observation.period_kind is 'month, ytd, quarter, year or point.';
comment on column core.unmatched_observation.value is 'In the unit of the indicator.';
comment on column core.unmatched_observation.is_flagged is 'True where another cell of the same row is held and not taken.';
comment on column core.unmatched_observation.submission_id is 'File that it comes from.';
comment on column core.unmatched_observation.source_sheet is 'Sheet of that file.';
comment on column core.unmatched_observation.source_cell is 'Cell of that sheet.';
