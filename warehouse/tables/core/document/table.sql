-- group: programme
-- access: public
create table core.document (
    document_id          varchar not null,
    title_zh             varchar not null,
    title_en             varchar not null,
    document_kind        varchar not null,
    document_number      varchar,
    issuer_name          varchar,
    issued_date          date,
    evidence             varchar not null,
    region_code          varchar not null,
    progress_report_days integer,
    primary key (document_id)
);
comment on table core.document is 'The documents that targets, tasks and other facts of the programme come from.';
comment on column core.document.document_id is 'Stable name of the document.';
comment on column core.document.title_zh is 'Short Chinese title, ours: not the official one.';
comment on column core.document.title_en is 'Short English title.';
comment on column core.document.document_kind is 'plan, regulation, bulletin (statistics) or press.';
comment on column core.document.document_number is 'Official number as printed; null where there is none or it is not known.';
comment on column core.document.issuer_name is 'Who issued it, Chinese; null where not known.';
comment on column core.document.issued_date is 'Day of issue; null where only the year or month is known.';
comment on column core.document.evidence is 'primary: its text was read. secondary: known from reprints or press reports, so parts may be missing.';
comment on column core.document.region_code is 'Region that it is about.';
comment on column core.document.progress_report_days is 'Days after a quarter''s end within which departments report progress on its tasks; null where it asks for no reports.';
