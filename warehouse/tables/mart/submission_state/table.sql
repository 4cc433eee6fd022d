-- group: delivery
-- access: public
create table mart.submission_state (
    submission_id   varchar not null,
    state           varchar not null,
    read_under_revision_id varchar not null,
    rows_read       bigint not null,
    rows_accepted   bigint not null,
    open_count      bigint not null,
    corrected_count bigint not null,
    released_count  bigint not null,
    rejected_count  bigint not null,
    primary key (submission_id)
);
comment on table mart.submission_state is 'Present state of a file under the programme in force, with the decisions about its cells applied. core.submission has its state on arrival. 中文：报送文件按现行方案的当前处理状态（计入人工决定）';
comment on column mart.submission_state.submission_id is 'The file. 中文：报送标识';
comment on column mart.submission_state.state is 'State: accepted (nothing was held), held (some cells wait), decided (all held cells are decided), waiting (until a person names its figures) or refused. 中文：当前状态：已接收、有待定、已全部决定、待指明、被拒';
comment on column mart.submission_state.read_under_revision_id is 'First revision of the programme, from the arrival of the file on, under which it reads as it does now: form, period, state and counts. Its values are known from its arrival all the same. 中文：自报送以来，首个使其读取结果与现在相同的方案修订；数值的已知时刻仍为收到文件之时';
comment on column mart.submission_state.rows_read is 'Data rows found in it. 中文：读取行数';
comment on column mart.submission_state.rows_accepted is 'Data rows that are taken now. 中文：当前采用行数';
comment on column mart.submission_state.open_count is 'Cells that wait for a person, values that look like a slip of their unit among them. 中文：待处理单元格数';
comment on column mart.submission_state.corrected_count is 'Cells that are read as a person has corrected them. 中文：已更正单元格数';
comment on column mart.submission_state.released_count is 'Cells accepted as received. 中文：按原值采用单元格数';
comment on column mart.submission_state.rejected_count is 'Cells that were left out for good. 中文：不予采用单元格数';
