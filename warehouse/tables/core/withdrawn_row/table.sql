-- group: delivery
-- access: closed
create table core.withdrawn_row (
    submission_id varchar not null,
    source_sheet  varchar not null,
    source_row    integer not null,
    dataset       varchar not null,
    decision_id   varchar not null,
    primary key (submission_id, source_sheet, source_row, dataset)
);
comment on table core.withdrawn_row is 'Withdrawn rows of registers, funds and projects, with earlier files'''' rows of the same key: they enter no table. 中文：经人工撤回的名录、基金、项目等行，连同同一主键下更早文件的内容：不进入任何表';
comment on column core.withdrawn_row.submission_id is 'The file that gave it. 中文：来源文件';
comment on column core.withdrawn_row.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.withdrawn_row.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.withdrawn_row.dataset is 'Staged dataset of its rows. 中文：暂存数据集名称';
comment on column core.withdrawn_row.decision_id is 'The decision that withdrew it. 中文：撤回的决定';
