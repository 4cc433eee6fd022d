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
    all_enterprises_id varchar generated always as ('province') virtual,
    primary key (snapshot_id)
);
comment on table core.snapshot is 'This build: one row with the id of the snapshot and its as-of instant. 中文：本次应答所用的数据快照及其截止时刻';
comment on column core.snapshot.snapshot_id is 'Identifier of the snapshot, the number with leading zeros. 中文：快照标识';
comment on column core.snapshot.snapshot_number is 'Order of builds, from a counter and not from the clock. 中文：快照序号';
comment on column core.snapshot.built_at is 'When the build began, UTC. 中文：构建时刻';
comment on column core.snapshot.as_of is 'Submissions received up to this instant are in it, UTC. 中文：数据截止时刻';
comment on column core.snapshot.submission_count is 'Number of those submissions. 中文：报送文件数';
comment on column core.snapshot.longmai_version is 'Version of the software that built it. 中文：软件版本';
comment on column core.snapshot.has_synthetic is 'True where any of its submissions is generated sample data. 中文：是否含合成样本数据';
comment on column core.snapshot.all_enterprises_id is 'All key enterprises as a subject of growth: province. 中文：全部骨干企业（作为增速对象）的标识';
