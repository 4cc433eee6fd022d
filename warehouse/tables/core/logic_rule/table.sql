-- group: measurement
-- access: public
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
comment on table core.logic_rule is 'Rules on relations between values, within a row and between forms, from rules/logic.toml. A violating value is flagged and stays in force. 中文：逻辑关系规则（行内、表间）';
comment on column core.logic_rule.rule_id is 'Name of the rule. 中文：规则标识';
comment on column core.logic_rule.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.logic_rule.kind is 'Kind of comparison: below_zero, month_and_ytd, ytd_and_prior_ytd, ytd_and_sum, indicators (of the same subject, period and kind of period), product_worth (output times price, added up over products), year_and_ytd or annual_form. 中文：规则类别';
comment on column core.logic_rule.indicator_ids is 'Indicators that are added up and compared, divided by commas; null where the rule is for every flow. 中文：相加后比较的指标，逗号分隔；适用于全部流量指标者为 null';
comment on column core.logic_rule.other_indicator_id is 'Indicator of the other side; null for a comparison within one indicator. 中文：对照指标，同一指标内比较者为 null';
comment on column core.logic_rule.minimum is 'Minimum multiple of the other value; null without one. 中文：下限倍数';
comment on column core.logic_rule.maximum is 'Maximum multiple of the other value; null without one. 中文：上限倍数';
comment on column core.logic_rule.severity is 'Consequence: warning (the values are flagged and used). 中文：后果：提示（数值加标记并照常使用）';
comment on column core.logic_rule.title_zh is 'Requirement, in Chinese. 中文：规则内容（中文）';
comment on column core.logic_rule.title_en is 'Requirement, in English. 中文：规则内容（英文）';
