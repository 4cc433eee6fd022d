-- group: measurement
-- access: public
create table mart.chain_year (
    chain_year_id             varchar not null,
    chain_id                  varchar not null,
    year                      varchar not null,
    revenue_cny               decimal(38, 2),
    member_count              integer not null,
    counted_count             integer not null,
    reporting_share           decimal(19, 6),
    not_counted_names_zh      varchar,
    scaled_count              integer,
    comparable_revenue_cny    decimal(38, 2),
    previous_revenue_cny      decimal(38, 2),
    comparable_count          integer,
    growth_rate               decimal(19, 6),
    is_ten_billion            boolean not null,
    ten_billion_line_cny      decimal(38, 2) not null,
    ten_billion_gap_cny       decimal(38, 2),
    expected_year             varchar,
    reason                    varchar,
    leader_count              integer not null,
    leader_names_zh           varchar,
    largest_enterprise_id     varchar,
    largest_share             decimal(19, 6),
    leader_differs            boolean,
    hhi                       decimal(19, 6),
    node_count                integer,
    covered_node_count        integer,
    local_node_rate           decimal(19, 6),
    material_purchase_cny    decimal(38, 2),
    local_purchase_cny       decimal(38, 2),
    local_purchase_rate      decimal(19, 6),
    purchase_coverage_share  decimal(19, 6),
    purchase_reason          varchar,
    upstream_coverage_share   decimal(19, 6),
    midstream_coverage_share  decimal(19, 6),
    downstream_coverage_share decimal(19, 6),
    rule_set_version_id       varchar not null,
    is_flagged                boolean not null,
    is_synthetic              boolean not null,
    primary key (chain_year_id)
);
comment on table mart.chain_year is 'A chain in a full year: distance to ten billion and expected year, leaders, concentration and coverage. 中文：产业链年度：距百亿元差额与预计年度、链主、集中度与节点覆盖';
comment on column mart.chain_year.chain_year_id is 'Chain and year. 中文：标识';
comment on column mart.chain_year.chain_id is 'The chain. 中文：产业链代码';
comment on column mart.chain_year.year is 'Full year, January to December. 中文：年度（全年）';
comment on column mart.chain_year.revenue_cny is 'Counted revenue of its members (yuan): revenue times the counted share, scaled where all chains claim more than 1; null where nobody reported the year. 中文：计入营业收入（元），各链比重合计超过 1 的按比例折算，均未报送为空';
comment on column mart.chain_year.member_count is 'Members with a counted share that had not ended in the year. 中文：有计入比重且当年未退出的企业数';
comment on column mart.chain_year.counted_count is 'How many of them are counted. 中文：其中计入的企业数';
comment on column mart.chain_year.reporting_share is 'Counted members over members; null without any. 中文：计入企业占比，无企业为空';
comment on column mart.chain_year.not_counted_names_zh is 'Members that are not counted, by name; null where there are none. 中文：未计入的企业名称，没有为空';
comment on column mart.chain_year.scaled_count is 'Members whose shares over all chains exceed 1; null without members. 中文：按比例折算的企业数，无企业为空';
comment on column mart.chain_year.comparable_revenue_cny is 'Of the members that have this year and the one before (yuan). 中文：两年均有数企业的营业收入（元）';
comment on column mart.chain_year.previous_revenue_cny is 'Of the same members in the year before (yuan). 中文：同批企业上一年营业收入（元）';
comment on column mart.chain_year.comparable_count is 'How many these are; null where none has both. 中文：同口径企业数，没有为空';
comment on column mart.chain_year.growth_rate is 'Growth on these members, 0.1 is 10 %; null without a base above 0. 中文：同口径增速（0.1 为 10%），无基数为空';
comment on column mart.chain_year.is_ten_billion is 'True if revenue_cny is at least 10 billion yuan: the full year alone decides. 中文：全年是否达到百亿元';
comment on column mart.chain_year.ten_billion_line_cny is 'Line of a large chain by the rule set in force at the end of the year (yuan). 中文：大链标准（元），按年末有效规则集';
comment on column mart.chain_year.ten_billion_gap_cny is 'Yuan short of ten billion, 0 where it is reached. 中文：距百亿元的差额（元），已达到为 0';
comment on column mart.chain_year.expected_year is 'Year in which it reaches ten billion at growth_rate; null with a reason. 中文：按该增速预计达到百亿元的年度，空值见原因';
comment on column mart.chain_year.reason is 'Why there is no expected year. 中文：无预计年度的原因';
comment on column mart.chain_year.leader_count is 'Members that the list names as leaders. 中文：名录所列链主数';
comment on column mart.chain_year.leader_names_zh is 'Their names; null where the list names none. 中文：链主名称，未列为空';
comment on column mart.chain_year.largest_enterprise_id is 'The largest member by counted revenue; null without revenue. 中文：计入营业收入最大的企业，无收入为空';
comment on column mart.chain_year.largest_share is 'Its part of the revenue of the chain. 中文：其占产业链营业收入的比重';
comment on column mart.chain_year.leader_differs is 'True where it is none of the leaders; null where the list names none. 中文：最大企业是否并非链主，未列链主为空';
comment on column mart.chain_year.hhi is 'Herfindahl-Hirschman index, 10,000 times the sum of squared parts; members without a value are left out. 中文：赫芬达尔指数（0 至 10000），无数企业不计';
comment on column mart.chain_year.node_count is 'Nodes; null without members. 中文：节点数，无企业为空';
comment on column mart.chain_year.covered_node_count is 'Nodes with a member that had not ended. 中文：有在库企业的节点数';
comment on column mart.chain_year.local_node_rate is 'Covered nodes over nodes: local supply by nodes, another number than by purchases. 中文：本地配套率（节点口径）：有企业节点占比';
comment on column mart.chain_year.material_purchase_cny is 'Raw and auxiliary materials that the members bought, of those that gave both numbers (yuan). 中文：两项均填报企业的原辅料采购总额（元）';
comment on column mart.chain_year.local_purchase_cny is 'What these bought within the province (yuan). 中文：其中省内采购额（元）';
comment on column mart.chain_year.local_purchase_rate is 'Local supply by purchases; null with a reason. 中文：本地配套率（采购口径），空值见原因';
comment on column mart.chain_year.purchase_coverage_share is 'Part of the revenue of the chain that these members have; null without revenue. 中文：填报企业占产业链营业收入的比重，无收入为空';
comment on column mart.chain_year.purchase_reason is 'Why there is no rate by purchases. 中文：采购口径空值原因';
comment on column mart.chain_year.upstream_coverage_share is 'Covered over all upstream nodes; null without any. 中文：上游节点覆盖率';
comment on column mart.chain_year.midstream_coverage_share is 'Covered over all midstream nodes. 中文：中游节点覆盖率';
comment on column mart.chain_year.downstream_coverage_share is 'Covered over all downstream nodes. 中文：下游节点覆盖率';
comment on column mart.chain_year.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.chain_year.is_flagged is 'True if a value of a member is flagged, or its shares exceed 1. 中文：含存疑数值或比重超过 1 的企业';
comment on column mart.chain_year.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
