-- group: delivery
-- access: public
create table core.programme (
    revision_id     varchar not null,
    revision_number bigint not null,
    programme_id    varchar not null,
    sha256          varchar not null,
    decided_by      varchar not null,
    reason          varchar not null,
    applied_at      timestamp not null,
    is_in_force     boolean not null,
    primary key (revision_id)
);
comment on table core.programme is 'A revision of the programme: the lists of indicators, units, regions and names, as applied by a person. 中文：方案的一次修订：由专人应用的指标、单位、地区、名称等清单';
comment on column core.programme.revision_id is 'P000001 upwards in the order in which they were applied. 中文：修订标识';
comment on column core.programme.revision_number is 'That order. 中文：修订序号';
comment on column core.programme.programme_id is 'The programme: gansu_2016. 中文：方案标识';
comment on column core.programme.sha256 is 'Hash over the paths and contents of its files, which are in the archive. 中文：文件清单的 SHA-256';
comment on column core.programme.decided_by is 'Person who applied it; longmai for the built-in one of a new data directory. 中文：应用人；内置方案为 longmai';
comment on column core.programme.reason is 'Why. 中文：理由';
comment on column core.programme.applied_at is 'Instant from which it is in force, UTC. 中文：生效时刻（UTC）';
comment on column core.programme.is_in_force is 'Whether it is in force in this snapshot: the newest applied by its instant, for all its files. 中文：是否为本快照所依据的修订';
