-- group: measurement
create table core.logic_finding (
    logic_finding_id varchar not null,
    rule_id          varchar not null,
    rule_version     varchar not null,
    severity         varchar not null,
    observation_id   varchar not null,
    indicator_id     varchar not null,
    subject_kind     varchar not null,
    subject_id       varchar not null,
    product_code     varchar not null,
    period           varchar not null,
    compared         decimal(38, 12) not null,
    compared_with    decimal(38, 12) not null,
    message          varchar not null,
    state            varchar not null,
    decision_id      varchar,
    held_cell_id     varchar not null,
    column_name      varchar,
    submission_id    varchar not null,
    source_sheet     varchar not null,
    source_cell      varchar not null,
    primary key (logic_finding_id)
);
comment on table core.logic_finding is 'Values in force that do not fit each other by a rule of core.logic_rule. None is held: all of them are used, flagged, until a file corrects one or a person says that it is right as it stands. Made anew in every build from what was known then.';
comment on column core.logic_finding.logic_finding_id is 'Rule and value.';
comment on column core.logic_finding.rule_id is 'Rule that they break.';
comment on column core.logic_finding.rule_version is 'Version of the rules.';
comment on column core.logic_finding.severity is 'warning: the values are flagged and used.';
comment on column core.logic_finding.observation_id is 'The value that a person decides about, to settle it; core.logic_cell has all of them.';
comment on column core.logic_finding.indicator_id is 'Indicator of that value.';
comment on column core.logic_finding.subject_kind is 'enterprise, region or world.';
comment on column core.logic_finding.subject_id is 'enterprise_id, region_code or world.';
comment on column core.logic_finding.product_code is 'Product of that value; empty where it has none.';
comment on column core.logic_finding.period is 'Period of that value.';
comment on column core.logic_finding.compared is 'What the one side amounts to, in the unit of the other.';
comment on column core.logic_finding.compared_with is 'What the other side amounts to; 0 where a value is compared with zero.';
comment on column core.logic_finding.message is 'What does not fit, with every cell, and what to do.';
comment on column core.logic_finding.state is 'open (its values are flagged) or released (a person said that the value is right as it stands).';
comment on column core.logic_finding.decision_id is 'The decision that says so; null while it is open.';
comment on column core.logic_finding.held_cell_id is 'Submission, sheet and cell of the value that a person decides about, as `longmai held` takes it.';
comment on column core.logic_finding.column_name is 'Column of the form that it stands in.';
comment on column core.logic_finding.submission_id is 'File of that value.';
comment on column core.logic_finding.source_sheet is 'Sheet of that file.';
comment on column core.logic_finding.source_cell is 'Cell of that sheet.';
