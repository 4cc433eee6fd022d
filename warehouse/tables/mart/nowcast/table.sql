-- group: measurement
-- access: public
-- key: nowcast_id
create table mart.nowcast (
    nowcast_id            varchar not null,
    growth_id             varchar not null,
    subject_kind          varchar not null,
    subject_id            varchar not null,
    measure               varchar not null,
    period                varchar not null,
    period_end_date       date not null,
    estimate_ytd_cny          decimal(38, 2),
    measured_ytd_cny          decimal(38, 2),
    imputed_ytd_cny           decimal(38, 2),
    low_50_ytd_cny            decimal(38, 2),
    high_50_ytd_cny           decimal(38, 2),
    low_80_ytd_cny            decimal(38, 2),
    high_80_ytd_cny           decimal(38, 2),
    low_95_ytd_cny            decimal(38, 2),
    high_95_ytd_cny           decimal(38, 2),
    past_error_count      integer,
    band_reason           varchar,
    measured_share        decimal(19, 6),
    imputed_share         decimal(19, 6),
    largest_missing_share decimal(19, 6),
    reporting_count       integer not null,
    missing_count         integer not null,
    not_imputed_count     integer not null,
    quality               varchar not null,
    reason                varchar,
    rule_set_version_id   varchar not null,
    is_flagged            boolean not null,
    is_synthetic          boolean not null
);
comment on table mart.nowcast is 'Year to date before everybody has reported: those who have, and each missing firm imputed. The newest months; no row before the first return; in no level or growth. 中文：未报齐时的本年累计估计：已报合计加缺报企业插补；仅最近各月，无人报送无行；不进入水平与增速';
comment on column mart.nowcast.nowcast_id is 'Measure, subject, period. 中文：标识';
comment on column mart.nowcast.growth_id is 'Growth of the same subject and period. 中文：同一对象与期间的增速标识';
comment on column mart.nowcast.subject_kind is 'Kind of subject. 中文：对象类别';
comment on column mart.nowcast.subject_id is 'Its key; `province` for all key firms. 中文：对象标识';
comment on column mart.nowcast.measure is 'Measure. 中文：指标';
comment on column mart.nowcast.period is 'Month to which it runs. 中文：截至月份';
comment on column mart.nowcast.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.nowcast.estimate_ytd_cny is 'Measured and imputed, from January (yuan). 中文：本年累计估计值（元），已报加插补';
comment on column mart.nowcast.measured_ytd_cny is 'Of those who have reported, from January (yuan). 中文：已报企业本年累计（元）';
comment on column mart.nowcast.imputed_ytd_cny is 'Imputed for the missing, from January (yuan); 0 where complete. 中文：插补的本年累计（元），报齐为 0';
comment on column mart.nowcast.low_50_ytd_cny is 'Lower end of the 50 % band, from January (yuan). 中文：50% 区间下限，本年累计（元）';
comment on column mart.nowcast.high_50_ytd_cny is 'Its upper end, from January (yuan). 中文：50% 区间上限，本年累计（元）';
comment on column mart.nowcast.low_80_ytd_cny is 'Lower end of the 80 % band, from January (yuan). 中文：80% 区间下限，本年累计（元）';
comment on column mart.nowcast.high_80_ytd_cny is 'Its upper end, from January (yuan). 中文：80% 区间上限，本年累计（元）';
comment on column mart.nowcast.low_95_ytd_cny is 'Lower end of the 95 % band, from January (yuan). 中文：95% 区间下限，本年累计（元）';
comment on column mart.nowcast.high_95_ytd_cny is 'Its upper end, from January (yuan). 中文：95% 区间上限，本年累计（元）';
comment on column mart.nowcast.past_error_count is 'Errors of past nowcasts at the same stage, n: a band of a level needs n of at least level / (1 - level). 中文：同一阶段的历史快报误差个数';
comment on column mart.nowcast.band_reason is 'Why there is no band at all. 中文：无区间的原因';
comment on column mart.nowcast.measured_share is 'Share measured. 中文：已报占比';
comment on column mart.nowcast.imputed_share is 'Share imputed; 0 where complete. 中文：插补占比，报齐为 0';
comment on column mart.nowcast.largest_missing_share is 'Share of the largest missing firm in the year before. 中文：最大缺报企业占上年比重';
comment on column mart.nowcast.reporting_count is 'Firms that have reported. 中文：已报企业数';
comment on column mart.nowcast.missing_count is 'Firms that still owe it. 中文：缺报企业数';
comment on column mart.nowcast.not_imputed_count is 'Of them not imputed. 中文：其中未插补企业数';
comment on column mart.nowcast.quality is 'What it is worth. 中文：质量';
comment on column mart.nowcast.reason is 'Why there is none. 中文：空值原因';
comment on column mart.nowcast.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.nowcast.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.nowcast.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
