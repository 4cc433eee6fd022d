-- group: enterprise
-- access: public
create table core.warning_handling (
    warning_handling_id varchar not null,
    warning_id          varchar not null,
    handled_date        date not null,
    handling_status     varchar not null,
    handled_by          varchar not null,
    verdict             varchar,
    note                varchar,
    is_synthetic        boolean not null,
    is_flagged          boolean not null default false,
    submission_id       varchar not null,
    source_sheet        varchar not null,
    source_row          integer not null,
    sheet_id            varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (warning_handling_id)
);
comment on table core.warning_handling is 'What people did about a warning on a day. 中文：预警处置登记';
comment on column core.warning_handling.warning_handling_id is 'Warning and day. 中文：标识';
comment on column core.warning_handling.warning_id is 'The warning. 中文：预警编号';
comment on column core.warning_handling.handled_date is 'Day. 中文：日期';
comment on column core.warning_handling.handling_status is 'State from that day on. 中文：处置状态';
comment on column core.warning_handling.handled_by is 'Person. 中文：处置人';
comment on column core.warning_handling.verdict is 'Whether it was true, as people found. 中文：核实结论';
comment on column core.warning_handling.note is 'Note. 中文：说明';
comment on column core.warning_handling.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.warning_handling.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.warning_handling.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.warning_handling.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.warning_handling.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.warning_handling.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
