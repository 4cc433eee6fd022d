-- group: enterprise
-- access: public
create table core.enterprise_name (
    enterprise_name_id varchar not null,
    enterprise_id      varchar not null,
    name_zh            varchar not null,
    valid_from         date,
    valid_to           date,
    is_current         boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_name_id)
);
comment on table core.enterprise_name is 'Every name that an enterprise has had. 中文：企业曾用及现用名称';
comment on column core.enterprise_name.enterprise_name_id is 'Enterprise and ordinal of the name, by the alphabet of the code points. 中文：标识';
comment on column core.enterprise_name.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_name.name_zh is 'The name as it was written. 中文：名称';
comment on column core.enterprise_name.valid_from is 'First day of the name; null where no change names a day. 中文：启用日期';
comment on column core.enterprise_name.valid_to is 'Last day of the name; null while it is in use, and where no change names a day. 中文：停用日期';
comment on column core.enterprise_name.is_current is 'True for the name that the enterprise has now. 中文：是否现用';
comment on column core.enterprise_name.is_flagged is 'True where a cell of its row, or of a change that it rests on, is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_name.submission_id is 'File in which the name was first seen. 中文：来源文件标识';
comment on column core.enterprise_name.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_name.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_name.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
