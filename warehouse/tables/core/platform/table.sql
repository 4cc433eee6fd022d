-- group: programme
create table core.platform (
    platform_id     varchar not null,
    name_zh         varchar not null,
    name_en         varchar not null,
    platform_type   varchar not null,
    level           varchar not null,
    status          varchar not null,
    host_name       varchar,
    approved_date   date,
    approved_period varchar,
    industry_id     varchar,
    document_id     varchar not null,
    primary key (platform_id)
);
comment on table core.platform is 'Innovation platforms that are named. Many more exist as numbers only: do not count rows.';
comment on column core.platform.platform_id is 'Stable name of the platform.';
comment on column core.platform.name_zh is 'Short Chinese name.';
comment on column core.platform.name_en is 'Short English name.';
comment on column core.platform.platform_type is 'engineering_institute or state_key_laboratory.';
comment on column core.platform.level is 'national, national_local (approved by both) or provincial.';
comment on column core.platform.status is 'approved or under_construction.';
comment on column core.platform.host_name is 'Unit that runs it; null where not named.';
comment on column core.platform.approved_date is 'Day of approval; null where not approved yet or only the month is known.';
comment on column core.platform.approved_period is 'Month of approval, for example 2015-10, where the day is not known; null elsewhere.';
comment on column core.platform.industry_id is 'Field that it belongs to, our reading of its name.';
comment on column core.platform.document_id is 'Document that names it.';
