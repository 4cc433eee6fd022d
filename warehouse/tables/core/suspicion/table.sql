-- group: measurement
-- access: public
create table core.suspicion (
    observation_id varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    severity       varchar not null,
    direction      varchar not null,
    value          decimal(19, 6) not null,
    usual_value    decimal(19, 6),
    head_count     decimal(19, 6),
    state          varchar not null,
    decision_id    varchar,
    is_reused      boolean not null,
    held_cell_id   varchar not null,
    indicator_id   varchar not null,
    enterprise_id  varchar not null,
    period         varchar not null,
    column_name    varchar,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    source_row     integer not null,
    primary key (observation_id, rule_id)
);
comment on table core.suspicion is 'Reported values that look like a slip of their unit: ten, a thousand or ten thousand times what the firm usually reports, or too much or too little per head. Made anew in every build from what was known then. One that is held is a held cell too, and its value is in no figure until a person has decided.';
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
comment on column core.suspicion.state is 'open (its value waits and is in no figure), released (taken as it stands), corrected, rejected (in no figure for good) or noted (a warning: the value is used).';
comment on column core.suspicion.decision_id is 'Decision that applies; null where none does.';
comment on column core.suspicion.is_reused is 'True where that decision released an earlier value of the firm and indicator that this one is near to.';
comment on column core.suspicion.held_cell_id is 'Submission, sheet and cell, as `longmai held` takes it.';
comment on column core.suspicion.indicator_id is 'Indicator of the value.';
comment on column core.suspicion.enterprise_id is 'The firm.';
comment on column core.suspicion.period is 'Period of the value.';
comment on column core.suspicion.column_name is 'Column of the form.';
comment on column core.suspicion.source_row is 'Row of that sheet.';
