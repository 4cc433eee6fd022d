-- group: measurement
create table core.logic_rule (
    rule_id             varchar not null,
    rule_version        varchar not null,
    kind                varchar not null,
    indicator_ids       varchar,
    other_indicator_id  varchar,
    minimum             decimal(19, 6),
    maximum             decimal(19, 6),
    severity            varchar not null,
    title_zh            varchar not null,
    title_en            varchar not null,
    primary key (rule_id)
);
comment on table core.logic_rule is 'What values must be to each other, within a row and beside it, from rules/logic.toml. A value that is not is flagged and stays in force.';
comment on column core.logic_rule.rule_id is 'Name of the rule.';
comment on column core.logic_rule.rule_version is 'Version of the rules.';
comment on column core.logic_rule.kind is 'below_zero, month_and_ytd, ytd_and_prior_ytd, ytd_and_sum, indicators (of the same subject, period and kind of period), product_worth (output times price, added up over products), year_and_ytd or annual_form.';
comment on column core.logic_rule.indicator_ids is 'Indicators that are added up and compared, divided by commas; null where the rule is for every flow.';
comment on column core.logic_rule.other_indicator_id is 'Indicator that they are compared with; null where a value is compared with others of its own indicator.';
comment on column core.logic_rule.minimum is 'Least number of times the other value; null where there is none.';
comment on column core.logic_rule.maximum is 'Greatest number of times the other value; null where there is none.';
comment on column core.logic_rule.severity is 'warning: the values are flagged and used.';
comment on column core.logic_rule.title_zh is 'What must be, in Chinese.';
comment on column core.logic_rule.title_en is 'What must be, in English.';
