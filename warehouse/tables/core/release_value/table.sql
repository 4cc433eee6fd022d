-- group: snapshot
-- access: public
create table core.release_value (
    observation_id    varchar not null,
    change            varchar not null,
    cause             varchar not null,
    form_id           varchar not null,
    value_before      decimal(19, 6),
    value_after       decimal(19, 6),
    submission_before varchar,
    submission_after  varchar,
    decision_id       varchar,
    primary key (observation_id)
);
comment on table core.release_value is 'Single values that this snapshot changes against the one before: dropped ones first, then corrected, then added, no more than the rules of a release list. core.release_change counts all of them.';
comment on column core.release_value.observation_id is 'What the value is about.';
comment on column core.release_value.change is 'dropped, corrected (it or its restated same period differs) or added.';
comment on column core.release_value.cause is 'As in core.release_change.';
comment on column core.release_value.form_id is 'Report form that it comes from; empty where it comes from none.';
comment on column core.release_value.value_before is 'In the snapshot before; null where there was none.';
comment on column core.release_value.value_after is 'In this snapshot; null where there is none.';
comment on column core.release_value.submission_before is 'File of the value before.';
comment on column core.release_value.submission_after is 'File of the value in this snapshot.';
comment on column core.release_value.decision_id is 'Decision that changed it, where the cause is one.';
