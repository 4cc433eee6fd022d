-- group: enterprise
-- access: public
create table core.chain_stage (
    chain_stage_id varchar not null,
    chain_id       varchar not null,
    stage          varchar not null,
    node_name_zh   varchar not null,
    product_code   varchar,
    recovery_days  integer,
    ordinal        integer not null,
    member_count   integer not null,
    is_gap         boolean not null,
    is_flagged     boolean not null default false,
    primary key (chain_stage_id)
);
comment on table core.chain_stage is 'A node of a chain (a product or process) and its stage. 中文：产业链节点及所处环节';
comment on column core.chain_stage.chain_stage_id is 'Chain and ordinal. 中文：节点标识';
comment on column core.chain_stage.chain_id is 'Code of the chain. 中文：产业链代码';
comment on column core.chain_stage.stage is 'Stage. 中文：环节';
comment on column core.chain_stage.node_name_zh is 'Node, a product or process. 中文：节点，产品或工序';
comment on column core.chain_stage.product_code is 'Product of the node, of the first row that gives one; null if none does. 中文：产品代码，取首个填写的行，均未填为空';
comment on column core.chain_stage.recovery_days is 'Days that the node takes to recover after a loss, the most of its rows; null if none gives any. 中文：恢复天数，取各行最大，均未填为空';
comment on column core.chain_stage.ordinal is 'Order within the chain, as in the list. 中文：序号';
comment on column core.chain_stage.member_count is 'Enterprises in the node. 中文：企业数';
comment on column core.chain_stage.is_gap is 'True for a node without an enterprise of the register. 中文：是否为缺链节点';
comment on column core.chain_stage.is_flagged is 'True where a cell of one of its rows is held and not taken: a member may be missing. 中文：所依据的行有待定单元格';
