-- group: enterprise
-- access: public
create table core.enterprise_identity (
    enterprise_identity_id varchar not null,
    enterprise_id          varchar not null,
    identifier_kind        varchar not null,
    identifier_code        varchar not null,
    valid_from             date,
    valid_to               date,
    is_flagged             boolean not null default false,
    submission_id          varchar not null,
    source_sheet           varchar not null,
    source_row             integer not null,
    sheet_id               varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_identity_id)
);
comment on table core.enterprise_identity is 'Every code that ever meant an enterprise: credit codes, and the registration number and organisation code from before October 2015. 中文：企业现用及曾用代码';
comment on column core.enterprise_identity.enterprise_identity_id is 'Kind and code. 中文：标识';
comment on column core.enterprise_identity.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_identity.identifier_kind is 'Kind of code: credit_code, registration_number or organisation_code. 中文：代码类别';
comment on column core.enterprise_identity.identifier_code is 'The code, without blanks and dashes. 中文：代码';
comment on column core.enterprise_identity.valid_from is 'First day on which it meant the enterprise; null where no change names a day. 中文：启用日期';
comment on column core.enterprise_identity.valid_to is 'Last day on which it did; null while it does, and where no change names a day. 中文：停用日期';
comment on column core.enterprise_identity.is_flagged is 'True where a cell of its row, or of a change that it rests on, is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_identity.submission_id is 'File in which the code was first seen. 中文：来源文件标识';
comment on column core.enterprise_identity.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_identity.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_identity.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
