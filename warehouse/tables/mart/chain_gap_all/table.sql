-- group: measurement
-- access: public
create table mart.chain_gap_all (
    chain_gap_all_id     varchar not null,
    chain_id             varchar not null,
    chain_stage_id       varchar,
    node_name_zh         varchar not null,
    is_broken            boolean not null,
    is_weak              boolean not null,
    is_single            boolean not null,
    is_dangling          boolean not null,
    declared_gap_id      varchar,
    declared_count       integer not null,
    priority             varchar,
    is_priority_declared boolean not null,
    share_at_risk        decimal(19, 6),
    value_cny            decimal(38, 2),
    reason               varchar,
    inside_count         integer not null,
    outside_count        integer not null,
    newest_evidence_date date,
    stale_from_date        date,
    is_stale             boolean,
    rule_set_version_id  varchar not null,
    is_flagged           boolean not null,
    is_synthetic         boolean not null,
    primary key (chain_gap_all_id)
);
comment on table mart.chain_gap_all is 'Every gap of the chains in one list: nodes that nobody is in, declared gaps, single points of failure and nodes that no list has; one row per node with all its kinds. 中文：产业链断点、短板、单点与悬空节点合并清单，每节点一行';
comment on column mart.chain_gap_all.chain_gap_all_id is 'The node; chain and name where no list has it. 中文：标识';
comment on column mart.chain_gap_all.chain_id is 'The chain. 中文：产业链代码';
comment on column mart.chain_gap_all.chain_stage_id is 'The node; null where no list of chains has it. 中文：节点标识，名录中没有为空';
comment on column mart.chain_gap_all.node_name_zh is 'Node, a product or process. 中文：节点，产品或工序';
comment on column mart.chain_gap_all.is_broken is 'True for a node without an active member, also where the last one left. 中文：断点：无在库企业的节点';
comment on column mart.chain_gap_all.is_weak is 'True where the list of gaps declares it. 中文：短板：清单列示';
comment on column mart.chain_gap_all.is_single is 'True where its loss brings another node to a standstill before the recovery. 中文：单点：失去后使其他节点停产';
comment on column mart.chain_gap_all.is_dangling is 'True where a supply edge ends in it and no list of chains has it. 中文：悬空：供需关系指向而名录中没有';
comment on column mart.chain_gap_all.declared_gap_id is 'The gap that the list declares, of the highest priority. 中文：清单所列短板（优先级最高者）';
comment on column mart.chain_gap_all.declared_count is 'Gaps that the list declares at the node. 中文：清单所列短板数';
comment on column mart.chain_gap_all.priority is 'As declared, else by the part of the chain that is at risk; null without an output. 中文：优先级：以清单为准，否则按风险占比，无产出为空';
comment on column mart.chain_gap_all.is_priority_declared is 'True where the list gives it. 中文：优先级是否取自清单';
comment on column mart.chain_gap_all.share_at_risk is 'Part of a year''s output of the chain that is lost without the node, when stocks have ended. 中文：缺该节点且库存耗尽后产业链全年产出的损失比重';
comment on column mart.chain_gap_all.value_cny is 'That output (yuan); null, never 0, for a node that nobody is in and that supplies nobody with an output. 中文：按全年产出计的风险价值（元）；无企业且不供给有产出节点的为空，不记0';
comment on column mart.chain_gap_all.reason is 'Why the value is null. 中文：空值原因';
comment on column mart.chain_gap_all.inside_count is 'Candidates among the firms of the register. 中文：名录内候选企业数';
comment on column mart.chain_gap_all.outside_count is 'Candidates among the leads, without those that were dropped. 中文：招商线索候选数（不含放弃）';
comment on column mart.chain_gap_all.newest_evidence_date is 'Newest day among the declared gap, the supply edges and the leads; null without any. 中文：最新依据日期，没有为空';
comment on column mart.chain_gap_all.stale_from_date is 'Day from which that evidence is stale; null without any. 中文：依据过旧的起始日期，没有为空';
comment on column mart.chain_gap_all.is_stale is 'True where that day is older than the rule set allows; null without one. 中文：依据是否过旧，无日期为空';
comment on column mart.chain_gap_all.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.chain_gap_all.is_flagged is 'True where a row that it rests on is flagged. 中文：所依据的行是否存疑';
comment on column mart.chain_gap_all.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
