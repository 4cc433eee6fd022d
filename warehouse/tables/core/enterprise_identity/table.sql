-- group: enterprise
-- access: public
create table core.enterprise_identity (
    enterprise_identity_id varchar not null,
    enterprise_id          varchar not null,
    identifier_kind        varchar not null,
    identifier_code        varchar not null,
    valid_from             date,
    valid_to               date,
    is_flagged             boolean not null default false,
    submission_id          varchar not null,
    source_sheet           varchar not null,
    source_row             integer not null,
    sheet_id               varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_identity_id)
);
comment on table core.enterprise_identity is 'Every code that ever meant an enterprise: credit codes, and the registration number and organisation code from before October 2015.';
comment on column core.enterprise_identity.enterprise_identity_id is 'Kind and code.';
comment on column core.enterprise_identity.enterprise_id is 'The enterprise.';
comment on column core.enterprise_identity.identifier_kind is 'credit_code, registration_number or organisation_code.';
comment on column core.enterprise_identity.identifier_code is 'The code, without blanks and dashes.';
comment on column core.enterprise_identity.valid_from is 'First day on which it meant the enterprise; null where no change names a day.';
comment on column core.enterprise_identity.valid_to is 'Last day on which it did; null while it does, and where no change names a day.';
comment on column core.enterprise_identity.is_flagged is 'True where a cell of its row, or of a change that it rests on, is held and not taken: look at it before relying on the row.';
comment on column core.enterprise_identity.submission_id is 'File in which the code was first seen.';
comment on column core.enterprise_identity.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_identity.source_row is 'Row of that sheet.';
comment on column core.enterprise_identity.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
