-- group: enterprise
-- access: public
create table core.application_step (
    application_step_id varchar not null,
    application_id      varchar not null,
    step_number         integer not null,
    enterprise_id       varchar,
    credit_code         varchar,
    enterprise_name     varchar,
    batch               integer not null,
    step                varchar not null,
    step_date           date not null,
    days                integer not null,
    is_current          boolean not null,
    is_allowed          boolean not null,
    next_steps          varchar[] not null,
    score               decimal(19, 6),
    finding             varchar,
    reviewer            varchar,
    note                varchar,
    is_synthetic        boolean not null,
    is_flagged          boolean not null default false,
    submission_id       varchar not null,
    source_sheet        varchar not null,
    source_row          integer not null,
    sheet_id            varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (application_step_id)
);
comment on table core.application_step is 'A step of an application for recognition as a key enterprise, each application from its newest list. 中文：骨干企业申报审核环节';
comment on column core.application_step.application_step_id is 'Application and number of the step. 中文：标识';
comment on column core.application_step.application_id is 'Number of the application. 中文：申报编号';
comment on column core.application_step.step_number is 'Number of the step, from 1, by day. 中文：环节序号';
comment on column core.application_step.enterprise_id is 'The enterprise; null where no register has it. 中文：企业标识，不在名录内为空';
comment on column core.application_step.credit_code is 'Unified social credit code, as the list has it. 中文：统一社会信用代码，原文';
comment on column core.application_step.enterprise_name is 'Name, as the list has it. 中文：单位详细名称，原文';
comment on column core.application_step.batch is 'Batch applied for. 中文：批次';
comment on column core.application_step.step is 'Step. 中文：环节';
comment on column core.application_step.step_date is 'Day of the step. 中文：日期';
comment on column core.application_step.days is 'Days to the next step; of the newest one to the day of the snapshot; 0 at the end of the procedure. 中文：停留天数：至下一环节，最新环节至快照日，已结束为0';
comment on column core.application_step.is_current is 'True for the newest step: where the application stands. 中文：是否为当前环节';
comment on column core.application_step.is_allowed is 'True where the procedure has this step after the one before it. 中文：该环节是否符合程序';
comment on column core.application_step.next_steps is 'Steps that may follow; empty at the end. 中文：可进入的下一环节，已结束为空';
comment on column core.application_step.score is 'Score of the newest review so far, 0 to 100. 中文：最近一次评审得分';
comment on column core.application_step.finding is 'What was found. 中文：结论';
comment on column core.application_step.reviewer is 'Unit that reviewed. 中文：评审单位';
comment on column core.application_step.note is 'Note. 中文：说明';
comment on column core.application_step.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.application_step.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.application_step.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.application_step.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.application_step.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.application_step.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
