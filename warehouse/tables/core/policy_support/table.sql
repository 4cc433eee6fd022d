-- group: enterprise
-- access: public
create table core.policy_support (
    policy_support_id varchar not null,
    enterprise_id varchar not null,
    support_kind varchar not null,
    year varchar not null,
    amount_cny decimal(38, 2),
    quantity decimal(19, 6),
    quantity_unit varchar,
    department_name varchar,
    decided_date date,
    document_note varchar,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (policy_support_id)
);
comment on table core.policy_support is 'Support that an enterprise received under a policy: direct power supply, graduate subsidy, land, tax, finance.';
comment on column core.policy_support.policy_support_id is 'File, sheet and row.';
comment on column core.policy_support.enterprise_id is 'The enterprise.';
comment on column core.policy_support.is_synthetic is 'True where it is invented sample data.';
comment on column core.policy_support.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.policy_support.submission_id is 'File that it comes from.';
comment on column core.policy_support.source_sheet is 'Sheet of that file.';
comment on column core.policy_support.source_row is 'Row of that sheet.';
comment on column core.policy_support.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
