-- group: measurement
create table core.suspicion (
    observation_id varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    severity       varchar not null,
    direction      varchar not null,
    value          decimal(18, 6) not null,
    usual_value    decimal(18, 6),
    head_count     decimal(18, 6),
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    primary key (observation_id, rule_id)
);
comment on table core.suspicion is 'Reported values that look like a slip of their unit: ten, a thousand or ten thousand times what the firm usually reports, or too much or too little per head. Made anew in every build from what was known then.';
comment on column core.suspicion.observation_id is 'The value.';
comment on column core.suspicion.rule_id is 'Rule that found it.';
comment on column core.suspicion.rule_version is 'Version of the rules.';
comment on column core.suspicion.severity is 'held (a person has to decide) or warning.';
comment on column core.suspicion.direction is 'too_high or too_low.';
comment on column core.suspicion.value is 'The value in the unit of the indicator.';
comment on column core.suspicion.usual_value is 'What the firm usually reports for as many months, median of up to twelve earlier values; null per head.';
comment on column core.suspicion.head_count is 'Persons employed in the same return; null for a rule of history.';
comment on column core.suspicion.submission_id is 'File that it comes from.';
comment on column core.suspicion.source_sheet is 'Sheet of that file.';
comment on column core.suspicion.source_cell is 'Cell of that sheet.';
