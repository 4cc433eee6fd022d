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
    supplier_enterprise_id varchar,
    supplied_share       decimal(19, 6),
    suppliable_share     decimal(19, 6),
    outside_share        decimal(19, 6),
    stock_days           integer,
    indispensability     decimal(19, 6),
    is_dangling          boolean not null,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (chain_supply_edge_id)
);
comment on table core.chain_supply_edge is 'Supply between nodes, from the newest list of supply edges of the chain. An edge to an unknown node is kept and marked. 中文：产业链节点供需关系，以最新清单为准；指向未知节点的也保留并注明';
comment on column core.chain_supply_edge.chain_supply_edge_id is 'Chain and ordinal in its list. 中文：标识';
comment on column core.chain_supply_edge.chain_id is 'Chain of the supplying node. 中文：产业链代码，供给节点所属产业链';
comment on column core.chain_supply_edge.from_chain_stage_id is 'Supplying node; null if the chain has none of that name, or several. 中文：供给节点标识，链上无此节点或有重名时为空';
comment on column core.chain_supply_edge.from_node_name_zh is 'Supplying node, as the list writes it. 中文：供给节点，原文';
comment on column core.chain_supply_edge.to_chain_id is 'Chain of the supplied node, that of the supplying node where none is given. 中文：需求节点产业链代码，未填即与供给节点同链';
comment on column core.chain_supply_edge.to_chain_stage_id is 'Supplied node; null if that chain has none of that name, or several. 中文：需求节点标识，链上无此节点或有重名时为空';
comment on column core.chain_supply_edge.to_node_name_zh is 'Supplied node, as the list writes it. 中文：需求节点，原文';
comment on column core.chain_supply_edge.goods is 'Goods supplied. 中文：供给内容';
comment on column core.chain_supply_edge.evidence is 'Evidence of the edge: a contract, a survey or statistics; null if not in the list. 中文：依据，合同、调查、统计等，未填为空';
comment on column core.chain_supply_edge.evidence_date is 'Date of the evidence. 中文：依据日期';
comment on column core.chain_supply_edge.supplier_enterprise_id is 'Supplying enterprise; null where the node as a whole supplies, or no register has the code. 中文：供给企业标识，由节点整体供给或名录中没有的为空';
comment on column core.chain_supply_edge.supplied_share is 'Part of the need for the goods that it supplies now (0 to 1); null if not in the list. 中文：现供比重（0 至 1），未填为空';
comment on column core.chain_supply_edge.suppliable_share is 'Part of that need that it can supply at most (0 to 1); null: as much as now. 中文：可供比重（0 至 1），未填按现供比重';
comment on column core.chain_supply_edge.outside_share is 'Part of that need from outside the province (0 to 1), of the need as a whole; null if not in the list. 中文：省外来源占比（0 至 1），就该需求整体而言，未填为空';
comment on column core.chain_supply_edge.stock_days is 'Days for which the stock of the supplied node lasts; null is none. 中文：库存天数，未填按无库存';
comment on column core.chain_supply_edge.indispensability is 'Part of the output that is lost without the goods (0 to 1); null is 1. 中文：不可缺程度（0 至 1），未填按 1';
comment on column core.chain_supply_edge.is_dangling is 'True where one end is no node that we know. 中文：是否有一端节点不明';
comment on column core.chain_supply_edge.is_synthetic is 'True where the edge is invented sample data. 中文：是否为合成样本数据';
comment on column core.chain_supply_edge.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.chain_supply_edge.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.chain_supply_edge.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.chain_supply_edge.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.chain_supply_edge.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
