-- group: reference
-- access: public
create table core.form_rule (
    form_rule_id   varchar not null,
    form_column_id varchar not null,
    form_id        varchar not null,
    form_version   varchar not null,
    column_name    varchar not null,
    ordinal        integer not null,
    rule           varchar not null,
    severity       varchar not null,
    description    varchar not null,
    primary key (form_rule_id)
);
comment on table core.form_rule is 'The rules for cells of a report form, in order of evaluation. 中文：报表单元格校验规则，按执行顺序';
comment on column core.form_rule.form_rule_id is 'Form, column and rule. 中文：规则标识';
comment on column core.form_rule.form_column_id is 'Form and column: monthly_financial_return.revenue_ytd. Observations name their source column. 中文：报表栏目标识';
comment on column core.form_rule.form_id is 'Report form, or layout of a file of a third party. 中文：报表标识';
comment on column core.form_rule.form_version is 'Version of the form that has the rule. 中文：报表版本';
comment on column core.form_rule.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.form_rule.ordinal is 'Place in the chain, from 1. 中文：次序';
comment on column core.form_rule.rule is 'Name of the rule, as findings and held cells have it. 中文：规则名称';
comment on column core.form_rule.severity is 'Consequence of a violation: held, warning or info. 中文：严重程度';
comment on column core.form_rule.description is 'Requirement, in the words of its finding. 中文：说明';
