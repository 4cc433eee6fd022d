-- group: delivery
-- access: public
create table core.sheet_column (
    sheet_column_id varchar not null,
    submission_id   varchar not null,
    source_sheet    varchar not null,
    form_id         varchar not null,
    form_version    varchar not null,
    form_column_id  varchar not null,
    column_name     varchar not null,
    source_column   varchar not null,
    ordinal         integer not null,
    heading         varchar not null,
    heading_row     integer not null,
    unit_received   varchar,
    is_unit_assumed boolean not null,
    unit_stored     varchar,
    factor          decimal(38, 12),
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (sheet_column_id)
);
comment on table core.sheet_column is 'A form''s column in a sheet: its letters, heading and unit. source_column and the source_row of a row from the sheet make the cell of a value: F and 12 are F12. Sheets of plan documents, of third-party files and of refused files have no rows. 中文：工作表中的报表栏目：列号、表头原文、计量单位；列号加来源行号即单元格；规划文件、第三方文件及被拒文件无此记录';
comment on column core.sheet_column.sheet_column_id is 'File, sheet and column of the form. 中文：标识';
comment on column core.sheet_column.submission_id is 'The file. 中文：报送标识';
comment on column core.sheet_column.source_sheet is 'Sheet of that file; csv or json for a text file. 中文：工作表';
comment on column core.sheet_column.form_id is 'Report form that the sheet is. 中文：报表标识';
comment on column core.sheet_column.form_version is 'Version of that form. 中文：报表版本';
comment on column core.sheet_column.form_column_id is 'Form and column: fund_contribution.paid_in. core.form_rule has the rules for its cells. 中文：报表栏目标识';
comment on column core.sheet_column.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.sheet_column.source_column is 'Letters of the column on the sheet: F. 中文：列号';
comment on column core.sheet_column.ordinal is 'Place on the sheet among the columns of the form, from 1. 中文：次序';
comment on column core.sheet_column.heading is 'Heading as received; two rows joined by |. 中文：表头原文，两行以 | 分隔';
comment on column core.sheet_column.heading_row is 'Row of the sheet in which the heading ends. 中文：表头末行行号';
comment on column core.sheet_column.unit_received is 'Unit in which the file gave the values of the column; null where they have none, or one in each row. 中文：报送计量单位';
comment on column core.sheet_column.is_unit_assumed is 'True where the file named no unit and that of the form was taken. 中文：是否推定单位';
comment on column core.sheet_column.unit_stored is 'Unit in which the values are stored; null if none, one in each row, or in no table. 中文：存储计量单位';
comment on column core.sheet_column.factor is 'Conversion factor to the stored unit; null without one. 中文：换算系数';
comment on column core.sheet_column.sheet_id is 'File and sheet, as in the rows of the sheet. 中文：文件与工作表标识';
