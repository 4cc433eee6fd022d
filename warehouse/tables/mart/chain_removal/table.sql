-- group: measurement
-- access: public
create table mart.chain_removal (
    chain_removal_id     varchar not null,
    chain_id             varchar not null,
    removed_kind         varchar not null,
    removed_id           varchar not null,
    chain_stage_id       varchar,
    enterprise_id        varchar,
    chain_supply_edge_id varchar,
    ttr_days             decimal(19, 6) not null,
    is_ttr_assumed       boolean not null,
    share_at_risk        decimal(19, 6),
    output_at_risk_cny   decimal(38, 2),
    lost_when_stocks_end decimal(19, 6),
    lost_when_stocks_end_cny decimal(38, 2),
    share_of_all         decimal(19, 6),
    is_single_point      boolean not null,
    hit_count            integer not null,
    edge_count           integer not null,
    assumed_edge_count   integer not null,
    oldest_evidence_date date,
    evidence_reason      varchar,
    reason               varchar,
    year                 varchar,
    is_converged         boolean not null,
    is_flagged           boolean not null,
    is_synthetic         boolean not null,
    rule_set_version_id  varchar not null,
    primary key (chain_removal_id)
);
comment on table mart.chain_removal is 'What a chain loses while a node, a firm or a supply edge is missing, until the loss is made good. Not additive: each row is a case of its own. 中文：移除节点、企业或供需关系时产业链的产出风险，各行为不同情形，不可相加';
comment on column mart.chain_removal.chain_removal_id is 'Chain and what is removed. 中文：标识';
comment on column mart.chain_removal.chain_id is 'The chain. 中文：产业链代码';
comment on column mart.chain_removal.removed_kind is 'Kind of what is removed. 中文：移除对象类别';
comment on column mart.chain_removal.removed_id is 'Its key. 中文：移除对象标识';
comment on column mart.chain_removal.chain_stage_id is 'The node, if one is removed. 中文：移除的节点';
comment on column mart.chain_removal.enterprise_id is 'The firm, if one is removed. 中文：移除的企业';
comment on column mart.chain_removal.chain_supply_edge_id is 'The supply edge, if one is removed. 中文：移除的供需关系';
comment on column mart.chain_removal.ttr_days is 'Days until the loss is made good (time to recover). 中文：恢复天数';
comment on column mart.chain_removal.is_ttr_assumed is 'True where the rule set gives them. 中文：恢复天数是否取自规则';
comment on column mart.chain_removal.share_at_risk is 'Part of the output of the chain that is lost until then; null without an output. 中文：恢复前产业链产出损失比重';
comment on column mart.chain_removal.output_at_risk_cny is 'That part of a years output of the chain (yuan). 中文：按全年产出计的损失（元）';
comment on column mart.chain_removal.lost_when_stocks_end is 'The part once every stock has ended. 中文：库存耗尽后损失比重';
comment on column mart.chain_removal.lost_when_stocks_end_cny is 'That part of a year''s output (yuan). 中文：库存耗尽后按全年产出计的损失（元）';
comment on column mart.chain_removal.share_of_all is 'Part of the output of all chains that is lost in this chain. 中文：占全部产业链产出的比重';
comment on column mart.chain_removal.is_single_point is 'True where another node of any chain comes to the bound of the rule set before the recovery: a single point of failure. 中文：是否为单点（使其他节点在恢复前停产）';
comment on column mart.chain_removal.hit_count is 'Other nodes of the chain that fall before the recovery. 中文：恢复前受影响的其他节点数';
comment on column mart.chain_removal.edge_count is 'Edges over which the loss comes. 中文：损失所经供需关系数';
comment on column mart.chain_removal.assumed_edge_count is 'Of these without a share. 中文：其中未填比重的';
comment on column mart.chain_removal.oldest_evidence_date is 'Day of the oldest evidence of those edges. 中文：所经供需关系的最早依据日期';
comment on column mart.chain_removal.evidence_reason is 'Why there is none: the loss comes over no edge, or these have no day. 中文：无依据日期的原因：不经供需关系，或未注明日期';
comment on column mart.chain_removal.reason is 'Why the share is null, or its own weight only. 中文：空值或仅计自身的原因';
comment on column mart.chain_removal.year is 'Last full year, of the outputs. 中文：产出所属年度';
comment on column mart.chain_removal.is_converged is 'False where a circle of supplies did not come to rest. 中文：循环供给是否收敛';
comment on column mart.chain_removal.is_flagged is 'True where a value of a node is flagged or missing. 中文：是否含存疑或缺失数值';
comment on column mart.chain_removal.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
comment on column mart.chain_removal.rule_set_version_id is 'Rule set. 中文：所用规则集';
