-- group: enterprise
-- access: public
create table core.policy_support (
    policy_support_id varchar not null,
    enterprise_id varchar not null,
    support_kind varchar not null,
    year varchar not null,
    amount_cny decimal(38, 2),
    quantity decimal(19, 6),
    quantity_unit varchar,
    department_name varchar,
    decided_date date,
    document_note varchar,
    object_code varchar,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (policy_support_id)
);
comment on table core.policy_support is 'Support that an enterprise received under a policy: direct power supply, graduate subsidy, land, tax, finance, grants for platforms and new businesses. 中文：企业政策支持';
comment on column core.policy_support.policy_support_id is 'File, sheet and row. 中文：标识';
comment on column core.policy_support.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.policy_support.support_kind is 'Kind of support. 中文：支持类型';
comment on column core.policy_support.year is 'Year of the support. 中文：年度';
comment on column core.policy_support.amount_cny is 'Amount (yuan), null if it is not money. 中文：支持金额（元），非资金支持为空';
comment on column core.policy_support.quantity is 'Quantity, electricity, land or persons, in `quantity_unit`. 中文：支持数量，电量、用地或人数，单位见 `quantity_unit`';
comment on column core.policy_support.quantity_unit is 'Unit of the quantity, as written. 中文：数量单位，原文';
comment on column core.policy_support.department_name is 'Unit that grants it, as written. 中文：落实部门，原文';
comment on column core.policy_support.decided_date is 'Day of the decision. 中文：批准日期';
comment on column core.policy_support.document_note is 'Document that it rests on. 中文：依据';
comment on column core.policy_support.object_code is 'Code of the platform or project that it is for, null if it is for the enterprise as a whole. 中文：对象代码（平台或项目），支持企业整体的为空';
comment on column core.policy_support.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.policy_support.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.policy_support.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.policy_support.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.policy_support.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.policy_support.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
