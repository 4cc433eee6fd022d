-- group: enterprise
-- access: public
create table mart.enterprise_outcome (
    enterprise_outcome_id        varchar not null,
    previous_outcome_id          varchar,
    enterprise_assessment_id     varchar,
    enterprise_id                varchar not null,
    year                         varchar not null,
    rule_set_version_id          varchar not null,
    is_rule_in_force             boolean not null,
    score                        decimal(19, 6),
    grade                        varchar,
    known_weight                 decimal(19, 6),
    industry_score               decimal(19, 6),
    technology_score             decimal(19, 6),
    innovation_score             decimal(19, 6),
    management_score             decimal(19, 6),
    competitiveness_score        decimal(19, 6),
    industry_grade               varchar,
    technology_grade             varchar,
    innovation_grade             varchar,
    management_grade             varchar,
    competitiveness_grade        varchar,
    grades_differ                boolean not null,
    computed_result              varchar not null,
    people_result                varchar,
    result                       varchar not null,
    basis                        varchar not null,
    margin                       decimal(19, 6),
    previous_margin              decimal(19, 6),
    binding_requirement          varchar,
    reason                       varchar,
    exemption                    varchar,
    revenue_cny                  decimal(38, 2),
    base_revenue_cny             decimal(38, 2),
    revenue_growth               decimal(19, 6),
    price_effect_cny             decimal(38, 2),
    price_effect_fisher_cny      decimal(38, 2),
    constant_price_growth        decimal(19, 6),
    constant_price_growth_fisher decimal(19, 6),
    volume_index                 decimal(19, 6),
    capacity_growth              decimal(19, 6),
    explained_share              decimal(19, 6),
    state                        varchar not null,
    computed_state               varchar not null,
    distance                     decimal(19, 6),
    is_near                      boolean,
    one_year_to_go               boolean not null,
    has_demonstrating_role       boolean,
    decision                     varchar,
    decided_by                   varchar,
    decision_reason              varchar,
    is_against_rule              boolean not null,
    flip_fact                    varchar,
    flip_year                    varchar,
    flip_from                    decimal(19, 6),
    flip_to                      decimal(19, 6),
    flip_is_just_below           boolean,
    flip_size                    decimal(19, 6),
    is_synthetic                 boolean not null,
    is_flagged                   boolean not null,
    primary key (enterprise_outcome_id)
);
comment on table mart.enterprise_outcome is 'What the rules say of a firm''s year, and of it and the year before: score, result, exemption, exit state, distance. One row per version of the rules. Exit is a proposal: nothing takes a firm off the list. 中文：企业年度判定及退出状态（逐规则版本），退出仅为建议';
comment on column mart.enterprise_outcome.enterprise_outcome_id is 'Enterprise, year and rule version. 中文：标识';
comment on column mart.enterprise_outcome.previous_outcome_id is 'The same of the year before; null without one. 中文：上年标识，无则为空';
comment on column mart.enterprise_outcome.enterprise_assessment_id is 'What people assessed; null where they did not. 中文：人工考核标识，未考核为空';
comment on column mart.enterprise_outcome.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_outcome.year is 'Year, the second of the two. 中文：年度（两年中的后一年）';
comment on column mart.enterprise_outcome.rule_set_version_id is 'Rule set and version. 中文：规则集及版本';
comment on column mart.enterprise_outcome.is_rule_in_force is 'True for the version in force at the end of the year: lists have only these unless they select by version. 中文：是否为年末有效版本；未按版本筛选只含有效版本';
comment on column mart.enterprise_outcome.score is 'Score, 0 to 100. 中文：综合得分';
comment on column mart.enterprise_outcome.grade is 'Grade of the score. 中文：综合等次';
comment on column mart.enterprise_outcome.known_weight is 'Part of the weight whose facts are known. 中文：已知权重';
comment on column mart.enterprise_outcome.industry_score is 'Score of the industry. 中文：产业优势得分';
comment on column mart.enterprise_outcome.technology_score is 'Score of the technology. 中文：技术优势得分';
comment on column mart.enterprise_outcome.innovation_score is 'Score of the innovation. 中文：创新优势得分';
comment on column mart.enterprise_outcome.management_score is 'Score of the management. 中文：管理优势得分';
comment on column mart.enterprise_outcome.competitiveness_score is 'Score of the competitiveness. 中文：竞争力优势得分';
comment on column mart.enterprise_outcome.industry_grade is 'Grade of the industry. 中文：产业优势等次';
comment on column mart.enterprise_outcome.technology_grade is 'Grade of the technology. 中文：技术优势等次';
comment on column mart.enterprise_outcome.innovation_grade is 'Grade of the innovation. 中文：创新优势等次';
comment on column mart.enterprise_outcome.management_grade is 'Grade of the management. 中文：管理优势等次';
comment on column mart.enterprise_outcome.competitiveness_grade is 'Grade of the competitiveness. 中文：竞争力优势等次';
comment on column mart.enterprise_outcome.grades_differ is 'True where people graded any dimension otherwise. 中文：人工等次与测算等次是否不同';
comment on column mart.enterprise_outcome.computed_result is 'Result of the year by the rules. 中文：测算结果';
comment on column mart.enterprise_outcome.people_result is 'Result that people stated. 中文：人工结果';
comment on column mart.enterprise_outcome.result is 'Result that the exit rule reads. 中文：退出规则采用的结果';
comment on column mart.enterprise_outcome.basis is 'Whose result that is. 中文：结果依据';
comment on column mart.enterprise_outcome.margin is 'Least of (fact - threshold) / scale over the requirements. 中文：最小余量：（事实 − 门槛）÷ 步长';
comment on column mart.enterprise_outcome.previous_margin is 'Margin of the year before. 中文：上年余量';
comment on column mart.enterprise_outcome.binding_requirement is 'Fact of that requirement. 中文：约束性要求';
comment on column mart.enterprise_outcome.reason is 'Why the margin is null. 中文：余量为空的原因';
comment on column mart.enterprise_outcome.exemption is 'Price exemption: where growth is missed. 中文：价格豁免：增速未达时的判定';
comment on column mart.enterprise_outcome.revenue_cny is 'Revenue of the year (yuan). 中文：当年营业收入（元）';
comment on column mart.enterprise_outcome.base_revenue_cny is 'Revenue of the year before, restated (yuan). 中文：上年营业收入，重述（元）';
comment on column mart.enterprise_outcome.revenue_growth is 'Growth of revenue. 中文：营业收入增速';
comment on column mart.enterprise_outcome.price_effect_cny is 'Price effect of the growth bridge (yuan). 中文：价格影响，LMDI（元）';
comment on column mart.enterprise_outcome.price_effect_fisher_cny is 'Price effect after Fisher (yuan). 中文：价格影响，费雪（元）';
comment on column mart.enterprise_outcome.constant_price_growth is '(revenue - price effect) / revenue before - 1. 中文：按上年价格计算的增速，LMDI';
comment on column mart.enterprise_outcome.constant_price_growth_fisher is 'Likewise, after Fisher. 中文：按上年价格计算的增速，费雪';
comment on column mart.enterprise_outcome.volume_index is 'Fisher index of quantities, 1: as last year. 中文：数量指数，费雪';
comment on column mart.enterprise_outcome.capacity_growth is 'Growth of capacity. 中文：生产能力增速';
comment on column mart.enterprise_outcome.explained_share is 'Part of both years that products explain. 中文：产品可解释比重';
comment on column mart.enterprise_outcome.state is 'What the two years lead to. 中文：两年结果对应的状态';
comment on column mart.enterprise_outcome.computed_state is 'Likewise by the computed results alone. 中文：仅按测算结果的状态';
comment on column mart.enterprise_outcome.distance is 'Larger margin of the two years: below 0 leaves. 中文：距离：两年余量取大，小于0退出';
comment on column mart.enterprise_outcome.is_near is 'True within the band of the rule around the line. 中文：是否临界';
comment on column mart.enterprise_outcome.one_year_to_go is 'True where one more failing year proposes its exit. 中文：再一年不合格即建议退出';
comment on column mart.enterprise_outcome.has_demonstrating_role is 'Demonstrating role; null if not reported. 中文：示范带动作用，未填为空';
comment on column mart.enterprise_outcome.decision is 'Decision of people, null while it waits. 中文：人工决定，未决定为空';
comment on column mart.enterprise_outcome.decided_by is 'Person who decided. 中文：决定人';
comment on column mart.enterprise_outcome.decision_reason is 'Why they decided so. 中文：决定理由';
comment on column mart.enterprise_outcome.is_against_rule is 'True where the decision turns what the rule says. 中文：决定是否与规则相反';
comment on column mart.enterprise_outcome.flip_fact is 'Input whose least change turns leaving into not leaving, or back; by the computed results. 中文：改变退出与否所需变动最小的事实（按测算结果）';
comment on column mart.enterprise_outcome.flip_year is 'Year of that input. 中文：该事实的年度';
comment on column mart.enterprise_outcome.flip_from is 'Its value. 中文：现值';
comment on column mart.enterprise_outcome.flip_to is 'Value that turns it. 中文：转折值';
comment on column mart.enterprise_outcome.flip_is_just_below is 'True where it has to be just below that value. 中文：是否须略低于转折值';
comment on column mart.enterprise_outcome.flip_size is 'Size of the change, in steps of the rule. 中文：变动幅度（步长数）';
comment on column mart.enterprise_outcome.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.enterprise_outcome.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
