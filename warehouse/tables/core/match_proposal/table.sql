-- group: enterprise
-- access: public
create table core.match_proposal (
    match_proposal_id varchar not null,
    enterprise_id     varchar not null,
    reason            varchar not null,
    score             decimal(19, 6) not null,
    candidate_count   integer not null,
    code_received     varchar not null,
    name_received     varchar not null,
    region_code       varchar,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_cell       varchar not null,
    held_cell_id      varchar not null,
    state             varchar not null,
    decision_id       varchar,
    primary key (match_proposal_id)
);
comment on table core.match_proposal is 'An enterprise that a row with a destroyed, wrong or unknown code may be about. A proposal to a person; it has no effect without a decision. 中文：疑似匹配建议，须人工确认，系统不自动采用';
comment on column core.match_proposal.match_proposal_id is 'File, sheet, cell and enterprise. 中文：标识';
comment on column core.match_proposal.enterprise_id is 'The enterprise proposed. 中文：建议企业标识';
comment on column core.match_proposal.reason is 'Reason: organisation_code, name_and_region, former_name_and_region, name (the row has no region), former_name or name_in_other_region. 中文：匹配理由';
comment on column core.match_proposal.score is 'Order of confidence from 0 to 1, divided by the number of candidates; no probability. 中文：置信次序（非概率）';
comment on column core.match_proposal.candidate_count is 'Enterprises proposed for the same cell. 中文：同一单元格的候选数';
comment on column core.match_proposal.code_received is 'The cell as received. 中文：代码原文';
comment on column core.match_proposal.name_received is 'Name in the same row. 中文：同行名称';
comment on column core.match_proposal.region_code is 'Region in the same row, where the form has one. 中文：同行地区代码';
comment on column core.match_proposal.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.match_proposal.source_sheet is 'Sheet of the file. 中文：来源工作表';
comment on column core.match_proposal.source_cell is 'Cell of the code, for example B12. 中文：来源单元格';
comment on column core.match_proposal.held_cell_id is 'The cell of the code, as `longmai held` takes it. Accepting the proposal corrects it. 中文：待定单元格标识';
comment on column core.match_proposal.state is 'State: open, or the decision about the cell: rejected if the row is about none of the proposals. 中文：状态：待定，或人工决定的结果；均不符为 rejected';
comment on column core.match_proposal.decision_id is 'Decision about the cell; null where none is. 中文：所依据的决定';
