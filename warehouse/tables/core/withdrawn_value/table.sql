-- group: measurement
-- access: closed
create table core.withdrawn_value (
    observation_id varchar not null,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_row     integer not null,
    decision_id    varchar not null
);
comment on table core.withdrawn_value is 'Values of withdrawn rows: stored in core.observation, used in no figure. 中文：经人工撤回的行的数值：core.observation 仍保留，任何汇总不计';
comment on column core.withdrawn_value.observation_id is 'The value. 中文：观测值标识';
comment on column core.withdrawn_value.submission_id is 'The file that gave it. 中文：来源文件';
comment on column core.withdrawn_value.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.withdrawn_value.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.withdrawn_value.decision_id is 'The decision that withdrew it. 中文：撤回的决定';
