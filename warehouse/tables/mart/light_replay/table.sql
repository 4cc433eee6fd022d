-- group: programme
-- access: public
create table mart.light_replay (
    light_replay_id       varchar not null,
    light_rule_id         varchar not null,
    light_rule_version_id varchar not null,
    level                 varchar not null,
    months_running        integer not null,
    year                  integer not null,
    group_kind            varchar not null,
    group_code            varchar not null,
    project_count         integer not null,
    undecided_count       integer not null,
    hit_count             integer not null,
    false_alarm_count     integer not null,
    miss_count            integer not null,
    quiet_count           integer not null,
    false_alarm_rate      decimal(19, 6),
    miss_rate             decimal(19, 6),
    precision             decimal(19, 6),
    lead_months_median    decimal(38, 1),
    lead_months_least     integer,
    reason                varchar,
    rule_set_version_id   varchar not null,
    is_synthetic          boolean not null,
    primary key (light_replay_id)
);
comment on table mart.light_replay is 'Alarms that a rule of lights would have given, on what was known when each report was due, against how the projects ended. 中文：红黄绿灯规则回溯：按各月报送期限当日所知判定预警，与年末结果对照';
comment on column mart.light_replay.light_replay_id is 'Rule, alarm, year, group and kind of data. 中文：标识';
comment on column mart.light_replay.light_rule_id is 'Rule set of lights. 中文：亮灯规则';
comment on column mart.light_replay.light_rule_version_id is 'Its version. 中文：规则版本';
comment on column mart.light_replay.level is 'Light from which on it is an alarm. 中文：预警级别';
comment on column mart.light_replay.months_running is 'Reported months in a row at that level. 中文：连续月数';
comment on column mart.light_replay.year is 'Year. 中文：年度';
comment on column mart.light_replay.group_kind is 'Grouping: all, category, industry or region. 中文：分组口径';
comment on column mart.light_replay.group_code is 'all, the category, field or region. 中文：分组对象';
comment on column mart.light_replay.project_count is 'Projects. 中文：项目数';
comment on column mart.light_replay.undecided_count is 'Without a report for December: in no rate. 中文：缺12月报表、无法判定数';
comment on column mart.light_replay.hit_count is 'Ended badly, with an alarm. 中文：命中数';
comment on column mart.light_replay.false_alarm_count is 'Ended well, with an alarm. 中文：误报数';
comment on column mart.light_replay.miss_count is 'Ended badly, without an alarm. 中文：漏报数';
comment on column mart.light_replay.quiet_count is 'Ended well, without an alarm. 中文：未报且正常数';
comment on column mart.light_replay.false_alarm_rate is 'False alarms over all that ended well; null where none did. 中文：误报率';
comment on column mart.light_replay.miss_rate is 'Misses over all that ended badly; null where none did. 中文：漏报率';
comment on column mart.light_replay.precision is 'Hits over all alarms; null without an alarm. 中文：准确率';
comment on column mart.light_replay.lead_months_median is 'Months from alarm to December, median of the hits. 中文：提前月数（中位数）';
comment on column mart.light_replay.lead_months_least is 'Likewise, the least. 中文：提前月数（最少）';
comment on column mart.light_replay.reason is 'Why nothing is decided. 中文：无法判定的原因';
comment on column mart.light_replay.rule_set_version_id is 'Rule set of the replay. 中文：回溯规则集';
comment on column mart.light_replay.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
