-- group: enterprise
-- access: public
create table core.issue (
    issue_id varchar not null,
    enterprise_id varchar,
    title_zh varchar not null,
    department_name varchar,
    department_id varchar,
    person_name varchar,
    raised_date date,
    due_date date,
    status varchar not null,
    is_overdue boolean not null,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (issue_id)
);
comment on table core.issue is 'A matter of the issue ledger, as the newest ledger has it. 中文：问题台账';
comment on column core.issue.issue_id is 'Number of the issue in the ledger. 中文：问题编号';
comment on column core.issue.enterprise_id is 'The enterprise; null where the ledger names none that is in a register. 中文：企业标识';
comment on column core.issue.title_zh is 'The matter. 中文：问题';
comment on column core.issue.department_name is 'Unit responsible, as written. 中文：责任单位，原文';
comment on column core.issue.department_id is 'The unit that this name or an alias of it means; null where the plan knows none of that name. 中文：责任单位标识；规划中没有该名称为空';
comment on column core.issue.person_name is 'Person responsible, in the newest ledger. 中文：责任人，以最新台账为准';
comment on column core.issue.raised_date is 'Day on which it was raised. 中文：提出日期';
comment on column core.issue.due_date is 'Day by which it is to be settled, in the newest ledger. 中文：办结时限，以最新台账为准';
comment on column core.issue.status is 'Status, in the newest ledger. 中文：办理状态，以最新台账为准';
comment on column core.issue.is_overdue is 'True where it was neither done nor suspended on the day after its due date, as of the build. 中文：是否逾期';
comment on column core.issue.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.issue.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.issue.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.issue.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.issue.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.issue.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
