-- group: programme
-- access: closed
create table core.ten_billion_rule (
    rule_set_version_id varchar not null,
    valid_from          date not null,
    line_cny            decimal(38, 2) not null,
    horizon_years       integer not null,
    primary key (rule_set_version_id)
);
comment on table core.ten_billion_rule is 'The line from which a chain is large, by version of its rule set. Input of mart.chain_revenue. 中文：百亿级产业链标准（规则集各版本）';
comment on column core.ten_billion_rule.rule_set_version_id is 'Rule set. 中文：规则集';
comment on column core.ten_billion_rule.valid_from is 'First day on which it applies; until that of the next version. 中文：适用起始日期';
comment on column core.ten_billion_rule.line_cny is 'Revenue of a full year (yuan). 中文：全年营业收入标准（元）';
comment on column core.ten_billion_rule.horizon_years is 'Years ahead of which nothing is expected. 中文：预计年度的最长年限';
