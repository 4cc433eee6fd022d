-- group: programme
-- access: public
create table mart.platform_count (
    platform_count_id        varchar not null,
    group_kind               varchar not null,
    group_code               varchar not null,
    year                     integer,
    won_count                integer not null,
    target_id                varchar,
    target_count             integer,
    missing_count            integer,
    stock_count              integer,
    listed_count             integer,
    not_listed_count         integer,
    applied_count            integer not null,
    approved_count           integer not null,
    under_construction_count integer not null,
    evaluated_count          integer not null,
    refused_count            integer not null,
    month_only_count         integer not null,
    longest_open_days        integer,
    reason                   varchar,
    is_flagged               boolean not null,
    is_synthetic             boolean not null,
    primary key (platform_count_id)
);
comment on table mart.platform_count is 'Counters of named platforms by year of approval, by target, level, type, state, field and host. 中文：列名创新平台按获批年度的计数';
comment on column mart.platform_count.platform_count_id is 'Group, year and kind of data. 中文：标识';
comment on column mart.platform_count.group_kind is 'Grouping: all, counter (of a target), level, type, state, field or host. 中文：分组口径';
comment on column mart.platform_count.group_code is 'The indicator of the target, or the word of the group. 中文：分组对象';
comment on column mart.platform_count.year is 'Year of approval; of the application where not approved; null: no day known, see `reason`. 中文：获批年度，未获批的为申报年度，日期不明为空';
comment on column mart.platform_count.won_count is 'Approved in the year, by day or by month; in the row without year those whose day nobody knows. 中文：当年获批数';
comment on column mart.platform_count.target_id is 'Target of the year. 中文：当年目标';
comment on column mart.platform_count.target_count is 'How many the target wants. 中文：目标数';
comment on column mart.platform_count.missing_count is 'How many are missing to the target. 中文：距目标尚缺数';
comment on column mart.platform_count.stock_count is 'How many there were before, by the document of the target. 中文：方案所述存量';
comment on column mart.platform_count.listed_count is 'How many of these a register names. 中文：存量中已列名数';
comment on column mart.platform_count.not_listed_count is 'How many of these nobody has named. 中文：存量中未列名数';
comment on column mart.platform_count.applied_count is 'Applied for. 中文：申报中';
comment on column mart.platform_count.approved_count is 'Approved. 中文：获批立项';
comment on column mart.platform_count.under_construction_count is 'Being built. 中文：建设中';
comment on column mart.platform_count.evaluated_count is 'Passed the evaluation. 中文：通过评估';
comment on column mart.platform_count.refused_count is 'Refused. 中文：未获批';
comment on column mart.platform_count.month_only_count is 'Known by the month only. 中文：仅知获批月份';
comment on column mart.platform_count.longest_open_days is 'Days since the last step of the one that waits longest, applied for or being built. 中文：申报或建设中最久者距上一环节天数';
comment on column mart.platform_count.reason is 'Why it has no year or no number to compare with, or why more may have been won: the register may be incomplete. 中文：无年度、无目标数，或获批数仅为至少（名录不全）的原因';
comment on column mart.platform_count.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.platform_count.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
