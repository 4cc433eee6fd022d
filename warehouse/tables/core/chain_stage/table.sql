-- group: enterprise
-- access: public
create table core.chain_stage (
    chain_stage_id varchar not null,
    chain_id       varchar not null,
    stage          varchar not null,
    node_name_zh   varchar not null,
    ordinal        integer not null,
    member_count   integer not null,
    is_gap         boolean not null,
    is_flagged     boolean not null default false,
    primary key (chain_stage_id)
);
comment on table core.chain_stage is 'A node of a chain, a product or process, and the stage that it stands in.';
comment on column core.chain_stage.chain_stage_id is 'Chain and ordinal.';
comment on column core.chain_stage.ordinal is 'Order within the chain, as the list gives it.';
comment on column core.chain_stage.member_count is 'Enterprises in the node.';
comment on column core.chain_stage.is_gap is 'True where no enterprise of the register stands in the node.';
comment on column core.chain_stage.is_flagged is 'True where a cell of one of its rows is held and not taken: a member may be missing.';
