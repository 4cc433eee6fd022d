-- group: enterprise
-- access: public
create table mart.warning_hit_rate (
    warning_hit_rate_id   varchar not null,
    warning_kind          varchar not null,
    year                  integer,
    warning_count         integer not null,
    judged_count          integer not null,
    hit_count             integer not null,
    not_hit_count         integer not null,
    open_count            integer not null,
    undecided_count       integer not null,
    hit_rate              decimal(19, 6),
    handled_count         integer not null,
    verdict_true_count    integer not null,
    verdict_false_count   integer not null,
    verdict_unclear_count integer not null,
    reason                varchar,
    rule_set_version_id   varchar not null,
    is_flagged            boolean not null,
    is_synthetic          boolean not null,
    primary key (warning_hit_rate_id)
);
comment on table mart.warning_hit_rate is 'How many warnings of a kind came true. 中文：预警命中率';
comment on column mart.warning_hit_rate.warning_hit_rate_id is 'Kind, year and kind of data. 中文：标识';
comment on column mart.warning_hit_rate.warning_kind is 'Kind of warning. 中文：预警类型';
comment on column mart.warning_hit_rate.year is 'Year in which they were raised; null: all years. 中文：触发年度，空为全部年度';
comment on column mart.warning_hit_rate.warning_count is 'Warnings. 中文：预警数';
comment on column mart.warning_hit_rate.judged_count is 'Of these judged: hit or not. 中文：已判定数';
comment on column mart.warning_hit_rate.hit_count is 'Came true. 中文：命中数';
comment on column mart.warning_hit_rate.not_hit_count is 'Did not come true. 中文：未命中数';
comment on column mart.warning_hit_rate.open_count is 'Horizon not passed yet: in no rate. 中文：观察期未满数，不计入命中率';
comment on column mart.warning_hit_rate.undecided_count is 'Horizon passed without a report that decides: in no rate. 中文：观察期已满但无报送、无法判定数';
comment on column mart.warning_hit_rate.hit_rate is 'Hits over hits and not hits, 0 to 1. 中文：命中率';
comment on column mart.warning_hit_rate.handled_count is 'Handled by people. 中文：已处置数';
comment on column mart.warning_hit_rate.verdict_true_count is 'Found true by people; no part of the rate. 中文：核实属实数';
comment on column mart.warning_hit_rate.verdict_false_count is 'Found false by people. 中文：核实不属实数';
comment on column mart.warning_hit_rate.verdict_unclear_count is 'Left unclear by people. 中文：核实未明数';
comment on column mart.warning_hit_rate.reason is 'Why there is no rate. 中文：无命中率的原因';
comment on column mart.warning_hit_rate.rule_set_version_id is 'Rule set and version. 中文：规则集及版本';
comment on column mart.warning_hit_rate.is_flagged is 'True where a warning in it is flagged. 中文：含存疑数据';
comment on column mart.warning_hit_rate.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
