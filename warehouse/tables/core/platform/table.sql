-- group: programme
-- access: public
create table core.platform (
    platform_id     varchar not null,
    name_zh         varchar not null,
    name_en         varchar,
    platform_type   varchar not null,
    level           varchar not null,
    status          varchar not null,
    host_name       varchar,
    approving_body_name varchar,
    approved_date   date,
    approved_period varchar,
    approved_from_date date,
    approved_by_date date,
    applied_date    date,
    industry_id     varchar,
    document_id     varchar,
    host_credit_code varchar,
    host_enterprise_id varchar,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (platform_id)
);
comment on table core.platform is 'Innovation platforms that are named. Many more exist as numbers only: do not count rows. 中文：列名的创新平台，未列名者无记录，勿计数';
comment on column core.platform.platform_id is 'Code of the platform, the same over time. 中文：平台代码，固定不变';
comment on column core.platform.name_zh is 'Name, the short Chinese one. 中文：平台名称，简称';
comment on column core.platform.name_en is 'Short English name; null if not in a register. 中文：平台英文名称，简称';
comment on column core.platform.platform_type is 'Type of platform. 中文：平台类型';
comment on column core.platform.level is 'Level of the approving authority: the state, the province or both. 中文：平台级别，批准部门的层级';
comment on column core.platform.status is 'State, of the newest register, else of the plan. 中文：平台状态，以最新名录为准，其次以方案为准';
comment on column core.platform.host_name is 'Unit that runs it, null where not named. 中文：依托单位，未注明为空';
comment on column core.platform.approving_body_name is 'Body that approved it, as written; several where it is joint; null where not named. 中文：批准部门，原文，联合批准的可列多个，未注明为空';
comment on column core.platform.approved_date is 'Day of approval, null where not approved yet or only the month is known: `approved_period`. 中文：批准日期，未获批或仅知月份（`approved_period`）为空';
comment on column core.platform.approved_period is 'Month of approval, for example 2015-10, where the day is not known; null elsewhere. 中文：批准月份';
comment on column core.platform.approved_from_date is 'First day on which it can have been approved: the day of approval, or the first day of its month. 中文：最早批准日期：仅知月份的取月初';
comment on column core.platform.applied_date is 'Day of the application; null where not in a register. 中文：申报日期，名录未填为空';
comment on column core.platform.host_credit_code is 'Credit code of the host in the register, as written. 中文：依托单位统一社会信用代码';
comment on column core.platform.approved_by_date is 'Day by which it was approved: the day of approval, or the last day of its month where only that is known. A condition on it leaves out neither; one on approved_date leaves out those with a month alone. 中文：最迟批准日期：仅知月份的取月末；筛选、排序、分组请用此项，approvedDate 不含仅知月份者';
comment on column core.platform.industry_id is 'Field that it belongs to, our reading of its name. 中文：所属领域';
comment on column core.platform.document_id is 'Document that names it; null where only a register does. 中文：来源文件标识';
comment on column core.platform.host_enterprise_id is 'The host, where it is an enterprise of the register of key enterprises. 中文：依托企业标识';
comment on column core.platform.is_synthetic is 'True where it is invented sample data; a fact of the plan never is. 中文：是否为合成样本数据';
comment on column core.platform.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.platform.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone. 中文：来源文件标识，无则为 null';
comment on column core.platform.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.platform.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.platform.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
