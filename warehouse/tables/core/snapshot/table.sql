-- group: snapshot
-- access: public
create table core.snapshot (
    snapshot_id       varchar not null,
    snapshot_number   bigint not null,
    built_at          timestamp not null,
    as_of             timestamp not null,
    submission_count  bigint not null,
    longmai_version   varchar not null,
    has_synthetic     boolean not null,
    primary key (snapshot_id)
);
comment on table core.snapshot is 'This build: one row that says which snapshot the file is and what it knew.';
comment on column core.snapshot.snapshot_id is 'Identifier of the snapshot, the number with leading zeros.';
comment on column core.snapshot.snapshot_number is 'Order of builds, from a counter and not from the clock.';
comment on column core.snapshot.built_at is 'When the build began, UTC.';
comment on column core.snapshot.as_of is 'Submissions received up to this instant are in it, UTC.';
comment on column core.snapshot.submission_count is 'Number of those submissions.';
comment on column core.snapshot.longmai_version is 'Version of the software that built it.';
comment on column core.snapshot.has_synthetic is 'True where any of its submissions is generated sample data.';
