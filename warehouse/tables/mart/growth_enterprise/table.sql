-- group: enterprise
-- access: public
create table mart.growth_enterprise (
    growth_enterprise_id varchar not null,
    enterprise_id        varchar not null,
    year                 varchar not null,
    growth_rule          varchar not null,
    rule_set_version_id  varchar not null,
    years                integer not null,
    first_revenue_cny    decimal(38, 2),
    revenue_cny          decimal(38, 2),
    revenue_rate         decimal(19, 6),
    first_employee_count decimal(19, 6),
    employee_count       decimal(19, 6),
    employee_rate        decimal(19, 6),
    last_year_growth     decimal(19, 6),
    reason               varchar,
    is_growth_by_revenue boolean,
    is_growth_by_employees boolean,
    is_growth            boolean,
    is_gazelle           boolean,
    is_sme               boolean,
    is_synthetic         boolean not null,
    is_flagged           boolean not null,
    primary key (growth_enterprise_id)
);
comment on table mart.growth_enterprise is 'Whether a firm is one of high growth by a rule: average annual growth of revenue or employees over its years. 中文：高成长企业：按规则计算的年均增速';
comment on column mart.growth_enterprise.growth_enterprise_id is 'Enterprise, year and rule. 中文：标识';
comment on column mart.growth_enterprise.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.growth_enterprise.year is 'Last year of the growth. 中文：末年';
comment on column mart.growth_enterprise.growth_rule is 'Rule set. 中文：规则集';
comment on column mart.growth_enterprise.rule_set_version_id is 'Rule set and version. 中文：规则集及版本';
comment on column mart.growth_enterprise.years is 'Years over which the rule asks for growth. 中文：规则所计年数';
comment on column mart.growth_enterprise.first_revenue_cny is 'Revenue of the first year (yuan). 中文：首年营业收入（元）';
comment on column mart.growth_enterprise.revenue_cny is 'Revenue of the last year (yuan). 中文：末年营业收入（元）';
comment on column mart.growth_enterprise.revenue_rate is 'Average annual growth of revenue. 中文：营业收入年均增速';
comment on column mart.growth_enterprise.first_employee_count is 'Employees in the first year. 中文：首年从业人员';
comment on column mart.growth_enterprise.employee_count is 'Employees in the last year. 中文：末年从业人员';
comment on column mart.growth_enterprise.employee_rate is 'Average annual growth of employees. 中文：从业人员年均增速';
comment on column mart.growth_enterprise.last_year_growth is 'Growth of revenue in the last year. 中文：末年营业收入增速';
comment on column mart.growth_enterprise.reason is 'Why a rate, or the answer, is null. 中文：空值原因';
comment on column mart.growth_enterprise.is_growth_by_revenue is 'True where its revenue grew so fast; null where the base is not known. 中文：按营业收入是否达到，缺基期为空';
comment on column mart.growth_enterprise.is_growth_by_employees is 'Likewise its employees; null too where the rule does not ask for them. 中文：按从业人员是否达到，缺基期或规则不计为空';
comment on column mart.growth_enterprise.is_growth is 'True where it is of high growth by the rule; null where that cannot be said. 中文：是否为高成长企业，无法判断为空';
comment on column mart.growth_enterprise.is_gazelle is 'Likewise, and young enough. 中文：是否为瞪羚企业';
comment on column mart.growth_enterprise.is_sme is 'True for a small or medium enterprise. 中文：是否为中小企业';
comment on column mart.growth_enterprise.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.growth_enterprise.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
