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
comment on table core.plausibility_rule is 'When a reported value looks like a slip of its unit, from rules/plausibility.toml, or a macro value is unlike its own series, from rules/continuity.toml.';
comment on column core.plausibility_rule.rule_id is 'Kind, factor and indicator.';
comment on column core.plausibility_rule.rule_version is 'Version of the rules.';
comment on column core.plausibility_rule.kind is 'history (against the earlier values of the firm), delivery (a column of a file against those of its firms) or per_head (per person employed and year); of macro series vintage (against an earlier release), neighbours (against the values around it) or bounds.';
comment on column core.plausibility_rule.indicator_id is 'Indicator that is looked at.';
comment on column core.plausibility_rule.factor is 'How many times the usual value, or which part of it, is suspected; null per head.';
comment on column core.plausibility_rule.tolerance is 'How many times off that factor still counts; of macro series, how many times off is too far.';
comment on column core.plausibility_rule.spread is 'How many times the usual value the earlier ones may lie off it.';
comment on column core.plausibility_rule.least_history is 'How many earlier values must stand.';
comment on column core.plausibility_rule.minimum is 'Least value (per_head: per person and year), in the unit of the indicator.';
comment on column core.plausibility_rule.maximum is 'Greatest value (per_head: per person and year), in the unit of the indicator.';
comment on column core.plausibility_rule.least_share is 'Which part of the values of a column, from 0 to 1, must be off by the factor; null for a rule about single values.';
comment on column core.plausibility_rule.least_count is 'How many values of a column must be comparable; null for a rule about single values, and for an indicator whose columns are only held with others.';
comment on column core.plausibility_rule.severity is 'held (a person has to decide) or warning.';
