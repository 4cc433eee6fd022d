-- group: programme
-- access: public
create table core.national_application (
    national_application_id varchar not null,
    project_id         varchar not null,
    step_number        integer not null,
    step               varchar not null,
    step_date          date not null,
    days               integer not null,
    is_current         boolean not null,
    is_allowed         boolean not null,
    next_steps         varchar[] not null,
    requested_cny      decimal(18, 2),
    approved_cny       decimal(18, 2),
    received_cny       decimal(18, 2),
    received_total_cny decimal(38, 2),
    note               varchar,
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (national_application_id)
);
comment on table core.national_application is 'A step of an application of a project for national funding, by day. 中文：国家专项申报环节';
comment on column core.national_application.national_application_id is 'Project and number of the step. 中文：标识';
comment on column core.national_application.project_id is 'The project. 中文：项目标识';
comment on column core.national_application.step_number is 'Number of the step, from 1, by day. 中文：环节序号';
comment on column core.national_application.step is 'Step. 中文：环节';
comment on column core.national_application.step_date is 'Day of the step. 中文：日期';
comment on column core.national_application.days is 'Days to the next step; of the newest one to the day of the snapshot. 中文：停留天数：至下一环节，最新环节至快照日';
comment on column core.national_application.is_current is 'True for the newest step: where the application stands. 中文：是否为当前环节';
comment on column core.national_application.is_allowed is 'True where the procedure has this step after the one before it. 中文：该环节是否符合程序';
comment on column core.national_application.next_steps is 'Steps that may follow. 中文：可进入的下一环节';
comment on column core.national_application.requested_cny is 'Money applied for (yuan), of the newest step so far that says it. 中文：申报资金（元），至该环节最近一次填报';
comment on column core.national_application.approved_cny is 'Money approved (yuan), of the newest step so far that says it. 中文：批复资金（元），至该环节最近一次填报';
comment on column core.national_application.received_cny is 'Money received with this step (yuan). 中文：本次到位资金（元）';
comment on column core.national_application.received_total_cny is 'Money received up to this step (yuan); null where none was. 中文：累计到位资金（元），尚无为空';
comment on column core.national_application.note is 'Note. 中文：说明';
comment on column core.national_application.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.national_application.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.national_application.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.national_application.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.national_application.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.national_application.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
