-- group: funding
-- access: public
create table mart.support_missing (
    support_coverage_id varchar not null,
    enterprise_id       varchar not null,
    is_synthetic        boolean not null,
    primary key (support_coverage_id, enterprise_id)
);
comment on table mart.support_missing is 'Active enterprises without a kind of support that all are to have. 中文：未获应覆盖类政策支持的在库企业';
comment on column mart.support_missing.support_coverage_id is 'Kind and year. 中文：类型与年度';
comment on column mart.support_missing.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.support_missing.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
