-- group: enterprise
-- access: public
create table core.issue_status (
    issue_status_id varchar not null,
    issue_id varchar not null,
    status varchar not null,
    progress_note varchar,
    due_date date,
    person_name varchar,
    known_from timestamp not null,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (issue_status_id)
);
comment on table core.issue_status is 'History of an issue: its state in each ledger. 中文：问题状态沿革';
comment on column core.issue_status.issue_status_id is 'Issue and file. 中文：标识';
comment on column core.issue_status.issue_id is 'Number of the issue in the ledger. 中文：问题编号';
comment on column core.issue_status.status is 'Status, in that ledger. 中文：办理状态，以该期台账为准';
comment on column core.issue_status.progress_note is 'Progress, in that ledger. 中文：办理进展，以该期台账为准';
comment on column core.issue_status.due_date is 'Day by which it is to be settled, in that ledger. 中文：办结时限，以该期台账为准';
comment on column core.issue_status.person_name is 'Person responsible, in that ledger. 中文：责任人，以该期台账为准';
comment on column core.issue_status.known_from is 'Arrival of that ledger, UTC. 中文：收到时刻';
comment on column core.issue_status.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.issue_status.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.issue_status.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.issue_status.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.issue_status.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.issue_status.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
