-- group: programme
-- access: public
create table core.platform (
    platform_id     varchar not null,
    name_zh         varchar not null,
    name_en         varchar,
    platform_type   varchar not null,
    level           varchar not null,
    status          varchar not null,
    host_name       varchar,
    approving_body_name varchar,
    approved_date   date,
    approved_period varchar,
    approved_by_date date,
    industry_id     varchar,
    document_id     varchar,
    host_enterprise_id varchar,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (platform_id)
);
comment on table core.platform is 'Innovation platforms that are named. Many more exist as numbers only: do not count rows.';
comment on column core.platform.approved_period is 'Month of approval, for example 2015-10, where the day is not known; null elsewhere.';
comment on column core.platform.approved_by_date is 'Day by which it was approved: the day of approval, or the last day of its month where only that is known. A condition on it leaves out neither; one on approved_date leaves out those with a month alone.';
comment on column core.platform.industry_id is 'Field that it belongs to, our reading of its name.';
comment on column core.platform.document_id is 'Document that names it; null where only a register does.';
comment on column core.platform.host_enterprise_id is 'The host, where it is an enterprise of the register of key enterprises.';
comment on column core.platform.is_synthetic is 'True where it is invented sample data; a fact of the plan never is.';
comment on column core.platform.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.platform.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone.';
comment on column core.platform.source_sheet is 'Sheet of that file.';
comment on column core.platform.source_row is 'Row of that sheet.';
comment on column core.platform.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
