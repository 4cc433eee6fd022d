-- group: funding
-- access: public
create table mart.support_total (
    support_total_id    varchar not null,
    support_kind        varchar not null,
    unit                varchar not null,
    unit_id             varchar,
    year                varchar not null,
    department_name     varchar,
    total               decimal(38, 6),
    support_count       integer not null,
    left_out_count       integer not null,
    enterprise_count    integer not null,
    reason              varchar,
    rule_set_version_id varchar not null,
    is_flagged          boolean not null,
    is_synthetic        boolean not null,
    primary key (support_total_id)
);
comment on table mart.support_total is 'Support under policies, summed within one kind and one unit only. 中文：政策支持合计，仅在同一类型、同一单位内相加';
comment on column mart.support_total.support_total_id is 'Kind, unit, year and department. 中文：标识';
comment on column mart.support_total.support_kind is 'Kind of support. 中文：支持类型';
comment on column mart.support_total.unit is 'Unit that the total is in: that of the programme, or as written where nobody knows it. 中文：计量单位；未登记的单位为原文';
comment on column mart.support_total.unit_id is 'That unit, if known. 中文：单位标识';
comment on column mart.support_total.year is 'Year. 中文：年度';
comment on column mart.support_total.department_name is 'Unit that grants it, as written. 中文：落实部门，原文';
comment on column mart.support_total.total is 'Sum in that unit; null if no row counts. 中文：合计，无可计入的行为空';
comment on column mart.support_total.support_count is 'Rows in it. 中文：笔数';
comment on column mart.support_total.left_out_count is 'Rows left out: given after the firm had left or merged. 中文：未计入笔数（企业退出或合并后的支持）';
comment on column mart.support_total.enterprise_count is 'Enterprises in it. 中文：企业数';
comment on column mart.support_total.reason is 'Why its unit cannot be converted, or the total is null. 中文：单位无法换算或合计为空的原因';
comment on column mart.support_total.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.support_total.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.support_total.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
