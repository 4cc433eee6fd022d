-- group: measurement
-- access: closed
create table core.withdrawn_value (
    observation_id varchar not null,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_row     integer not null,
    decision_id    varchar not null
);
comment on table core.withdrawn_value is 'Values of rows that a person withdrew: core.observation keeps them, no figure counts them.';
comment on column core.withdrawn_value.observation_id is 'The value.';
comment on column core.withdrawn_value.submission_id is 'The file that gave it.';
comment on column core.withdrawn_value.source_sheet is 'Sheet of that file.';
comment on column core.withdrawn_value.source_row is 'Row of that sheet.';
comment on column core.withdrawn_value.decision_id is 'The decision that withdrew it.';
