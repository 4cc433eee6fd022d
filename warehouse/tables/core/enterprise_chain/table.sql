-- group: enterprise
-- access: public
create table core.enterprise_chain (
    enterprise_chain_id varchar not null,
    enterprise_id       varchar not null,
    chain_id            varchar not null,
    chain_stage_id      varchar not null,
    role                varchar,
    counted_share       decimal(19, 6),
    is_flagged              boolean not null default false,
    is_corrected            boolean not null default false,
    decision_id             varchar,
    submission_id       varchar not null,
    source_sheet        varchar not null,
    source_row          integer not null,
    sheet_id            varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_chain_id)
);
comment on table core.enterprise_chain is 'An enterprise in a node of a chain. A firm may be in several chains, so chain totals must not be added up to a province. 中文：企业在产业链节点中的位置；一企可属多链，各链合计不可相加为全省';
comment on column core.enterprise_chain.enterprise_chain_id is 'Node and enterprise. 中文：标识';
comment on column core.enterprise_chain.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_chain.chain_id is 'Code of the chain. 中文：产业链代码';
comment on column core.enterprise_chain.chain_stage_id is 'The node. 中文：节点标识';
comment on column core.enterprise_chain.role is 'Role in the chain, null if not in the list. 中文：角色，未填为空';
comment on column core.enterprise_chain.counted_share is 'Share of the enterprise''s revenue counted for the chain (0 to 1) through this node; null if not in the list. 中文：计入比重（0 至 1），企业收入中按此节点计入该链的部分，未填为空';
comment on column core.enterprise_chain.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_chain.is_corrected is 'True where a person put a cell of its row right. 中文：是否经人工更正';
comment on column core.enterprise_chain.decision_id is 'Newest decision that its row rests on; null where it is as received. 中文：所依据的决定';
comment on column core.enterprise_chain.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.enterprise_chain.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_chain.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_chain.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
