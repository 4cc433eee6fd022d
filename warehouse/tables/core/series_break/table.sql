-- group: measurement
-- access: closed
create table core.series_break (
    observation_id varchar not null,
    submission_id  varchar not null,
    vintage_id     varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    direction      varchar not null,
    value          decimal(18, 6) not null,
    usual_value    decimal(18, 6),
    state          varchar not null,
    decision_id    varchar,
    held_cell_id   varchar not null,
    indicator_id   varchar not null,
    subject_id     varchar not null,
    period         varchar not null,
    column_name    varchar,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    source_row     integer not null,
    primary key (observation_id, submission_id, vintage_id, rule_id)
);
comment on table core.series_break is 'Values of macro series that are unlike the series itself: far off what an earlier release or the values around them say, or outside the bounds of the indicator. Made anew in every build. Each is a held cell too, and in no figure until a person has decided; an older release stays in force.';
comment on column core.series_break.observation_id is 'The value.';
comment on column core.series_break.submission_id is 'File that it comes from.';
comment on column core.series_break.vintage_id is 'Release that it belongs to.';
comment on column core.series_break.rule_id is 'Rule that found it.';
comment on column core.series_break.rule_version is 'Version of the rules.';
comment on column core.series_break.direction is 'too_high or too_low.';
comment on column core.series_break.value is 'The value in the unit of the indicator.';
comment on column core.series_break.usual_value is 'What it was compared with; null for a rule of bounds.';
comment on column core.series_break.state is 'open (waits and is in no figure), released (taken as it stands), corrected or rejected (in no figure for good).';
comment on column core.series_break.decision_id is 'Decision that applies; null where none does.';
comment on column core.series_break.held_cell_id is 'Submission, sheet and cell, as `longmai held` takes it.';
comment on column core.series_break.indicator_id is 'Indicator of the value.';
comment on column core.series_break.subject_id is 'Region, or world.';
comment on column core.series_break.period is 'Period of the value.';
comment on column core.series_break.column_name is 'Column of the form; of a file of others: value.';
comment on column core.series_break.source_sheet is 'Sheet of that file.';
comment on column core.series_break.source_cell is 'Cell of that sheet.';
comment on column core.series_break.source_row is 'Row of that sheet.';
