-- group: funding
-- access: public
create table core.fund (
    fund_id         varchar not null,
    name_zh         varchar not null,
    name_en         varchar,
    fund_kind       varchar not null,
    status          varchar not null,
    parent_fund_id  varchar,
    target_size_cny decimal(18, 2),
    industry_id     varchar,
    document_id     varchar,
    manager_name    varchar,
    established_date date,
    region_code     varchar,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_id)
);
comment on table core.fund is 'Guide fund, sub-funds and other funds that the programme or a register names. An entry of a register with the id of a fund of the plan brings its state and size up to date. A sub-fund that no source names has no row, so do not count rows to know how many there are. 中文：引导基金、子基金等，未列名者无记录，勿计数';
comment on column core.fund.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund.name_zh is 'Name, the short Chinese one. 中文：基金名称，简称';
comment on column core.fund.name_en is 'Short English name; null if not in a register. 中文：基金英文名称，简称';
comment on column core.fund.fund_kind is 'Kind of fund, a sub-fund where the guide fund holds a part of it. 中文：基金类别，引导基金参股的为子基金';
comment on column core.fund.status is 'State, of the newest register, else of the plan. 中文：基金状态，以最新名录为准，其次以方案为准';
comment on column core.fund.parent_fund_id is 'Guide fund with a share in it, null for others. 中文：母基金代码，非子基金为空';
comment on column core.fund.target_size_cny is 'Target size (yuan), committed money, not paid in; of the newest register, else as the plan announced it; null where not known. 中文：目标规模（元），认缴口径，非实缴，以最新名录为准，其次为方案公布规模';
comment on column core.fund.industry_id is 'Field that it invests in; null where it has none of the programme. 中文：投向领域';
comment on column core.fund.document_id is 'Document that names it; null where only a register does. 中文：来源文件标识';
comment on column core.fund.manager_name is 'Manager; null if no register gives it. 中文：管理机构，名录未填为空';
comment on column core.fund.established_date is 'Date of establishment, null if no register gives it. 中文：设立日期，名录未填为空';
comment on column core.fund.region_code is 'Region of its registration; null if no register gives it. 中文：行政区划代码，基金注册地，名录未填为空';
comment on column core.fund.is_synthetic is 'True where it is invented sample data; a fact of the plan never is. 中文：是否为合成样本数据';
comment on column core.fund.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone. 中文：来源文件标识，无则为 null';
comment on column core.fund.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
