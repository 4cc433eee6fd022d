-- group: delivery
-- access: public
create table core.submission_sheet (
    submission_id varchar not null,
    source_sheet  varchar not null,
    form_id       varchar not null,
    form_version  varchar,
    period        varchar,
    rows_read     bigint not null,
    rows_accepted bigint not null,
    held_count    bigint not null,
    refusal       varchar,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (submission_id, source_sheet)
);
comment on table core.submission_sheet is 'A sheet with a form: a workbook of several forms is one submission, reported sheet by sheet. 中文：报送文件中的一张报表（工作表）';
comment on column core.submission_sheet.submission_id is 'The file. 中文：报送标识';
comment on column core.submission_sheet.source_sheet is 'Name of the sheet; csv or json for a text file. 中文：工作表';
comment on column core.submission_sheet.form_id is 'Report form that the sheet is. 中文：报表标识';
comment on column core.submission_sheet.form_version is 'Version of that form. 中文：报表版本';
comment on column core.submission_sheet.period is 'Period that the sheet is about, where the form has one: 2015-03. 中文：报告期';
comment on column core.submission_sheet.rows_read is 'Data rows found on the sheet. 中文：读取行数';
comment on column core.submission_sheet.rows_accepted is 'Data rows of which at least the key was accepted. 中文：接收行数';
comment on column core.submission_sheet.held_count is 'Cells of the sheet held on arrival. 中文：待定单元格数';
comment on column core.submission_sheet.refusal is 'Why nothing of the sheet was taken, while other sheets were; null where it was taken. 中文：未接收原因';
comment on column core.submission_sheet.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：文件与工作表标识';
