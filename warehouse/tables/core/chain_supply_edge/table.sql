-- group: enterprise
-- access: public
create table core.chain_supply_edge (
    chain_supply_edge_id varchar not null,
    chain_id             varchar not null,
    from_chain_stage_id  varchar,
    from_node_name_zh    varchar not null,
    to_chain_id          varchar not null,
    to_chain_stage_id    varchar,
    to_node_name_zh      varchar not null,
    goods                varchar,
    evidence             varchar,
    evidence_date        date,
    is_dangling          boolean not null,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (chain_supply_edge_id)
);
comment on table core.chain_supply_edge is 'Which node supplies which, as the newest list of supply edges of the chain has it. An edge to a node that no list of chains has stays here and says so.';
comment on column core.chain_supply_edge.chain_supply_edge_id is 'Chain and ordinal in its list.';
comment on column core.chain_supply_edge.from_chain_stage_id is 'Supplying node; null where the chain has no such node, or several.';
comment on column core.chain_supply_edge.to_chain_stage_id is 'Supplied node; null where that chain has no such node, or several.';
comment on column core.chain_supply_edge.is_dangling is 'True where one end is no node that we know.';
comment on column core.chain_supply_edge.is_synthetic is 'True where the edge is invented sample data.';
comment on column core.chain_supply_edge.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.chain_supply_edge.submission_id is 'File that it comes from.';
comment on column core.chain_supply_edge.source_sheet is 'Sheet of that file.';
comment on column core.chain_supply_edge.source_row is 'Row of that sheet.';
comment on column core.chain_supply_edge.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
