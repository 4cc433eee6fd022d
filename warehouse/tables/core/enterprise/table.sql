-- group: enterprise
-- access: public
create table core.enterprise (
    enterprise_id           varchar not null,
    credit_code             varchar not null,
    credit_code_state       varchar not null,
    name_zh                 varchar not null,
    name_pinyin             varchar not null,
    short_name_zh           varchar,
    region_code             varchar not null,
    registration_region_code varchar not null,
    industry_id             varchar,
    industry_standard       varchar not null,
    industry_class_code     varchar,
    industry_class_id       varchar,
    batch                   integer,
    recognised_date         date,
    status                  varchar not null,
    is_synthetic            boolean not null,
    is_flagged              boolean not null default false,
    is_corrected            boolean not null default false,
    decision_id             varchar,
    submission_id           varchar not null,
    source_sheet            varchar not null,
    source_row              integer not null,
    sheet_id                varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_id)
);
comment on table core.enterprise is 'A firm of the programme: the newest entry of the register of key enterprises.';
comment on column core.enterprise.enterprise_id is 'Our own identifier; stays when the name or the credit code changes.';
comment on column core.enterprise.credit_code_state is 'valid, repaired (upper case, blanks), check_failed (kept with a warning) or confirmed (the check character does not fit; a person has confirmed the code, see core.decision).';
comment on column core.enterprise.name_pinyin is 'The name in pinyin without tones: the sort key for Chinese names.';
comment on column core.enterprise.registration_region_code is 'Region of the authority that registered it: digits 3 to 8 of the credit code; often not the location.';
comment on column core.enterprise.industry_id is 'Field of the programme; null where the register names none that the plan knows.';
comment on column core.enterprise.industry_standard is 'Version of GB/T 4754 in which industry_class_code is written.';
comment on column core.enterprise.industry_class_id is 'That class in that version: 2011-3963; null where the register names none.';
comment on column core.enterprise.is_synthetic is 'True where the firm is invented sample data.';
comment on column core.enterprise.submission_id is 'File that the entry comes from.';
comment on column core.enterprise.source_sheet is 'Sheet of that file.';
comment on column core.enterprise.source_row is 'Row of that sheet.';
comment on column core.enterprise.is_flagged is 'True where a cell of its row, or of a change that it rests on, is held and not taken: look at it before relying on the row.';
comment on column core.enterprise.is_corrected is 'True where a person put a cell of its row right.';
comment on column core.enterprise.decision_id is 'Newest decision that its row rests on; null where it is as received.';
comment on column core.enterprise.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
