-- group: enterprise
-- access: public
create table core.enterprise_change (
    enterprise_change_id varchar not null,
    enterprise_id        varchar,
    change_kind          varchar not null,
    change_date          date not null,
    old_name_zh          varchar not null,
    new_name_zh          varchar,
    old_code             varchar,
    new_credit_code      varchar,
    other_enterprise_id  varchar,
    new_batch            integer,
    new_status           varchar,
    evidence             varchar,
    is_applied           boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_change_id)
);
comment on table core.enterprise_change is 'Changes of enterprises as the register of changes declares them. The same change in a later file is the same change. 中文：企业变更';
comment on column core.enterprise_change.enterprise_change_id is 'File and row of the declaration. 中文：标识';
comment on column core.enterprise_change.enterprise_id is 'The enterprise; null where no register names any of its codes. 中文：企业标识';
comment on column core.enterprise_change.change_kind is 'Kind of change. 中文：变更类型';
comment on column core.enterprise_change.change_date is 'Day from which the change holds. 中文：变更日期';
comment on column core.enterprise_change.old_name_zh is 'Name before the change. 中文：变更前单位名称';
comment on column core.enterprise_change.new_name_zh is 'Name after the change, null where it stays. 中文：变更后单位名称，不变为空';
comment on column core.enterprise_change.old_code is 'Unified social credit code before the change, or where it had none the registration number, else the organisation code. 中文：变更前统一社会信用代码，没有的为工商注册号或组织机构代码';
comment on column core.enterprise_change.new_credit_code is 'Unified social credit code after the change; for a merger, of the surviving enterprise. 中文：变更后统一社会信用代码，合并的填存续企业';
comment on column core.enterprise_change.other_enterprise_id is 'Surviving enterprise of a merger, if in a register. 中文：存续企业标识';
comment on column core.enterprise_change.new_batch is 'Batch after the change. 中文：变更后批次';
comment on column core.enterprise_change.new_status is 'Status after the change. 中文：变更后状态';
comment on column core.enterprise_change.evidence is 'Document that the change rests on. 中文：依据';
comment on column core.enterprise_change.is_applied is 'False where the enterprise is in no register, or where one register lists old and new code as two enterprises. 中文：是否已生效于名录';
comment on column core.enterprise_change.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_change.submission_id is 'File that declares it. 中文：来源文件标识';
comment on column core.enterprise_change.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_change.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_change.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
