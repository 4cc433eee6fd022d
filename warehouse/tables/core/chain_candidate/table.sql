-- group: enterprise
-- access: public
create table core.chain_candidate (
    chain_candidate_id varchar not null,
    chain_id           varchar not null,
    chain_stage_id     varchar,
    node_name_zh       varchar not null,
    name_zh            varchar not null,
    credit_code        varchar,
    enterprise_id      varchar,
    region_code        varchar,
    source_name        varchar,
    step               varchar not null,
    step_date          date not null,
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (chain_candidate_id)
);
comment on table core.chain_candidate is 'A firm that could fill a node of a chain, as the newest list of leads that names it has it. 中文：产业链招商与合作线索，以最新清单为准';
comment on column core.chain_candidate.chain_candidate_id is 'Chain, node and name of the firm. 中文：标识';
comment on column core.chain_candidate.chain_id is 'Code of the chain. 中文：产业链代码';
comment on column core.chain_candidate.chain_stage_id is 'The node; null if the chain has none of that name, or several. 中文：节点标识，链上无此节点或有重名时为空';
comment on column core.chain_candidate.node_name_zh is 'Node, as the list writes it. 中文：节点，原文';
comment on column core.chain_candidate.name_zh is 'Name of the candidate. 中文：企业名称';
comment on column core.chain_candidate.credit_code is 'Unified social credit code of the candidate, null where it is not known. 中文：统一社会信用代码，未知为空';
comment on column core.chain_candidate.enterprise_id is 'The candidate, where a register has it. 中文：企业标识，名录中没有为空';
comment on column core.chain_candidate.region_code is 'Region code of the candidate, of any province. 中文：所在地区代码，可为外省';
comment on column core.chain_candidate.source_name is 'Who named it. 中文：来源';
comment on column core.chain_candidate.step is 'Step that is reached. 中文：进展';
comment on column core.chain_candidate.step_date is 'Day of that step. 中文：进展日期';
comment on column core.chain_candidate.is_synthetic is 'True where the lead is invented sample data. 中文：是否为合成样本数据';
comment on column core.chain_candidate.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.chain_candidate.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.chain_candidate.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.chain_candidate.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.chain_candidate.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
