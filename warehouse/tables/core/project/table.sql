-- group: programme
create table core.project (
    project_id   varchar not null,
    name_zh      varchar not null,
    name_en      varchar not null,
    project_kind varchar not null,
    status       varchar not null,
    owner_name   varchar,
    industry_id  varchar,
    document_id  varchar not null,
    primary key (project_id)
);
comment on table core.project is 'Projects that the plan names; sums and progress come with the project reports.';
comment on column core.project.project_id is 'Stable name of the project.';
comment on column core.project.name_zh is 'Short Chinese name.';
comment on column core.project.name_en is 'Short English name.';
comment on column core.project.project_kind is 'investment, organisation (a company or institute to be founded) or national_programme (national money applied for).';
comment on column core.project.status is 'in_progress, planned or applying, as of the plan.';
comment on column core.project.owner_name is 'Who carries it out, as the plan writes it; null where it names nobody.';
comment on column core.project.industry_id is 'Field that it belongs to, our reading; null where the plan gives no ground for one.';
comment on column core.project.document_id is 'Document that names it.';
