-- group: enterprise
-- access: public
create table core.chain_gap (
    chain_gap_id       varchar not null,
    chain_id           varchar not null,
    chain_stage_id     varchar,
    node_name_zh       varchar not null,
    gap_kind           varchar not null,
    priority           varchar,
    need               varchar,
    candidate_partners varchar,
    noted_date         date,
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (chain_gap_id)
);
comment on table core.chain_gap is 'Gaps of a chain, from its newest list of gaps. A finding reports a node without an enterprise (core.chain_stage.is_gap) that the list omits. 中文：产业链短板需求，以最新清单为准';
comment on column core.chain_gap.chain_gap_id is 'Chain and ordinal in its list. 中文：标识';
comment on column core.chain_gap.chain_id is 'Code of the chain, as in the list. 中文：产业链代码，原文';
comment on column core.chain_gap.chain_stage_id is 'The node; null if the chain has none of that name, or several. 中文：节点标识，链上无此节点或有重名时为空';
comment on column core.chain_gap.node_name_zh is 'Node, a product or process, as the list writes it. 中文：节点，产品或工序，原文';
comment on column core.chain_gap.gap_kind is 'Kind of gap. 中文：短板类型';
comment on column core.chain_gap.priority is 'Priority; null if not in the list. 中文：优先级，未填为空';
comment on column core.chain_gap.need is 'Description of the need. 中文：需求说明';
comment on column core.chain_gap.candidate_partners is 'Candidate partners to fill it. 中文：拟合作对象';
comment on column core.chain_gap.noted_date is 'Day on which it was noted. 中文：提出日期';
comment on column core.chain_gap.is_synthetic is 'True where the gap is invented sample data. 中文：是否为合成样本数据';
comment on column core.chain_gap.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.chain_gap.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.chain_gap.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.chain_gap.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.chain_gap.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
