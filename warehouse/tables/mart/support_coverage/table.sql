-- group: funding
-- access: public
create table mart.support_coverage (
    support_coverage_id varchar not null,
    support_kind        varchar not null,
    year                varchar not null,
    due_count           integer not null,
    got_count           integer not null,
    missing_count       integer not null,
    not_active_count    integer not null,
    coverage_share      decimal(19, 6) not null,
    rule_set_version_id varchar not null,
    is_flagged          boolean not null,
    is_synthetic        boolean not null,
    primary key (support_coverage_id)
);
comment on table mart.support_coverage is 'How many active enterprises have a kind of support that all are to have, by year. 中文：应覆盖类政策支持的年度覆盖情况';
comment on column mart.support_coverage.support_coverage_id is 'Kind and year. 中文：标识';
comment on column mart.support_coverage.support_kind is 'Kind of support that every enterprise is to have. 中文：支持类型';
comment on column mart.support_coverage.year is 'Year. 中文：年度';
comment on column mart.support_coverage.due_count is 'Enterprises active at the end of the year. 中文：年末在库企业数';
comment on column mart.support_coverage.got_count is 'Of these: with the support in that year. 中文：其中：已获支持';
comment on column mart.support_coverage.missing_count is 'Of these: without it. 中文：其中：未获支持';
comment on column mart.support_coverage.not_active_count is 'Recipients that were not on the list at the end of the year, counted apart. 中文：年末不在库的受益企业数，单列';
comment on column mart.support_coverage.coverage_share is 'Got over due. 中文：覆盖率';
comment on column mart.support_coverage.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.support_coverage.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.support_coverage.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
