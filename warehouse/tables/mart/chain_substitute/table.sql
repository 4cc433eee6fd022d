-- group: measurement
-- access: public
create table mart.chain_substitute (
    chain_substitute_id varchar not null,
    chain_id            varchar not null,
    chain_stage_id      varchar not null,
    candidate_kind      varchar not null,
    substitute_stage_id varchar,
    enterprise_id       varchar,
    name_zh             varchar not null,
    match               varchar,
    goods               varchar,
    suppliable_share    decimal(19, 6),
    step                varchar,
    step_date           date,
    source_name         varchar,
    is_synthetic        boolean not null,
    primary key (chain_substitute_id)
);
comment on table mart.chain_substitute is 'Who could take over from a node or fill it: other suppliers of the needs that it serves, firms of the register, leads from outside. 中文：可替代或填补节点的供给、名录内企业与招商线索';
comment on column mart.chain_substitute.chain_substitute_id is 'Node, kind and candidate. 中文：标识';
comment on column mart.chain_substitute.chain_id is 'Chain of the node. 中文：产业链代码';
comment on column mart.chain_substitute.chain_stage_id is 'Node that it could take over from, or fill. 中文：节点标识';
comment on column mart.chain_substitute.candidate_kind is 'Kind: another supplier of the same need, a firm of the register, or a firm of the leads. 中文：类别：同一需求的其他供给、名录内企业、招商线索';
comment on column mart.chain_substitute.substitute_stage_id is 'Node that supplies the same need, of a supplier. 中文：同一需求的其他供给节点';
comment on column mart.chain_substitute.enterprise_id is 'The firm, where a register has it. 中文：企业标识，名录外为空';
comment on column mart.chain_substitute.name_zh is 'Name of the firm or node. 中文：企业或节点名称';
comment on column mart.chain_substitute.match is 'Of a firm of the register: it reports the product of the node, or is in a node of this name elsewhere. 中文：匹配依据：报送该产品，或在他链同名节点';
comment on column mart.chain_substitute.goods is 'Goods of the need, of a supplier. 中文：供给内容';
comment on column mart.chain_substitute.suppliable_share is 'Part of that need that it can supply at most; null if not in the list. 中文：可供比重，未填为空';
comment on column mart.chain_substitute.step is 'Step that a lead has reached. 中文：线索进展';
comment on column mart.chain_substitute.step_date is 'Day of that step. 中文：进展日期';
comment on column mart.chain_substitute.source_name is 'Who named the lead. 中文：线索来源';
comment on column mart.chain_substitute.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
