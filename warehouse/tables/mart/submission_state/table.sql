-- group: delivery
-- access: public
create table mart.submission_state (
    submission_id   varchar not null,
    state           varchar not null,
    rows_read       bigint not null,
    rows_accepted   bigint not null,
    open_count      bigint not null,
    corrected_count bigint not null,
    released_count  bigint not null,
    rejected_count  bigint not null,
    primary key (submission_id)
);
comment on table mart.submission_state is 'What has become of a file since it came: how it reads under the decisions that were taken about its cells. core.submission keeps telling how it read when it came.';
comment on column mart.submission_state.submission_id is 'The file.';
comment on column mart.submission_state.state is 'accepted (nothing was held), held (some cells wait), decided (all cells that were held are decided about), waiting (until a person says what its figures are) or refused.';
comment on column mart.submission_state.rows_read is 'Data rows found in it.';
comment on column mart.submission_state.rows_accepted is 'Data rows that are taken now.';
comment on column mart.submission_state.open_count is 'Cells that wait for a person, values that look like a slip of their unit among them.';
comment on column mart.submission_state.corrected_count is 'Cells that are read as a person has corrected them.';
comment on column mart.submission_state.released_count is 'Cells that were taken as they stand.';
comment on column mart.submission_state.rejected_count is 'Cells that were left out for good.';
