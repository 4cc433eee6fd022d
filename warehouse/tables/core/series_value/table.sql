-- group: delivery
-- access: public
create table core.series_value (
    series_id      varchar not null,
    period         varchar not null,
    value_received varchar not null,
    value          decimal(19, 6),
    vintage_id     varchar not null,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    primary key (series_id, submission_id, source_sheet, source_cell)
);
comment on table core.series_value is 'A value of a series that is not assigned to an indicator, as received. It is in no figure; those of an assigned series are observations. 中文：未指派（或已忽略）序列的数值，原样保存，不计入任何数据';
comment on column core.series_value.series_id is 'Series. 中文：序列标识';
comment on column core.series_value.period is 'Period in its stored form; a day as 2025-04-17. 中文：期间';
comment on column core.series_value.value_received is 'The cell as received. 中文：单元格原文';
comment on column core.series_value.value is 'As a number, in the unit of the file; null where the cell is none. 中文：数值（文件所用单位）';
comment on column core.series_value.vintage_id is 'Release that it would be of. 中文：数据版本';
comment on column core.series_value.submission_id is 'The file. 中文：来源文件';
comment on column core.series_value.source_sheet is 'Sheet of that file. 中文：工作表';
comment on column core.series_value.source_cell is 'Cell of that sheet. 中文：单元格';
