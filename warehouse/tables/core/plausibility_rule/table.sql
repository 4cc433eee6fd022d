-- group: measurement
-- access: public
create table core.plausibility_rule (
    rule_id       varchar not null,
    rule_version  varchar not null,
    kind          varchar not null,
    indicator_id  varchar not null,
    factor        bigint,
    tolerance     decimal(4, 2),
    spread        decimal(4, 2),
    least_history integer,
    minimum       bigint,
    maximum       bigint,
    least_share   decimal(4, 2),
    least_count   integer,
    severity      varchar not null,
    primary key (rule_id)
);
comment on table core.plausibility_rule is 'When a reported value looks like a slip of its unit, from rules/plausibility.toml, or a macro value is unlike its own series, from rules/continuity.toml. 中文：数值合理性规则（疑似单位错误）';
comment on column core.plausibility_rule.rule_id is 'Kind, factor and indicator. 中文：规则标识';
comment on column core.plausibility_rule.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.plausibility_rule.kind is 'Comparison: history (with earlier values of the firm), delivery (a column of a file with earlier values of its firms) or per_head (per person employed and year); of macro series vintage (with an earlier release), neighbours (with the values around it) or bounds. 中文：比较对象：企业历史值、整栏与各企业历史值、人均；宏观序列则为较早版本、前后各期或取值范围';
comment on column core.plausibility_rule.indicator_id is 'Indicator that is looked at. 中文：指标标识';
comment on column core.plausibility_rule.factor is 'How many times the usual value, or which part of it, is suspected; null per head. 中文：疑似倍数';
comment on column core.plausibility_rule.tolerance is 'How many times off that factor still counts; of macro series, how many times off is too far. 中文：容差倍数';
comment on column core.plausibility_rule.spread is 'How many times the usual value the earlier ones may lie off it. 中文：历史波动上限';
comment on column core.plausibility_rule.least_history is 'Minimum number of earlier values. 中文：最少历史期数';
comment on column core.plausibility_rule.minimum is 'Least value (per_head: per person and year), in the unit of the indicator. 中文：人均年下限';
comment on column core.plausibility_rule.maximum is 'Greatest value (per_head: per person and year), in the unit of the indicator. 中文：人均年上限';
comment on column core.plausibility_rule.least_share is 'Which part of the values of a column, from 0 to 1, must be off by the factor; null for a rule about single values. 中文：整栏规则：偏离值所占最低比例';
comment on column core.plausibility_rule.least_count is 'Minimum number of comparable values in a column; null for a rule about single values, and for an indicator whose columns are only held with others. 中文：整栏规则：最少可比个数';
comment on column core.plausibility_rule.severity is 'Whether the value is held until a person decides: held (a person has to decide) or warning. 中文：严重程度';
