-- group: measurement
-- access: public
-- key: nowcast_id, enterprise_id
create table mart.nowcast_member (
    nowcast_id             varchar not null,
    enterprise_id          varchar not null,
    measure                varchar not null,
    period                 varchar not null,
    period_end_date        date not null,
    base_ytd_cny               decimal(38, 2),
    previous_period        varchar,
    own_ratio              decimal(19, 6),
    stratum                varchar,
    stratum_ratio          decimal(19, 6),
    stratum_previous_ratio decimal(19, 6),
    course_ratio           decimal(19, 6),
    imputed_ytd_cny            decimal(38, 2),
    reason                 varchar,
    rule_set_version_id    varchar not null,
    is_flagged             boolean not null,
    is_synthetic           boolean not null
);
comment on table mart.nowcast_member is 'A firm that a nowcast misses, and what is imputed for it: base × own ratio × stratum ratio / its earlier one, or base × stratum ratio. 中文：缺报企业及其插补：基数 × 自身比率 × 层比率 ÷ 层前期比率，或基数 × 层比率';
comment on column mart.nowcast_member.nowcast_id is 'Nowcast. 中文：所属快报';
comment on column mart.nowcast_member.enterprise_id is 'Enterprise. 中文：企业标识';
comment on column mart.nowcast_member.measure is 'Measure. 中文：指标';
comment on column mart.nowcast_member.period is 'Month to which it runs. 中文：截至月份';
comment on column mart.nowcast_member.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.nowcast_member.base_ytd_cny is 'Its own value of the year before, from January (yuan). 中文：上年同期自身填报的累计数（元）';
comment on column mart.nowcast_member.previous_period is 'Its last report of the year. 中文：年内最近一次报送';
comment on column mart.nowcast_member.own_ratio is 'Its value over the restated base then. 中文：当时自身同口径比率';
comment on column mart.nowcast_member.stratum is 'Whose growth it takes. 中文：所用层';
comment on column mart.nowcast_member.stratum_ratio is 'Value over base of its responders now. 中文：层内已报企业本期比率';
comment on column mart.nowcast_member.stratum_previous_ratio is 'The same firms then. 中文：同一批企业当时比率';
comment on column mart.nowcast_member.course_ratio is 'What the base is multiplied by. 中文：基数所乘比率';
comment on column mart.nowcast_member.imputed_ytd_cny is 'Imputed value, from January (yuan). 中文：插补的本年累计（元）';
comment on column mart.nowcast_member.reason is 'Why there is none. 中文：空值原因';
comment on column mart.nowcast_member.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.nowcast_member.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.nowcast_member.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
