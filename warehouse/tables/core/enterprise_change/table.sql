-- group: enterprise
-- access: public
create table core.enterprise_change (
    enterprise_change_id varchar not null,
    enterprise_id        varchar,
    change_kind          varchar not null,
    change_date          date not null,
    old_name_zh          varchar not null,
    new_name_zh          varchar,
    old_code             varchar,
    new_credit_code      varchar,
    other_enterprise_id  varchar,
    new_batch            integer,
    new_status           varchar,
    evidence             varchar,
    is_applied           boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_change_id)
);
comment on table core.enterprise_change is 'Changes of enterprises as the register of changes declares them. The same change in a later file is the same change.';
comment on column core.enterprise_change.enterprise_change_id is 'File and row of the declaration.';
comment on column core.enterprise_change.enterprise_id is 'The enterprise; null where no register names any of its codes.';
comment on column core.enterprise_change.other_enterprise_id is 'The enterprise that goes on after a merger, where a register names it.';
comment on column core.enterprise_change.is_applied is 'False where the enterprise is in no register, or where one register lists old and new code as two enterprises.';
comment on column core.enterprise_change.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.enterprise_change.submission_id is 'File that declares it.';
comment on column core.enterprise_change.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_change.source_row is 'Row of that sheet.';
comment on column core.enterprise_change.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
