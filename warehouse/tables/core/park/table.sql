-- group: programme
create table core.park (
    park_id     varchar not null,
    name_zh     varchar not null,
    name_en     varchar not null,
    park_kind   varchar not null,
    status      varchar not null,
    industry_id varchar,
    document_id varchar not null,
    primary key (park_id)
);
comment on table core.park is 'Parks and zones that the plan names.';
comment on column core.park.park_id is 'Stable name of the park.';
comment on column core.park.name_zh is 'Short Chinese name.';
comment on column core.park.name_en is 'Short English name.';
comment on column core.park.park_kind is 'industrial_park, innovation_park (for start-ups) or innovation_zone.';
comment on column core.park.status is 'operating, under_construction or planned, as of the plan.';
comment on column core.park.industry_id is 'Field that it is for; null where the plan gives no ground for one.';
comment on column core.park.document_id is 'Document that names it.';
