-- group: enterprise
-- access: public
create table core.enterprise_contact (
    enterprise_contact_id varchar not null,
    enterprise_id         varchar not null,
    department_id         varchar,
    department_name       varchar not null,
    person_name           varchar not null,
    contact_date          date not null,
    matter                varchar,
    is_last               boolean not null,
    is_synthetic          boolean not null,
    is_flagged            boolean not null default false,
    submission_id         varchar not null,
    source_sheet          varchar not null,
    source_row            integer not null,
    sheet_id              varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_contact_id)
);
comment on table core.enterprise_contact is 'A contact of a unit with a firm: who of which unit, and when last. 中文：单位与骨干企业的联系记录';
comment on column core.enterprise_contact.enterprise_contact_id is 'Enterprise, unit and day. 中文：标识';
comment on column core.enterprise_contact.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_contact.department_id is 'Unit that keeps in touch; null where the plan knows none of that name. 中文：联系单位标识，名称不在规划内为空';
comment on column core.enterprise_contact.department_name is 'That unit, as written. 中文：联系单位，原文';
comment on column core.enterprise_contact.person_name is 'Person of the unit. 中文：联系人';
comment on column core.enterprise_contact.contact_date is 'Day of the contact. 中文：联系日期';
comment on column core.enterprise_contact.matter is 'What they spoke about. 中文：联系事项';
comment on column core.enterprise_contact.is_last is 'True for the last contact of the unit with the firm: who is its contact. 中文：是否为该单位与该企业的最近一次联系';
comment on column core.enterprise_contact.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.enterprise_contact.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_contact.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.enterprise_contact.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_contact.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_contact.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
